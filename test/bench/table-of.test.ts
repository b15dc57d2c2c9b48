import { expect, it } from "vitest";

import { median, places, whole } from "./figures.ts";
import { tableOf } from "./table-of.ts";

it("the table tells what was measured, what was to be reached, and whether it was", () => {
  expect(
    tableOf([
      { part: "sweep", what: "1,000 open units", measured: "24.0 µs a unit" },
      { part: "sweep", what: "heap", measured: "74 MB", reach: { asked: "≤ 150 MB", ok: true } },
      { part: "cost", what: "reads", measured: "1.30", reach: { asked: "1.00 ± 0.05", ok: false } },
    ]),
  ).toBe(
    [
      "part   what              measured        reach",
      "sweep  1,000 open units  24.0 µs a unit",
      "sweep  heap              74 MB           ≤ 150 MB     ok",
      "cost   reads             1.30            1.00 ± 0.05  NOT REACHED",
      "",
    ].join("\n"),
  );
});

it("figures are written as people read them", () => {
  expect([whole(1_234_567.8), places(1.0449), places(336.5, 1)]).toEqual(["1,234,568", "1.04", "336.5"]);
});

it.each([
  { of: [3, 1, 2], middle: 2 },
  { of: [4, 1, 3, 2], middle: 2 },
  { of: [7], middle: 7 },
])("the median of $of is $middle", ({ of, middle }) => {
  expect(median(of)).toBe(middle);
});

it("of nothing there is no median", () => {
  expect(() => median([])).toThrow("no median");
});
