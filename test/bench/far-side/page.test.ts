import { describe, expect, it } from "vitest";

import { pageEnd, readUnits } from "./page.ts";

const MEGABYTE = 1024 * 1024;
const sizes = (bytes: number) => () => bytes;

describe("a read of the far side ends as DynamoDB's does", () => {
  it.each([
    { how: "with the last entry", bytes: 200, length: 30, limit: 500, start: 0, end: 30, cut: false },
    { how: "at its limit", bytes: 200, length: 1_000, limit: 500, start: 0, end: 500, cut: true },
    {
      how: "at its limit, saying that there may be more when there is not",
      bytes: 200,
      length: 500,
      limit: 500,
      start: 0,
      end: 500,
      cut: true,
    },
    {
      how: "at 1 MB, with the entry that reaches it",
      bytes: 1_000,
      length: 5_000,
      limit: Infinity,
      start: 0,
      end: 1_049,
      cut: true,
    },
    {
      how: "where it goes on, at the same rules",
      bytes: 1_000,
      length: 1_500,
      limit: Infinity,
      start: 1_049,
      end: 1_500,
      cut: false,
    },
    { how: "at once, where nothing is left", bytes: 200, length: 500, limit: 500, start: 500, end: 500, cut: false },
  ])("$how", ({ bytes, length, limit, start, end, cut }) => {
    const read = pageEnd(sizes(bytes), { start, length, limit });
    expect(read).toEqual({ end, bytes: (end - start) * bytes, cut });
  });
});

describe("a read costs half a unit for every 4 KB", () => {
  it.each([
    { bytes: 0, units: 0.5 },
    { bytes: 4_096, units: 0.5 },
    { bytes: 4_097, units: 1 },
    { bytes: 30 * 244, units: 1 },
    { bytes: MEGABYTE, units: 128 },
  ])("of $bytes bytes: $units", ({ bytes, units }) => {
    expect(readUnits(bytes)).toBe(units);
  });
});
