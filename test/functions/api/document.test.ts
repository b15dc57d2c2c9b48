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
const HeadersSchema = z.record(z.string(), z.looseObject({ schema: z.looseObject({}) }));
const LinkSchema = z.strictObject({ operationId: z.string(), parameters: z.record(z.string(), z.string()) });
const ResponseSchema = z.strictObject({
  description: z.string(),
  headers: z.optional(HeadersSchema),
  content: z.optional(ContentSchema),
  links: z.optional(z.record(z.string(), LinkSchema)),
});
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
  responses: z.record(z.string(), z.union([ResponseSchema, z.strictObject({ $ref: z.string() })])),
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
  const asked = { headers: {}, requestContext: { timeEpoch: 0 } };
  const answer = await handler({ ...asked, routeKey: "GET /openapi.json", rawPath: "/openapi.json" });
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body ?? "")).toEqual({ ...document, servers: [{ url: "https://dunghan.daklak.example" }] });
  const byAnotherMethod = await handler({
    ...asked,
    routeKey: "ANY /api/{proxy+}",
    rawPath: "/api/staff/vanthu@so.tinh.example",
  });
  expect([byAnotherMethod.statusCode, byAnotherMethod.headers?.["allow"]]).toEqual([405, "PUT, DELETE"]);
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

    it("says who may come in, what is answered, and with what it may be refused", () => {
      expect(operation().security).toEqual(access === "public" ? [] : [{ token: [] }]);
      const granted = Object.entries(operation().responses).filter(([status]) => /^[23]/.test(status));
      const files = granted.some(([status]) => status === "200") && granted.some(([status]) => status === "303");
      expect(granted.map(([status]) => status)).toEqual([
        expect.stringMatching(/^(200|201|204|303)$/),
        ...(files ? ["303"] : []),
      ]);
      for (const [status, response] of granted)
        expect("content" in response).toBe(status !== "204" && status !== "303");
      const refused = Object.keys(operation().responses).filter((status) => /^[45]/.test(status));
      expect(refused).toEqual(expect.arrayContaining(["400", "405", "429", "500", "503"]));
      expect(refused.includes("401")).toBe(access === "signed-in");
      expect(refused.includes("413")).toBe(access === "signed-in");
      expect(operation().responses).not.toHaveProperty("default");
    });

    it("shows an example that its own schema takes", () => {
      const shown = Object.values(operation().requestBody?.content ?? {});
      expect(shown.filter(({ example }) => example === undefined)).toEqual([]);
      expect(shown.flatMap(({ schema, example }) => faultsOf(example, schema))).toEqual([]);
    });
  },
);

it("refers only to what is there", () => {
  const components = document["components"] as Record<string, Json>;
  for (const [, part = "", name = ""] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g))
    expect(Object.keys(components[part] ?? {})).toContain(name);
  expect(Object.keys(components["securitySchemes"] ?? {})).toEqual(["token"]);
});

it("tells a refusal of the gateway's, a message, from one of the site's, a problem", () => {
  const refusals = (document["components"] as Record<string, Record<string, z.infer<typeof ResponseSchema>>>)[
    "responses"
  ];
  const formsOf = (name: string) => Object.keys(ResponseSchema.parse(refusals?.[name]).content ?? {});
  expect(formsOf("TooManyRequests")).toEqual(["application/json"]);
  expect(formsOf("MethodNotAllowed")).toEqual(["application/problem+json"]);
  for (const both of ["NotSignedIn", "TooLarge"])
    expect(formsOf(both).toSorted()).toEqual(["application/json", "application/problem+json"]);
  expect(refusals?.["NotSignedIn"]?.headers).toHaveProperty("www-authenticate");
  expect(refusals?.["MethodNotAllowed"]?.headers).toHaveProperty("allow");
});

it("leads from an answer to what can be done with what it names, with every parameter of that path and no other", () => {
  const byId = new Map([...operations].map(([key, operation]) => [operation.operationId, { key, operation }]));
  const leading = [...operations.values()].flatMap(({ operationId, responses }) =>
    Object.values(responses).flatMap((response) =>
      "links" in response ? Object.values(response.links ?? {}).map((link) => ({ from: operationId, ...link })) : [],
    ),
  );
  const fromDirective = leading.filter(({ from }) => from === "createDirective").map(({ operationId }) => operationId);
  expect(fromDirective).toEqual(expect.arrayContaining(["readDirective", "planDirective", "issueDirective"]));
  for (const { from, operationId, parameters } of leading) {
    const inPath = byId.get(operationId)?.operation.parameters.filter((one) => one.in === "path") ?? [];
    expect(Object.keys(parameters).toSorted()).toEqual(inPath.map(({ name }) => name).toSorted());
    for (const [name, expression] of Object.entries(parameters)) {
      const isAsked = byId.get(from)?.key.includes(`{${name}}`) === true && expression === `$request.path.${name}`;
      expect(isAsked || expression.startsWith("$response.body#/")).toBe(true);
    }
  }
});

it("takes an Idempotency-Key with every write, and a body with no reading", () => {
  const all = [...operations];
  const withKey = all.filter(([, { parameters }]) => parameters.some(({ name }) => name === "Idempotency-Key"));
  expect(withKey).toEqual(all.filter(([key]) => !key.startsWith("GET ")));
  expect(all.filter(([key, { requestBody }]) => key.startsWith("GET ") && requestBody)).toEqual([]);
});
