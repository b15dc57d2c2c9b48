import { isDeepStrictEqual } from "node:util";
import type { Item } from "./attribute-value.ts";
import { sizeOfItem } from "./item-size.ts";
import { placeInIndex, projected } from "./table-definition.ts";
import type { IndexShape, TableShape } from "./table-definition.ts";

/** What a request cost: request units of the table and of its indexes. */
export type Units = { readonly table: number; readonly indexes: Readonly<Record<string, number>> };

export type ConsumedCapacity = Readonly<Record<string, unknown>>;

/** Read units of so many bytes that were read together: half a unit for 4 KB, a whole one for a consistent read. */
export function readUnits(bytes: number, { consistent }: { readonly consistent: boolean }): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
}

/**
 * Write units of putting one item in the place of another, or of none: of the larger, a unit for a kilobyte. An index costs
 * as much again where what it holds changes: the entry that comes, and the one that goes if its key is another.
 */
export function writeUnits(shape: TableShape, before: Item | undefined, after: Item | undefined): Units {
  const table = unitsOf(Math.max(sizeOf(before), sizeOf(after)));
  const indexes = shape.indexes.flatMap((index): [string, number][] => {
    const units = indexUnits(index, before, after);
    return units > 0 ? [[index.name, units]] : [];
  });
  return { table, indexes: Object.fromEntries(indexes) };
}

/** The units of several requests to one table. */
export function sumOf(all: readonly Units[]): Units {
  const indexes: Record<string, number> = {};
  for (const one of all) {
    for (const [name, units] of Object.entries(one.indexes)) indexes[name] = (indexes[name] ?? 0) + units;
  }
  return { table: all.reduce((sum, one) => sum + one.table, 0), indexes };
}

/** As an answer tells it, if it was asked for; else nothing is counted. */
export function consumed(asked: unknown, tableName: string, units: () => Units): ConsumedCapacity | undefined {
  if (asked !== "TOTAL" && asked !== "INDEXES") return undefined;
  const { table, indexes } = units();
  const ofIndexes = Object.values(indexes).reduce((sum, one) => sum + one, 0);
  const total = { TableName: tableName, CapacityUnits: table + ofIndexes };
  if (asked === "TOTAL") return total;
  const each = Object.entries(indexes).map(([name, ofOne]) => [name, { CapacityUnits: ofOne }]);
  return {
    ...total,
    Table: { CapacityUnits: table },
    ...(each.length > 0 && { GlobalSecondaryIndexes: Object.fromEntries(each) }),
  };
}

function indexUnits(index: IndexShape, before: Item | undefined, after: Item | undefined): number {
  const held = (item: Item | undefined): Item | undefined =>
    item !== undefined && placeInIndex(item, index) !== undefined ? projected(item, index) : undefined;
  const [old, now] = [held(before), held(after)];
  if (old === undefined || now === undefined) return old === now ? 0 : unitsOf(Math.max(sizeOf(old), sizeOf(now)));
  if (isDeepStrictEqual(old, now)) return 0;
  const keyStays = isDeepStrictEqual(placeInIndex(old, index), placeInIndex(now, index));
  return keyStays ? unitsOf(Math.max(sizeOf(old), sizeOf(now))) : unitsOf(sizeOf(old)) + unitsOf(sizeOf(now));
}

const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : sizeOfItem(item));
const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));
