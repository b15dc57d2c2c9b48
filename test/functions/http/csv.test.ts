import * as fc from "fast-check";
import { csvParseRows } from "d3-dsv";
import { describe, expect, it } from "vitest";

import { csv } from "../../../functions/http/csv.ts";

describe("a CSV file", () => {
  it("is UTF-8 with a mark, in lines ended as RFC 4180 has them", () => {
    expect(
      csv([
        ["Đơn vị", "Số ngày"],
        ["Sở Văn hóa, Thể thao và Du lịch", 2],
        ['Ghi "gấp"', -1],
        ["hai\ndòng", 0],
      ]),
    ).toBe('\uFEFFĐơn vị,Số ngày\r\n"Sở Văn hóa, Thể thao và Du lịch",2\r\n"Ghi ""gấp""",-1\r\n"hai\ndòng",0\r\n');
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+84 262 385 0000", "'+84 262 385 0000"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    [" =1", "' =1"],
    ["\u00A0=1", "'\u00A0=1"],
    ["|calc", "'|calc"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ["\r=1", `"'\r=1"`],
    ["a=1", "a=1"],
    ["Ea H'leo", "Ea H'leo"],
    ["", ""],
  ])("shows %j as text and never runs it: %s", (text, cell) => {
    expect(csv([[text]])).toBe(`\uFEFF${cell}\r\n`);
  });

  it("reads back cell by cell, and no cell begins as a formula", () => {
    const anyText = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom("", " ", "\t", "\n", "\r\n"), fc.constantFrom("=", "+", "-", "@", "|", '"'), fc.string())
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (rows) => {
          const read = csvParseRows(csv(rows).slice(1));
          expect(read).toHaveLength(rows.length);
          read.forEach((cells, i) => {
            expect(cells).toHaveLength(rows[i]!.length);
            cells.forEach((cell, j) => {
              expect(cell.replace(/^'/, "")).toBe(rows[i]![j]!.replace(/^'/, ""));
              expect(/^\s*[=+\-@\t\r|]/.test(cell)).toBe(false);
            });
          });
        },
      ),
      { numRuns: 1000 },
    );
  });
});
