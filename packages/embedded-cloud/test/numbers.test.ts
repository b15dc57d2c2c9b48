import { describe, expect, test } from "vitest";

import { addNumbers, canonicalNumber, compareNumbers } from "../src/tables/numbers.ts";

describe("numbers", () => {
  test.each([
    ["0", "0"],
    ["-0", "0"],
    ["007", "7"],
    ["1.50", "1.5"],
    ["-.5", "-0.5"],
    ["1e3", "1000"],
    ["1.23E-4", "0.000123"],
    ["100000000000000000000", "100000000000000000000"],
  ])("%s is written %s", (text, canonical) => {
    expect(canonicalNumber(text)).toBe(canonical);
  });

  test("sort by their value, and add up exactly", () => {
    const sorted = [
      "-1e100",
      "-12",
      "-11.5",
      "-1",
      "-0.1",
      "-1e-100",
      "0",
      "1e-100",
      "0.1",
      "1",
      "9.99",
      "10",
      "1e100",
    ];
    const mixed = sorted.toSorted(() => 0.5 - Math.random()).toSorted(compareNumbers);
    expect(mixed).toEqual(sorted);
    expect(addNumbers("0.1", "0.2")).toBe("0.3");
    expect(addNumbers("10000000000000000000000000000000000000", "1")).toBe("10000000000000000000000000000000000001");
    expect(addNumbers("5", "7.5", -1n)).toBe("-2.5");
  });
});
