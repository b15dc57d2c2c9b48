import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from "docx";

import { formatNumber } from "../../../domain/vietnamese.ts";
import type { Column, Table as Content } from "../../content/document.ts";
import { centred, run } from "./lines.ts";
import type { Type } from "./lines.ts";
import { FIRST_LINE, MEASURE, SIZE, mm } from "./sheet.ts";

/** A table under its caption; its head stands again on every page that it runs over, and no row is parted. */
export function tableOf({ caption, columns, rows, summed = false, note }: Content): (Paragraph | Table)[] {
  const shares = columns.reduce((total, { share }) => total + share, 0);
  const widths = columns.map(({ share }) => Math.floor((MEASURE * share) / shares));
  const cells = (row: readonly (string | number)[], type: Type): TableCell[] =>
    columns.map((column, at) => cellOf(row[at] ?? "", column, widths[at] ?? 0, type));
  const named = columns.some(({ title }) => title !== "");
  return [
    ...(caption === "" ? [] : [captionOf(caption)]),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: widths.reduce((total, width) => total + width, 0), type: WidthType.DXA },
      columnWidths: widths,
      alignment: AlignmentType.CENTER,
      rows: [
        ...(named ? [titlesOf(columns, widths)] : []),
        ...rows.map(
          (row, at) =>
            new TableRow({ cantSplit: true, children: cells(row, { bold: summed && at === rows.length - 1 }) }),
        ),
      ],
    }),
    new Paragraph({
      alignment: AlignmentType.JUSTIFIED,
      indent: { firstLine: FIRST_LINE },
      spacing: { before: 60, after: 120 },
      children: note ? [run(`Ghi chú: ${note}`, { size: SIZE.table, italics: true })] : [],
    }),
  ];
}

const captionOf = (caption: string): Paragraph =>
  centred(caption, { size: SIZE.table, bold: true }, { keepNext: true, spacing: { before: 200, after: 80 } });

function titlesOf(columns: readonly Column[], widths: readonly number[]): TableRow {
  const children = columns.map(({ title }, at) => headOf(title, widths[at] ?? 0));
  return new TableRow({ tableHeader: true, cantSplit: true, children });
}

function headOf(title: string, width: number): TableCell {
  return new TableCell({
    ...box(width),
    children: [centred(title, { size: SIZE.table, bold: true })],
  });
}

function cellOf(value: string | number, { kind = "text" }: Column, width: number, type: Type): TableCell {
  const text = typeof value === "number" ? formatNumber(value) : value;
  const alignment = kind === "number" ? AlignmentType.CENTER : AlignmentType.LEFT;
  return new TableCell({
    ...box(width),
    children: [new Paragraph({ alignment, children: [run(text, { ...type, size: SIZE.table })] })],
  });
}

const box = (width: number) => ({
  width: { size: width, type: WidthType.DXA },
  margins: { top: 40, bottom: 40, left: mm(1.2), right: mm(1.2) },
  verticalAlign: VerticalAlign.CENTER,
});
