import { marshall } from "@aws-sdk/util-dynamodb";

import { dutyItem } from "../../../functions/store/duty-item.ts";
import { keys, shardOf, tableShape } from "../../../functions/store/table.ts";
import { bytesOf, itemSize } from "./item-size.ts";
import type { WireItem } from "./item-size.ts";
import { dutyOfUnit, isOpenIn, kindsOfDuty, numberOf, unitIdOf, where } from "./made-up-season.ts";
import type { MadeUpSeason } from "./made-up-season.ts";

/** Entries in the order in which they are read, each made when it is asked for. */
export type Entries = {
  readonly length: number;
  readonly itemAt: (place: number) => WireItem;
  readonly sizeAt: (place: number) => number;
  readonly isOpenAt: (place: number) => boolean;
  /** The place after a unit's. */
  readonly after: (unitId: string) => number;
};

export type StoredSeason = {
  /** The whole table, shard after shard. */
  readonly table: Entries;
  /** The index `open`, by partition key. */
  readonly open: ReadonlyMap<string, Entries>;
};

/**
 * A season's duties without the memory that they would take: the numbers of the units are kept, by shard, and an item
 * is made of the pattern that the program's own code wrote for one of its kind.
 */
export function storedSeason(season: MadeUpSeason): StoredSeason {
  const byShard = numbersByShard(season);
  const patterns = patternsOf(season, (item) => item);
  const projected = patternsOf(season, inIndex);
  const partitions = [...byShard].map(([pk, numbers]) => {
    const open = numbers.filter((number) => isOpenIn(season, number));
    return [pk, entriesOf(season, Uint32Array.from(open), projected)] as const;
  });
  return {
    table: entriesOf(season, Uint32Array.from([...byShard.values()].flat()), patterns),
    open: new Map(partitions),
  };
}

function numbersByShard(season: MadeUpSeason): Map<string, number[]> {
  const { shards, ...ref } = where(season);
  const byShard = Array.from(
    { length: shards },
    (_, shard) => [keys.obligationShard(ref, shard), [] as number[]] as const,
  );
  for (let number = 0; number < season.units; number++) byShard[shardOf(unitIdOf(number), shards)]?.[1].push(number);
  return new Map(byShard);
}

type Patterns = (number: number) => { readonly item: WireItem; readonly size: number };

function entriesOf(season: MadeUpSeason, numbers: Uint32Array, patternOf: Patterns): Entries {
  const { shards, ...ref } = where(season);
  const numberAt = (place: number): number => numbers[place] ?? 0;
  const partitionOf = (id: string): string => keys.obligationShard(ref, shardOf(id, shards));
  return {
    length: numbers.length,
    isOpenAt: (place) => isOpenIn(season, numberAt(place)),
    sizeAt: (place) => patternOf(numberAt(place)).size + bytesOf(partitionOf(unitIdOf(numberAt(place)))),
    itemAt: (place) => {
      const id = unitIdOf(numberAt(place));
      return { ...patternOf(numberAt(place)).item, pk: { S: partitionOf(id) }, ...namesOf(id, numberAt(place)) };
    },
    after: (unitId) => numbers.indexOf(numberOf(unitId)) + 1,
  };

  /** The attributes that name the unit. Ids are all of one length, so that an item is of its pattern's size. */
  function namesOf(id: string, number: number): WireItem {
    const pattern = patternOf(number).item;
    const named = Object.entries(pattern).filter(([name]) => NAMING.has(name));
    return Object.fromEntries(named.map(([name, { S = "" }]) => [name, { S: `${S.slice(0, -id.length)}${id}` }]));
  }
}

/** Attributes that end in the unit's id. */
const NAMING: ReadonlySet<string> = new Set(["sk", "due", "owedBy"]);

/** Patterns by what an item's size depends on, its partition key apart: what the unit is called, and whether it has filed. */
function patternsOf(season: MadeUpSeason, shown: (item: WireItem) => WireItem): Patterns {
  const made = new Map<string, ReturnType<Patterns>>();
  return (number) => {
    const kind = `${number % kindsOfDuty} ${isOpenIn(season, number)}`;
    const known = made.get(kind);
    if (known) return known;
    const item = shown(marshall(dutyItem(dutyOfUnit(season, number), 1), { removeUndefinedValues: true }));
    const size = itemSize(item) - bytesOf(item["pk"]?.S ?? "");
    made.set(kind, { item, size });
    return { item, size };
  };
}

const [openIndex] = tableShape.indexes;
const IN_INDEX: ReadonlySet<string> = new Set(["pk", "sk", openIndex.sortKey, ...openIndex.projection]);

/** What the index `open` shows of an item. */
export function inIndex(item: WireItem): WireItem {
  return Object.fromEntries(Object.entries(item).filter(([name]) => IN_INDEX.has(name)));
}
