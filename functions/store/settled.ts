import type { Counts } from "../domain/counts.ts";
import type { ObligationRef } from "../domain/ids.ts";
import { DAY_MS } from "../domain/instant.ts";
import { systemClock } from "../runtime/clock.ts";
import type { Clock } from "../runtime/clock.ts";
import { SINCE, countsName, readCounts } from "./counts.ts";
import type { Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { allOf, below, equals } from "./expressions.ts";
import { keys, timeKey } from "./table.ts";

/** Since when nobody has anything to do about some obligations, by their counts: each under `countsName`. */
export type Settled = ReadonlyMap<string, string>;

/** The counts of many obligations at once, of which those that are settled need not be read. */
export function settledIn(table: Table, clock: Clock = systemClock) {
  /** Counts that this function has read and that are settled: they stay so while the index has the same time for them. */
  const kept = new Map<string, { readonly since: string; readonly counts: Counts }>();

  async function all(): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of table.queryAll(equals("pk", keys.everyCounts))) items.push(item);
    return items;
  }

  return {
    /**
     * Which obligations have been settled for a month: one query of the index, a hundred bytes for each. By then any count that
     * was lost on its way has been made good, so that nothing which is open is left unread.
     */
    async settled(): Promise<Settled> {
      const since = new Map<string, string>();
      const aMonthAgo = timeKey(clock.now() - TRUSTED_AFTER_MS);
      const where = allOf(equals("pk", keys.everyCounts), below(SINCE, aMonthAgo));
      for await (const item of table.queryAll(where, { index: "open" }))
        since.set(String(item["sk"]), String(item[SINCE]));
      return since;
    },

    /**
     * The counts of some obligations, each under `countsName`, as they were a moment ago: half a unit each, in one request for a
     * hundred; of most of the `total` that there are one query of all, 8 KB to a unit. Those that are settled a function reads
     * once.
     */
    async countsOfEach(
      refs: readonly ObligationRef[],
      { settled, total }: { readonly settled: Settled; readonly total: number },
    ): Promise<ReadonlyMap<string, Counts>> {
      const known = new Map<string, Counts>();
      for (const name of refs.map(countsName)) {
        const own = kept.get(name);
        if (own && own.since === settled.get(name)) known.set(name, own.counts);
      }
      const unread = refs.filter((ref) => !known.has(countsName(ref)));
      const items =
        unread.length > total / 2 ? await all() : await table.getMany(unread.map((ref) => keys.counts(ref)));
      for (const item of items) {
        const { counts, since } = readCounts(item);
        known.set(String(item["sk"]), counts);
        if (since !== undefined) kept.set(String(item["sk"]), { since, counts });
      }
      return known;
    },
  };
}

/** Longer than any ladder goes on after its date, and with it the looks that count afresh. */
const TRUSTED_AFTER_MS = 30 * DAY_MS;
