import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";

import { openApiDocument } from "../../../functions/api/document.ts";
import { routes } from "../../../functions/api/all.ts";
import { faultsOf } from "../http/json-schema.ts";

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

const document = JSON.parse(JSON.stringify(openApiDocument())) as Json;
const operations = new Map<string, Operation>();
beforeAll(() => {
  for (const [path, item] of Object.entries(document["paths"] as Record<string, Json>))
    for (const [method, operation] of Object.entries(item))
      operations.set(`${method.toUpperCase()} ${path}`, OperationSchema.parse(operation));
});

it("is answered with where the site is by configuration", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dung-han-openapi-"));
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
  vi.stubEnv("SITE_URL", "https://dunghan.daklak.example");
  vi.stubEnv("SECURITY_CONTACT", "mailto:an-toan@daklak.example");
  vi.stubEnv("LAMBDA_TASK_ROOT", folder);
  const { handler } = await import("../../../functions/openapi.ts");
  const answer = await handler({ rawPath: "/openapi.json", headers: {}, requestContext: { timeEpoch: 0 } });
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body ?? "")).toEqual({ ...document, servers: [{ url: "https://dunghan.daklak.example" }] });
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it("says which OpenAPI it is, and under which license", () => {
  expect(document).toMatchObject({
    openapi: "3.1.0",
    info: { title: "Đúng Hạn", version: expect.any(String), license: { identifier: "MIT" } },
    servers: [],
  });
});

it("says what to do when the site is busy: the same request again, with the same key", () => {
  const { description } = document["info"] as { description: string };
  expect(description).toMatch(/429 or 503.*sent again.*same Idempotency-Key/);
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
      expect(Object.keys(granted)).toEqual([expect.stringMatching(/^(200|201|204|303)$/)]);
      expect(refused?.content?.["application/problem+json"]?.schema).toEqual({ $ref: "#/components/schemas/Problem" });
      expect(Object.values(granted)[0]?.content === undefined).toBe("204" in granted || "303" in granted);
    });

    it("shows an example that its own schema takes", () => {
      const shown = Object.values(operation().requestBody?.content ?? {});
      expect(shown.filter(({ example }) => example === undefined)).toEqual([]);
      expect(shown.flatMap(({ schema, example }) => faultsOf(example, schema))).toEqual([]);
    });
  },
);

it("refers only to what is there", () => {
  const { schemas, securitySchemes } = document["components"] as Record<string, Json>;
  for (const [, name = ""] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    expect(Object.keys(schemas ?? {})).toContain(name);
  expect(Object.keys(securitySchemes ?? {})).toEqual(["token"]);
});

it("takes an Idempotency-Key with every write, and a body with no reading", () => {
  const all = [...operations];
  const withKey = all.filter(([, { parameters }]) => parameters.some(({ name }) => name === "Idempotency-Key"));
  expect(withKey).toEqual(all.filter(([key]) => !key.startsWith("GET ")));
  expect(all.filter(([key, { requestBody }]) => key.startsWith("GET ") && requestBody)).toEqual([]);
});
