import { prices } from "./prices.ts";
import type { Usage } from "./prices.ts";

/** Dollars by service, in the order of the price list, and altogether. */
export type Bill = { readonly byService: ReadonlyMap<string, number>; readonly total: number };

/** What a usage costs. */
export function billOf(usage: Usage): Bill {
  const byService = new Map<string, number>();
  for (const [thing, { service, dollars, per }] of Object.entries(prices))
    byService.set(service, (byService.get(service) ?? 0) + (usage[thing as keyof Usage] * dollars) / per);
  return { byService, total: [...byService.values()].reduce((sum, cost) => sum + cost, 0) };
}
