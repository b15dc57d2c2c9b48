import { canonicalNumber, compareNumbers } from "./numbers.ts";
import { invalid } from "./refusals.ts";

/** A value as the protocol writes it: one member, named for its type. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Item }
  | { readonly L: readonly AttributeValue[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };
export type Item = Readonly<Record<string, AttributeValue>>;
export type AttributeType = "S" | "N" | "B" | "BOOL" | "NULL" | "M" | "L" | "SS" | "NS" | "BS";

const deepest = 32;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads an item as it came. @throws ServiceRefusal for a value of no type, or not of the type that it says */
export function readItem(input: unknown, depth = 0): Item {
  if (!isRecord(input)) throw invalid("Supplied AttributeValue is not an object of attributes");
  // `fromEntries`, as an attribute may be called `__proto__`.
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, readValue(value, depth)]));
}

/** Reads one value. @throws ServiceRefusal */
export function readValue(input: unknown, depth = 0): AttributeValue {
  if (depth > deepest) throw invalid("Nesting Levels have exceeded supported limits");
  const entries = isRecord(input) ? Object.entries(input) : [];
  const [entry, another] = entries;
  if (entry === undefined) {
    throw invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  if (another !== undefined) {
    throw invalid(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  const [type, value] = entry;
  switch (type) {
    case "S":
      return { S: text(value) };
    case "N":
      return { N: canonicalNumber(text(value)) };
    case "B":
      return { B: base64(value) };
    case "BOOL":
      if (typeof value !== "boolean") throw wrongly(value);
      return { BOOL: value };
    case "NULL":
      if (value !== true)
        throw invalid(
          "One or more parameter values were invalid: Null attribute value types must have the value of true",
        );
      return { NULL: true };
    case "M":
      return { M: readItem(value, depth + 1) };
    case "L":
      return { L: list(value).map((element) => readValue(element, depth + 1)) };
    case "SS":
      return { SS: set(value, "string", text) };
    case "NS":
      return { NS: set(value, "number", (number) => canonicalNumber(text(number))) };
    case "BS":
      return { BS: set(value, "binary", base64) };
    default:
      throw invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
}

export function typeOf(value: AttributeValue): AttributeType {
  if ("S" in value) return "S";
  if ("N" in value) return "N";
  if ("M" in value) return "M";
  if ("L" in value) return "L";
  if ("BOOL" in value) return "BOOL";
  if ("NULL" in value) return "NULL";
  if ("SS" in value) return "SS";
  if ("NS" in value) return "NS";
  if ("B" in value) return "B";
  return "BS";
}

/** The members of a set. */
export function membersOf(value: AttributeValue): readonly string[] | undefined {
  if ("SS" in value) return value.SS;
  if ("NS" in value) return value.NS;
  return "BS" in value ? value.BS : undefined;
}

/** The order of two values of one type that has an order; undefined for others. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if ("S" in a && "S" in b) return a.S === b.S ? 0 : Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if ("N" in a && "N" in b) return compareNumbers(a.N, b.N);
  if ("B" in a && "B" in b) return Buffer.compare(Buffer.from(a.B, "base64"), Buffer.from(b.B, "base64"));
  return undefined;
}

export function equalValues(a: AttributeValue, b: AttributeValue): boolean {
  if ("S" in a) return "S" in b && a.S === b.S;
  if ("N" in a) return "N" in b && a.N === b.N;
  if ("BOOL" in a) return "BOOL" in b && a.BOOL === b.BOOL;
  if ("NULL" in a) return "NULL" in b;
  if ("B" in a) return "B" in b && a.B === b.B;
  if ("L" in a) {
    return "L" in b && a.L.length === b.L.length && a.L.every((one, at) => isEqual(one, b.L[at]));
  }
  if ("M" in a) {
    if (!("M" in b)) return false;
    const names = Object.keys(a.M);
    return (
      names.length === Object.keys(b.M).length && names.every((name) => isEqual(a.M[name], attributeOf(b.M, name)))
    );
  }
  const [first, second] = [membersOf(a) ?? [], membersOf(b) ?? []];
  return typeOf(a) === typeOf(b) && first.length === second.length && first.every((one) => second.includes(one));
}

/** The item's own attribute of that name. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

function isEqual(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return a !== undefined && b !== undefined && equalValues(a, b);
}

function text(value: unknown): string {
  if (typeof value !== "string") throw wrongly(value);
  return value;
}

function base64(value: unknown): string {
  const written = text(value);
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(written)) {
    throw invalid("Base64 encoded length is expected a multiple of 4 bytes but found a text that is not base64");
  }
  return written;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongly(value);
  return value;
}

function set(value: unknown, kind: string, read: (member: unknown) => string): readonly string[] {
  const members = list(value).map(read);
  if (members.length === 0) {
    throw invalid(`One or more parameter values were invalid: An ${kind} set  may not be empty`);
  }
  if (new Set(members).size < members.length) {
    throw invalid(
      `One or more parameter values were invalid: Input collection [${members.join(", ")}] contains duplicates.`,
    );
  }
  return members;
}

function wrongly(value: unknown): Error {
  return invalid(`A value is not of the type that its name says; got ${JSON.stringify(value)}`);
}
