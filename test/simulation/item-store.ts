import type { Page } from "../../functions/store/dynamo.ts";
import type { Item } from "../../functions/store/expressions.ts";
import type { Change } from "../../functions/store/expressions.ts";
import { tableShape } from "../../functions/store/table.ts";
import type { Key } from "../../functions/store/table.ts";
import type { Asked } from "./condition-text.ts";
import { changed, written } from "./item-change.ts";

/** What an item was from an instant on, and when the indexes came to show it so. */
type Version = { readonly at: number; readonly shownAt: number; readonly item: Item | undefined };
type Row = { readonly key: Key; readonly versions: Version[] };

/** How far reads may lag behind writes, in milliseconds; asked anew each time. */
export type Lags = {
  /** From a write until the indexes show it. */
  readonly ofIndexes: () => number;
  /** How old a read may be that does not ask for the latest write. */
  readonly ofReads: () => number;
  /** The most that `ofReads` answers: older versions are forgotten. */
  readonly mostOfReads: number;
};

/** A write that was carried out: put whole, or changed in place. */
export type Written = {
  readonly by: "put" | "update" | "remove";
  readonly key: Key;
  readonly old: Item | undefined;
  readonly item: Item | undefined;
};

type Asking = {
  readonly partition: string;
  readonly where: Asked;
  readonly index?: string | undefined;
  readonly limit: number;
  readonly after?: Readonly<Record<string, string>> | undefined;
  readonly consistent: boolean;
  readonly descending: boolean;
};

/**
 * The items of a table with its indexes, as DynamoDB keeps them: every write is one step on one item, an index
 * follows the items in its own time but never turns an item back, and reads may be a little old unless they ask for
 * the latest. Items are never changed in place: whoever has read one keeps what he read.
 */
export class ItemStore {
  readonly #rows = new Map<string, Map<string, Row>>();
  /** By index, then by its partition key: the rows that have ever stood there. */
  readonly #byIndex = new Map<string, Map<string, Set<Row>>>();
  readonly #now: () => number;
  readonly #lags: Lags;
  readonly #told: (change: Written) => void;

  constructor(now: () => number, lags: Lags, told: (change: Written) => void = () => {}) {
    this.#now = now;
    this.#lags = lags;
    this.#told = told;
  }

  /** An item as it is. */
  current(key: Key): Item | undefined {
    return this.#rows.get(key.pk)?.get(key.sk)?.versions.at(-1)?.item;
  }

  /** All items of a partition as they are, for whoever stands outside of the game. */
  partition(pk: string): Item[] {
    return [...(this.#rows.get(pk)?.values() ?? [])].flatMap(({ versions }): Item[] => {
      const item = versions.at(-1)?.item;
      return item ? [item] : [];
    });
  }

  get partitions(): Iterable<string> {
    return this.#rows.keys();
  }

  get(key: Key, { consistent }: { consistent: boolean }): Item | undefined {
    const row = this.#rows.get(key.pk)?.get(key.sk);
    return row && this.#read(row, consistent ? this.#now() : this.#now() - this.#lags.ofReads());
  }

  put(item: Key & Item, when: Asked | undefined): boolean {
    const old = this.current(item);
    if (when && !when.holds(old ?? {})) return false;
    this.#write("put", { pk: item.pk, sk: item.sk }, old, written(item) as Key & Item);
    return true;
  }

  /** The item before and after a change; nothing when the condition does not hold. */
  update(key: Key, change: Change, when: Asked | undefined): { old: Item | undefined; item: Item } | undefined {
    const old = this.current(key);
    if (when && !when.holds(old ?? {})) return undefined;
    const item = changed(old ?? { pk: key.pk, sk: key.sk }, change);
    this.#write("update", key, old, item);
    return { old, item };
  }

  remove(key: Key, when: Asked | undefined): boolean {
    const old = this.current(key);
    if (when && !when.holds(old ?? {})) return false;
    if (old) this.#write("remove", key, old, undefined);
    return true;
  }

  query({ partition, where, index, limit, after, consistent, descending }: Asking): Page {
    const shape = index === undefined ? BASE : indexNamed(index);
    const rows = index === undefined ? this.#rows.get(partition)?.values() : this.#rowsIn(index, partition);
    const at = consistent ? this.#now() : this.#now() - this.#lags.ofReads();
    const found: Item[] = [];
    for (const row of rows ?? []) {
      const item = index === undefined ? this.#read(row, at) : this.#shown(row);
      if (item && item[shape.sortKey] !== undefined && item[shape.partitionKey] === partition && where.holds(item))
        found.push(item);
    }
    found.sort((a, b) => inOrder(a, b, shape) * (descending ? -1 : 1));
    const start = after ? found.findIndex((item) => inOrder(item, after, shape) * (descending ? -1 : 1) > 0) : 0;
    const items = start < 0 ? [] : found.slice(start, start + limit);
    const last = items.length === limit ? items.at(-1) : undefined;
    return {
      items: shape.projection ? items.map((item) => projected(item, shape.projection!)) : items,
      after: last && (projected(last, shape.keys) as Record<string, string>),
    };
  }

  /** The latest version at an instant. */
  #read({ versions }: Row, at: number): Item | undefined {
    let i = versions.length - 1;
    while (i > 0 && versions[i]!.at > at) i--;
    return versions[i]?.item;
  }

  #shown({ versions }: Row): Item | undefined {
    const now = this.#now();
    let i = versions.length - 1;
    while (i >= 0 && versions[i]!.shownAt > now) i--;
    return versions[i]?.item;
  }

  #rowsIn(index: string, partition: string): Iterable<Row> | undefined {
    return this.#byIndex.get(index)?.get(partition);
  }

  #write(by: Written["by"], key: Key, old: Item | undefined, item: Item | undefined): void {
    const now = this.#now();
    let rows = this.#rows.get(key.pk);
    if (!rows) this.#rows.set(key.pk, (rows = new Map()));
    let row = rows.get(key.sk);
    if (!row)
      rows.set(key.sk, (row = { key: { pk: key.pk, sk: key.sk }, versions: [{ at: 0, shownAt: 0, item: undefined }] }));
    const { versions } = row;
    const shownAt = Math.max(now + this.#lags.ofIndexes(), versions.at(-1)!.shownAt);
    versions.push({ at: now, shownAt, item });
    const oldest = now - this.#lags.mostOfReads;
    while (versions.length > 1 && versions[1]!.at <= oldest && versions[1]!.shownAt <= now) versions.shift();
    if (item) this.#enterIndexes(row, item);
    this.#told({ by, key: row.key, old, item });
  }

  #enterIndexes(row: Row, item: Item): void {
    for (const { name, partitionKey, sortKey } of tableShape.indexes) {
      for (const attribute of [partitionKey, sortKey])
        if (attribute in item && (typeof item[attribute] !== "string" || item[attribute] === ""))
          throw new Error(`ValidationException: the index ${name} takes no such ${attribute}.`);
      const partition = item[partitionKey];
      if (typeof partition !== "string" || item[sortKey] === undefined) continue;
      let byPartition = this.#byIndex.get(name);
      if (!byPartition) this.#byIndex.set(name, (byPartition = new Map()));
      let rows = byPartition.get(partition);
      if (!rows) byPartition.set(partition, (rows = new Set()));
      rows.add(row);
    }
  }
}

type Shape = {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** What names a place in it. */
  readonly keys: readonly string[];
  /** What it shows; all, when nothing is said. */
  readonly projection?: readonly string[];
};

const BASE: Shape = { partitionKey: tableShape.partitionKey, sortKey: tableShape.sortKey, keys: ["pk", "sk"] };

const SHAPES: ReadonlyMap<string, Shape> = new Map(
  tableShape.indexes.map(({ name, partitionKey, sortKey, projection }) => {
    const keys = [...new Set([partitionKey, sortKey, "pk", "sk"])];
    return [
      name,
      { partitionKey, sortKey, keys, projection: [...keys, ...(projection === "KEYS_ONLY" ? [] : projection)] },
    ];
  }),
);

function indexNamed(name: string): Shape {
  const shape = SHAPES.get(name);
  if (!shape) throw new Error(`The table has no index ${name}.`);
  return shape;
}

/** By the sort key; where that is the same, as it may be in an index, by the item's own key. */
function inOrder(a: Item, b: Item, { sortKey }: Shape): number {
  for (const name of [sortKey, "pk", "sk"]) {
    const [one, other] = [String(a[name]), String(b[name])];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function projected(item: Item, names: readonly string[]): Item {
  const shown: Item = {};
  for (const name of names) if (item[name] !== undefined) shown[name] = item[name];
  return shown;
}
