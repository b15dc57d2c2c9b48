import * as z from "zod/mini";

/** What the functions of a template are resolved by. */
export type Lookups = {
  /** What `Ref` gives. @throws for a name that is not known */
  readonly ref: (name: string) => string;
  /** What `Fn::GetAtt` gives. @throws for a resource or attribute that is not known */
  readonly attribute: (resourceId: string, name: string) => string;
};

const PairSchema = z.tuple([z.string(), z.string()]);
const JoinSchema = z.tuple([z.string(), z.array(z.unknown())]);
const SelectSchema = z.tuple([z.coerce.number(), z.unknown()]);
const SplitSchema = z.tuple([z.string(), z.unknown()]);
const SubSchema = z.union([z.string(), z.tuple([z.string(), z.record(z.string(), z.unknown())])]);
const ListSchema = z.array(z.string());

/**
 * A value of a template with its functions resolved, however deep they stand.
 *
 * @throws for a function that is not in use in this project's stack, by name
 */
export function resolveValue(value: unknown, lookups: Lookups): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, lookups));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isFunctionName(only[0])) return call(only[0], only[1], lookups);
  return Object.fromEntries(entries.map(([name, member]) => [name, resolveValue(member, lookups)]));
}

function isFunctionName(name: string): boolean {
  return name === "Ref" || name.startsWith("Fn::");
}

function call(name: string, input: unknown, lookups: Lookups): unknown {
  switch (name) {
    case "Ref":
      return lookups.ref(z.parse(z.string(), input));
    case "Fn::GetAtt": {
      const [resourceId, attribute] = z.parse(PairSchema, input);
      return lookups.attribute(resourceId, attribute);
    }
    case "Fn::Join": {
      const [delimiter, parts] = z.parse(JoinSchema, input);
      return z.parse(ListSchema, resolveValue(parts, lookups)).join(delimiter);
    }
    case "Fn::Select": {
      const [index, list] = z.parse(SelectSchema, input);
      return z.parse(ListSchema, resolveValue(list, lookups))[index];
    }
    case "Fn::Split": {
      const [delimiter, text] = z.parse(SplitSchema, input);
      return z.parse(z.string(), resolveValue(text, lookups)).split(delimiter);
    }
    case "Fn::Sub":
      return substitute(z.parse(SubSchema, input), lookups);
    default:
      throw new Error(`The embedded deployment does not know the template function ${name}`);
  }
}

function substitute(input: z.infer<typeof SubSchema>, lookups: Lookups): string {
  const [text, own] = typeof input === "string" ? [input, {}] : input;
  return text.replace(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
    if (literal !== "") return `\${${name}}`;
    if (Object.hasOwn(own, name)) return z.parse(z.string(), resolveValue(own[name], lookups));
    const [resourceId = whole, attribute] = name.split(/\.(.*)/);
    return attribute === undefined ? lookups.ref(name) : lookups.attribute(resourceId, attribute);
  });
}
