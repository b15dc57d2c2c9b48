import { compareValues, equalValues, membersOf, typeOf } from "../attribute-value.ts";
import type { AttributeType, AttributeValue, Item } from "../attribute-value.ts";
import { invalid } from "../refusals.ts";
import type { Bindings } from "./bindings.ts";
import type { Comparator, Condition, Operand } from "./condition.ts";
import { valueAt } from "./paths.ts";

/** Whether a condition holds of an item; an item that is not there has no attributes. */
export function holds(condition: Condition, item: Item, bindings: Bindings): boolean {
  const valueOf = (operand: Operand): AttributeValue | undefined => operandValue(operand, item, bindings);
  switch (condition.kind) {
    case "and":
      return condition.all.every((one) => holds(one, item, bindings));
    case "or":
      return condition.all.some((one) => holds(one, item, bindings));
    case "not":
      return !holds(condition.one, item, bindings);
    case "attribute_exists":
      return valueAt(item, bindings.path(condition.path)) !== undefined;
    case "attribute_not_exists":
      return valueAt(item, bindings.path(condition.path)) === undefined;
    case "compare":
      return compares(condition.by, valueOf(condition.left), valueOf(condition.right));
    case "between": {
      const one = valueOf(condition.one);
      return compares(">=", one, valueOf(condition.low)) && compares("<=", one, valueOf(condition.high));
    }
    case "in": {
      const one = valueOf(condition.one);
      return condition.among.some((other) => compares("=", one, valueOf(other)));
    }
    case "attribute_type": {
      const [one, type] = [valueOf(condition.one), valueOf(condition.other)];
      return one !== undefined && type !== undefined && "S" in type && typeOf(one) === type.S;
    }
    case "begins_with":
      return beginsWith(valueOf(condition.one), valueOf(condition.other));
    case "contains":
      return contains(valueOf(condition.one), valueOf(condition.other));
    default:
      return condition satisfies never;
  }
}

/** @throws ServiceRefusal where a function is asked about a value of a type that it never takes */
export function checkOperands(condition: Condition, bindings: Bindings): void {
  const check = (operator: string, types: ReadonlySet<AttributeType>, ...operands: readonly Operand[]): void => {
    for (const operand of operands) {
      if (operand.kind !== "value") continue;
      const type = typeOf(bindings.value(operand.alias));
      if (!types.has(type)) throw wrongOperand(operator, type);
    }
  };
  switch (condition.kind) {
    case "and":
    case "or":
      for (const one of condition.all) checkOperands(one, bindings);
      return;
    case "not":
      return checkOperands(condition.one, bindings);
    case "compare":
      if (condition.by !== "=" && condition.by !== "<>") check(condition.by, ordered, condition.left, condition.right);
      return;
    case "between":
      return check("BETWEEN", ordered, condition.one, condition.low, condition.high);
    case "begins_with":
      return check("begins_with", beginning, condition.one, condition.other);
    case "attribute_type":
      return check("attribute_type", texts, condition.other);
    default:
      return;
  }
}

const texts: ReadonlySet<AttributeType> = new Set(["S"]);
/** Which values have an order. */
const ordered: ReadonlySet<AttributeType> = new Set(["S", "N", "B"]);
const beginning: ReadonlySet<AttributeType> = new Set(["S", "B"]);

function operandValue(operand: Operand, item: Item, bindings: Bindings): AttributeValue | undefined {
  if (operand.kind === "value") return bindings.value(operand.alias);
  const value = valueAt(item, bindings.path(operand.path));
  return operand.kind === "path" ? value : sizeOf(value);
}

function compares(by: Comparator, a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (by === "<>") return a === undefined || b === undefined ? a !== b : !equalValues(a, b);
  if (a === undefined || b === undefined) return false;
  if (by === "=") return equalValues(a, b);
  const order = compareValues(a, b);
  if (order === undefined) return false;
  switch (by) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return by satisfies never;
  }
}

function beginsWith(one: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean {
  if (one === undefined || prefix === undefined) return false;
  if ("S" in one && "S" in prefix) return one.S.startsWith(prefix.S);
  if (!("B" in one) || !("B" in prefix)) return false;
  const [bytes, begin] = [Buffer.from(one.B, "base64"), Buffer.from(prefix.B, "base64")];
  return bytes.subarray(0, begin.length).equals(begin);
}

function contains(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if ("S" in one) return "S" in other && one.S.includes(other.S);
  if ("B" in one) return "B" in other && Buffer.from(one.B, "base64").includes(Buffer.from(other.B, "base64"));
  if ("L" in one) return one.L.some((element) => equalValues(element, other));
  if ("SS" in one) return "S" in other && one.SS.includes(other.S);
  if ("NS" in one) return "N" in other && one.NS.includes(other.N);
  return "BS" in one && "B" in other && one.BS.includes(other.B);
}

function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined) return undefined;
  const size = countIn(value);
  return size === undefined ? undefined : { N: String(size) };
}

function countIn(value: AttributeValue): number | undefined {
  if ("S" in value) return value.S.length;
  if ("B" in value) return Buffer.byteLength(value.B, "base64");
  if ("L" in value) return value.L.length;
  if ("M" in value) return Object.keys(value.M).length;
  return membersOf(value)?.length;
}

function wrongOperand(operator: string, type: AttributeType): Error {
  return invalid(
    `Invalid expression: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );
}
