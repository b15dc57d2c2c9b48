import type { Deadline } from "../domain/deadline.ts";
import type { OpenDuty } from "../domain/escalation.ts";
import type { EpochMs } from "../domain/instant.ts";
import { NONE, openDutyIn } from "./duty-lists.ts";
import type { Where } from "./duty-lists.ts";
import type { Table } from "./dynamo.ts";
import { allOf, between, equals } from "./expressions.ts";
import { behind, keys } from "./table.ts";

/** The dates of open duties that a part of their list is of: come by an instant, not come by another, or later than a date. */
export type DatesBetween = {
  readonly comeBy?: EpochMs | undefined;
  readonly notComeBy?: EpochMs | undefined;
  readonly laterThan?: Deadline | undefined;
};

/** The open duties of an obligation as one list. */
export function openByDateIn(table: Table) {
  return {
    /**
     * Who still owes this report by date, over all shards: the nearest first, then by unit; the shards are asked side by side, so
     * that a page of it costs what it holds.
     * @param between the dates that have come by the one instant and not by the other; without one there is no end
     * @param after the key of the last on the page before
     */
    async openByDate(
      { place, ...ref }: Where,
      { after, between: dates, limit }: { after?: string | undefined; between: DatesBetween; limit: number },
    ): Promise<{ readonly items: readonly OpenDuty[]; readonly next: string | undefined }> {
      if (place.withdrawn) return NONE;
      const low = after === undefined ? keys.dueFrom(dates) : behind(after);
      const where = between("due", low, keys.dueUntil(dates));
      const shards = Array.from({ length: place.shards }, (_, shard) => keys.obligationShard(ref, shard));
      const pages = await Promise.all(
        shards.map((pk) => table.query(allOf(equals("pk", pk), where), { index: "open", limit: limit + 1 })),
      );
      const found = pages
        .flatMap(({ items }) => items)
        .map((item) => ({ item, due: String(item["due"]) }))
        .toSorted((a, b) => (a.due < b.due ? -1 : 1));
      const shown = found.slice(0, limit);
      return {
        items: shown.map(({ item }) => openDutyIn(place)(item)),
        next: found.length > limit ? shown.at(-1)?.due : undefined,
      };
    },
  };
}
