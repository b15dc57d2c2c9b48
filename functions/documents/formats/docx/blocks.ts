import { AlignmentType, HeadingLevel, Paragraph } from "docx";
import type { Table } from "docx";

import type { Block } from "../../content/document.ts";
import { run } from "./lines.ts";
import { BODY_SPACING, FIRST_LINE, SIZE } from "./sheet.ts";
import { tableOf } from "./table.ts";

/** A paper's body as paragraphs and tables; its last paragraph stays with what follows: who signs never stands alone on a page. */
export function bodyOf(blocks: readonly Block[]): (Paragraph | Table)[] {
  return blocks.flatMap((block, at) => blockOf(block, { keepNext: at === blocks.length - 1 }));
}

function blockOf(block: Block, kept: { readonly keepNext: boolean }): (Paragraph | Table)[] {
  switch (block.block) {
    case "heading":
      return [headingOf(block)];
    case "paragraph":
      return [prose([run(block.text)], kept)];
    case "source":
      return [prose([run(block.text, { size: SIZE.table, italics: true })], { keepNext: true })];
    case "to-fill-in":
      return [prose([run(block.text, { italics: true })], kept)];
    case "list":
      return block.items.map((item, at) => {
        const isLast = at === block.items.length - 1;
        return prose([run(`- ${item}${isLast ? "." : ";"}`)], { keepNext: isLast && kept.keepNext });
      });
    case "table":
      return tableOf(block);
    default:
      return block satisfies never;
  }
}

const LEVELS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** With its level, so that the office's program shows a way through the document. */
function headingOf({ level, text }: Block & { block: "heading" }): Paragraph {
  return new Paragraph({
    heading: LEVELS[level],
    keepNext: true,
    indent: { firstLine: FIRST_LINE },
    spacing: { ...BODY_SPACING, before: level === 3 ? 120 : 200 },
    children: [run(text, { bold: true, italics: level === 3 })],
  });
}

function prose(children: ReturnType<typeof run>[], { keepNext = false } = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: FIRST_LINE },
    spacing: BODY_SPACING,
    keepNext,
    children,
  });
}
