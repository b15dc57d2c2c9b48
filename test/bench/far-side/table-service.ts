import { OPEN_STATES } from "../../../functions/domain/duty.ts";
import type { WireItem } from "./item-size.ts";
import { seasonOf } from "./made-up-season.ts";
import { pageEnd, readUnits } from "./page.ts";
import { storedSeason } from "./stored-season.ts";
import type { Entries, StoredSeason } from "./stored-season.ts";

/** What is read of a request; all else of it is the same for every sweep and scan. */
export type Asked = {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: WireItem;
  readonly FilterExpression?: string;
  readonly ExpressionAttributeValues?: WireItem;
};

/**
 * As much of DynamoDB as a sweep and a scan ask of it, over seasons of any size: pages are cut and priced by its rules.
 * Writes are taken and forgotten. What else is asked is refused.
 */
export function tableService(): (operation: string, asked: Asked) => unknown {
  const seasons = new Map<string, StoredSeason>();
  const stored = (table: string): StoredSeason => {
    const season = seasons.get(table) ?? storedSeason(seasonOf(table));
    seasons.set(table, season);
    return season;
  };

  return (operation, asked) => {
    switch (operation) {
      case "Query":
        return query(stored(asked.TableName), asked);
      case "Scan":
        return scan(stored(asked.TableName), asked);
      case "UpdateItem":
        return { Attributes: {}, ConsumedCapacity: { TableName: asked.TableName, CapacityUnits: 1 } };
      default:
        throw new Error(`The far side of the benchmark knows no ${operation}.`);
    }
  };
}

/** A query of one partition of the index `open`. */
function query({ open }: StoredSeason, asked: Asked): unknown {
  const [pk] = Object.values(asked.ExpressionAttributeValues ?? {});
  const entries = open.get(pk?.S ?? "");
  if (asked.IndexName !== "open" || !entries) throw new Error(`This is no partition of open duties: ${pk?.S}.`);
  return page(entries, asked, () => true);
}

/** A scan of the table, of which only open duties are answered. */
function scan({ table }: StoredSeason, asked: Asked): unknown {
  const states = Object.values(asked.ExpressionAttributeValues ?? {}).map(({ S }) => S);
  if (!asked.FilterExpression?.includes(" IN (") || states.join() !== OPEN_STATES.join())
    throw new Error("Only open duties can be scanned for.");
  return page(table, asked, table.isOpenAt);
}

function page(entries: Entries, asked: Asked, isAnswered: (place: number) => boolean): unknown {
  const { TableName, IndexName, ExclusiveStartKey, Limit: limit = Number.POSITIVE_INFINITY } = asked;
  const start = ExclusiveStartKey ? entries.after(ExclusiveStartKey["sk"]?.S ?? "") : 0;
  const { end, bytes, cut } = pageEnd(entries.sizeAt, { start, length: entries.length, limit });
  const Items = Array.from({ length: end - start }, (_, i) => start + i)
    .filter(isAnswered)
    .map(entries.itemAt);
  const CapacityUnits = readUnits(bytes);
  return {
    Items,
    Count: Items.length,
    ScannedCount: end - start,
    ...(cut && end > start ? { LastEvaluatedKey: keyOf(entries.itemAt(end - 1), IndexName) } : {}),
    ConsumedCapacity: {
      TableName,
      CapacityUnits,
      ...(IndexName === undefined ? {} : { GlobalSecondaryIndexes: { [IndexName]: { CapacityUnits } } }),
    },
  };
}

function keyOf({ pk, sk, due }: WireItem, indexName: string | undefined): WireItem {
  return { ...(pk && { pk }), ...(sk && { sk }), ...(indexName !== undefined && due ? { due } : {}) };
}
