import type { DirectiveRecord } from "../domain/directive-record.ts";
import type { Table } from "./dynamo.ts";
import { allOf, between, equals } from "./expressions.ts";
import type { Item } from "./expressions.ts";
import { LAST_TIME, keys, timeKey } from "./table.ts";

/** A directive that was written by a function which was slower than others is in the index this much behind them, at most. */
const OVERLAP_MS = 10 * 60_000;

type Reads = {
  /** A directive as it was written. */
  readonly read: (item: Item) => DirectiveRecord;
  /** The same by its item of dates, if it has one. */
  readonly dated: (record: DirectiveRecord, moves: Item | undefined) => DirectiveRecord;
};

/**
 * Every directive as it stands. A function reads all of them once in its life, and after that those that were written since,
 * by the sparse index, and the dates: what was issued never changes but for these. So a page costs the same after ten years
 * (D184). One that was written before directives stood in that index is among the first reading.
 */
export function everyDirectiveIn(table: Table, { read, dated }: Reads): () => Promise<DirectiveRecord[]> {
  const known = new Map<string, DirectiveRecord>();
  let latest: number | undefined;

  function keep(item: Item): void {
    const record = read(item);
    known.set(String(item["sk"]), record);
    latest = Math.max(latest ?? 0, writtenAt(record));
  }

  async function bringUpToDate(): Promise<void> {
    if (latest === undefined) {
      for await (const item of table.queryAll(equals("pk", keys.directives))) keep(item);
      latest ??= 0;
      return;
    }
    const since = between("due", timeKey(Math.max(0, latest - OVERLAP_MS)), LAST_TIME);
    const anew: { pk: string; sk: string }[] = [];
    for await (const { sk, due } of table.queryAll(allOf(equals("pk", keys.directives), since), { index: "open" })) {
      const record = known.get(String(sk));
      if (!record || timeKey(writtenAt(record)) !== due) anew.push({ pk: keys.directives, sk: String(sk) });
    }
    for (const item of await table.getMany(anew)) keep(item);
  }

  return async () => {
    const moves = new Map<string, Item>();
    const readMoves = async () => {
      for await (const item of table.queryAll(equals("pk", keys.everyMove))) moves.set(String(item["sk"]), item);
    };
    await Promise.all([bringUpToDate(), readMoves()]);
    return [...known].map(([sk, record]) => dated(record, moves.get(sk)));
  };
}

/** When a directive was written last: as it was entered, or as it was issued. */
const writtenAt = ({ createdAt, issuedAt }: Pick<DirectiveRecord, "createdAt" | "issuedAt">): number =>
  issuedAt ?? createdAt;
