import * as z from "zod/mini";
import type { RouteRates } from "../gateway/throttle.ts";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

const RateSchema = z.strictObject({
  ThrottlingRateLimit: z.number().check(z.minimum(0)),
  ThrottlingBurstLimit: z.int().check(z.minimum(0)),
});
// Strict: a setting that is overlooked would let in what the cloud keeps out.
const StageSchema = z.strictObject({
  ApiId: z.string(),
  StageName: z._default(z.literal("$default"), "$default"),
  AutoDeploy: z.optional(z.boolean()),
  DefaultRouteSettings: z.optional(RateSchema),
  RouteSettings: z._default(z.record(z.string(), RateSchema), {}),
  // Who comes stands in the browser's own log.
  AccessLogSettings: z.optional(z.unknown()),
  Description: z.optional(z.string()),
  Tags: z.optional(z.unknown()),
});

/** What the stage of the HTTP API lets in; no limits where the template has no stage. */
export function readRouteRates(template: Template): RouteRates {
  const [resource] = template.ofType("AWS::ApiGatewayV2::Stage");
  if (resource === undefined) return { others: undefined, routes: {} };
  const { DefaultRouteSettings, RouteSettings } = readProperties(StageSchema, resource);
  return {
    others: DefaultRouteSettings && rateOf(DefaultRouteSettings),
    routes: Object.fromEntries(Object.entries(RouteSettings).map(([key, settings]) => [key, rateOf(settings)])),
  };
}

function rateOf({ ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst }: z.infer<typeof RateSchema>) {
  return { perSecond, burst };
}
