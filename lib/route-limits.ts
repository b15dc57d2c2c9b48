import { pageRoutes } from "../functions/http/page-routes.ts";
import type { PageRoute } from "../functions/http/page-routes.ts";
import type { Route } from "../functions/http/routes.ts";

/** How many requests are let in, of everybody together: so many a second, and so many at once before that counts. */
export type Limit = { readonly perSecond: number; readonly burst: number };

/**
 * What a route without a limit of its own is held to; the stage as a whole, should the gateway count so. Every account has
 * 10,000 a second and 5,000 at once in most regions, 2,500 and 1,250 in the smaller ones, and refuses a stage that asks
 * for more (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
 */
export const stageLimit: Limit = { perSecond: 2_000, burst: 1_250 };

export const limits = {
  /** Where somebody could try out names, codes or numbers, or hammer without being anybody: signing in, checking receipts. */
  guessing: { perSecond: 20, burst: 40 },
  /**
   * Where the letters of issue lead, of which thousands are opened at one moment. Its names cannot be tried out: each is 132 bits
   * of a key, and one that is not ours costs nothing but its refusal.
   */
  links: { perSecond: 100, burst: 200 },
  /**
   * What units do at a deadline, all at once: drafts, reports, reasons, attachments. A new table takes 4,000 write units
   * a second at once, and a report of three kilobytes costs seven: more than 500 would be let in here and fail there (D74).
   */
  rush: { perSecond: 500, burst: 1_000 },
  /** What supervisors and the home unit change: few people, and by the API perhaps a long list of units. */
  office: { perSecond: 100, burst: 200 },
} as const satisfies Record<string, Limit>;

/** Which limit holds a route; none, for what is only read. Whatever takes something in has one. */
export function limitOf(route: Route | PageRoute): keyof typeof limits | undefined {
  if (route.path === pageRoutes.showReceived.path) return "links";
  if ((route.by === "sign-in" && route.access === "public") || route === pageRoutes.checkReceipt) return "guessing";
  if (route.method === "GET") return undefined;
  if (route.access === "public") return "guessing";
  const byUnits =
    route.by === "unit-site" ||
    (route.by === "files" && route.path.includes("{unitId}")) ||
    route.path.endsWith("{unitId}/reason");
  return byUnits ? "rush" : "office";
}
