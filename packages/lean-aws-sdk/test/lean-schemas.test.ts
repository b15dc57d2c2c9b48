import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { leanSchemas, retriedByClass, withoutShapes, withoutStreams } from "../src/lean-schemas.ts";
import { asItComes, load, modules, namesOf } from "./packages.ts";

const clients = ["dynamodb", "scheduler", "ses", "sqs"];
const fileOf = (client: string, file: string) => `@aws-sdk/client-${client}/dist-es/${file}.js`;
const sourceOf = (client: string, file: string) => readFileSync(join(modules, fileOf(client, file)), "utf8");
const errors = clients.flatMap((client) => namesOf(fileOf(client, "models/errors")));
const errorsKept = new Set(["ConditionalCheckFailedException", "ConflictException"]);

describe.each(clients)("the schemas of %s", (client) => {
  const original = sourceOf(client, "schemas/schemas_0");
  const lean = leanSchemas(original, errorsKept);

  it("are the same schemas", () => {
    const path = `./${fileOf(client, "schemas/")}`.replace(".js", "");
    const run = (source: string) =>
      load(asItComes(source.replaceAll(/from "\.\.?\//g, `from "${path}../`))) as Record<string, unknown>;
    const { errorTypeRegistries: _, ...schemas } = run(original);
    const { errorTypeRegistries: __, ...leanOnes } = run(lean);
    expect(Object.keys(schemas).length).toBeGreaterThan(20);
    expect(JSON.stringify(leanOnes)).toBe(JSON.stringify(schemas));
  });

  it("name no key by a constant, which would keep them all in a bundle", () => {
    expect(original).toMatch(/\[_\w+\]:/);
    expect(lean).not.toMatch(/\[_\w+\]:/);
  });

  it("enter only the service's base exception and the errors that are kept", () => {
    const entered = [...lean.matchAll(/registerError\(\w+\$, (\w+)\)/g)].map(([, error = ""]) => error);
    const base = entered.filter((error) => !errorsKept.has(error) && !retriedByClass.has(error));
    expect(base).toEqual([expect.stringMatching(/ServiceException$/)]);
  });
});

describe("the errors", () => {
  it("that the SDK retries by class are kept", () => {
    const retried = clients.flatMap((client) =>
      sourceOf(client, "models/errors")
        .split("export class ")
        .filter((text) => text.includes("$retryable"))
        .map((text) => text.slice(0, text.indexOf(" "))),
    );
    expect(retried).toContain("ReplicatedWriteConflictException");
    expect(retried.filter((name) => !retriedByClass.has(name))).toEqual([]);
    expect(errors).toEqual(expect.arrayContaining([...retriedByClass]));
  });

  it("are all kept where nobody says which are needed", () => {
    const original = sourceOf("dynamodb", "schemas/schemas_0");
    const entries = (source: string) => source.match(/registerError\(/g)?.length;
    expect(entries(leanSchemas(original, undefined))).toBe(entries(original));
  });
});

it.each(["dynamodb", "sqs"])("of operations only the names are left, where JSON goes as it stands: %s", (client) => {
  const original = leanSchemas(sourceOf(client, "schemas/schemas_0"), errorsKept);
  const shaped = original.match(/= \[9, n0,/g) ?? [];
  expect(shaped.length).toBeGreaterThan(10);
  expect(withoutShapes(original).match(/, "unit", "unit"\n\];/g)).toHaveLength(shaped.length);
});

describe("a client's commands", () => {
  const original = readFileSync(
    join(modules, "@smithy/core/dist-es/submodules/client/smithy-client/command.js"),
    "utf8",
  );

  it("ask no schema whether an operation streams events, and are the same otherwise", () => {
    const lean = withoutStreams(original);
    expect(original.split("NormalizedSchema.of").length).toBeGreaterThan(2);
    expect(lean).not.toContain("NormalizedSchema.of");
    const changed = lean.split("\n").filter((line, i) => line !== original.split("\n")[i]);
    expect(changed.map((line) => line.trim())).toEqual(["isEventStream = schema[operationEventStreamMarker] = false;"]);
  });

  it("are refused when they are written another way", () => {
    expect(() => withoutStreams("export class Command {}")).toThrow("no longer knows how a client writes its schemas");
  });
});

it("is refused when a client's schemas are written another way", () => {
  expect(() => leanSchemas("export const schemas = {};", undefined)).toThrow(
    "no longer knows how a client writes its schemas",
  );
});
