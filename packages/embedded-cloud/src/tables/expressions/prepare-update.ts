import { attributeOf, membersOf, typeOf } from "../attribute-value.ts";
import type { AttributeValue, Item } from "../attribute-value.ts";
import { addNumbers } from "../numbers.ts";
import { invalid } from "../refusals.ts";
import type { Bindings } from "./bindings.ts";
import { checkApart, valueAt } from "./paths.ts";
import type { PlainPath } from "./paths.ts";
import type { Source, Update } from "./update.ts";

/** An update that is right in itself, and what it makes of an item, or of none. */
export type PreparedUpdate = { readonly paths: readonly PlainPath[]; readonly apply: (before: Item) => Item };

type Old = AttributeValue | undefined;
type Change = { readonly path: PlainPath; readonly to: (old: Old, before: Item) => Old };

/**
 * Prepares an update. What is set is worked out from the item as it was.
 *
 * @throws ServiceRefusal when paths overlap, or a value is not of the type that its act needs; and when it is applied, if
 *   a path leads nowhere, or what is there is of another type
 */
export function prepareUpdate(update: Update, bindings: Bindings): PreparedUpdate {
  const set = update.set.map(({ path, to }): Change => {
    checkSource(to, bindings);
    return { path: bindings.path(path), to: (_, before) => sourceValue(to, before, bindings) };
  });
  const add = update.add.map(({ path, alias }): Change => {
    const by = bindings.value(alias);
    if (!("N" in by) && membersOf(by) === undefined) throw wrongOperand("ADD", by);
    return { path: bindings.path(path), to: (old) => added(old, by) };
  });
  const take = update.delete.map(({ path, alias }): Change => {
    const from = bindings.value(alias);
    if (membersOf(from) === undefined) throw wrongOperand("DELETE", from);
    return { path: bindings.path(path), to: (old) => taken(old, from) };
  });
  // The last of a list first, or the places of the others would move.
  const remove = update.remove
    .map((path): Change => ({ path: bindings.path(path), to: () => undefined }))
    .toSorted((a, b) => lastStep(b.path) - lastStep(a.path));
  const changes = [...set, ...add, ...take, ...remove];
  const paths = changes.map(({ path }) => path);
  checkApart("UpdateExpression", paths);
  return {
    paths,
    apply: (before) => changes.reduce((item, { path, to }) => changeItem(item, path, (old) => to(old, before)), before),
  };
}

/** What is wrong of a source whatever the item is. */
function checkSource(source: Source, bindings: Bindings): void {
  if (source.kind === "+" || source.kind === "-") {
    for (const side of [source.left, source.right]) checkOperand(side, "N", source.kind, bindings);
  }
  if (source.kind === "list_append") {
    for (const side of [source.first, source.second]) checkOperand(side, "L", "list_append", bindings);
  }
}

function checkOperand(source: Source, type: "N" | "L", operator: string, bindings: Bindings): void {
  checkSource(source, bindings);
  if (source.kind !== "value") return;
  const value = bindings.value(source.alias);
  if (typeOf(value) !== type) throw wrongOperand(operator, value);
}

function lastStep(path: PlainPath): number {
  const last = path.at(-1);
  return typeof last === "number" ? last : -1;
}

function changeItem(item: Item, [first, ...steps]: PlainPath, to: (old: Old) => Old): Item {
  const name = String(first);
  const old = attributeOf(item, name);
  const value = steps.length === 0 ? to(old) : changeWithin(old, steps, to);
  if (value !== undefined) return { ...item, [name]: value };
  if (old === undefined) return item;
  const { [name]: _, ...others } = item;
  return others;
}

function changeWithin(value: Old, path: PlainPath, to: (old: Old) => Old): AttributeValue {
  const [step, ...steps] = path;
  if (value !== undefined && "M" in value && typeof step === "string") return { M: changeItem(value.M, path, to) };
  if (value === undefined || !("L" in value) || typeof step !== "number") {
    throw invalid("The document path provided in the update expression is invalid for update");
  }
  const { L } = value;
  const old = L[step];
  const element = steps.length === 0 ? to(old) : changeWithin(old, steps, to);
  // Beyond the end is at the end.
  if (old === undefined) return element === undefined ? value : { L: [...L, element] };
  return { L: element === undefined ? L.toSpliced(step, 1) : L.with(step, element) };
}

function sourceValue(source: Source, item: Item, bindings: Bindings): AttributeValue {
  const valueOf = (one: Source): AttributeValue => sourceValue(one, item, bindings);
  switch (source.kind) {
    case "value":
      return bindings.value(source.alias);
    case "path": {
      const value = valueAt(item, bindings.path(source.path));
      if (value === undefined) {
        throw invalid("The provided expression refers to an attribute that does not exist in the item");
      }
      return value;
    }
    case "+":
    case "-": {
      const [left, right] = [valueOf(source.left), valueOf(source.right)];
      if (!("N" in left) || !("N" in right)) throw wrongType();
      return { N: addNumbers(left.N, right.N, source.kind === "+" ? 1n : -1n) };
    }
    case "if_not_exists":
      return valueAt(item, bindings.path(source.path)) ?? valueOf(source.otherwise);
    case "list_append": {
      const [first, second] = [valueOf(source.first), valueOf(source.second)];
      if (!("L" in first) || !("L" in second)) throw wrongType();
      return { L: [...first.L, ...second.L] };
    }
    default:
      return source satisfies never;
  }
}

function added(old: Old, by: AttributeValue): AttributeValue {
  if ("N" in by) {
    if (old !== undefined && !("N" in old)) throw wrongType();
    return { N: addNumbers(old?.N ?? "0", by.N) };
  }
  return setLike(by, [...new Set([...membersOfSame(old, by), ...(membersOf(by) ?? [])])]) ?? by;
}

function taken(old: Old, from: AttributeValue): Old {
  const gone = membersOf(from) ?? [];
  return setLike(
    from,
    membersOfSame(old, from).filter((member) => !gone.includes(member)),
  );
}

function membersOfSame(old: Old, like: AttributeValue): readonly string[] {
  if (old === undefined) return [];
  if (typeOf(old) !== typeOf(like)) throw wrongType();
  return membersOf(old) ?? [];
}

/** A set of the same type; none is empty. */
function setLike(like: AttributeValue, members: readonly string[]): Old {
  if (members.length === 0) return undefined;
  if ("SS" in like) return { SS: members };
  return "NS" in like ? { NS: members } : { BS: members };
}

function wrongType(): Error {
  return invalid("An operand in the update expression has an incorrect data type");
}

function wrongOperand(operator: string, value: AttributeValue): Error {
  return invalid(
    `Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${typeOf(value)}`,
  );
}
