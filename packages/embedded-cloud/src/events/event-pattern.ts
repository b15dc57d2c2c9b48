import * as z from "zod/mini";

type Matches = (value: unknown) => boolean;

const LeafSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const PrefixSchema = z.strictObject({ prefix: z.string() });
const ObjectSchema = z.record(z.string(), z.unknown());

/**
 * EventBridge's patterns, as far as this project uses them: every path of the pattern must be in the event, with one
 * of the values listed there, or a text that begins as one with `prefix` says; where the event has a list, one of its
 * values is enough.
 *
 * @throws at once for another operator (`anything-but`, `$or`, …), by its path and name
 */
export function compilePattern(pattern: unknown, path = "EventPattern"): Matches {
  if (Array.isArray(pattern)) {
    const allowed = pattern.map((leaf) => readLeaf(leaf, path));
    return (value) => (Array.isArray(value) ? value : [value]).some((one) => allowed.some((allows) => allows(one)));
  }
  const members = Object.entries(z.parse(ObjectSchema, pattern)).map(([name, member]) => {
    if (name.startsWith("$")) throw unknownOperator(name, path);
    return { name, matches: compilePattern(member, `${path}.${name}`) };
  });
  return (value) => {
    if (typeof value !== "object" || value === null) return false;
    return members.every(({ name, matches }) => Object.hasOwn(value, name) && matches(Reflect.get(value, name)));
  };
}

function readLeaf(leaf: unknown, path: string): Matches {
  const parsed = z.safeParse(LeafSchema, leaf);
  if (parsed.success) return (value) => value === parsed.data;
  const begins = z.safeParse(PrefixSchema, leaf);
  if (begins.success) return (value) => typeof value === "string" && value.startsWith(begins.data.prefix);
  throw unknownOperator(Object.keys(z.parse(ObjectSchema, leaf)).join(", "), path);
}

function unknownOperator(name: string, path: string): Error {
  return new Error(
    `The embedded deployment does not know the operator ${name} at ${path}: it matches listed values and prefixes only`,
  );
}
