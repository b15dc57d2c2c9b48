import { attributeOf } from "../attribute-value.ts";
import type { AttributeValue, Item } from "../attribute-value.ts";
import { invalid } from "../refusals.ts";
import { isReserved } from "./reserved-words.ts";
import type { Tokens } from "./tokens.ts";

/** Where a value stands in an item: names, aliases of names, places in lists. */
export type Path = readonly Step[];
export type Step = { readonly name: string } | { readonly alias: string } | { readonly index: number };

/** The same once aliases are known. */
export type PlainPath = readonly (string | number)[];

export function readPath(tokens: Tokens): Path {
  const steps: Step[] = [readName(tokens)];
  for (;;) {
    if (tokens.skip(".")) steps.push(readName(tokens));
    else if (tokens.skip("[")) {
      const { kind, text } = tokens.next;
      if (kind !== "index") throw tokens.unexpected();
      tokens.take();
      tokens.expect("]");
      steps.push({ index: Number(text) });
    } else return steps;
  }
}

function readName(tokens: Tokens): Step {
  const { kind, text } = tokens.next;
  if (kind !== "name" && kind !== "alias") throw tokens.unexpected();
  tokens.take();
  if (kind === "alias") return { alias: text };
  if (isReserved(text)) {
    throw invalid(`Invalid ${tokens.expression}: Attribute name is a reserved keyword; reserved keyword: ${text}`);
  }
  return { name: text };
}

export function valueAt(item: Item, path: PlainPath): AttributeValue | undefined {
  const [first, ...steps] = path;
  let value = attributeOf(item, String(first));
  for (const step of steps) {
    if (value === undefined) return undefined;
    if (typeof step === "number") value = "L" in value ? value.L[step] : undefined;
    else value = "M" in value ? attributeOf(value.M, step) : undefined;
  }
  return value;
}

/** An item with nothing but what stands at these paths; of lists, the chosen elements without gaps. */
export function project(item: Item, paths: readonly PlainPath[]): Item {
  return projectMap(item, paths);
}

function projectMap(item: Item, paths: readonly PlainPath[]): Item {
  const groups = Map.groupBy(paths, ([first]) => String(first));
  return Object.fromEntries(
    [...groups].flatMap(([name, group]) => {
      const value = projectValue(attributeOf(item, name), group.map(withoutFirst));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** @param paths what is wanted below the value; one that is empty wants it whole */
function projectValue(value: AttributeValue | undefined, paths: readonly PlainPath[]): AttributeValue | undefined {
  if (value === undefined || paths.some(({ length }) => length === 0)) return value;
  if ("M" in value) {
    const part = projectMap(
      value.M,
      paths.filter(([first]) => typeof first === "string"),
    );
    return Object.keys(part).length > 0 ? { M: part } : undefined;
  }
  if (!("L" in value)) return undefined;
  const { L } = value;
  const groups = Map.groupBy(
    paths.filter(([first]) => typeof first === "number"),
    ([first]) => Number(first),
  );
  const chosen = [...groups.keys()]
    .toSorted((a, b) => a - b)
    .map((index) => projectValue(L[index], (groups.get(index) ?? []).map(withoutFirst)))
    .filter((one) => one !== undefined);
  return chosen.length > 0 ? { L: chosen } : undefined;
}

const withoutFirst = (path: PlainPath): PlainPath => path.slice(1);

/**
 * Looks whether several paths can be read or written together.
 *
 * @throws ServiceRefusal when one is the other or lies above it, or where one takes for a map what another takes for a list
 */
export function checkApart(expression: string, paths: readonly PlainPath[]): void {
  for (const [at, path] of paths.entries()) {
    for (const other of paths.slice(at + 1)) {
      const fork = path.findIndex((step, i) => step !== other[i]);
      const apart = fork >= 0 && fork < other.length;
      if (apart && typeof path[fork] === typeof other[fork]) continue;
      const written = (one: PlainPath): string => `[${one.join(", ")}]`;
      throw invalid(
        `Invalid ${expression}: Two document paths ${apart ? "conflict" : "overlap"} with each other; must remove or rewrite one of these paths; path one: ${written(path)}, path two: ${written(other)}`,
      );
    }
  }
}
