import * as z from "zod/mini";

/** By what the functions of a template are resolved. */
export type Lookups = {
  /** What `Ref` gives. */
  readonly ref: (name: string) => string;
  /** What `Fn::GetAtt` gives. */
  readonly attribute: (id: string, name: string) => string;
};

const PairSchema = z.union([
  z.tuple([z.string(), z.string()]),
  z.pipe(
    z.string(),
    z.transform((text) => splitOnce(text)),
  ),
]);
const SubSchema = z.union([
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
  z.pipe(
    z.string(),
    z.transform((text): [string, Record<string, unknown>] => [text, {}]),
  ),
]);
const JoinSchema = z.tuple([z.string(), z.array(z.unknown())]);
const SelectSchema = z.tuple([z.coerce.number(), z.unknown()]);
const SplitSchema = z.tuple([z.string(), z.unknown()]);

const placeholders = /\$\{(!?)([^}]+)\}/g;

/**
 * What a value of a template names by `Ref`, `Fn::GetAtt` or `Fn::Sub`, however deep and inside whatever other function:
 * resources, parameters and pseudo parameters.
 */
export function referencesIn(value: unknown): Set<string> {
  if (typeof value !== "object" || value === null) return new Set();
  const [name, input] = functionIn(value) ?? [];
  switch (name) {
    case "Ref":
      return new Set([z.parse(z.string(), input)]);
    case "Fn::GetAtt":
      return new Set([z.parse(PairSchema, input)[0]]);
    case "Fn::Sub": {
      const [text, own] = z.parse(SubSchema, input);
      const named = [...text.matchAll(placeholders)].flatMap(([, literal, inner = ""]) =>
        literal === "" && !Object.hasOwn(own, inner) ? [splitOnce(inner)[0]] : [],
      );
      return new Set([...named, ...referencesIn(own)]);
    }
    default:
      return new Set(Object.values(value).flatMap((member) => [...referencesIn(member)]));
  }
}

/**
 * A value of a template with its functions resolved, however deep.
 * @throws Error for a function that is not known here, by name
 */
export function resolve(value: unknown, lookups: Lookups): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, lookups));
  if (typeof value !== "object" || value === null) return value;
  const [name, input] = functionIn(value) ?? [];
  const texts = (list: unknown): string[] => z.parse(z.array(z.coerce.string()), resolve(list, lookups));
  switch (name) {
    case "Ref":
      return lookups.ref(z.parse(z.string(), input));
    case "Fn::GetAtt":
      return lookups.attribute(...z.parse(PairSchema, input));
    case "Fn::Sub":
      return substituted(...z.parse(SubSchema, input), lookups);
    case "Fn::Join": {
      const [delimiter, parts] = z.parse(JoinSchema, input);
      return texts(parts).join(delimiter);
    }
    case "Fn::Select": {
      const [index, list] = z.parse(SelectSchema, input);
      return texts(list)[index];
    }
    case "Fn::Split": {
      const [delimiter, text] = z.parse(SplitSchema, input);
      return z.parse(z.string(), resolve(text, lookups)).split(delimiter);
    }
    default:
      if (name?.startsWith("Fn::")) throw new Error(`The rehearsal does not know the template's function ${name}.`);
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member, lookups)]));
  }
}

/** The one member of a value that may be a function, with what is handed to it. */
export function functionIn(value: unknown): [string, unknown] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const [only, ...more] = Object.entries(value);
  return more.length === 0 ? only : undefined;
}

function substituted(text: string, own: Readonly<Record<string, unknown>>, lookups: Lookups): string {
  return text.replace(placeholders, (_, literal: string, name: string) => {
    if (literal !== "") return `\${${name}}`;
    if (Object.hasOwn(own, name)) return z.parse(z.string(), resolve(own[name], lookups));
    const [id, attribute] = splitOnce(name);
    return attribute === "" ? lookups.ref(id) : lookups.attribute(id, attribute);
  });
}

/** `Resource.Attribute.Part` is one resource and one attribute. */
function splitOnce(text: string): [string, string] {
  const [id = "", ...attribute] = text.split(".");
  return [id, attribute.join(".")];
}
