/**
 * Instead of the middleware that tells a client's logger of each call: ours are given none, and it goes all the same
 * through what was sent and answered, to hide secrets from it, with a reader of schemas of 5 KB.
 */
export const getLoggerPlugin = () => ({ applyToStack(): void {} });

/** Added to a client by the plugin alone. */
export function loggerMiddleware(): never {
  throw new Error("Telling a logger of each call is left out of the bundle");
}
export const loggerMiddlewareOptions = { name: "loggerMiddleware" };
