import { isPast } from "../domain/deadline.ts";
import type { Place } from "../domain/directive-record.ts";
import type { Duty } from "../domain/duty.ts";
import type { OpenDuty } from "../domain/escalation.ts";
import type { ObligationRef } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { isOwnLadder, ladderAfter, nextOwnLadder } from "../domain/ladder-number.ts";
import type { Cursor } from "../domain/milestone-run.ts";
import { follow } from "../domain/obligation-date.ts";
import { readDutyItem, readOpenDutyItem } from "./duty-item.ts";
import type { Page, Table } from "./dynamo.ts";
import { allOf, beginsWith, below, equals } from "./expressions.ts";
import type { Item } from "./expressions.ts";
import { keys } from "./table.ts";

/** A page of a list that lies over several shards; `next` is where the following one begins. */
export type PageOf<T> = { readonly items: readonly T[]; readonly next: Cursor | undefined };

export type Where = ObligationRef & { readonly place: Place };
type Paging = { readonly cursor?: Cursor | undefined; readonly limit: number };

/** Of a directive that was withdrawn nothing is owed, whatever the index still shows. */
export const NONE = { items: [], next: undefined };

/** The lists of an obligation's duties: over its shards, or over the sparse index of those that are open. */
export function dutyListsIn(table: Table) {
  return {
    /** A page of all duties of an obligation, as they were written last: what was laid out a moment ago is among them. */
    writtenDuties: (where: Where, paging: Paging): Promise<PageOf<Duty>> =>
      overShards(where, paging, readDutyItem, (pk, page) =>
        table.query(allOf(equals("pk", pk), beginsWith("sk", keys.unitsBelow)), { ...page, consistent: true }),
      ),

    /** Who still owes this report, nearest date first within a shard; read from the sparse index alone. */
    openDuties: async (where: Where, paging: Paging): Promise<PageOf<OpenDuty>> =>
      where.place.withdrawn
        ? NONE
        : overShards(where, paging, openDutyIn(where.place), (pk, page) =>
            table.query(equals("pk", pk), { index: "open", ...page }),
          ),

    /** Who is late at an instant: open, with a deadline that has come. */
    async lateDuties(where: Where & { now: EpochMs }, paging: Paging): Promise<PageOf<OpenDuty>> {
      if (where.place.withdrawn) return NONE;
      const page = await overShards(where, paging, openDutyIn(where.place), (pk, part) =>
        table.query(allOf(equals("pk", pk), below("due", keys.dueBy(where.now))), { index: "open", ...part }),
      );
      // The index may have the date from which the obligation's was moved.
      return { ...page, items: page.items.filter(({ deadline }) => isPast(deadline, where.now)) };
    },

    /** Every duty of an obligation, by unit within a shard. */
    dutiesOf: (where: Where, paging: Paging): Promise<PageOf<Duty>> =>
      overShards(
        where,
        paging,
        (item) => follow(readDutyItem(item), where.place),
        (pk, page) => table.query(allOf(equals("pk", pk), beginsWith("sk", keys.unitsBelow)), page),
      ),
  };
}

/**
 * An open duty as the index shows it, by the date in force, as `follow` has it: one on the obligation's own date goes with that, but for
 * one that was returned. What goes by a later move than its reader knows of has that one's date.
 */
export function openDutyIn({ deadline, moved }: Place): (item: Item) => OpenDuty {
  return (item) => {
    const duty = readOpenDutyItem(item);
    if (isOwnLadder(duty.ladder) || duty.ladder <= ladderAfter(moved)) return duty;
    // The supplement's date is its own, though it was the obligation's that day.
    if (duty.state === "returned") return { ...duty, ladder: nextOwnLadder(duty.ladder) };
    return { ...duty, deadline, ladder: ladderAfter(moved) };
  };
}

/** Pages through the shards one after the other; within a shard the index's order holds. */
async function overShards<T>(
  where: Where,
  { cursor, limit }: Paging,
  read: (item: Item) => T,
  queryShard: (pk: string, page: { limit: number; after: Record<string, string> | undefined }) => Promise<Page>,
): Promise<PageOf<T>> {
  const items: T[] = [];
  let at: Cursor | undefined = cursor ?? { shard: 0 };
  while (at && items.length < limit) {
    const page: Page = await queryShard(keys.obligationShard(where, at.shard), {
      limit: limit - items.length,
      after: at.after && { ...at.after },
    });
    items.push(...page.items.map(read));
    if (page.after) at = { shard: at.shard, after: page.after };
    else at = at.shard + 1 < where.place.shards ? { shard: at.shard + 1 } : undefined;
  }
  return { items, next: at };
}
