import { expect, it } from "vitest";

import { itemSize } from "./item-size.ts";

it.each([
  { what: "a text, in UTF-8", item: { pk: { S: "Sở" } }, bytes: 2 + 4 },
  { what: "a number, by its digits", item: { n: { N: "1509066751207" } }, bytes: 1 + 8 },
  { what: "a number's zeros at the end, which are not kept", item: { n: { N: "1000" } }, bytes: 1 + 2 },
  { what: "a number below zero", item: { n: { N: "-12" } }, bytes: 1 + 3 },
  { what: "truth", item: { open: { BOOL: true } }, bytes: 4 + 1 },
  { what: "a list", item: { l: { L: [{ S: "ab" }, { BOOL: false }] } }, bytes: 1 + 3 + (1 + 2) + (1 + 1) },
  { what: "a map", item: { m: { M: { at: { N: "7" } } } }, bytes: 1 + 3 + 1 + (2 + 2) },
  { what: "an empty map", item: { letters: { M: {} } }, bytes: 7 + 3 },
])("the size of an item counts $what", ({ item, bytes }) => {
  expect(itemSize(item)).toBe(bytes);
});

it("a value of which no size is known is refused", () => {
  expect(() => itemSize({ b: { B: new Uint8Array(1) } })).toThrow("No size is known");
});
