import { readPath } from "./paths.ts";
import type { Path } from "./paths.ts";
import type { Tokens } from "./tokens.ts";

export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly alias: string }
  | { readonly kind: "size"; readonly path: Path };

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type Condition =
  | { readonly kind: "and" | "or"; readonly all: readonly Condition[] }
  | { readonly kind: "not"; readonly one: Condition }
  | { readonly kind: "compare"; readonly by: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly one: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly one: Operand; readonly among: readonly Operand[] }
  | { readonly kind: "attribute_exists" | "attribute_not_exists"; readonly path: Path }
  | { readonly kind: "attribute_type" | "begins_with" | "contains"; readonly one: Operand; readonly other: Operand };

const comparators: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);
const isComparator = (text: string): text is Comparator => comparators.has(text);

/** Reads a condition, a filter or a key condition. @throws ServiceRefusal */
export const readCondition = (tokens: Tokens): Condition => readAny(tokens);

function readAny(tokens: Tokens): Condition {
  const all = [readAll(tokens)];
  while (tokens.skip("OR")) all.push(readAll(tokens));
  return joined("or", all);
}

function readAll(tokens: Tokens): Condition {
  const all = [readOne(tokens)];
  while (tokens.skip("AND")) all.push(readOne(tokens));
  return joined("and", all);
}

function joined(kind: "and" | "or", all: readonly Condition[]): Condition {
  const [only] = all;
  return only !== undefined && all.length === 1 ? only : { kind, all };
}

function readOne(tokens: Tokens): Condition {
  if (tokens.skip("NOT")) return { kind: "not", one: readOne(tokens) };
  if (tokens.skip("(")) {
    const inner = readAny(tokens);
    tokens.expect(")");
    return inner;
  }
  return (tokens.isCall() ? readTest(tokens) : undefined) ?? readComparison(tokens);
}

/** A function that is a condition by itself; nothing where it is `size`, which is an operand. */
function readTest(tokens: Tokens): Condition | undefined {
  const kind = tokens.next.text;
  switch (kind) {
    case "attribute_exists":
    case "attribute_not_exists": {
      const [path] = readArguments(tokens, (): Path => readPath(tokens));
      if (path === undefined) throw tokens.unexpected();
      return { kind, path };
    }
    case "attribute_type":
    case "begins_with":
    case "contains": {
      const [one, other, more] = readArguments(tokens, () => readOperand(tokens));
      if (one === undefined || other === undefined || more !== undefined) throw tokens.unexpected();
      return { kind, one, other };
    }
    case "size":
      return undefined;
    default:
      throw tokens.unexpected();
  }
}

function readArguments<T>(tokens: Tokens, read: () => T): T[] {
  tokens.take();
  tokens.expect("(");
  const all = [read()];
  while (tokens.skip(",")) all.push(read());
  tokens.expect(")");
  return all;
}

function readComparison(tokens: Tokens): Condition {
  const one = readOperand(tokens);
  if (tokens.skip("BETWEEN")) {
    const low = readOperand(tokens);
    tokens.expect("AND");
    return { kind: "between", one, low, high: readOperand(tokens) };
  }
  if (tokens.is("IN")) return { kind: "in", one, among: readArguments(tokens, () => readOperand(tokens)) };
  const { kind, text } = tokens.next;
  if (kind !== "sign" || !isComparator(text)) throw tokens.unexpected();
  tokens.take();
  return { kind: "compare", by: text, left: one, right: readOperand(tokens) };
}

function readOperand(tokens: Tokens): Operand {
  const { kind, text } = tokens.next;
  if (kind === "value") {
    tokens.take();
    return { kind: "value", alias: text };
  }
  if (!tokens.isCall()) return { kind: "path", path: readPath(tokens) };
  if (text !== "size") throw tokens.unexpected();
  const [path] = readArguments(tokens, (): Path => readPath(tokens));
  if (path === undefined) throw tokens.unexpected();
  return { kind: "size", path };
}
