import { describe, expect, it } from "vitest";

import { examine } from "../../../functions/examination/examine.ts";
import { docxOf, pdfPlaced, rels, xlsxOf, zipOf } from "./files.ts";
import type { Placed } from "./files.ts";

/*
 * The corpus of marks, made here as writers make them: Word with paragraphs, breaks, tabs, boxes and tables; Excel with
 * rows and columns; PDFs word by word (Word, justified), line by line (LibreOffice, Chromium) and as scanners read them.
 */
const br = "</w:t><w:br/><w:t>";
const tab = "</w:t><w:tab/><w:t>";
const bold = (text: string) =>
  `</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r><w:r><w:t xml:space="preserve">`;
const inParagraph = (xml: string) => docxOf([`Số 1</w:t></w:r>${xml}<w:r><w:t>`]);
const word = (body: string) => docxOf([], { "word/document.xml": `<w:document><w:body>${body}</w:body></w:document>` });
const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const table = (...rows: string[][]) =>
  word(
    `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${cell.split("|").map(p).join("")}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`,
  );
const utf16 = (text: string) =>
  docxOf([], {
    "word/document.xml": Buffer.from(
      `\ufeff<?xml version="1.0" encoding="UTF-16"?><w:document>${p(text)}</w:document>`,
      "utf16le",
    ),
  });
const sheet = (...rows: string[][]) =>
  xlsxOf([], {
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows.map((row) => `<row>${row.map((text) => (text ? `<c t="inlineStr"><is><t>${text}</t></is></c>` : "<c/>")).join("")}</row>`).join("")}</sheetData></worksheet>`,
  });
const printed = (text: string) =>
  xlsxOf([], {
    "xl/worksheets/sheet1.xml": `<worksheet><headerFooter><oddHeader>${text.replaceAll("&", "&amp;")}</oddHeader></headerFooter></worksheet>`,
  });
/** Words of one line from the left, with so much between them; a letter is 9 points wide. */
const words = (text: string, y: number, { from = 80, gap = 15 } = {}): Placed[] => {
  let x = from;
  return text.split(" ").map((one) => {
    const at = { text: one, x, y };
    x += one.length * 9 + gap;
    return at;
  });
};
const line = (text: string, y: number, x = 80): Placed => ({ text, x, y });

describe("a paper that only speaks of secrets, or of honey, is taken", () => {
  it.each([
    ["a heading broken behind BÍ", docxOf([`BÁO CÁO CÔNG TÁC BẢO VỆ BÍ${br}MẬT NHÀ NƯỚC`])],
    ["a heading broken on both sides", docxOf([`CÔNG TÁC BẢO VỆ BÍ${br}MẬT${br}NHÀ NƯỚC`])],
    ["a heading of beekeepers", docxOf([`MÔ HÌNH NUÔI ONG LẤY${br}MẬT`])],
    ["a heading of honey from flowers", docxOf([`SẢN XUẤT${br}MẬT${br}ONG RỪNG`])],
    ["bold MẬT in a sentence", docxOf([`Tài liệu ${bold("MẬT")} phải được quản lý`])],
    ["MẬT at the end of a sentence", docxOf([`không thuộc danh mục ${bold("MẬT")}`])],
    ["bảo mật as a paragraph", docxOf(["BẢO MẬT"])],
    ["a sentence on degrees", docxOf(["Độ mật: do cơ quan soạn thảo xác định"])],
    ["mật độ broken", docxOf([`MẬT${br}ĐỘ DÂN SỐ`])],
    ["a password", docxOf([`MẬT${br}KHẨU`])],
    ["a table of honey", table(["XÃ", "SỐ ĐÀN", "MẬT", "SÁP"], ["Ea Tóh", "12", "950", "10"])],
    ["a table of honey without figures yet", table(["XÃ", "SỐ ĐÀN", "MẬT", "SÁP"], ["", "", "", ""])],
    ["a table of two columns", table(["HỘ", "MẬT"], ["Y Bih", "950 lít"])],
    ["a table of two rows", table(["MẬT", "950"], ["SÁP", "12"])],
    ["a narrow cell in lines", table(["STT", "NUÔI|ONG|LẤY|MẬT", "SỐ HỘ"], ["1", "120 lít", "12"])],
    ["a register of secret papers", table(["SỐ", "ĐỘ", "NGÀY"], ["12", "MẬT", "01/02"], ["13", "TỐI MẬT", "02/02"])],
    ["degrees as headings", table(["TUYỆT MẬT", "TỐI MẬT", "MẬT"], ["0", "1", "4"])],
    ["building blocks of Word", docxOf(["BÁO CÁO"], { "word/glossary/document.xml": `<w:d>${p("MẬT")}</w:d>` })],
    ["UTF-16 without a mark", utf16("BÁO CÁO")],
  ] as const)("Word: %s", async (_, bytes) => {
    expect(await examine(bytes, "docx")).toBeUndefined();
  });

  it.each([
    ["a table of honey", sheet(["STT", "XÃ", "MẬT", "SÁP"], ["1", "Ea Tóh", "950", "12"])],
    ["a blank table of honey", sheet(["STT", "XÃ", "MẬT", "SÁP"])],
    ["headings on two levels", sheet(["STT", "XÃ", "SẢN LƯỢNG", ""], ["", "", "MẬT", "SÁP"], ["1", "Ea", "95", "2"])],
    ["a list of goods", sheet(["MẬT", "120"], ["SÁP", "12"])],
    ["a sentence in a cell", sheet(["Bảo vệ bí MẬT nhà nước"])],
    ["a word over a break in a cell", sheet(["BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC"])],
    ["a printed heading", printed("&CBÁO CÁO BẢO MẬT")],
  ] as const)("Excel: %s", async (_, bytes) => {
    expect(await examine(bytes, "xlsx")).toBeUndefined();
  });

  it.each([
    ["prose word by word, 15 points apart", words("CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC", 700)],
    ["prose word by word, 30 points apart", words("CÔNG TÁC BẢO VỆ BÍ MẬT", 700, { gap: 30 })],
    ["two words justified over a line", words("BÍ MẬT", 700, { gap: 300 })],
    [
      "a justified heading",
      [...words("CÔNG TÁC BẢO VỆ BÍ MẬT", 700, { gap: 40 }), ...words("NHÀ NƯỚC", 680, { gap: 300 })],
    ],
    [
      "a heading broken behind BÍ",
      [line("CÔNG TÁC BẢO VỆ BÍ", 700), line("MẬT", 680, 120), line("NHÀ NƯỚC", 660, 100)],
    ],
    ["a heading of beekeepers", [line("MÔ HÌNH NUÔI ONG LẤY", 700), line("MẬT", 680), line("CỦA HỘI NÔNG DÂN", 660)]],
    [
      "a full line that breaks before MẬT",
      [line("HỘI NGHỊ TRIỂN KHAI CÔNG TÁC PHÒNG GIAN LẬN TÀI LIỆU ĐÓNG", 700, 40), line("MẬT", 682, 40)],
    ],
    ["bold MẬT in a sentence", [line("Tài liệu ", 700), line("MẬT", 700, 165), line("phải được quản lý", 700, 200)]],
    [
      "a table of honey",
      [
        line("XÃ", 700, 60),
        line("SỐ ĐÀN", 700, 160),
        line("MẬT", 700, 300),
        line("SÁP", 700, 420),
        line("Ea Tóh", 680, 60),
        line("12", 680, 160),
        line("950", 680, 300),
        line("9", 680, 420),
      ],
    ],
    ["a narrow cell", [line("NUÔI", 700), line("ONG", 682), line("LẤY", 664), line("MẬT", 646), line("120 lít", 620)]],
    ["a turned line of prose", [{ text: "BÍ MẬT NHÀ NƯỚC", x: 200, y: 300, angle: 45 }]],
  ])("PDF: %s", async (_, placed) => {
    expect(await examine(pdfPlaced(placed), "pdf")).toBeUndefined();
  });
});

describe("a paper that bears a mark is not taken", () => {
  const shape = (inner: string) => `<w:r><w:pict>${inner}</w:pict></w:r>`;
  it.each([
    ["a paragraph", docxOf(["MẬT"])],
    ["a paragraph with a frame", docxOf(["[ TỐI MẬT ]"])],
    ["behind a break", docxOf([`Số: 12/BC-STP${br}MẬT`])],
    ["before a break", docxOf([`MẬT${br}Số: 12/BC-STP`])],
    ["above the title", docxOf([`MẬT${br}BÁO CÁO`])],
    ["under a plan's title", docxOf([`KẾ HOẠCH${br}MẬT`])],
    ["over a break", docxOf([`Số 1${br}TUYỆT${br}MẬT`])],
    ["behind a tab", docxOf([`Số: 12/BC-STP${tab}MẬT`])],
    ["behind a line's feed", docxOf([`Số 1</w:t><w:cr/><w:t>MẬT`])],
    [
      "in a box within a paragraph",
      inParagraph(shape(`<v:textbox><w:txbxContent>${p("MẬT")}</w:txbxContent></v:textbox>`)),
    ],
    ["as a watermark", inParagraph(shape(`<v:shape><v:textpath style="x" string="TUYỆT MẬT"/></v:shape>`))],
    [
      "as a watermark of a header",
      docxOf(["x"], { "word/header2.xml": `<w:hdr><w:p>${shape("<v:textpath string='MẬT'/>")}</w:p></w:hdr>` }),
    ],
    [
      "in a drawing",
      inParagraph(`<w:r><w:drawing><a:txBody><a:p><a:r><a:t>MẬT</a:t></a:r></a:p></a:txBody></w:drawing></w:r>`),
    ],
    ["in capitals by its style of letters", word(`<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>Tối mật</w:t></w:r></w:p>`)],
    ["in TCVN3", docxOf(["TUYÖT MËT"])],
    ["in TCVN3, the second degree", docxOf(["TèI MËT"])],
    ["in VNI", docxOf(["TUYEÄT MAÄT"])],
    ["in a footer", docxOf(["x"], { "word/footer3.xml": `<w:ftr>${p("MẬT")}</w:ftr>` })],
    ["in UTF-16", utf16("MẬT")],
    [
      "in a cell of a paper's head",
      table(["UBND TỈNH|Số: 12/BC|MẬT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do"]),
    ],
    ["in a head of three columns", table(["UBND TỈNH", "MẬT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])],
    ["in a table of one cell", table(["MẬT"])],
    ["as a field of two cells", table(["Độ mật:", "Tối mật"])],
    [
      "with another prefix",
      docxOf([], { "word/document.xml": "<x:document><x:p><x:r><x:t>MẬT</x:t></x:r></x:p></x:document>" }),
    ],
    [
      "in a main part of another name",
      zipOf({
        "[Content_Types].xml": `<Types><Override PartName='/word/document2.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>`,
        "_rels/.rels": rels(["officeDocument", "/word/document2.xml"]),
        "word/document2.xml": `<w:document>${p("MẬT")}</w:document>`,
      }),
    ],
  ] as const)("Word: %s", async (_, bytes) => {
    expect(await examine(bytes, "docx")).toBe("secret");
  });

  it.each([
    ["above a table", sheet(["MẬT"], ["STT", "XÃ", "SỐ HỘ"], ["1", "Ea", "2"])],
    ["beside the office", sheet(["UBND TỈNH", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["MẬT", "", ""])],
    ["under the number, in a cell", sheet(["Số: 12/BC-STP\nMẬT"])],
    ["as it is printed", printed('&L&"Arial,Bold"&14MẬT&CBáo cáo')],
    [
      "in a drawing",
      xlsxOf(["x"], {
        "xl/drawings/drawing1.xml": "<d><xdr:txBody><a:p><a:r><a:t>MẬT</a:t></a:r></a:p></xdr:txBody></d>",
      }),
    ],
  ] as const)("Excel: %s", async (_, bytes) => {
    expect(await examine(bytes, "xlsx")).toBe("secret");
  });

  it.each([
    ["under the number", [line("SỞ TƯ PHÁP", 780), line("Số: 12/BC-STP", 760), line("MẬT", 735, 110)]],
    ["in a second column", [line("Số: 12/BC-STP", 780), line("MẬT", 780, 400)]],
    ["in a second column of words", [...words("SỞ TƯ PHÁP", 780, { gap: 4 }), line("MẬT", 780, 420)]],
    ["in letters set apart", [line("M Ậ T", 700, 200)]],
    ["turned as a watermark", [line("BÁO CÁO", 700), { text: "TUYỆT MẬT", x: 200, y: 300, angle: 45 }]],
    ["word by word", [...words("TỐI MẬT", 740, { gap: 4 }), line("BÁO CÁO", 700)]],
    ["in TCVN3", [line("TUYÖT MËT", 740)]],
    ["before a number", [line("MẬT", 780), line("Số: 12/BC-STP", 760)]],
  ])("PDF: %s", async (_, placed) => {
    expect(await examine(pdfPlaced(placed), "pdf")).toBe("secret");
  });
});
