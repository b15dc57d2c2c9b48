import type { Table } from "./dynamo.ts";
import { allOf, between, equals } from "./expressions.ts";
import type { Item } from "./expressions.ts";
import { LAST_TIME, timeKey } from "./table.ts";
import type { Key, keys } from "./table.ts";

/** What was written by a function that was slower than others is in the index this much behind them, at most. */
const OVERLAP_MS = 10 * 60_000;

/** A partition whose items say in `due` when they were written. */
type Partition = typeof keys.directives | typeof keys.everyMove;

/**
 * Reads what of a partition is new to this function: at first all of it, and after that what was written since, by the sparse
 * index. So it costs the same after ten years (D184). What was written before such items stood in that index is among the first
 * reading.
 */
export function newsOf(table: Table, pk: Partition, keep: (item: Item) => void): () => Promise<void> {
  const written = new Map<string, unknown>();
  let latest = "";
  let isRead = false;

  function take(item: Item): void {
    const { sk, due } = item;
    written.set(String(sk), due);
    if (typeof due === "string" && due > latest) latest = due;
    keep(item);
  }

  async function readAll(): Promise<void> {
    for await (const item of table.queryAll(equals("pk", pk))) take(item);
    // Not before: whoever asks meanwhile would take the part for the whole.
    isRead = true;
  }

  async function readNews(): Promise<void> {
    const since = between("due", latest === "" ? "0" : timeKey(Date.parse(latest) - OVERLAP_MS), LAST_TIME);
    const anew: Key[] = [];
    for await (const { sk, due } of table.queryAll(allOf(equals("pk", pk), since), { index: "open" }))
      if (written.get(String(sk)) !== due) anew.push({ pk, sk: String(sk) });
    for (const item of await table.getMany(anew)) take(item);
  }

  return () => (isRead ? readNews() : readAll());
}
