import * as z from "zod/mini";

import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";

const quotas = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html";
const throttling = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html";
const logging = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html";
const authorizers = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html";

const RouteSchema = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  AuthorizationType: z._default(z.string(), "NONE"),
  AuthorizerId: z.optional(z.string()),
});
const StageSchema = z.object({
  ApiId: z.string(),
  RouteSettings: z._default(z.record(z.string(), z.unknown()), {}),
  AccessLogSettings: z.optional(z.object({ Format: z.string() })),
});
const AuthorizerSchema = z.object({
  JwtConfiguration: z.optional(z.object({ Issuer: z.string(), Audience: z.array(z.string()) })),
});

export const types: ResourceTypes = {
  "AWS::ApiGatewayV2::Api": {
    source: page("AWS::ApiGatewayV2::Api"),
    loss: "the address of the site, which stands in letters that were sent, unless it has one of its own",
  },
  "AWS::ApiGatewayV2::Authorizer": { source: page("AWS::ApiGatewayV2::Authorizer") },
  "AWS::ApiGatewayV2::Integration": { source: page("AWS::ApiGatewayV2::Integration") },
  "AWS::ApiGatewayV2::Route": {
    source: page("AWS::ApiGatewayV2::Route"),
    claims: [{ by: ["ApiId", "RouteKey"], second: "refused", source: "https://github.com/anomalyco/sst/issues/513" }],
  },
  "AWS::ApiGatewayV2::Stage": {
    source: page("AWS::ApiGatewayV2::Stage"),
    claims: [{ by: ["ApiId", "StageName"], second: "refused", source: page("AWS::ApiGatewayV2::Stage") }],
  },
};

export const rules: readonly Rule[] = [
  {
    id: "stage-after-its-routes",
    policy: "Every route that a stage's settings name is there before the stage.",
    source: "https://github.com/aws/serverless-application-model/issues/2479",
    breaches: each("AWS::ApiGatewayV2::Stage", StageSchema, ({ ApiId, RouteSettings }, { before, stack }) => {
      const ready = new Set(
        stack
          .ofType("AWS::ApiGatewayV2::Route")
          .filter(({ id, properties }) => before.has(id) && properties["ApiId"] === ApiId)
          .map(({ properties }) => properties["RouteKey"]),
      );
      return Object.keys(RouteSettings)
        .filter((key) => !ready.has(key))
        .map((key) => `NotFoundException: Unable to find Route by key ${key} within the provided RouteSettings`);
    }),
  },
  {
    id: "no-two-variables-in-one-place",
    policy:
      "Routes that differ in the name of a variable only cannot stand side by side, nor one name twice in a route.",
    source: "https://github.com/plutomi/plutomi/issues/271",
    breaches: each("AWS::ApiGatewayV2::Route", RouteSchema, ({ ApiId, RouteKey }, { resource, stack }) => {
      const others = stack
        .ofType("AWS::ApiGatewayV2::Route")
        .filter(({ id, properties }) => id !== resource.id && properties["ApiId"] === ApiId)
        .map(({ properties }) => String(properties["RouteKey"]));
      const names = RouteKey.match(/\{[^}]*\}/g) ?? [];
      return [
        ...others
          .filter((other) => haveConflictingVariables(RouteKey, other))
          .map((other) => `${RouteKey} has a conflicting variable on the same level as ${other}`),
        ...(new Set(names).size < names.length ? [`${RouteKey} has one variable twice`] : []),
      ];
    }),
  },
  {
    id: "access-log-names-the-request",
    policy: "The format of an access log holds the request's id, on one line.",
    source: logging,
    breaches: each("AWS::ApiGatewayV2::Stage", StageSchema, ({ AccessLogSettings }) =>
      AccessLogSettings === undefined ||
      /^(?=.*\$context\.(requestId|extendedRequestId))[^\n]*$/.test(AccessLogSettings.Format)
        ? []
        : [`its access log's format has no $context.requestId, or more than one line: ${AccessLogSettings.Format}`],
    ),
  },
  {
    id: "issuer-can-be-asked",
    policy: "The issuer of an authorizer is an https address: the gateway reads its discovery document at once.",
    source: authorizers,
    breaches: each("AWS::ApiGatewayV2::Authorizer", AuthorizerSchema, ({ JwtConfiguration }, { stack }) => {
      const issuer = JwtConfiguration?.Issuer ?? "";
      // What the template makes itself has no address yet.
      const isOwn = stack.named(issuer.split(".")[0]) !== undefined;
      return isOwn || issuer.startsWith("https://")
        ? []
        : [`its issuer is ${JSON.stringify(issuer)}; allowed: https://…`];
    }),
  },
  {
    id: "route-with-its-authorizer",
    policy: "A route that asks for a token says which authorizer reads it.",
    source: authorizers,
    breaches: each("AWS::ApiGatewayV2::Route", RouteSchema, ({ AuthorizationType, AuthorizerId }) =>
      AuthorizationType === "JWT" && AuthorizerId === undefined ? ["asks for a JWT, and names no authorizer"] : [],
    ),
  },
];

export const limits: readonly Limit[] = [
  { of: "AWS::ApiGatewayV2::Route", most: 300, unit: "resources", source: quotas },
  { of: "AWS::ApiGatewayV2::Integration", most: 300, unit: "resources", source: quotas },
  { of: "AWS::ApiGatewayV2::Authorizer", most: 10, unit: "resources", source: quotas },
  { of: "AWS::ApiGatewayV2::Stage", most: 10, unit: "resources", source: quotas },
  {
    of: "AWS::ApiGatewayV2::Authorizer",
    at: "JwtConfiguration.Audience",
    least: 1,
    most: 50,
    unit: "entries",
    source: quotas,
  },
  {
    of: "AWS::ApiGatewayV2::Integration",
    at: "TimeoutInMillis",
    least: 50,
    most: 30_000,
    unit: "",
    source: quotas,
  },
  // What an account has for all of its APIs together: a stage that promises more cannot keep it.
  ...["DefaultRouteSettings", "RouteSettings[]"].flatMap((settings): Limit[] => [
    {
      of: "AWS::ApiGatewayV2::Stage",
      at: `${settings}.ThrottlingRateLimit`,
      least: 1,
      most: 10_000,
      unit: "",
      source: throttling,
    },
    {
      of: "AWS::ApiGatewayV2::Stage",
      at: `${settings}.ThrottlingBurstLimit`,
      least: 1,
      most: 5000,
      unit: "",
      source: throttling,
    },
  ]),
];

/** Whether two keys of one method are the same up to a level at which both have a variable, of other names. */
function haveConflictingVariables(one: string, other: string): boolean {
  const [left, right] = [one, other].map((key) => key.split("/"));
  if (!left || !right) return false;
  const at = left.findIndex((part, level) => part !== right[level]);
  return [left[at], right[at]].every((part) => part !== undefined && /^\{[^+]*\}$/.test(part));
}
