import { describe, expect, it } from "vitest";

import { hasHead, textParts } from "../../../functions/wording/pasted-table.ts";

const rowsIn = (text: string) => textParts(text).flatMap((part) => ("rows" in part ? [part.rows] : []));

describe("a table that was pasted into a text", () => {
  it("keeps its columns, between the lines that stand around it", () => {
    expect(textParts("Kết quả:\n\nSTT\tTên\tSố\n1\tBuôn Hồ\t12\n2\tLắk\t\nHết.")).toEqual([
      { lines: ["Kết quả:", ""] },
      {
        rows: [
          ["STT", "Tên", "Số"],
          ["1", "Buôn Hồ", "12"],
          ["2", "Lắk", ""],
        ],
      },
      { lines: ["Hết."] },
    ]);
  });

  it("of a spreadsheet has cells of several lines in quotation marks", () => {
    expect(rowsIn('Đơn vị\tGhi chú\nSTP\t"Dòng một\nDòng ""hai"""\n"SNV\nVăn phòng"\tKhông')).toEqual([
      [
        ["Đơn vị", "Ghi chú"],
        ["STP", 'Dòng một Dòng "hai"'],
        ["SNV Văn phòng", "Không"],
      ],
    ]);
  });

  it("may begin with empty cells, and loses only columns in which nothing stands", () => {
    expect(rowsIn("\tNăm\t\t2017\nA\t1\t\t\n\t2\t\t3\t")).toEqual([
      [
        ["", "Năm", "2017"],
        ["A", "1", ""],
        ["", "2", "3"],
      ],
    ]);
  });

  it.each([
    ["lines that a tab moves in", "\tThứ nhất, a.\n\tThứ hai, b."],
    ["one line with a tab within", "Nơi nhận:\tNhư trên"],
    ["quotation marks over several lines", 'Ông nói: "một\nhai"\nvà "ba"'],
    ["nothing", ""],
  ])("is not made of %s", (_what, text) => {
    expect(textParts(text)).toEqual([{ lines: text.split("\n") }]);
  });

  it("is found in long texts in no time, whatever stands in them", () => {
    const started = performance.now();
    for (const text of [
      '\t"'.repeat(30_000),
      `\t"${"\n".repeat(60_000)}`,
      '"\n'.repeat(30_000),
      "\ta\n".repeat(20_000),
    ])
      textParts(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("has a head where its first row is filled in, and no number is in it", () => {
    expect(
      hasHead([
        ["STT", "Tên"],
        ["1", "a"],
      ]),
    ).toBe(true);
    expect(
      hasHead([
        ["1", "Tên"],
        ["2", "a"],
      ]),
    ).toBe(false);
    expect(hasHead([["", "Tên"]])).toBe(false);
  });
});
