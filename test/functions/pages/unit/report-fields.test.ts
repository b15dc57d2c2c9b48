import { describe, expect, it } from "vitest";

import { readTyped } from "../../../../functions/pages/unit/report-fields.ts";

describe("a figure is read as offices write it", () => {
  it.each([
    ["1250", 1250],
    ["1.250", 1250],
    ["1 250 000", 1_250_000],
    ["1\u00A0250", 1250],
    ["1\u202F250\u202F000", 1_250_000],
    [" 12 ", 12],
  ])("%j: %d", (typed, value) => {
    expect(readTyped({ sections: {}, figures: { a: typed } }).figures).toEqual({ a: value });
  });

  it.each(["1 25", "1.250 000", "12,5", "một"])("%j is none, and stays as it was typed", (typed) => {
    expect(readTyped({ sections: {}, figures: { a: typed } }).figures).toEqual({ a: typed });
  });
});
