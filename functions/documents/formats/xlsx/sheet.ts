import type { Column } from "../../content/sheet.ts";
import { escapeXml } from "./escape.ts";
import { CELL_STYLES } from "./styles.ts";

/** What a cell holds: a text, a number, an instant as the zone's clock showed it, or nothing. */
export type CellValue = string | number | Date | null;

/** Of one sheet (ECMA-376 part 1, 18.3): the row of titles among them. */
export const MOST_ROWS = 1_048_576;

type Shape = Pick<Column<unknown>, "title" | "width" | "kind">;

/** A sheet up to its rows: as wide as one sheet of paper, its row of titles held in place. */
export function sheetHead(columns: readonly Shape[]): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const titles = columns.map(({ title }, at) => textCell(`${letters(at)}1`, CELL_STYLES.head, title));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen" activePane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="${LINE}"/><cols>${widths.join("")}</cols><sheetData><row r="1"${heightOf(
    columns,
    columns.map(({ title }) => title),
  )}>${titles.join("")}</row>`;
}

/** One row, of the number that it has in the sheet. */
export function rowXml(columns: readonly Shape[], cells: readonly CellValue[], row: number): string {
  let xml = `<row r="${row}"${heightOf(columns, cells)}>`;
  for (const [at, { kind }] of columns.entries())
    xml += cellXml(`${letters(at)}${row}`, CELL_STYLES[kind], cells[at] ?? null);
  return `${xml}</row>`;
}

/** The end of a sheet of so many rows: a filter over all of it; A4 across, no wider than a page, and each page numbered. */
export function sheetFoot(columns: number, rows: number): string {
  return `</sheetData><autoFilter ref="${areaOf(columns, rows)}"/><pageMargins left="0.6" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;RTrang &amp;P/&amp;N</oddFooter></headerFooter></worksheet>`;
}

/** `A1:D9`, or with `$` for a name of the workbook. */
export const areaOf = (columns: number, rows: number, sign = ""): string =>
  `${sign}A${sign}1:${sign}${letters(columns - 1)}${sign}${rows}`;

/** In points: of a line, and of the highest row that the format knows. */
const [LINE, HIGHEST] = [15.75, 409];

/** High enough for the texts as they will be broken: not every program finds that out by itself when it opens a file. */
function heightOf(columns: readonly Shape[], cells: readonly CellValue[]): string {
  let most = 1;
  for (const [at, value] of cells.entries()) {
    if (typeof value !== "string") continue;
    const width = columns[at]?.width ?? value.length;
    if (value.length <= width && !value.includes("\n")) continue;
    const lines = value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length + 1) / width)), 0);
    if (lines > most) most = lines;
  }
  return most === 1 ? "" : ` ht="${Math.min(most * LINE, HIGHEST)}" customHeight="1"`;
}

function cellXml(at: string, style: number, value: CellValue): string {
  if (value === null) return `<c r="${at}" s="${style}"/>`;
  if (typeof value === "string") return textCell(at, style, value);
  const number = typeof value === "number" ? value : serialOf(value);
  return `<c r="${at}" s="${style}"><v>${number}</v></c>`;
}

const textCell = (at: string, style: number, text: string): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

/** Days since 30/12/1899, as workbooks count them. */
const serialOf = (clock: Date): number => clock.getTime() / 86_400_000 + 25_569;

/** 0 → A, 25 → Z, 26 → AA. */
function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letters(Math.floor(at / 26) - 1) + last;
}
