import { unzipSync } from "fflate";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { safeStep, zipOf } from "../../../../functions/documents/formats/zip-of.ts";
import type { Entry } from "../../../../functions/documents/formats/zip-of.ts";

const MADE_AT = new Date("2017-11-10T18:00:00");
const entry = (path: readonly string[], text = "x"): Entry => ({ path, content: new TextEncoder().encode(text) });

async function zipped(entries: readonly Entry[]): Promise<Uint8Array> {
  async function* each() {
    yield* entries;
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of zipOf(each(), MADE_AT)) pieces.push(piece);
  return Buffer.concat(pieces);
}
const namesIn = async (entries: readonly Entry[]) => Object.keys(unzipSync(new Uint8Array(await zipped(entries))));

describe("an archive", () => {
  it("holds each file under its path, with what is in it", async () => {
    const files = unzipSync(
      new Uint8Array(await zipped([entry(["a.txt"], "Đắk Lắk"), entry(["don-vi", "stc", "b.json"], "{}")])),
    );
    expect(Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ["a.txt", "Đắk Lắk"],
      ["don-vi/stc/b.json", "{}"],
    ]);
  });

  it("holds a file that came in pieces, however many, as it was", async () => {
    async function* pieces() {
      for (let i = 0; i < 300; i++) yield new Uint8Array(10_000).map((_byte, at) => (at * i) % 251);
    }
    const all: Uint8Array[] = [];
    for await (const piece of pieces()) all.push(piece);
    const { "big.bin": big } = unzipSync(new Uint8Array(await zipped([{ path: ["big.bin"], content: pieces() }])));
    expect(Buffer.compare(Buffer.from(big ?? []), Buffer.concat(all))).toBe(0);
  });

  it("fails when what is in it cannot be read to the end", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
      throw new Error("The table is gone.");
    }
    await expect(zipped([{ path: ["a"], content: broken() }])).rejects.toThrow("The table is gone.");
  });

  it("is the same archive for the same content", async () => {
    expect(await zipped([entry(["a"])])).toEqual(await zipped([entry(["a"])]));
  });

  it("holds no file twice", async () => {
    await expect(zipped([entry(["a:b"]), entry(["a*b"])])).rejects.toThrow("The archive would hold a_b twice.");
  });

  it.each([
    ["../../etc/passwd", "__.._etc_passwd"],
    ["..", "_"],
    [".", "_"],
    ["/etc/passwd", "_etc_passwd"],
    ["C:\\Windows\\x", "C__Windows_x"],
    ["..\\..\\x", "__.._x"],
    ["a\u0000b\u202Ec", "ab_c"],
    ["con", "_con"],
    ["NUL.txt", "_NUL.txt"],
    ["com1", "_com1"],
    ["x.", "x_"],
    [" x ", "x"],
    ["", "_"],
    ["UBND huyện M'Đrắk", "UBND huyện M'Đrắk"],
    ["ubnd-m-drak", "ubnd-m-drak"],
  ])("makes %j a name that leads nowhere: %j", (name, safe) => {
    expect(safeStep(name)).toBe(safe);
  });

  it("leads nobody out of the folder that it is opened in, whatever its names were", async () => {
    const anyStep = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("..", ".", "/", "\\", "\u0000", "\u202E", ":", "~", "a", " "), { maxLength: 6 })
        .map((all) => all.join("")),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 3 }), async (path) => {
        const [name = ""] = await namesIn([entry(path)]);
        const steps = name.split("/");
        expect(steps).toHaveLength(path.length);
        for (const step of steps) {
          expect(step).not.toMatch(/^\.{1,2}$|[\\:*?"<>|]|\p{Cc}|^\s*$/u);
          expect(step.length).toBeGreaterThan(0);
          expect(Array.from(step).length).toBeLessThanOrEqual(101);
        }
      }),
      { numRuns: 300 },
    );
  });
});
