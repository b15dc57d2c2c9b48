import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { buildApp } from "../../lib/app.ts";
import { Table } from "../../functions/store/dynamo.ts";
import { unitChangesIn } from "../../functions/store/unit-changes.ts";
import { bundle } from "../../lib/bundle.ts";
import { budgetOf, wholeBudgetOf } from "./bundle-budgets.ts";
import { bundledEntry, bundleSource, bytesAtStart, loadedAtStart, wholeBytes } from "./bundles.ts";
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

  it("are one file for each function, of its own, but for the offices' with its rooms; the assets and the OpenAPI document lie beside theirs", () => {
    expect(new Set(functions.map(({ folder }) => folder)).size).toBe(functions.length);
    for (const { entry, folder } of functions.filter(
      (fn) => !["functions/assets.ts", "functions/openapi.ts"].includes(fn.entry),
    )) {
      const inRooms = entry === "functions/office-site.ts";
      expect({ entry, inRooms: readdirSync(folder).length > 1 }).toEqual({ entry, inRooms });
      expect(readdirSync(folder).filter((name) => !/^(index|[\w-]+-[A-Z\d]{8})\.cjs$/.test(name))).toEqual([]);
    }
  });

  it.each(functions)("are small: $entry", ({ entry }) => {
    const name = basename(entry, ".ts");
    const bundled = bundledEntry(name);
    expect(bytesAtStart(bundled)).toBeLessThan(budgetOf(name));
    expect(wholeBytes(bundled)).toBeLessThan(wholeBudgetOf(name));
  });

  it("load the offices' rooms when somebody comes to them, and a start less than half of it all", () => {
    const { code, parts } = bundledEntry("office-site");
    const rooms = Object.keys(parts).filter((name) => !name.startsWith("chunk-"));
    expect(rooms.map((name) => name.replace(/-[A-Z\d]{8}\.cjs$/, "")).toSorted()).toEqual([
      "duties-room",
      "letters",
      "office-operations",
      "register-room",
      "workbook",
    ]);
    // Its own, what all share, and esbuild's helpers: each further file costs a start its opening.
    expect(loadedAtStart({ code, parts })).toHaveLength(3);
    expect(bytesAtStart({ code, parts }) * 2).toBeLessThan(wholeBytes({ code, parts }));
  });

  it("are the same each time they are made", () => {
    const entryPoint = "functions/office-site.ts";
    const [again] = Object.values(bundle({ entryPoints: [entryPoint] }));
    const { code, parts } = bundledEntry("office-site");
    expect(again).toMatchObject({ code, parts });
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
      readdirSync(folder).some((name) =>
        /<w:document|w:document\b|xl\/worksheets/.test(readFileSync(join(folder, name), "utf8")),
      ),
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
