import { readPath } from "./paths.ts";
import type { Path } from "./paths.ts";
import type { Tokens } from "./tokens.ts";

/** What is set: a value, or what stands somewhere, or the sum of two of these, or more. */
export type Source =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly alias: string }
  | { readonly kind: "+" | "-"; readonly left: Source; readonly right: Source }
  | { readonly kind: "if_not_exists"; readonly path: Path; readonly otherwise: Source }
  | { readonly kind: "list_append"; readonly first: Source; readonly second: Source };

export type Update = {
  readonly set: readonly { readonly path: Path; readonly to: Source }[];
  readonly remove: readonly Path[];
  readonly add: readonly { readonly path: Path; readonly alias: string }[];
  readonly delete: readonly { readonly path: Path; readonly alias: string }[];
};

/** @throws ServiceRefusal */
export function readUpdate(tokens: Tokens): Update {
  const update: { -readonly [Part in keyof Update]: Update[Part] } = { set: [], remove: [], add: [], delete: [] };
  const seen = new Set<string>();
  while (tokens.next.kind !== "end") {
    const clause = tokens.take().text.toUpperCase();
    if (seen.has(clause)) throw tokens.unexpected();
    seen.add(clause);
    switch (clause) {
      case "SET":
        update.set = readList(tokens, () => {
          const path = readPath(tokens);
          tokens.expect("=");
          return { path, to: readSource(tokens) };
        });
        break;
      case "REMOVE":
        update.remove = readList(tokens, () => readPath(tokens));
        break;
      case "ADD":
        update.add = readList(tokens, () => ({ path: readPath(tokens), alias: readAlias(tokens) }));
        break;
      case "DELETE":
        update.delete = readList(tokens, () => ({ path: readPath(tokens), alias: readAlias(tokens) }));
        break;
      default:
        throw tokens.unexpected();
    }
  }
  return update;
}

function readList<T>(tokens: Tokens, read: () => T): T[] {
  const all = [read()];
  while (tokens.skip(",")) all.push(read());
  return all;
}

function readAlias(tokens: Tokens): string {
  const { kind, text } = tokens.next;
  if (kind !== "value") throw tokens.unexpected();
  tokens.take();
  return text;
}

function readSource(tokens: Tokens): Source {
  const left = readTerm(tokens);
  for (const kind of ["+", "-"] as const) if (tokens.skip(kind)) return { kind, left, right: readTerm(tokens) };
  return left;
}

function readTerm(tokens: Tokens): Source {
  if (tokens.skip("(")) {
    const inner = readSource(tokens);
    tokens.expect(")");
    return inner;
  }
  if (tokens.next.kind === "value") return { kind: "value", alias: readAlias(tokens) };
  if (!tokens.isCall()) return { kind: "path", path: readPath(tokens) };
  const name = tokens.take().text;
  tokens.expect("(");
  const made = readCall(name, tokens);
  tokens.expect(")");
  return made;
}

function readCall(name: string, tokens: Tokens): Source {
  switch (name) {
    case "if_not_exists": {
      const path = readPath(tokens);
      tokens.expect(",");
      return { kind: "if_not_exists", path, otherwise: readSource(tokens) };
    }
    case "list_append": {
      const first = readSource(tokens);
      tokens.expect(",");
      return { kind: "list_append", first, second: readSource(tokens) };
    }
    default:
      throw tokens.unexpected();
  }
}
