import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { docxOf } from "../../../../functions/documents/formats/docx-of.ts";
import { consolidatedReport } from "../../../../functions/documents/content/consolidated-report.ts";
import { heading, paragraph } from "../../../../functions/documents/content/document.ts";
import type { Block, DocumentContent } from "../../../../functions/documents/content/document.ts";
import { gathered, someReports } from "../content/season-2017.ts";
import { elementsIn, paragraphsOf, partsOf, tablesOf, textOf, xmlOf } from "./open-file.ts";

const letter = (
  body: readonly Block[] = [paragraph("Nội dung.")],
  to = ["UBND huyện Lắk", "Sở Tài chính"],
): DocumentContent => ({
  head: { above: "UBND TỈNH ĐẮK LẮK", office: "SỞ NỘI VỤ", number: "Số: ……/……", placeAndDate: "Đắk Lắk, ngày …" },
  title: { kind: "letter", about: "đôn đốc gửi báo cáo" },
  to,
  body,
  copies: ["Như trên", "Lưu: VT, ……"],
  signerPost: "GIÁM ĐỐC",
});
const report = consolidatedReport(gathered(someReports));
const bodyOf = (docx: Uint8Array) => xmlOf(partsOf(docx)["word/document.xml"] ?? "");

describe("the layout of NĐ 30/2020/NĐ-CP, Appendix I", () => {
  it("is an A4 sheet with margins of 20, 20, 30 and 15 mm, in Times New Roman 14", async () => {
    const docx = await docxOf(letter());
    const [size] = elementsIn(bodyOf(docx), "w:pgSz");
    const [margins] = elementsIn(bodyOf(docx), "w:pgMar");
    const mm = (twips: string | undefined) => Math.round((Number(twips) * 25.4) / 1440);
    expect([mm(size?.attributes["w:w"]), mm(size?.attributes["w:h"])]).toEqual([210, 297]);
    expect(["top", "bottom", "left", "right"].map((side) => mm(margins?.attributes[`w:${side}`]))).toEqual([
      20, 20, 30, 15,
    ]);
    const [fonts] = elementsIn(xmlOf(partsOf(docx)["word/styles.xml"] ?? ""), "w:rFonts");
    expect(fonts?.attributes["w:ascii"]).toBe("Times New Roman");
    const sizes = elementsIn(bodyOf(docx), "w:sz").map(({ attributes }) => Number(attributes["w:val"]) / 2);
    expect([Math.max(...sizes), Math.min(...sizes)]).toEqual([14, 11]);
  });

  it("draws a pasted table without a caption, and without a head where it has none", async () => {
    const table = (columns: readonly string[]): Block => ({
      block: "table",
      caption: "",
      columns: columns.map((title) => ({ title, share: 10 })),
      rows: [["Lắk", "12"]],
    });
    const drawn = tablesOf(await docxOf(letter([table(["Huyện", "Số"]), table(["", ""])])));
    expect(drawn).toContainEqual([
      ["Huyện", "Số"],
      ["Lắk", "12"],
    ]);
    expect(drawn).toContainEqual([["Lắk", "12"]]);
  });

  it("begins with whose it is on the left, and the state's name and motto on the right", async () => {
    const [head] = tablesOf(await docxOf(letter()));
    expect(head).toEqual([
      [
        "UBND TỈNH ĐẮK LẮK\nSỞ NỘI VỤ\n\nSố: ……/……\nV/v đôn đốc gửi báo cáo",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nĐắk Lắk, ngày …",
      ],
    ]);
  });

  it("addresses several with a dashed line each, and one beside the words", async () => {
    expect(paragraphsOf(await docxOf(letter())).slice(6, 10)).toEqual([
      "Đắk Lắk, ngày …",
      "Kính gửi:",
      "- UBND huyện Lắk;",
      "- Sở Tài chính.",
    ]);
    expect(paragraphsOf(await docxOf(letter(undefined, ["Ủy ban nhân dân tỉnh"])))).toContain(
      "Kính gửi: Ủy ban nhân dân tỉnh",
    );
  });

  it("titles a report in the middle, and ends with copies and who signs", async () => {
    const docx = await docxOf(report);
    const paragraphs = paragraphsOf(docx);
    expect(paragraphs.slice(6, 9)).toEqual([
      "BÁO CÁO",
      "Tổng hợp tình hình thực hiện phong trào thi đua “Dân vận khéo”",
      "Kính gửi: Ủy ban nhân dân tỉnh",
    ]);
    expect(tablesOf(docx).at(-1)).toEqual([
      ["Nơi nhận:\n- Như trên;\n- Thường trực Tỉnh ủy;\n- Ban Dân vận Tỉnh ủy;\n- Lưu: VT, …….", "GIÁM ĐỐC"],
    ]);
  });

  it.each([
    ["a paragraph", paragraph("Trên đây là nội dung./.")],
    ["what is to be filled in", { block: "to-fill-in" as const, text: "[Bổ sung.]" }],
    ["a list", { block: "list" as const, items: ["UBND huyện Lắk", "Sở Tài chính"] }],
  ])("never leaves who signs alone on a page: the end of %s goes with it", async (_what, last) => {
    const body = elementsIn(bodyOf(await docxOf(letter([paragraph("Nội dung."), last]))), "w:body")[0]!;
    const parts = body.children.filter((child) => typeof child !== "string");
    const keeps = (part: (typeof parts)[number] | undefined) =>
      part && elementsIn(part, "w:keepNext").some(({ attributes }) => attributes["w:val"] !== "false");
    const end = parts.findLastIndex(({ name }) => name === "w:tbl");
    expect(textOf(parts[end]!)).toContain("GIÁM ĐỐC");
    expect(elementsIn(parts[end]!, "w:cantSplit")).toHaveLength(1);
    // The line that is left free, and the last words before it; what stands above may be parted from them.
    expect([keeps(parts[end - 1]), keeps(parts[end - 2]), keeps(parts[end - 3])]).toEqual([true, true, false]);
  });

  it("numbers pages in the margin above, from the second on", async () => {
    const docx = await docxOf(report);
    expect(elementsIn(bodyOf(docx), "w:titlePg")).toHaveLength(1);
    const headers = Object.entries(partsOf(docx)).filter(([name]) => /^word\/header\d+\.xml$/.test(name));
    expect(headers.filter(([, text]) => text.includes("PAGE"))).toHaveLength(1);
  });

  it("repeats a table's head on every page, and parts no row of it", async () => {
    const [, returns] = elementsIn(bodyOf(await docxOf(report)), "w:tbl");
    const rows = returns ? elementsIn(returns, "w:tr") : [];
    expect(rows.map((row) => elementsIn(row, "w:tblHeader").length)).toEqual([1, 0, 0, 0]);
    expect(rows.every((row) => elementsIn(row, "w:cantSplit").length === 1)).toBe(true);
  });
});

describe("what is written into a document", () => {
  it("stands there as it was written, whatever it is", async () => {
    const hostile = `</w:t></w:r><w:r><w:t>x & "y" 'z' ]]> <!-- --> <?xml?> &lt; &#65; ${String.raw`\u0041`}`;
    const paragraphs = paragraphsOf(await docxOf(letter([paragraph(hostile), heading(2, hostile)])));
    expect(paragraphs.filter((text) => text === hostile)).toHaveLength(2);
  });

  it.each([
    ["control characters", "a\u0000b\u0001c\u001Fd\u007Fe\u0085f", "abcde f"],
    ["what is no character", "a\uFFFEb\uFFFFc", "abc"],
    ["half a character", "a\uD83Db\uDE00c", "abc"],
    ["a whole one", "a\u{1F600}c", "a\u{1F600}c"],
    ["line breaks", "a\r\nb\nc\u2028d\u000Be", "a b c d e"],
    ["a decomposed letter", "Đa\u0306\u0301k", "Đắk"],
  ])("without %s, which XML or a page cannot hold", async (_what, text, held) => {
    expect(paragraphsOf(await docxOf(letter([paragraph(text)])))).toContain(held);
  });

  it("never breaks the document, wherever it stands", async () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("<", ">", "&", "]]>", '"', "'", "\u0000", "\uD800", "\uFFFF", "w:p", "a"))
        .map((all) => all.join("")),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const docx = await docxOf({
          ...letter([
            heading(1, text),
            paragraph(text),
            { block: "source", text },
            { block: "to-fill-in", text },
            { block: "list", items: [text, text] },
            { block: "table", caption: text, columns: [{ title: text, share: 1 }], rows: [[text]], note: text },
          ]),
          head: { above: text, office: text, number: text, placeAndDate: text },
          title: { kind: "report", about: text },
          to: [text],
          copies: [text],
          signerPost: text,
        });
        for (const [name, part] of Object.entries(partsOf(docx)))
          if (/\.(xml|rels)$/.test(name)) expect(textOf(xmlOf(part))).not.toMatch(/(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/u);
      }),
      { numRuns: 40 },
    );
  });
});
