import type { Item } from "./attribute-value.ts";
import { isWithin } from "./key-condition.ts";
import { compareKeys, placeInIndex, placeOf } from "./table-definition.ts";
import type { IndexShape, Place, SortableKey, TableShape } from "./table-definition.ts";
import type { Reading } from "./reading.ts";

type Change = {
  readonly tableId: number;
  readonly atMs: number;
  readonly place: Place;
  readonly before: Item | undefined;
};
/** What stood where, by the key of the table; undefined where nothing did. */
type Earlier = ReadonlyMap<string, { readonly place: Place; readonly item: Item | undefined }>;

/** What items were before they changed, for as long as an index lags. */
export class EarlierItems {
  #changes: Change[] = [];

  /** @param forMs how far back it is asked for */
  note(change: Change, forMs: number): void {
    const kept = this.#changes.findIndex(({ atMs }) => atMs > change.atMs - forMs);
    if (kept !== 0) this.#changes = kept < 0 ? [] : this.#changes.slice(kept);
    this.#changes.push(change);
  }

  /** No index lags any more. */
  forget(): void {
    if (this.#changes.length > 0) this.#changes = [];
  }

  /** How all that has changed since then stood at that moment. */
  at(tableId: number, momentMs: number): Earlier {
    const earlier = new Map<string, { place: Place; item: Item | undefined }>();
    for (const { tableId: id, atMs, place, before } of this.#changes) {
      const key = nameOf(place);
      if (id === tableId && atMs > momentMs && !earlier.has(key)) earlier.set(key, { place, item: before });
    }
    return earlier;
  }
}

/**
 * Reads an index as it stood: without what has come into it since, with what has gone, and each item as it was.
 *
 * @param items what it holds now, in the order of the reading
 */
export function* asItStood(
  items: Iterable<Item>,
  {
    table,
    index,
    reading,
    earlier,
  }: {
    readonly table: TableShape;
    readonly index: IndexShape;
    readonly reading: Reading;
    readonly earlier: Earlier;
  },
): Generator<Item> {
  const { hash, from, to, after, descending = false } = reading;
  const entryOf = (item: Item, inTable: Place): Entry[] => {
    const at = placeInIndex(item, index);
    return at === undefined ? [] : [{ item, key: [at.hash, at.range, inTable.hash, inTable.range] }];
  };
  const start = after && [after.place.hash, after.place.range, after.inTable.hash, after.inTable.range];
  const isAsked = ({ key }: Entry): boolean =>
    (hash === undefined || compareKeys(key[0] ?? "", hash) === 0) &&
    isWithin(key[1] ?? "", from, 1) &&
    isWithin(key[1] ?? "", to, -1) &&
    (start === undefined || compared(key, start, descending) > 0);
  const back = [...earlier.values()]
    .flatMap(({ place, item }) => (item === undefined ? [] : entryOf(item, place)))
    .filter(isAsked)
    .toSorted((a, b) => compared(a.key, b.key, descending));
  for (const item of items) {
    const inTable = placeOf(item, table);
    if (earlier.has(nameOf(inTable))) continue;
    for (const { key } of entryOf(item, inTable)) {
      while (back[0] !== undefined && compared(back[0].key, key, descending) < 0) yield* taken(back);
    }
    yield item;
  }
  while (back.length > 0) yield* taken(back);
}

/** Where an entry stands in the order of an index: its key there, then the table's. */
type Entry = { readonly item: Item; readonly key: readonly SortableKey[] };

function taken(entries: Entry[]): Item[] {
  const first = entries.shift();
  return first === undefined ? [] : [first.item];
}

function compared(one: readonly SortableKey[], other: readonly SortableKey[], descending: boolean): number {
  for (const [at, key] of one.entries()) {
    const order = compareKeys(key, other[at] ?? "");
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

const nameOf = ({ hash, range }: Place): string => JSON.stringify([hash, range]);
