import * as fc from "fast-check";
import { csvParseRows } from "d3-dsv";
import { describe, expect, it } from "vitest";

import { csv } from "../../../../functions/documents/formats/csv.ts";

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
    ["\t=1", "'\t'=1"],
    [" =1", "' =1"],
    ["\u00A0=1", "'\u00A0=1"],
    ["|calc", "'|calc"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ["\r=1", `"'\r'=1"`],
    ["＝1+1", "'＝1+1"],
    ["＠SUM(A1)", "'＠SUM(A1)"],
    ["a=1", "a=1"],
    ["Ea H'leo", "Ea H'leo"],
    ["", ""],
  ])("shows %j as text and never runs it: %s", (text, cell) => {
    expect(csv([[text]])).toBe(`\uFEFF${cell}\r\n`);
  });

  it.each([
    ["a;=1", "a;'=1"],
    ["a; =1", "a;' =1"],
    ["a;\u00A0＋1", "a;'\u00A0＋1"],
    ['a;"=1"', `"a;'""=1"""`],
    ["a\t@SUM(A1)", "a\t'@SUM(A1)"],
    ["a\n-1", `"a\n'-1"`],
    ["a\r\n\r\n=1", `"a\r\n\r\n'=1"`],
    ["Buôn Hồ; Cư M'gar - Ea Súp", "Buôn Hồ; Cư M'gar - Ea Súp"],
  ])("is safe with a reader that parts cells by semicolons or tabs, too: %j", (text, cell) => {
    expect(csv([["x", text]])).toBe(`\uFEFFx,${cell}\r\n`);
  });

  const anyText = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom("", " ", "\t", "\n", "\r\n", ";", ",", '"', "'", "=", "+", "-", "@", "|", "＝", "a"), {
        maxLength: 8,
      })
      .map((parts) => parts.join("")),
  );
  const anyRows = fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });

  it("reads back cell by cell, and no cell begins as a formula", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const read = csvParseRows(csv(rows).slice(1));
        expect(read).toHaveLength(rows.length);
        read.forEach((cells, i) => {
          expect(cells).toHaveLength(rows[i]!.length);
          cells.forEach((cell, j) => {
            expect(cell.replaceAll("'", "")).toBe(rows[i]![j]!.replaceAll("'", ""));
            expect(/^\s*[=+\-@\t\r|＝]/.test(cell)).toBe(false);
          });
        });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([";", "\t"])("no cell begins as a formula for a reader that parts them with %j instead", (parting) => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        // The first column is ours: an id, of which no reader makes a formula.
        const text = csv(rows.map((row) => ["stc", ...row])).slice(1);
        for (const cell of [...text.split(new RegExp(`[${parting}\\r\\n]`)), ...cellsAsExcelParts(text, parting)])
          expect(/^[\s"]*[=+\-@|＝]/.test(cell)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes no longer than its text is long, whatever stands in it", () => {
    const cells = ["\n", ";", "; ", '"', '";\t'].map((sign) => sign.repeat(100_000));
    expect(csv([cells.map((cell) => `${cell}x`)]).length).toBeGreaterThan(500_000);
  });
});

/** Cells as Excel finds them: a quotation mark counts where it opens a cell, and what stands behind the closing one belongs to it. */
function cellsAsExcelParts(text: string, parting: string): string[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)(?:"|$))?([^${parting}\\r\\n]*)(?:${parting}|\\r\\n|\\r|\\n|$)`, "y");
  const cells: string[] = [];
  while (cell.lastIndex < text.length) {
    const [, quoted = "", rest = ""] = cell.exec(text) ?? [];
    cells.push(quoted.replaceAll('""', '"') + rest);
  }
  return cells;
}
