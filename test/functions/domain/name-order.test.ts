import { describe, expect, it } from "vitest";

import { nameKey } from "../../../functions/domain/name-key.ts";
import { reporters } from "../season.ts";

const collator = new Intl.Collator("vi", { numeric: true });
const sign = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const VOWELS = Array.from("aăâeêioôơuưy").flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize("NFC")));
const small = [...VOWELS, ...Array.from("bcdđfghjklmnpqrstvwxz")];
const alphabet = [...small, ...small.map((letter) => letter.toUpperCase())];
const parts = [...alphabet, ...Array.from(" _-,;:!?.'\"()"), "0", "7", "12", "205"];

/** Those pairs of which the key tells another order than the collator. */
function wrong(names: readonly string[]): string[] {
  const keyed = names.map((name) => [name, nameKey(name) ?? ""] as const);
  return keyed.flatMap(([a, keyA]) =>
    keyed.flatMap(([b, keyB]) => (sign(keyA, keyB) === collator.compare(a, b) ? [] : [`${a} | ${b}`])),
  );
}

describe("the key of a name", () => {
  it("orders all letters, signs and numbers as the collator does", () => {
    expect(wrong(parts)).toEqual([]);
    expect(wrong(parts.map((part) => `a${part}`))).toEqual([]);
    expect(wrong(parts.map((part) => `${part} b`))).toEqual([]);
  });

  it("orders the same whichever way the letters were typed", () => {
    expect(small.filter((letter) => nameKey(letter) !== nameKey(letter.normalize("NFD")))).toEqual([]);
  });

  it("orders the reporting units, and names made of anything, as the collator does", () => {
    expect(wrong(reporters.map(({ name }) => name))).toEqual([]);
    let state = 20_171_020;
    const next = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * below);
    };
    // A number beside a number would be another number.
    const made = Array.from({ length: 400 }, () =>
      Array.from({ length: 1 + next(4) }, () => parts[next(parts.length)] ?? "").join(next(2) === 0 ? "a" : " "),
    );
    expect(wrong(made)).toEqual([]);
  });

  it.each(["007", "Sở 01", "á\u0301", "ñ", "b\u0301", "tab\t", "中", "m²", "a/b", "\0"])("is none for “%s”", (name) => {
    expect(nameKey(name)).toBeUndefined();
  });
});

it("orders the same by keys as by the collator that many names are ordered by", async () => {
  const { byName } = await import("../../../functions/domain/name-order.ts");
  const names = Array.from({ length: 600 }, (_none, i) => `Xã ${(i * 37) % 600}`);
  const few = names.slice(0, 40);
  const inOrder = (some: readonly string[]) => some.toSorted((a, b) => collator.compare(a, b));
  expect(few.toSorted(byName)).toEqual(inOrder(few));
  expect(names.toSorted(byName)).toEqual(inOrder(names));
  expect(["ñ", "b", "n", "/"].toSorted(byName)).toEqual(inOrder(["ñ", "b", "n", "/"]));
});
