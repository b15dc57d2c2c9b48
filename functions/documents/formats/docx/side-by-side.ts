import { BorderStyle, Table, TableCell, TableLayoutType, TableRow, WidthType } from "docx";
import type { Paragraph } from "docx";

import { MEASURE } from "./sheet.ts";

/** Two columns without lines, as the head and the end of a paper have; the widths add up to the measure. */
export function sideBySide(
  left: readonly Paragraph[],
  right: readonly Paragraph[],
  { leftWidth }: { readonly leftWidth: number },
): Table {
  const widths = [leftWidth, MEASURE - leftWidth];
  const cell = (children: readonly Paragraph[], width: number | undefined): TableCell =>
    new TableCell({
      children: [...children],
      width: { size: width ?? 0, type: WidthType.DXA },
      margins: { left: 0, right: 0 },
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: MEASURE, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
    rows: [new TableRow({ cantSplit: true, children: [cell(left, widths[0]), cell(right, widths[1])] })],
  });
}

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
