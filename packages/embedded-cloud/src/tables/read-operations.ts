import { attributeOf } from "./attribute-value.ts";
import type { Item } from "./attribute-value.ts";
import { consumed, readUnits } from "./capacity.ts";
import type { Units } from "./capacity.ts";
import type { Bindings } from "./expressions/bindings.ts";
import { conditionIn, projectionIn } from "./expressions/expression.ts";
import { checkOperands, holds } from "./expressions/holds.ts";
import { checkApart, project } from "./expressions/paths.ts";
import type { PlainPath } from "./expressions/paths.ts";
import { sizeOfItem } from "./item-size.ts";
import { isWithin, keyBounds } from "./key-condition.ts";
import type { KeyBounds } from "./key-condition.ts";
import { invalid, letThrough } from "./refusals.ts";
import { bindingsOf, itemIn } from "./requests.ts";
import type { Requests } from "./requests.ts";
import { compareKeys, partsOf, placeOf, placeOfKey, projected } from "./table-definition.ts";
import type { IndexShape, TableShape } from "./table-definition.ts";
import type { Reading, StoredTable } from "./reading.ts";
import type { TableStore } from "./table-store.ts";
import type { Throttled } from "./throttled.ts";

/** A read ends after the item with which it has read this much. */
const pageBytes = 1024 * 1024;
const mostInBatch = 100;
const batchBytes = 16 * 1024 * 1024;

export function getItem(store: TableStore, request: Requests["GetItem"]): object {
  const table = store.table(request.TableName);
  letThrough(store.faults.throttled(table.shape, "read"));
  const item = store.get(table, placeOfKey(itemIn(request.Key), table.shape));
  const shown = shower(request);
  const capacity = consumed(request.ReturnConsumedCapacity, request.TableName, () => ({
    table: readUnits(sizeOf(item), { consistent: request.ConsistentRead }),
    indexes: {},
  }));
  return { ...(item && { Item: shown(item) }), ...(capacity && { ConsumedCapacity: capacity }) };
}

export function batchGetItem(store: TableStore, request: Requests["BatchGetItem"]): object {
  const asked = Object.entries(request.RequestItems);
  const count = asked.reduce((sum, [, { Keys }]) => sum + Keys.length, 0);
  if (count === 0 || count > mostInBatch) throw invalid(`A batch asks for 1 to ${mostInBatch} items; got ${count}`);
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, object> = {};
  const capacities: object[] = [];
  let bytes = 0;
  let unread = 0;
  let throttled: Throttled | undefined;
  for (const [name, { Keys, ...options }] of asked) {
    const table = store.table(name);
    const places = Keys.map((key) => placeOfKey(itemIn(key), table.shape));
    if (new Set(places.map((place) => JSON.stringify(place))).size < places.length) {
      throw invalid("Provided list of item keys contains duplicates");
    }
    const shown = shower(options);
    const found: Item[] = [];
    const left: typeof Keys = [];
    let units = 0;
    for (const [at, place] of places.entries()) {
      throttled = bytes > batchBytes ? undefined : store.faults.throttled(table.shape, "read");
      if (bytes > batchBytes || throttled !== undefined) {
        left.push(...Keys.slice(at, at + 1));
        continue;
      }
      const item = store.get(table, place);
      bytes += sizeOf(item);
      units += readUnits(sizeOf(item), { consistent: options.ConsistentRead });
      if (item !== undefined) found.push(shown(item));
    }
    if (left.length > 0) unprocessed[name] = { Keys: left, ...options };
    unread += left.length;
    responses[name] = found;
    capacities.push(
      ...[consumed(request.ReturnConsumedCapacity, name, () => ({ table: units, indexes: {} })) ?? []].flat(),
    );
  }
  // Only where it can do nothing at all does it refuse.
  if (unread === count) letThrough(throttled);
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ...(capacities.length > 0 && { ConsumedCapacity: capacities }),
  };
}

export function query(store: TableStore, request: Requests["Query"]): object {
  const table = store.table(request.TableName);
  const index = indexOf(table, request);
  const bindings = bindingsOf(request);
  const condition = bindings.serve(conditionIn("KeyConditionExpression", request.KeyConditionExpression));
  const bounds = keyBounds(condition, index ?? table.shape, bindings);
  return list(store, request, { table, index, bounds, descending: !request.ScanIndexForward, bindings });
}

export function scan(store: TableStore, request: Requests["Scan"]): object {
  const table = store.table(request.TableName);
  const index = indexOf(table, request);
  return list(store, request, { table, index, bounds: {}, descending: false, bindings: bindingsOf(request) });
}

type Listing = {
  readonly table: StoredTable;
  readonly index: IndexShape | undefined;
  readonly bounds: Partial<KeyBounds>;
  readonly descending: boolean;
  readonly bindings: Bindings;
};

/** One page: as many items as the limit and a megabyte allow, and of these the ones that the filter lets through. */
function list(store: TableStore, request: Requests["Scan"], listing: Listing): object {
  const { table, index, bounds, descending, bindings } = listing;
  const { FilterExpression: text, ProjectionExpression, Limit = Infinity, Select } = request;
  const filter = text === undefined ? undefined : bindings.serve(conditionIn("FilterExpression", text));
  const paths = projectedBy(ProjectionExpression, bindings);
  bindings.checkAllServed();
  if (filter !== undefined) checkOperands(filter, bindings);
  const reading: Reading = { table, index, ...bounds, descending, after: startOf(request, listing) };
  letThrough(store.faults.throttled(table.shape, "read", index?.name));
  const found: Item[] = [];
  let [scanned, bytes] = [0, 0];
  let last: Item | undefined;
  for (const item of store.read(reading)) {
    const held = index === undefined ? item : projected(item, index);
    scanned += 1;
    bytes += sizeOfItem(held);
    if (filter === undefined || holds(filter, held, bindings)) found.push(held);
    if (scanned < Limit && bytes < pageBytes) continue;
    last = item;
    break;
  }
  const shown = paths === undefined ? found : found.map((item) => project(item, paths));
  const units = readUnits(bytes, { consistent: request.ConsistentRead });
  const capacity = consumed(request.ReturnConsumedCapacity, table.shape.name, () => unitsIn(index, units));
  return {
    ...(Select !== "COUNT" && { Items: shown }),
    Count: found.length,
    ScannedCount: scanned,
    ...(last && { LastEvaluatedKey: keyOf(last, [table.shape, ...(index ? [index] : [])]) }),
    ...(capacity && { ConsumedCapacity: capacity }),
  };
}

const unitsIn = (index: IndexShape | undefined, units: number): Units =>
  index === undefined ? { table: units, indexes: {} } : { table: 0, indexes: { [index.name]: units } };

function indexOf(
  { shape }: StoredTable,
  { IndexName: name, ConsistentRead }: Requests["Scan"],
): IndexShape | undefined {
  if (name === undefined) return undefined;
  const index = shape.indexes.find((one) => one.name === name);
  if (index === undefined) throw invalid(`The table does not have the specified index: ${name}`);
  if (ConsistentRead) throw invalid("Consistent reads are not supported on global secondary indexes");
  return index;
}

/**
 * Where a list goes on: at a key that this very list may have given.
 * @throws ServiceRefusal for one of another partition, or outside of what the condition asks for
 */
function startOf(
  { ExclusiveStartKey: key }: Requests["Scan"],
  { table, index, bounds }: Pick<Listing, "table" | "index" | "bounds">,
): Reading["after"] {
  if (key === undefined) return undefined;
  const start = itemIn(key);
  const own = keyOf(start, [table.shape, ...(index ? [index] : [])]);
  const after = placesIn(start, { table, index });
  if (after === undefined || Object.keys(own).length !== Object.keys(start).length) {
    throw invalid("The provided starting key is invalid: The provided key element does not match the schema");
  }
  const { hash, from, to } = bounds;
  if (hash !== undefined && compareKeys(after.place.hash, hash) !== 0) {
    throw invalid("The provided starting key is outside query boundaries based on provided conditions");
  }
  if (!isWithin(after.place.range, from, 1) || !isWithin(after.place.range, to, -1)) {
    throw invalid("The provided starting key does not match the range key predicate");
  }
  return after;
}

function placesIn(start: Item, { table, index }: Pick<Listing, "table" | "index">): Reading["after"] {
  try {
    return { place: placeOf(start, index ?? table.shape), inTable: placeOf(start, table.shape) };
  } catch {
    return undefined;
  }
}

function keyOf(item: Item, shapes: readonly (TableShape | IndexShape)[]): Item {
  const names = new Set(shapes.flatMap(partsOf).map(({ name }) => name));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const value = attributeOf(item, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

type Shown = { readonly ProjectionExpression?: string | undefined; readonly ExpressionAttributeNames?: unknown };

/** Shows of an item what a request asks for. */
function shower(request: Shown): (item: Item) => Item {
  const bindings = bindingsOf({ ExpressionAttributeNames: request.ExpressionAttributeNames });
  const paths = projectedBy(request.ProjectionExpression, bindings);
  bindings.checkAllServed();
  return (item) => (paths === undefined ? item : project(item, paths));
}

function projectedBy(text: string | undefined, bindings: Bindings): PlainPath[] | undefined {
  if (text === undefined) return undefined;
  const paths = bindings.serve(projectionIn(text)).map((path) => bindings.path(path));
  checkApart("ProjectionExpression", paths);
  return paths;
}

const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : sizeOfItem(item));
