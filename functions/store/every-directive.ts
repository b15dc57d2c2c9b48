import type { DirectiveRecord } from "../domain/directive-record.ts";
import type { Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { newsOf } from "./news.ts";
import { keys } from "./table.ts";

type Reads = {
  /** A directive as it was written. */
  readonly read: (item: Item) => DirectiveRecord;
  /** The same by its item of dates, if it has one. */
  readonly dated: (record: DirectiveRecord, moves: Item | undefined) => DirectiveRecord;
};

/**
 * Every directive as it stands. A function reads all of them once in its life, and after that those that were written since, and
 * those whose dates were: what was issued never changes but for these. So a page costs the same after ten years (D184).
 */
export function everyDirectiveIn(table: Table, { read, dated }: Reads): () => Promise<DirectiveRecord[]> {
  const issued = new Map<string, DirectiveRecord>();
  const moves = new Map<string, Item>();
  const standing = new Map<string, DirectiveRecord>();

  const readDirectives = newsOf(table, keys.directives, (item) => {
    issued.set(String(item["sk"]), read(item));
    standing.delete(String(item["sk"]));
  });
  const readMoves = newsOf(table, keys.everyMove, (item) => {
    moves.set(String(item["sk"]), item);
    standing.delete(String(item["sk"]));
  });

  return async () => {
    await Promise.all([readDirectives(), readMoves()]);
    return [...issued].map(([sk, record]) => {
      const now = standing.get(sk) ?? dated(record, moves.get(sk));
      standing.set(sk, now);
      return now;
    });
  };
}
