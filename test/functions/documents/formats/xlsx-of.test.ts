import { readXlsx } from "hucre/xlsx";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { csvOf } from "../../../../functions/documents/formats/csv-of.ts";
import { xlsxOf } from "../../../../functions/documents/formats/xlsx-of.ts";
import type { Column, Sheet } from "../../../../functions/documents/content/sheet.ts";
import { at, day } from "../../season.ts";
import { elementsIn, partsOf, textOf, xmlOf } from "./open-file.ts";

type Row = { text?: string; count?: number; on?: string; seen?: number };
const columns: readonly Column<Row>[] = [
  { name: "text", title: "Chữ", width: 30, kind: "text", of: ({ text }) => text },
  { name: "shown", title: "Lời", width: 12, kind: "text", of: () => "late", shown: () => "Muộn" },
  { name: "count", title: "Số", width: 10, kind: "number", of: ({ count }) => count },
  { name: "on", title: "Ngày", width: 14, kind: "day", of: ({ on }) => (on === undefined ? undefined : day(on)) },
  { name: "seen", title: "Lúc", width: 20, kind: "instant", of: ({ seen }) => seen },
];
const sheet = (rows: Sheet<Row>["rows"]): Sheet<Row> => ({ name: "Danh sách", columns, rows });
const ROWS: Row[] = [
  { text: "Sở Văn hóa, Thể thao và Du lịch", count: 1200, on: "2017-10-30", seen: at("2017-10-29T23:59") },
  {},
];

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
const sheetXml = async (rows: Row[]) =>
  xmlOf(partsOf(await bytesOf(xlsxOf(sheet(rows))))["xl/worksheets/sheet1.xml"] ?? "");
const styleOf = async (rows: Row[], ref: string) => {
  const parts = partsOf(await bytesOf(xlsxOf(sheet(rows))));
  const cell = elementsIn(xmlOf(parts["xl/worksheets/sheet1.xml"] ?? ""), "c").find(
    ({ attributes }) => attributes["r"] === ref,
  );
  const styles = xmlOf(parts["xl/styles.xml"] ?? "");
  const format = elementsIn(elementsIn(styles, "cellXfs")[0]!, "xf")[Number(cell?.attributes["s"])]?.attributes[
    "numFmtId"
  ];
  const named = elementsIn(styles, "numFmt").find(({ attributes }) => attributes["numFmtId"] === format);
  return {
    type: cell?.attributes["t"],
    value: cell && textOf(cell),
    format: named?.attributes["formatCode"] ?? format,
  };
};

describe("a list as a workbook", () => {
  it("has its titles first, held in place, with words for people", async () => {
    const xml = await sheetXml(ROWS);
    expect(elementsIn(xml, "pane").map(({ attributes }) => attributes)).toEqual([
      { ySplit: "1", topLeftCell: "A2", state: "frozen", activePane: "bottomLeft" },
    ]);
    const [titles, first] = elementsIn(xml, "row").map((row) => elementsIn(row, "c").map(textOf));
    expect(titles).toEqual(["Chữ", "Lời", "Số", "Ngày", "Lúc"]);
    expect(first?.slice(0, 2)).toEqual(["Sở Văn hóa, Thể thao và Du lịch", "Muộn"]);
    expect(elementsIn(xml, "col").map(({ attributes }) => attributes["width"])).toEqual(["30", "12", "10", "14", "20"]);
  });

  it("has real numbers, days and instants, as the zone's clock showed them", async () => {
    expect(await styleOf(ROWS, "C2")).toEqual({ type: undefined, value: "1200", format: "#,##0" });
    expect(await styleOf(ROWS, "D2")).toEqual({ type: undefined, value: "43038", format: "dd/mm/yyyy" });
    expect((await styleOf(ROWS, "E2")).format).toBe("dd/mm/yyyy hh:mm:ss");
    const book = await readXlsx(await bytesOf(xlsxOf(sheet(ROWS))));
    const [, row = []] = book.sheets[0]?.rows ?? [];
    expect([row[3], row[4]].map((value) => value instanceof Date && value.toISOString())).toEqual([
      "2017-10-30T00:00:00.000Z",
      "2017-10-29T23:59:00.000Z",
    ]);
  });

  it("leaves empty what there is no value for", async () => {
    const [, , none] = elementsIn(await sheetXml(ROWS), "row").map((row) => elementsIn(row, "c").map(textOf));
    expect(none).toEqual(["", "Muộn", "", "", ""]);
  });

  it.each(["=1+1", '=HYPERLINK("http://x";"y")', "+84 262", "-1", "@SUM(A1)", "＝1", "\t=1", "=cmd|' /C calc'!A0"])(
    "shows what would be a formula as text, and never runs it: %j",
    async (text) => {
      const xml = await sheetXml([{ text }]);
      expect(elementsIn(xml, "f")).toEqual([]);
      expect(elementsIn(xml, "hyperlink")).toEqual([]);
      expect(await styleOf([{ text }], "A2")).toMatchObject({
        type: "inlineStr",
        format: expect.stringMatching(/^(@|49)$/),
      });
    },
  );

  it("stays a workbook, whatever a text holds", async () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("<", "&", "]]>", "\u0000", "\u000B", "\uD800", "\uFFFF", "\r\n", "a", "="))
        .map((all) => all.join("")),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        for (const part of Object.values(partsOf(await bytesOf(xlsxOf(sheet([{ text }])))))) xmlOf(part);
      }),
      { numRuns: 60 },
    );
  });

  it("cuts a text off that no cell can hold, and says so", async () => {
    const [, row] = elementsIn(await sheetXml([{ text: "ấ".repeat(40_000) }]), "row");
    const text = row ? textOf(elementsIn(row, "c")[0]!) : "";
    expect(text).toHaveLength(32_767);
    expect(text.endsWith("ấ […]")).toBe(true);
  });

  it("is made as its rows are read: of many few are held at once", async () => {
    let read = 0;
    function* many(): Generator<Row> {
      for (; read < 20_000; read++) yield { text: `Đơn vị ${read} ${Math.sin(read)}`, count: read };
    }
    const pieces = xlsxOf(sheet(many()))[Symbol.asyncIterator]();
    let [size, before] = [0, 0];
    while (size < 100_000) {
      size += (await pieces.next()).value?.byteLength ?? 0;
      before = read;
    }
    expect(before).toBeLessThan(20_000);
    await pieces.return?.();
  });
});

describe("a workbook on the screen and on paper", () => {
  it("has a filter over all of its rows, and prints A4 across, as wide as a page, its titles on each", async () => {
    const parts = partsOf(await bytesOf(xlsxOf(sheet(ROWS))));
    const xml = xmlOf(parts["xl/worksheets/sheet1.xml"] ?? "");
    const only = (name: string) => elementsIn(xml, name).map(({ attributes }) => attributes);
    expect(only("autoFilter")).toEqual([{ ref: "A1:E3" }]);
    expect(only("pageSetUpPr")).toEqual([{ fitToPage: "1" }]);
    expect(only("pageSetup")).toEqual([
      { paperSize: "9", orientation: "landscape", fitToWidth: "1", fitToHeight: "0" },
    ]);
    expect(elementsIn(xml, "oddFooter").map(textOf)).toEqual(["&L&A&RTrang &P/&N"]);
    const names = elementsIn(xmlOf(parts["xl/workbook.xml"] ?? ""), "definedName");
    expect(names.map((name) => [name.attributes["name"], textOf(name)])).toEqual([
      ["_xlnm._FilterDatabase", "'Danh sách'!$A$1:$E$3"],
      ["_xlnm.Print_Titles", "'Danh sách'!$1:$1"],
    ]);
  });

  it("has its parts in the order that the format asks for", async () => {
    const [whole] = elementsIn(await sheetXml(ROWS), "worksheet");
    expect(whole?.children.map((child) => (typeof child === "string" ? child : child.name))).toEqual([
      "sheetPr",
      "sheetViews",
      "sheetFormatPr",
      "cols",
      "sheetData",
      "autoFilter",
      "pageMargins",
      "pageSetup",
      "headerFooter",
    ]);
  });

  it("is as high as its texts are long, row by row, up to what the format knows", async () => {
    const heights = elementsIn(
      await sheetXml([{ text: "a" }, { text: "a".repeat(70) }, { text: "a\n".repeat(90) }]),
      "row",
    );
    expect(heights.map(({ attributes }) => attributes["ht"])).toEqual([undefined, undefined, "47.25", "409"]);
  });

  it("goes on in another sheet where one is full, with the titles and a filter again", async () => {
    const rows = [1, 2, 3, 4, 5].map((count) => ({ count }));
    const book = await readXlsx(await bytesOf(xlsxOf(sheet(rows), 3)));
    expect(book.sheets.map(({ name }) => name)).toEqual(["Danh sách", "Danh sách 2", "Danh sách 3"]);
    expect(book.sheets.map((one) => one.rows.map((row) => row[2]))).toEqual([
      ["Số", 1, 2],
      ["Số", 3, 4],
      ["Số", 5],
    ]);
    expect(book.sheets.map(({ autoFilter }) => autoFilter?.range)).toEqual(["A1:E3", "A1:E3", "A1:E2"]);
  });

  it("names columns behind the twenty-sixth by two letters, and shows what looks like a code of a character", async () => {
    const many: Column<Row>[] = Array.from({ length: 54 }, (_, i) => ({
      name: `c${i}`,
      title: `_x0041_ ${i}`,
      width: 9,
      kind: "number",
      of: () => i,
    }));
    const bytes = await bytesOf(xlsxOf({ name: "Số", columns: many, rows: [{}] }));
    const xml = xmlOf(partsOf(bytes)["xl/worksheets/sheet1.xml"] ?? "");
    const [titles] = elementsIn(xml, "row");
    const cells = elementsIn(titles!, "c");
    expect([25, 26, 51, 52, 53].map((i) => cells[i]?.attributes["r"])).toEqual(["Z1", "AA1", "AZ1", "BA1", "BB1"]);
    expect(textOf(cells[0]!)).toBe("_x005F_x0041_ 0");
  });

  it("is the same file whenever it is made of the same rows", async () => {
    expect(await bytesOf(xlsxOf(sheet(ROWS)))).toEqual(await bytesOf(xlsxOf(sheet(ROWS))));
  });

  it("ends its rows' reading when they fail, and does not end as a workbook", async () => {
    function* failing(): Generator<Row> {
      yield { count: 1 };
      throw new Error("The table did not answer.");
    }
    await expect(bytesOf(xlsxOf(sheet(failing())))).rejects.toThrow("The table did not answer.");
  });
});

describe("a list as CSV", () => {
  const textOfCsv = async (pieces: AsyncIterable<Uint8Array>) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(await bytesOf(pieces));

  it("is for people: titles and words; days and instants as any program reads them", async () => {
    expect(await textOfCsv(csvOf(sheet(ROWS), "people"))).toBe(
      "\uFEFFChữ,Lời,Số,Ngày,Lúc\r\n" +
        '"Sở Văn hóa, Thể thao và Du lịch",Muộn,1200,2017-10-30,2017-10-29T23:59:00+07:00\r\n' +
        ",Muộn,,,\r\n",
    );
  });

  it("is for systems: names, ISO days and instants, codes", async () => {
    expect(await textOfCsv(csvOf(sheet(ROWS), "systems"))).toBe(
      "\uFEFFtext,shown,count,on,seen\r\n" +
        '"Sở Văn hóa, Thể thao và Du lịch",late,1200,2017-10-30,2017-10-29T23:59:00+07:00\r\n' +
        ",late,,,\r\n",
    );
  });

  it("begins in pieces before its last row is read", async () => {
    let read = 0;
    function* many(): Generator<Row> {
      for (; read < 10_000; read++) yield { text: "x".repeat(100) };
    }
    const pieces = csvOf(sheet(many()), "systems");
    await pieces.next();
    expect(read).toBeLessThan(2_000);
  });
});
