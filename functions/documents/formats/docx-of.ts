import { Document, Header, Packer, PageNumber, Paragraph, TextRun, AlignmentType } from "docx";

import type { DocumentContent } from "../content/document.ts";
import { bodyOf } from "./docx/blocks.ts";
import { closing } from "./docx/closing.ts";
import { addressed, letterhead, reportTitle } from "./docx/letterhead.ts";
import { FONT, MARGINS, SHEET, SIZE } from "./docx/sheet.ts";
import { oneLineText } from "./plain-text.ts";

/** A paper as a DOCX document, for an office to go on with. */
export async function docxOf(paper: DocumentContent): Promise<Uint8Array> {
  const document = new Document({
    title: oneLineText(paper.title.about),
    creator: oneLineText(paper.head.office),
    styles: {
      default: {
        document: { run: { font: FONT, size: SIZE.body, language: { value: "vi-VN" } } },
        heading1: PLAIN,
        heading2: PLAIN,
        heading3: PLAIN,
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: SHEET, margin: MARGINS },
        },
        headers: { default: pageNumber(), first: new Header({ children: [new Paragraph("")] }) },
        children: [
          letterhead(paper),
          ...reportTitle(paper),
          ...addressed(paper),
          ...bodyOf(paper.body),
          ...closing(paper),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** Headings look as the run says; the style only tells their level. */
const PLAIN = { run: { font: FONT, size: SIZE.body, color: "000000" } } as const;

/** In the middle of the margin above, from the second page on. */
function pageNumber(): Header {
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: SIZE.head })],
      }),
    ],
  });
}
