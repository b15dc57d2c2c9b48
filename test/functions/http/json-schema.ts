type Json = Readonly<Record<string, unknown>>;

const KNOWN = new Set(
  `type properties required additionalProperties propertyNames items enum const anyOf oneOf allOf pattern format
   minLength maxLength minimum maximum exclusiveMinimum minItems maxItems default description`.split(/\s+/),
);

/** What JSON Schema finds wrong, as far as our documents use it; a keyword that is not known here is a fault. */
export function faultsOf(value: unknown, schema: Json, at = ""): string[] {
  const wrong = (what: string) => `${at || "/"}: ${what}; got ${JSON.stringify(value)}`;
  const unknown = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword));
  if (unknown.length > 0) return [wrong(`keywords ${unknown.join(", ")} are not known here`)];
  const { allOf, anyOf, oneOf } = schema as { allOf?: Json[]; anyOf?: Json[]; oneOf?: Json[] };
  const choices = anyOf ?? oneOf;
  return [
    ...(allOf ?? []).flatMap((part) => faultsOf(value, part, at)),
    ...(choices && !choices.some((choice) => faultsOf(value, choice, at).length === 0)
      ? [wrong("fits no choice")]
      : []),
    ...(Array.isArray(schema["enum"]) && !schema["enum"].includes(value) ? [wrong("is not one of the enum")] : []),
    ...("const" in schema && schema["const"] !== value ? [wrong("is another constant")] : []),
    ...(schema["type"] === undefined ? [] : faultsOfType(value, schema, at, wrong)),
  ];
}

function faultsOfType(value: unknown, schema: Json, at: string, wrong: (what: string) => string): string[] {
  switch (schema["type"]) {
    case "object":
      return isObject(value) ? faultsOfObject(value, schema, at) : [wrong("is no object")];
    case "boolean":
      return typeof value === "boolean" ? [] : [wrong("is no boolean")];
    case "array":
      return Array.isArray(value)
        ? value.flatMap((item, i) => faultsOf(item, schema["items"] as Json, `${at}/${i}`))
        : [wrong("is no array")];
    case "string": {
      if (typeof value !== "string") return [wrong("is no string")];
      const { pattern, minLength = 0, maxLength = Infinity } = schema as Record<string, string & number>;
      const fits = pattern === undefined || new RegExp(pattern, "u").test(value);
      return [
        ...(fits ? [] : [wrong("has another pattern")]),
        ...(value.length >= minLength && value.length <= maxLength ? [] : [wrong("has another length")]),
      ];
    }
    case "integer":
    case "number": {
      const { minimum = -Infinity, maximum = Infinity } = schema as Record<string, number>;
      const fits = typeof value === "number" && value >= minimum && value <= maximum;
      return fits && (schema["type"] === "number" || Number.isInteger(value)) ? [] : [wrong("is no such number")];
    }
    default:
      return [wrong("is of a type that is not known here")];
  }
}

function faultsOfObject(value: Json, schema: Json, at: string): string[] {
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = schema as {
    properties?: Record<string, Json>;
    required?: string[];
    additionalProperties?: boolean | Json;
  };
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${at}/${name}: is missing`),
    ...Object.entries(value).flatMap(([name, member]) => {
      const inner = properties[name] ?? additionalProperties;
      if (inner === false) return [`${at}/${name}: is not in the schema`];
      return isObject(inner) ? faultsOf(member, inner, `${at}/${name}`) : [];
    }),
  ];
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
