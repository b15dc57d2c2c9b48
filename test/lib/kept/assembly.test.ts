import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import type * as AssemblyModule from "../../../lib/kept/assembly.ts";
import type * as LaidOutModule from "../../../lib/kept/laid-out.ts";
import { unbundled } from "../synthesized.ts";
import { ProjectCopy } from "./project-copy.ts";

let copy: ProjectCopy;
let inCopy: Pick<typeof AssemblyModule, "assemblyOf"> & typeof LaidOutModule;

beforeAll(async () => {
  copy = new ProjectCopy();
  const modules = [import(join(copy.root, "lib/kept/assembly.ts")), import(join(copy.root, "lib/kept/laid-out.ts"))];
  inCopy = Object.assign({}, ...(await Promise.all(modules)));
}, 60_000);
afterAll(() => copy.remove());

describe("a stack that cannot be synthesized", () => {
  it("says which setting is wrong, to who waits for it later, too", async () => {
    const assembly = inCopy.assemblyOf({ settings: { mailRate: "many" }, context: unbundled });
    await setTimeout(100);
    await expect(assembly).rejects.toThrow(/mailRate: got "many"; allowed: a number of letters a second/);
  }, 60_000);

  it("says which file of a function cannot be read, and where", async () => {
    copy.write("functions/counts.ts", "export const handler = (;\n");
    await expect(inCopy.assemblyOf({})).rejects.toThrow(/functions\/counts\.ts:1:24/);
    copy.undo();
  }, 120_000);
});

describe("the assets of an assembly", () => {
  /** What the CDK wrote: one asset, named by its content. */
  function written(content: string): string {
    const outdir = mkdtempSync(join(tmpdir(), "dung-han-outdir-"));
    onTestFinished(() => rmSync(outdir, { recursive: true }));
    mkdirSync(join(outdir, `asset.${content}`));
    writeFileSync(join(outdir, `asset.${content}`, "index.cjs"), content);
    writeFileSync(join(outdir, "manifest.json"), "{}");
    return outdir;
  }

  it("lie in one folder for the same assets, and in another for others; nothing else is with them", () => {
    const one = inCopy.layOut(written("one"));
    expect(inCopy.layOut(written("one"))).toBe(one);
    expect(inCopy.layOut(written("two"))).not.toBe(one);
    expect(readdirSync(one)).toEqual(["asset.one"]);
  });

  it("stay while a process holds on to them; of the others the eight that were used last stay, at most", () => {
    // What the project itself had laid out is not of this test.
    rmSync(inCopy.laidOut, { recursive: true, force: true });
    const folders = Array.from({ length: 12 }, (_, at) => inCopy.layOut(written(`n${at}`)));
    const [held = "", killed = ""] = folders;
    for (const [at, folder] of folders.entries()) utimesSync(folder, at, at);
    expect(inCopy.holdOn(held)).toBe(true);
    // Left behind by a process that was killed.
    writeFileSync(`${killed}.2147483647`, "");
    utimesSync(held, 0, 0);
    expect(inCopy.holdOn(folders.at(-1) ?? "")).toBe(true);
    expect(existsSync(held)).toBe(true);
    expect([existsSync(killed), existsSync(`${killed}.2147483647`)]).toEqual([false, false]);
    const inUse = new Set([held, folders.at(-1)].map((folder) => basename(folder ?? "")));
    const unused = readdirSync(inCopy.laidOut).filter((name) => !name.includes(".") && !inUse.has(name));
    expect(unused.length).toBeLessThanOrEqual(8);
    expect(inCopy.holdOn(killed)).toBe(false);
  });
});
