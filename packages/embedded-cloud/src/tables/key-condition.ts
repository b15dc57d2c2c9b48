import { attributeOf, typeOf } from "./attribute-value.ts";
import type { AttributeValue } from "./attribute-value.ts";
import type { Bindings } from "./expressions/bindings.ts";
import type { Condition, Operand } from "./expressions/condition.ts";
import { invalid } from "./refusals.ts";
import { compareKeys, sortable } from "./table-definition.ts";
import type { KeyPart, KeyShape, SortableKey } from "./table-definition.ts";
import type { Bound } from "./reading.ts";

/** Which part of a table or an index a query reads. */
export type KeyBounds = {
  readonly hash: SortableKey;
  readonly from?: Bound | undefined;
  readonly to?: Bound | undefined;
};

/** No key of so many bytes is allowed. */
const lastBytes = Buffer.alloc(1024, 0xff);

/** Reads a key condition: the partition, and at most one condition on the sort key. @throws ServiceRefusal */
export function keyBounds(condition: Condition, { hash, range }: KeyShape, bindings: Bindings): KeyBounds {
  const all = condition.kind === "and" ? condition.all : [condition];
  const ofHash = all.filter((one) => isOn(one, hash, bindings));
  const [partition] = ofHash;
  const others = all.filter((one) => !ofHash.includes(one));
  const [ofRange, ...more] = others;
  if (partition === undefined || ofHash.length > 1 || more.length > 0) {
    throw invalid(`Query condition missed key schema element: ${partition === undefined ? hash.name : ""}`);
  }
  if (partition.kind !== "compare" || partition.by !== "=") throw invalid("Query key condition not supported");
  const key = keyIn(partition.right, hash, bindings);
  if (ofRange === undefined) return { hash: key };
  if (range === undefined || !isOn(ofRange, range, bindings)) {
    throw invalid(`Query condition missed key schema element: ${range?.name ?? hash.name}`);
  }
  return { hash: key, ...rangeBounds(ofRange, range, bindings) };
}

/**
 * Whether a sort key keeps to a bound.
 *
 * @param side 1 when the bound is the lowest key, -1 when it is the highest
 */
export function isWithin(range: SortableKey, bound: Bound | undefined, side: 1 | -1): boolean {
  if (bound === undefined) return true;
  const compared = compareKeys(range, bound.key) * side;
  return compared > 0 || (compared === 0 && bound.inclusive);
}

function rangeBounds(condition: Condition, part: KeyPart, bindings: Bindings): Partial<KeyBounds> {
  const bound = (operand: Operand, inclusive: boolean): Bound => ({ key: keyIn(operand, part, bindings), inclusive });
  if (condition.kind === "between") return { from: bound(condition.low, true), to: bound(condition.high, true) };
  if (condition.kind === "begins_with") {
    const key = keyIn(condition.other, part, bindings);
    const from = { key, inclusive: true };
    if (typeof key === "string") return { from, to: { key: `${key}\u{10FFFF}`, inclusive: true } };
    return { from, to: { key: Buffer.concat([key, lastBytes]), inclusive: true } };
  }
  if (condition.kind !== "compare") throw invalid("Query key condition not supported");
  switch (condition.by) {
    case "=":
      return { from: bound(condition.right, true), to: bound(condition.right, true) };
    case "<":
    case "<=":
      return { to: bound(condition.right, condition.by === "<=") };
    case ">":
    case ">=":
      return { from: bound(condition.right, condition.by === ">=") };
    case "<>":
      throw invalid("Unsupported operator in KeyConditionExpression: <>");
    default:
      return condition.by satisfies never;
  }
}

/** Whether a condition is on that attribute of the key. */
function isOn(condition: Condition, { name }: KeyPart, bindings: Bindings): boolean {
  const operand = subjectOf(condition);
  if (operand?.kind !== "path") return false;
  const path = bindings.path(operand.path);
  return path.length === 1 && path[0] === name;
}

function subjectOf(condition: Condition): Operand | undefined {
  if (condition.kind === "compare") return condition.left;
  return condition.kind === "between" || condition.kind === "begins_with" ? condition.one : undefined;
}

function keyIn(operand: Operand, { name, type }: KeyPart, bindings: Bindings): SortableKey {
  const value: AttributeValue | undefined = operand.kind === "value" ? bindings.value(operand.alias) : undefined;
  if (value === undefined || typeOf(value) !== type) {
    throw invalid("One or more parameter values were invalid: Condition parameter type does not match schema type");
  }
  const empty = attributeOf({ [name]: value }, name);
  if (empty !== undefined && "S" in empty && empty.S === "") {
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
    );
  }
  return sortable(value);
}
