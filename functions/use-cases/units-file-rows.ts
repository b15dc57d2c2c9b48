import { dsvFormat } from "d3-dsv";

import { UNIT_COLUMNS } from "../domain/unit.ts";
import type { UnitColumn } from "../domain/unit.ts";

/** A line that says something, with its number as a spreadsheet shows it. */
export type Row = { readonly cells: readonly string[]; readonly row: number };

/** A table as it was found in a file: the line of its columns' names, and the lines below. */
export type UnitsTable = { readonly header: Row; readonly lines: readonly Row[] };

/** How far down a sheet its columns' names may stand: below a title, the name of the office, a date. */
const MOST_ABOVE = 20;

/**
 * The table of a units file, however a spreadsheet wrote it: with commas, semicolons (as one that is set to Vietnamese) or
 * tabs (as cells copied out of one), with a line `sep=`, with titles above it and empty columns beside it. A cell is one
 * line; the apostrophe that guards a spreadsheet against a formula is taken off. Undefined when nothing is in it.
 */
export function unitsTableOf(content: string): UnitsTable | undefined {
  const { separator: said, text } = separatorSaid(content.replace(/^\uFEFF/, ""));
  const tables = said === undefined ? [",", ";", "\t"].map((sign) => tableBy(text, sign)) : [tableBy(text, said)];
  return tables.reduce((best, table) => (namesIn(table?.header) > namesIn(best?.header) ? table : best));
}

/** What Excel writes, and hides, before the first row: by what the cells are separated. */
function separatorSaid(text: string): { separator?: string; text: string } {
  const [line, separator] = /^"?sep=(.)"?[^\S\n]*(?:\n|$)/i.exec(text) ?? [];
  return line === undefined || separator === undefined ? { text } : { separator, text: text.slice(line.length) };
}

function tableBy(text: string, separator: string): UnitsTable | undefined {
  const rows = dsvFormat(separator)
    .parseRows(text)
    .map((cells, i) => ({ cells: cells.map(cellOf), row: i + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const [first] = rows;
  if (!first) return undefined;
  const header = rows.slice(0, MOST_ABOVE).reduce((best, row) => (namesIn(row) > namesIn(best) ? row : best), first);
  return withoutEmptyColumns({ header, lines: rows.filter(({ row }) => row > header.row) });
}

const cellOf = (cell: string): string =>
  cell
    .trim()
    .replace(/\s*[\r\n]\s*/g, " ")
    .replace(/^'(?=\s*[=+\-@|])/, "");

/** Whether a text is the name of a column. */
export const isColumn = (name: string): name is UnitColumn => UNIT_COLUMNS.some((known) => known === name);

const namesIn = (row: Row | undefined): number => row?.cells.filter(isColumn).length ?? -1;

/** Columns that have neither a name nor anything below it are none. */
function withoutEmptyColumns({ header, lines }: UnitsTable): UnitsTable {
  const empty = header.cells.map((name, i) => name === "" && lines.every(({ cells }) => (cells[i] ?? "") === ""));
  const kept = ({ cells, row }: Row): Row => ({ cells: cells.filter((_, i) => !empty[i]), row });
  return { header: kept(header), lines: lines.map(kept) };
}
