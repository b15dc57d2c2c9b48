/** So many requests a second, and so many at once before that counts. */
export type Rate = { readonly perSecond: number; readonly burst: number };

/** What the stage of an API lets in. */
export type RouteRates = {
  /** Of all routes together that have no limit of their own; undefined where the stage sets none. */
  readonly others: Rate | undefined;
  /** By the key of the route. */
  readonly routes: Readonly<Record<string, Rate>>;
};

/**
 * API Gateway's throttles: a bucket of tokens for each route that has a limit, and one for the others.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 *
 * @param now milliseconds of the machine's own clock: whoever asks too often does so in the real world
 * @returns whether a request to a route is let in
 */
export function throttle({ others, routes }: RouteRates, now: () => number): (routeKey: string) => boolean {
  const own = new Map(Object.entries(routes).map(([key, rate]) => [key, bucket(rate, now)]));
  const rest = others === undefined ? () => true : bucket(others, now);
  return (routeKey) => (own.get(routeKey) ?? rest)();
}

function bucket({ perSecond, burst }: Rate, now: () => number): () => boolean {
  let tokens = burst;
  let atMs = now();
  return () => {
    const nowMs = now();
    tokens = Math.min(burst, tokens + ((nowMs - atMs) * perSecond) / 1000);
    atMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
