import { writeXlsxStream } from "hucre/xlsx";
import type { CellStyle, CellValue } from "hucre/xlsx";

import { formatInstant } from "../../domain/instant.ts";
import type { EpochMs } from "../../domain/instant.ts";
import type { Column, Sheet } from "../content/sheet.ts";
import { cutTo, plainText } from "./plain-text.ts";
import { isInclusive, timeNamedIn } from "../../domain/deadline.ts";
import { formatDueShort } from "../../domain/vietnamese.ts";

/** More does not fit into a cell. */
const MOST_CHARACTERS = 32_767;

/**
 * A list as a workbook, made while its rows are read: of any number of rows few are held at once. Its first row
 * stays in sight. A text is a cell of type text, so that what would be a formula is shown and never run; days,
 * instants and numbers are real ones, to be ordered and added up.
 */
export function xlsxOf<Row>({ name, columns, rows }: Sheet<Row>): AsyncIterable<Uint8Array> {
  return writeXlsxStream(cellsOf(columns, rows), {
    name,
    columns: columns.map(({ title, width, kind }) => ({ header: title, width, style: STYLES[kind] })),
    freezePane: { rows: 1 },
  });
}

async function* cellsOf<Row>(
  columns: readonly Column<Row>[],
  rows: Sheet<Row>["rows"],
): AsyncGenerator<CellValue[], undefined> {
  for await (const row of rows) yield columns.map((column) => cellOf(column, row));
}

function cellOf<Row>(column: Column<Row>, row: Row): CellValue {
  switch (column.kind) {
    case "text": {
      const value = column.shown ? column.shown(row) : column.of(row);
      return value ? cutTo(plainText(value), MOST_CHARACTERS) : null;
    }
    case "number":
      return column.of(row) ?? null;
    case "day": {
      const day = column.of(row);
      return day ? new Date(`${day}T00:00:00Z`) : null;
    }
    case "deadline": {
      const deadline = column.of(row);
      if (!deadline) return null;
      // A day is a day in the workbook, too, to be sorted by; another deadline is said as it was written.
      const isDay = !isInclusive(deadline) && timeNamedIn(deadline) === undefined;
      return isDay ? new Date(`${deadline}T00:00:00Z`) : formatDueShort(deadline);
    }
    case "instant": {
      const at = column.of(row);
      return at === null || at === undefined ? null : wallClock(at);
    }
    default:
      return column satisfies never;
  }
}

/** A workbook knows no zones: what it holds is what the zone's clock showed. */
function wallClock(at: EpochMs): Date {
  return new Date(`${formatInstant(at).slice(0, 19)}Z`);
}

const style = (numFmt: string): CellStyle => ({
  numFmt,
  font: { name: "Times New Roman", size: 12 },
  alignment: { vertical: "top", wrapText: true },
});

const STYLES: Record<Column<unknown>["kind"], CellStyle> = {
  text: style("@"),
  number: style("#,##0"),
  day: style("dd/mm/yyyy"),
  deadline: style("dd/mm/yyyy"),
  instant: style("dd/mm/yyyy hh:mm:ss"),
};
