import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";

import { openApiDocument } from "../../../functions/http/openapi.ts";
import { routes } from "../../../functions/http/routes.ts";

type Json = Record<string, unknown>;
const MediaSchema = z.strictObject({ schema: z.looseObject({}), example: z.optional(z.unknown()) });
const ContentSchema = z.record(z.string(), MediaSchema);
/** An operation of OpenAPI 3.1, as far as this document uses it; anything else is a slip of the pen. */
const OperationSchema = z.strictObject({
  operationId: z.string(),
  summary: z.string().check(z.minLength(5)),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(["path", "query", "header"]),
      required: z.optional(z.boolean()),
      description: z.optional(z.string()),
      schema: z.looseObject({ type: z.string() }),
    }),
  ),
  requestBody: z.optional(z.strictObject({ required: z.literal(true), content: ContentSchema })),
  responses: z.record(z.string(), z.strictObject({ description: z.string(), content: z.optional(ContentSchema) })),
});
type Operation = z.infer<typeof OperationSchema>;

const document = JSON.parse(JSON.stringify(openApiDocument("https://dunghan.daklak.example"))) as Json;
const operations = new Map<string, Operation>();
beforeAll(() => {
  for (const [path, item] of Object.entries(document["paths"] as Record<string, Json>))
    for (const [method, operation] of Object.entries(item))
      operations.set(`${method.toUpperCase()} ${path}`, OperationSchema.parse(operation));
});

it("says which OpenAPI it is, where the site is by configuration, and under which license", () => {
  expect(document).toMatchObject({
    openapi: "3.1.0",
    info: { title: "Đúng Hạn", version: expect.any(String), license: { identifier: "MIT" } },
    servers: [{ url: "https://dunghan.daklak.example" }],
  });
});

it("describes every route, and nothing else, each under a name of its own", () => {
  expect([...operations.keys()].toSorted()).toEqual(
    Object.values(routes)
      .map(({ method, path }) => `${method} ${path}`)
      .toSorted(),
  );
  expect(new Set([...operations.values()].map(({ operationId }) => operationId)).size).toBe(operations.size);
});

describe.each(Object.values(routes).map(({ method, path, access }) => [`${method} ${path}`, path, access] as const))(
  "%s",
  (key, path, access) => {
    const operation = () => operations.get(key) as Operation;

    it("declares each parameter of its path, as required, and none twice", () => {
      const names = operation().parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(names).size).toBe(names.length);
      const inPath = operation().parameters.filter((parameter) => parameter.in === "path");
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(inPath.every(({ required }) => required)).toBe(true);
    });

    it("says who may come in, what is answered, and how a refusal looks", () => {
      expect(operation().security).toEqual(access === "public" ? [] : [{ token: [] }]);
      const { default: refused, ...granted } = operation().responses;
      expect(Object.keys(granted)).toEqual([expect.stringMatching(/^(200|201|204)$/)]);
      expect(refused?.content?.["application/problem+json"]?.schema).toEqual({ $ref: "#/components/schemas/Problem" });
      expect(Object.values(granted)[0]?.content === undefined).toBe("204" in granted);
    });

    it("shows an example that its own schema takes", () => {
      for (const { schema, example } of Object.values(operation().requestBody?.content ?? {})) {
        expect(example).toBeDefined();
        expect(faultsOf(example, schema, "")).toEqual([]);
      }
    });
  },
);

it("refers only to what is there", () => {
  const { schemas, securitySchemes } = document["components"] as Record<string, Json>;
  for (const [, name = ""] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    expect(Object.keys(schemas ?? {})).toContain(name);
  expect(Object.keys(securitySchemes ?? {})).toEqual(["token"]);
});

it("writes takes an Idempotency-Key, and a body where one is read", () => {
  for (const [key, { parameters, requestBody }] of operations) {
    const writes = !key.startsWith("GET ");
    expect([key, parameters.some(({ name }) => name === "Idempotency-Key")]).toEqual([key, writes]);
    if (!writes) expect(requestBody).toBeUndefined();
  }
});

/** What JSON Schema, as far as the document uses it, finds wrong; a keyword that is not known here is a fault. */
function faultsOf(value: unknown, schema: Json, at: string): string[] {
  const wrong = (what: string) => [`${at || "/"}: ${what}`];
  const known = [
    "type",
    "properties",
    "required",
    "additionalProperties",
    "propertyNames",
    "items",
    "enum",
    "const",
    "anyOf",
    "oneOf",
    "pattern",
    "format",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "minItems",
    "maxItems",
    "default",
    "description",
    "allOf",
  ];
  const unknown = Object.keys(schema).filter((keyword) => !known.includes(keyword));
  if (unknown.length > 0) return wrong(`keywords ${unknown.join(", ")}`);
  const all = (schema["allOf"] as Json[] | undefined)?.flatMap((part) => faultsOf(value, part, at)) ?? [];
  const choices = (schema["anyOf"] ?? schema["oneOf"]) as Json[] | undefined;
  if (choices && !choices.some((choice) => faultsOf(value, choice, at).length === 0))
    all.push(...wrong("fits no choice"));
  if ("enum" in schema && !(schema["enum"] as unknown[]).includes(value))
    all.push(...wrong(`not one of ${String(schema["enum"])}`));
  if ("const" in schema && schema["const"] !== value) all.push(...wrong("another constant"));
  switch (schema["type"]) {
    case "object":
      return [...all, ...faultsOfObject(value, schema, at)];
    case "array":
      return Array.isArray(value)
        ? [...all, ...value.flatMap((item, i) => faultsOf(item, schema["items"] as Json, `${at}/${i}`))]
        : wrong("not an array");
    case "string":
      if (typeof value !== "string") return wrong("not a string");
      if (value.length < Number(schema["minLength"] ?? 0) || value.length > Number(schema["maxLength"] ?? Infinity))
        all.push(...wrong("its length"));
      if (schema["pattern"] && !new RegExp(String(schema["pattern"]), "u").test(value))
        all.push(...wrong("its pattern"));
      return all;
    case "integer":
    case "number":
      if (typeof value !== "number" || (schema["type"] === "integer" && !Number.isInteger(value)))
        return wrong("not a number");
      if (value < Number(schema["minimum"] ?? -Infinity) || value > Number(schema["maximum"] ?? Infinity))
        all.push(...wrong("out of range"));
      return all;
    default:
      return schema["type"] === undefined ? all : wrong(`the type ${String(schema["type"])} is not known here`);
  }
}

function faultsOfObject(value: unknown, schema: Json, at: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${at || "/"}: not an object`];
  const properties = (schema["properties"] ?? {}) as Record<string, Json>;
  const missing = ((schema["required"] ?? []) as string[]).filter((name) => !(name in value));
  return [
    ...missing.map((name) => `${at}/${name}: missing`),
    ...Object.entries(value).flatMap(([name, member]) => {
      const inner = properties[name] ?? schema["additionalProperties"];
      if (inner === false) return [`${at}/${name}: not in the schema`];
      return typeof inner === "object" && inner !== null ? faultsOf(member, inner as Json, `${at}/${name}`) : [];
    }),
  ];
}
