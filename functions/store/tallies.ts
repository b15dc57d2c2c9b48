import * as z from "zod/mini";

import type { ObligationRef } from "../domain/ids.ts";
import type { Tally } from "../domain/tally.ts";
import type { Item, Table } from "./dynamo.ts";
import { absent, anyOf, equals } from "./expressions.ts";
import { keys } from "./table.ts";

const CountsSchema = z.record(z.string(), z.number());

export type Tallies = ReturnType<typeof talliesIn>;

/**
 * Counts of an obligation, kept as duties move so that a dashboard costs the same for any number of units.
 * A crash between a move and its count can leave them one off; every watched milestone counts afresh.
 */
export function talliesIn(table: Table) {
  return {
    async tally(ref: ObligationRef): Promise<Tally> {
      const { counts } = readCounts(await table.get(keys.tally(ref), { consistent: true }));
      return counts;
    },

    /** Adds a change; one write. */
    async add(ref: ObligationRef, change: Tally): Promise<void> {
      if (Object.keys(change).length === 0) return;
      await table.update(keys.tally(ref), { add: { ...change, "#changes": 1 } });
    },

    /** Which state of the counts a count taken afresh must replace. */
    async changes(ref: ObligationRef): Promise<number> {
      return readCounts(await table.get(keys.tally(ref), { consistent: true })).changes;
    },

    /** Replaces the counts, unless a duty moved while they were taken; then the next count will do it. */
    replace: (ref: ObligationRef, tally: Tally, changesSeen: number): Promise<boolean> =>
      table.put(
        { ...keys.tally(ref), ...tally, "#changes": changesSeen + 1 },
        changesSeen === 0 ? anyOf(absent("#changes"), equals("#changes", 0)) : equals("#changes", changesSeen),
      ),
  };
}

function readCounts(item: Item | undefined): { counts: Tally; changes: number } {
  const { pk: _pk, sk: _sk, "#changes": changes, ...counts } = item ?? {};
  return { counts: CountsSchema.parse(counts), changes: typeof changes === "number" ? changes : 0 };
}
