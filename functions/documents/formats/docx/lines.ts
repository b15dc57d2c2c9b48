import { AlignmentType, BorderStyle, Paragraph, TextRun } from "docx";
import type { IParagraphOptions } from "docx";

import { plainText } from "../plain-text.ts";
import { SIZE } from "./sheet.ts";

export type Type = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly italics?: boolean;
};

/** The one way of text into a document: nothing of it can be markup, or what XML does not hold. */
export function run(text: string, { size = SIZE.body, bold = false, italics = false }: Type = {}): TextRun {
  return new TextRun({ text: plainText(text).replaceAll(/\s+/g, " "), size, bold, italics });
}

/** A line of its own, in the middle. */
export function centred(text: string, type: Type = {}, options: Omit<IParagraphOptions, "children"> = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, ...options, children: [run(text, type)] });
}

/** The line under a name: as long as its column, less what is left free on each side. */
export function rule(free: number): Paragraph {
  return new Paragraph({
    indent: { left: free, right: free },
    spacing: { before: 90, after: 60, line: 20, lineRule: "exact" },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: "000000" } },
    children: [],
  });
}
