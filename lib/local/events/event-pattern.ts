import * as z from "zod/mini";

type Matches = (value: unknown) => boolean;

const LeafSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const ObjectSchema = z.record(z.string(), z.unknown());

/**
 * EventBridge's patterns, as far as this project uses them: every path of the pattern must be in the event, with one
 * of the values listed there; where the event has a list, one of its values is enough.
 *
 * @throws at once for an operator (`prefix`, `anything-but`, `$or`, …), by its path and name
 */
export function compilePattern(pattern: unknown, path = "EventPattern"): Matches {
  if (Array.isArray(pattern)) {
    const allowed = pattern.map((leaf) => readLeaf(leaf, path));
    return (value) => (Array.isArray(value) ? value : [value]).some((one) => allowed.some((leaf) => leaf === one));
  }
  const members = Object.entries(z.parse(ObjectSchema, pattern)).map(([name, member]) => {
    if (name.startsWith("$")) throw unknownOperator(name, path);
    return { name, matches: compilePattern(member, `${path}.${name}`) };
  });
  return (value) => {
    const parsed = z.safeParse(ObjectSchema, value);
    return parsed.success && members.every(({ name, matches }) => name in parsed.data && matches(parsed.data[name]));
  };
}

function readLeaf(leaf: unknown, path: string): z.infer<typeof LeafSchema> {
  const parsed = z.safeParse(LeafSchema, leaf);
  if (parsed.success) return parsed.data;
  throw unknownOperator(Object.keys(z.parse(ObjectSchema, leaf)).join(", "), path);
}

function unknownOperator(name: string, path: string): Error {
  return new Error(
    `The embedded deployment does not know the operator ${name} at ${path}: it matches listed values only`,
  );
}
