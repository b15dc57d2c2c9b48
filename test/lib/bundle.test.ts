import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { buildApp } from "../../lib/app.ts";
import { Table } from "../../functions/store/dynamo.ts";
import { unitChangesIn } from "../../functions/store/unit-changes.ts";
import { budgetOf } from "./bundle-budgets.ts";
import { bundleSource } from "./bundles.ts";
import type { Properties } from "./synthesized.ts";

const outdir = mkdtempSync(join(tmpdir(), "dung-han-bundles-"));
afterAll(() => rmSync(outdir, { recursive: true }));

describe("the bundles", () => {
  buildApp({ outdir, checked: false }).synth();
  const template = JSON.parse(readFileSync(join(outdir, "DungHan-laptop.template.json"), "utf8"));
  const functions = Object.values<Properties>(template.Resources)
    .filter(({ Type }) => Type === "AWS::Lambda::Function")
    .map(({ Metadata, Properties: { Description } }) => ({
      entry: String(Description),
      folder: join(outdir, Metadata["aws:asset:path"]),
    }));

  it("are one file for each function, of its own; the assets and the OpenAPI document lie beside theirs", () => {
    expect(new Set(functions.map(({ folder }) => folder)).size).toBe(functions.length);
    for (const { entry, folder } of functions.filter(
      (fn) => !["functions/assets.ts", "functions/openapi.ts"].includes(fn.entry),
    )) {
      expect({ entry, files: readdirSync(folder) }).toEqual({ entry, files: ["index.cjs"] });
    }
  });

  // The start of a function reads all of it.
  it.each(functions)("are small: $entry", ({ entry, folder }) => {
    expect(statSync(join(folder, "index.cjs")).size).toBeLessThan(budgetOf(basename(entry, ".ts")));
  });

  it("that change no unit have nothing to change one with, and ask for nothing of the kind", () => {
    const changing = Object.keys(unitChangesIn(new Table({ name: "none" })));
    const reading = functions.filter(({ entry }) => /unit-site|files|reports/.test(entry));
    expect(reading).toHaveLength(3);
    for (const { folder } of reading) {
      const code = readFileSync(join(folder, "index.cjs"), "utf8");
      expect(code).toContain("This function changes no unit.");
      expect(changing.filter((name) => code.includes(`.${name}(`))).toEqual([]);
    }
  });

  it("carry the libraries of office papers in the two functions that make them", () => {
    const holding = functions.filter(({ folder }) =>
      /<w:document|w:document\b|xl\/worksheets/.test(readFileSync(join(folder, "index.cjs"), "utf8")),
    );
    expect(holding.map(({ entry }) => entry)).toEqual(["functions/exports.ts", "functions/reports.ts"]);
  });
});

describe("a bundle", () => {
  const { code, bytes } = bundleSource(`
    import { Table } from "./store/dynamo.ts";
    import { queuesAt } from "./queue/queues.ts";
    export const handler = () => [new Table({ name: "table" }), queuesAt({})];
  `);

  it("leaves out every way to credentials but the environment, and the streaming of events", () => {
    expect(code).toContain("No AWS credentials in the environment");
    expect(code).not.toMatch(/sso_session|credential_process|AWS_WEB_IDENTITY_TOKEN_FILE|:event-type/);
  });

  it("leaves out files with settings, the machine's metadata, the rules of endpoints and the errors of others", () => {
    expect(code).not.toMatch(/\.aws\/config|AWS_CONFIG_FILE|169\.254\.169\.254|PartitionResult|BackupInUseException/);
  });

  it("leaves out the reader of schemas, where JSON goes as it stands, and the streams of the web", () => {
    expect(code).not.toMatch(/SensitiveInformation|getEventStreamMember|ReadableStream/);
  });

  it("gives no more than 110 KB to a table and a queue", () => {
    const own = Object.entries(bytes).filter(([path]) => path.startsWith("functions/"));
    const ofOwn = own.reduce((total, [, size]) => total + size, 0);
    expect(own.length).toBeGreaterThan(2);
    expect(Buffer.byteLength(code) - ofOwn).toBeLessThan(110_000);
  });

  it("loads Node's own modules by require, which is many times as fast as an import", () => {
    expect(code).toContain('require("node:https")');
    expect(code).not.toMatch(/\bimport\(/);
  });
});
