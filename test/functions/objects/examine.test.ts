import { expect, it } from "vitest";

import { examine } from "../../../functions/examination/examine.ts";
import { reasonOf } from "../../../functions/domain/unfit-words.ts";
import { containerWith, docxOf, jpeg, pdfOf, png, withPassword, xlsxOf, zipOf } from "./files.ts";

const head = ["UBND TỈNH ĐẮK LẮK", "SỞ TƯ PHÁP", "Số: 215/BC-STP"];
const harmless = [
  ...head,
  "BÁO CÁO",
  "Công tác bảo vệ bí mật nhà nước được thực hiện theo quy định, độ mật theo danh mục.",
];
const megabyte = "0".repeat(1024 * 1024);

it.each([
  ["a PDF", "pdf", pdfOf([harmless])],
  ["a PDF of pages without text, as scanners make it", "pdf", pdfOf([[]])],
  ["a Word file", "docx", docxOf(harmless)],
  ["an Excel file", "xlsx", xlsxOf(harmless)],
  ["a JPEG", "jpeg", jpeg],
  ["a PNG", "png", png],
] as const)("%s is taken", async (_, kind, bytes) => {
  expect(await examine(bytes, kind)).toBeUndefined();
});

it.each([
  ["a web page called .pdf", "pdf", Buffer.from("<!doctype html><script>alert(1)</script>")],
  [
    "a drawing with a script called .png",
    "png",
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  ],
  ["a program called .pdf", "pdf", Buffer.from("MZ\x90\0\x03")],
  ["a picture called .pdf", "pdf", jpeg],
  ["a PDF called .docx", "docx", pdfOf([head])],
  ["an Excel file called .docx", "docx", xlsxOf(head)],
  ["a Word file called .xlsx", "xlsx", docxOf(head)],
  ["any ZIP file called .docx", "docx", zipOf({ "a.exe": "MZ" })],
  ["a PNG called .jpg", "jpeg", png],
  ["nothing at all", "pdf", Buffer.alloc(0)],
] as const)("%s is not what it says it is", async (_, kind, bytes) => {
  expect(await examine(bytes, kind)).toBe("not-its-type");
});

it.each([
  ["a PDF", "pdf", pdfOf([head], { encrypt: withPassword })],
  ["a Word file, in the container of a password", "docx", containerWith("EncryptedPackage")],
  ["a Word file with a part that is locked", "docx", docxOf(head, { "word/a.xml": { content: "x", encrypted: true } })],
] as const)("%s that opens with a password only cannot be looked at", async (_, kind, bytes) => {
  expect(await examine(bytes, kind)).toBe("locked");
});

it.each([
  ["a Word file", "docx", containerWith("WordDocument")],
  ["an Excel file", "xlsx", containerWith("Workbook")],
] as const)("%s of 2003 and before is of an old format, and not one with a password", async (_, kind, bytes) => {
  expect(await examine(bytes, kind)).toBe("old-format");
  expect(reasonOf("old-format")).toBe("not-its-type");
});

it.each([
  ["a part that would swell beyond all measure", { "word/media/a": { content: "x", saysSize: 210 << 20 } }],
  [
    "more parts than any paper has",
    Object.fromEntries(Array.from({ length: 4_100 }, (_, i) => [`word/media/${i}`, ""])),
  ],
  ["a text of 33 MB", { "word/header1.xml": megabyte.repeat(33) }],
] as const)("a Word file of %s is not unpacked", async (_, others) => {
  expect(await examine(docxOf(head, others), "docx")).toBe("swollen");
});

it.each([
  ["a part that is longer than it says", docxOf(head, { "word/media/a": { content: megabyte, saysSize: 10 } })],
  ["a part whose name leads elsewhere", docxOf(head, { "../../etc/passwd": "x" })],
  ["a part whose name begins at the root", docxOf(head, { "/etc/passwd": "x" })],
  [
    "two parts of one name",
    zipOf([
      ["word/document.xml", "<a/>"],
      ["word/document.xml", "<b/>"],
    ]),
  ],
  ["an end that is missing", docxOf(head).subarray(0, 300)],
] as const)("a Word file with %s is broken", async (_, bytes) => {
  expect(await examine(bytes, "docx")).toBe("broken");
});

it.each([
  ["pdf", Buffer.from("%PDF-1.7\nand nothing more")],
  ["jpeg", jpeg.subarray(0, -2)],
  ["png", png.subarray(0, -12)],
] as const)("a file that breaks off is broken: %s", async (kind, bytes) => {
  expect(await examine(bytes, kind)).toBe("broken");
});

it("a Word file that could run a program is not taken", async () => {
  expect(await examine(docxOf(head, { "word/vbaProject.bin": "x" }), "docx")).toBe("macros");
});

it.each([
  ["on its first page", "pdf", pdfOf([[...head, "MẬT"]])],
  ["behind a cover", "pdf", pdfOf([["BÌA"], ["TỐI MẬT", ...head]])],
  ["with its letters set apart", "pdf", pdfOf([[...head, "T U Y Ệ T  M Ậ T"]])],
  ["in accents written by themselves", "docx", docxOf([...head, "MẬT".normalize("NFD")])],
  [
    "in the header of its pages",
    "docx",
    docxOf(head, { "word/header1.xml": "<w:hdr><w:p><w:t>MẬT</w:t></w:p></w:hdr>" }),
  ],
  ["over several runs", "docx", docxOf(["</w:t></w:r><w:r><w:t>TỐI</w:t></w:r><w:r><w:t> MẬT"])],
  ["in numbers that stand for letters", "docx", docxOf(["M&#x1EAC;T"])],
  ["as a field", "docx", docxOf(["Độ mật: Tối mật"])],
  ["in a cell", "xlsx", xlsxOf(["Biểu 1", "MẬT"])],
] as const)("a paper that bears a mark of secrecy %s is not taken", async (_, kind, bytes) => {
  expect(await examine(bytes, kind)).toBe("secret");
});
