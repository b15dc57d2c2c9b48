import type { Item } from "./attribute-value.ts";
import { consumed, sumOf, writeUnits } from "./capacity.ts";
import type { Bindings } from "./expressions/bindings.ts";
import { conditionIn, updateIn } from "./expressions/expression.ts";
import { checkOperands, holds } from "./expressions/holds.ts";
import { project } from "./expressions/paths.ts";
import type { PlainPath } from "./expressions/paths.ts";
import { prepareUpdate } from "./expressions/prepare-update.ts";
import type { PreparedUpdate } from "./expressions/prepare-update.ts";
import { sizeOfItem } from "./item-size.ts";
import { ConditionFailed, invalid, letThrough } from "./refusals.ts";
import { bindingsOf, itemIn } from "./requests.ts";
import type { Requests } from "./requests.ts";
import { partsOf, placeOf, placeOfKey } from "./table-definition.ts";
import type { Place } from "./table-definition.ts";
import type { StoredTable } from "./reading.ts";
import type { TableStore } from "./table-store.ts";
import type { Throttled } from "./throttled.ts";

const largestItemBytes = 400 * 1024;
const mostInBatch = 25;

type Conditional = Pick<
  Requests["PutItem"],
  | "TableName"
  | "ConditionExpression"
  | "ExpressionAttributeNames"
  | "ExpressionAttributeValues"
  | "ReturnConsumedCapacity"
  | "ReturnValuesOnConditionCheckFailure"
>;

export function putItem(store: TableStore, request: Requests["PutItem"]): object {
  const table = store.table(request.TableName);
  const item = itemIn(request.Item);
  const place = placeOf(item, table.shape);
  return writing(store, request, { table, place }, () => (before) => ({
    after: item,
    answer: request.ReturnValues === "ALL_OLD" ? before : undefined,
  }));
}

export function deleteItem(store: TableStore, request: Requests["DeleteItem"]): object {
  const table = store.table(request.TableName);
  const place = placeOfKey(itemIn(request.Key), table.shape);
  return writing(store, request, { table, place }, () => (before) => ({
    after: undefined,
    answer: request.ReturnValues === "ALL_OLD" ? before : undefined,
  }));
}

export function updateItem(store: TableStore, request: Requests["UpdateItem"]): object {
  const table = store.table(request.TableName);
  const key = itemIn(request.Key);
  const place = placeOfKey(key, table.shape);
  return writing(store, request, { table, place }, (bindings) => {
    const { UpdateExpression: text } = request;
    const { paths, apply } =
      text === undefined ? nothingToUpdate : prepareUpdate(bindings.serve(updateIn(text)), bindings);
    const touched = partsOf(table.shape).find(({ name }) => paths.some(([first]) => first === name));
    if (touched !== undefined) {
      throw invalid(
        `One or more parameter values were invalid: Cannot update attribute ${touched.name}. This attribute is part of the key`,
      );
    }
    return (before) => {
      const after = apply(before ?? key);
      const answers = {
        NONE: () => undefined,
        ALL_OLD: () => before,
        UPDATED_OLD: () => before && projectSome(before, paths),
        ALL_NEW: () => after,
        UPDATED_NEW: () => projectSome(after, paths),
      };
      return { after, answer: answers[request.ReturnValues]() };
    };
  });
}

const nothingToUpdate: PreparedUpdate = { paths: [], apply: (before) => before };

export function batchWriteItem(store: TableStore, request: Requests["BatchWriteItem"]): object {
  const tables = Object.entries(request.RequestItems);
  const count = tables.reduce((sum, [, writes]) => sum + writes.length, 0);
  if (count === 0 || count > mostInBatch) {
    throw invalid(`A batch holds 1 to ${mostInBatch} writes; got ${count}`);
  }
  const unprocessed: Record<string, object[]> = {};
  let throttled: Throttled | undefined;
  const capacities = store.write(() =>
    tables.flatMap(([name, writes]) => {
      const table = store.table(name);
      const seen = new Set<string>();
      const units = writes.flatMap((write) => {
        const { PutRequest, DeleteRequest } = write;
        const item = PutRequest && itemIn(PutRequest.Item);
        const place =
          item === undefined ? placeOfKey(itemIn(DeleteRequest?.Key), table.shape) : placeOf(item, table.shape);
        const key = JSON.stringify(place);
        if (seen.has(key)) throw invalid("Provided list of item keys contains duplicates");
        seen.add(key);
        const before = store.get(table, place);
        throttled =
          store.faults.throttled(table.shape, "write") ?? store.faults.throttledByIndex(table.shape, before, item);
        if (throttled !== undefined) {
          unprocessed[name] = [...(unprocessed[name] ?? []), write];
          return [];
        }
        replace(store, { table, place }, { before, after: item });
        return [() => writeUnits(table.shape, before, item)];
      });
      return consumed(request.ReturnConsumedCapacity, name, () => sumOf(units.map((ofOne) => ofOne()))) ?? [];
    }),
  );
  // Only where it can do nothing at all does it refuse.
  if (Object.values(unprocessed).flat().length === count) letThrough(throttled);
  return { UnprocessedItems: unprocessed, ...(capacities.length > 0 && { ConsumedCapacity: capacities }) };
}

type Target = { readonly table: StoredTable; readonly place: Place };
type Written = { readonly after: Item | undefined; readonly answer: Item | undefined };

/**
 * One conditional write: looks whether the request is right in itself, then whether the condition holds, and puts what the
 * change makes of the item.
 *
 * @param prepare reads the change, before the item is
 */
function writing(
  store: TableStore,
  request: Conditional,
  { table, place }: Target,
  prepare: (bindings: Bindings) => (before: Item | undefined) => Written,
): object {
  const bindings = bindingsOf(request);
  const { ConditionExpression: text } = request;
  const condition = text === undefined ? undefined : bindings.serve(conditionIn("ConditionExpression", text));
  const change = prepare(bindings);
  bindings.checkAllServed();
  if (condition !== undefined) checkOperands(condition, bindings);
  letThrough(store.faults.throttled(table.shape, "write"));
  return store.write(() => {
    const before = store.get(table, place);
    if (condition !== undefined && !holds(condition, before ?? {}, bindings)) {
      throw new ConditionFailed(request.ReturnValuesOnConditionCheckFailure === "ALL_OLD" ? before : undefined);
    }
    const { after, answer } = change(before);
    letThrough(store.faults.throttledByIndex(table.shape, before, after));
    replace(store, { table, place }, { before, after });
    const capacity = consumed(request.ReturnConsumedCapacity, table.shape.name, () =>
      writeUnits(table.shape, before, after),
    );
    return {
      ...(answer !== undefined && { Attributes: answer }),
      ...(capacity && { ConsumedCapacity: capacity }),
    };
  });
}

/** What an update answers of some attributes; nothing where there are none. */
function projectSome(item: Item, paths: readonly PlainPath[]): Item | undefined {
  const some = project(item, paths);
  return Object.keys(some).length > 0 ? some : undefined;
}

function replace(
  store: TableStore,
  { table, place }: Target,
  { before, after }: { before: Item | undefined; after: Item | undefined },
): void {
  if (after === undefined) {
    if (before !== undefined) store.remove(table, place, before);
    return;
  }
  const body = JSON.stringify(after);
  // As JSON it is longer than as the service counts it, but for the length of a letter.
  if (body.length > largestItemBytes / 4 && sizeOfItem(after) > largestItemBytes) {
    throw invalid("Item size has exceeded the maximum allowed size");
  }
  store.put(table, place, { item: after, body, before });
}
