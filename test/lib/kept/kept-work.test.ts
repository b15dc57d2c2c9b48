import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

import { beforeEach, describe, expect, it, onTestFinished } from "vitest";

import { filesBelow, fingerprint, Fingerprints } from "../../../lib/kept/fingerprints.ts";
import { KeptWork } from "../../../lib/kept/kept-work.ts";

const run = promisify(execFile);

let root: string;
let folder: string;
let work: KeptWork;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dung-han-kept-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  folder = join(root, "kept");
  work = new KeptWork({ root, folder, most: 3 });
  write("a.txt", "a");
});

const write = (path: string, content: string) => writeFileSync(join(root, path), content);
const find = (name = "piece", recipe = "by hand") => work.find(name, recipe, new Fingerprints(root));
/** As if the work had begun when nothing had been touched for long. */
const later = () => Date.now() + 1000;

function keep({ name = "piece", paths = ["a.txt"], content = "made", sinceMs = later() } = {}): void {
  const inputs = new Fingerprints(root).ofAll(paths);
  work.keep({ name, recipe: "by hand", inputs, about: { size: content.length }, content }, sinceMs);
}

describe("work that is kept", () => {
  it("is found by its name, with what there is to know about it", () => {
    keep({ content: "hai mươi\nbảy" });
    expect(find()?.about).toEqual({ size: 12 });
    expect(find()?.content()).toBe("hai mươi\nbảy");
    expect(find("another")).toBeUndefined();
  });

  it("is not found by another recipe", () => {
    keep();
    expect(find("piece", "by machine")).toBeUndefined();
  });

  it("is not found once a file that it was made of is another, and is found again when that is as it was", () => {
    keep();
    write("a.txt", "b");
    expect(find()).toBeUndefined();
    write("a.txt", "a");
    expect(find()?.content()).toBe("made");
  });

  it("is told by what a file holds, and not by its time", () => {
    keep();
    utimesSync(join(root, "a.txt"), new Date(0), new Date(0));
    expect(find()).toBeDefined();
    write("a.txt", "b");
    utimesSync(join(root, "a.txt"), new Date(0), new Date(0));
    expect(find()).toBeUndefined();
  });

  it("is not found once a file is gone, or is there that was not", () => {
    keep({ paths: ["a.txt", "b.txt"] });
    expect(find()).toBeDefined();
    write("b.txt", "");
    expect(find()).toBeUndefined();
    rmSync(join(root, "b.txt"));
    expect(find()).toBeDefined();
    rmSync(join(root, "a.txt"));
    expect(find()).toBeUndefined();
  });

  it("is not kept when a file was written while the work went on: nobody knows which content went in", async () => {
    await setTimeout(30);
    const sinceMs = Date.now();
    await setTimeout(30);
    write("a.txt", "a");
    // As a copy has it that keeps its times.
    utimesSync(join(root, "a.txt"), new Date(0), new Date(0));
    keep({ sinceMs });
    expect(find()).toBeUndefined();
  });

  it("is whole or not at all: what cannot be read is done again", () => {
    keep();
    const file = join(folder, readdirSync(folder)[0] ?? "");
    const whole = readFileSync(file, "utf8");
    for (const half of ["", whole.slice(0, 20), "{}\nmade", whole.replace('"name"', '"nome"')]) {
      writeFileSync(file, half);
      expect(find()).toBeUndefined();
    }
    keep();
    expect(find()?.content()).toBe("made");
  });

  it("is whole for whoever reads it while several processes keep it at a time", async () => {
    const module = JSON.stringify(import.meta.resolve("../../../lib/kept/kept-work.ts"));
    const script = `
      const { KeptWork } = await import(${module});
      const work = new KeptWork(${JSON.stringify({ root, folder, most: 100 })});
      const content = String(process.pid).repeat(50_000);
      let broken = 0;
      for (let time = 0; time < 40; time += 1) {
        work.keep({ name: "piece", recipe: "by hand", inputs: {}, about: {}, content }, Date.now());
        const found = work.find("piece", "by hand", undefined)?.content() ?? "";
        if (found.length < 50_000 || found.replaceAll(found.slice(0, found.length / 50_000), "") !== "") broken += 1;
      }
      console.log(broken);
    `;
    const several = Array.from({ length: 3 }, () => run(process.execPath, ["--input-type=module", "-e", script]));
    expect((await Promise.all(several)).map(({ stdout }) => stdout.trim())).toEqual(["0", "0", "0"]);
  }, 60_000);

  it("is bounded: what was not used for longest goes", () => {
    for (const [at, name] of ["one", "two", "three"].entries()) {
      keep({ name });
      utimesSync(join(folder, fingerprint(name)), new Date(at), new Date(at));
    }
    expect(find("one")).toBeDefined();
    keep({ name: "four" });
    expect(["one", "two", "three", "four"].filter((name) => find(name))).toEqual(["one", "three", "four"]);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it("is done without where nothing can be kept", () => {
    write("kept", "a file, where the folder should be");
    keep();
    expect(find()).toBeUndefined();
  });
});

describe("fingerprints", () => {
  it("are taken once: all are of one moment", () => {
    const fingerprints = new Fingerprints(root);
    const before = fingerprints.of("a.txt");
    write("a.txt", "b");
    expect(fingerprints.of("a.txt")).toBe(before);
    expect(new Fingerprints(root).of("a.txt")).not.toBe(before);
  });

  it("tell files apart by what they hold; what is no file has none", () => {
    mkdirSync(join(root, "folder"));
    write("folder/same.txt", "a");
    const { of } = { of: (path: string) => new Fingerprints(root).of(path) };
    expect(of("folder/same.txt")).toBe(of("a.txt"));
    expect([of("none.txt"), of("folder"), of("a.txt/below")]).toEqual([null, null, null]);
  });

  it("can be taken of a whole folder, in an order that is always the same", () => {
    mkdirSync(join(root, "folder/b"), { recursive: true });
    for (const path of ["folder/c.txt", "folder/b/d.txt", "folder/a.txt"]) write(path, "");
    expect(filesBelow(root, "folder")).toEqual(["folder/a.txt", "folder/b/d.txt", "folder/c.txt"]);
    expect(filesBelow(root, "none")).toEqual([]);
  });
});
