import type { Template } from "aws-cdk-lib/assertions";

import type { Limit } from "../../../lib/route-limits.ts";
import { only, resourcesOf } from "../synthesized.ts";
import { TokenBucket } from "./token-bucket.ts";

/** The limits that a stage sets: of single routes, and of all of them together. */
export type StageLimits = { readonly routes: Readonly<Record<string, Limit>>; readonly stage: Limit };

/** Above whose limit a request was. */
export type Above = "its route's limit" | "the stage's limit";

type Throttling = { readonly ThrottlingRateLimit: number; readonly ThrottlingBurstLimit: number };
const limitOf = ({ ThrottlingRateLimit, ThrottlingBurstLimit }: Throttling): Limit => ({
  perSecond: ThrottlingRateLimit,
  burst: ThrottlingBurstLimit,
});

/** The limits as they stand in a synthesized template. */
export function limitsIn(template: Template): StageLimits {
  const { RouteSettings, DefaultRouteSettings } = only(resourcesOf(template, "AWS::ApiGatewayV2::Stage")).properties;
  return {
    routes: Object.fromEntries(
      Object.entries(RouteSettings as Record<string, Throttling>).map(([routeKey, held]) => [routeKey, limitOf(held)]),
    ),
    stage: limitOf(DefaultRouteSettings),
  };
}

/**
 * The gateway before the functions. Whether what a stage sets for all routes holds for each by itself or for all
 * together its documentation leaves open; here it is for all together, those with limits of their own among them: what passes
 * so passes either way.
 */
export class Gateway {
  readonly #routes: ReadonlyMap<string, TokenBucket>;
  readonly #stage: TokenBucket;

  constructor({ routes, stage }: StageLimits) {
    this.#routes = new Map(Object.entries(routes).map(([routeKey, limit]) => [routeKey, new TokenBucket(limit)]));
    this.#stage = new TokenBucket(stage);
  }

  /** Lets a request in, or says above whose limit it is. @param at seconds */
  letsIn(routeKey: string, at: number): "let in" | Above {
    const own = this.#routes.get(routeKey);
    if (own && !own.has(at)) return "its route's limit";
    if (!this.#stage.take(at)) return "the stage's limit";
    own?.take(at);
    return "let in";
  }
}
