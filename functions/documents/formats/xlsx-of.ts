import { formatInstant } from "../../domain/instant.ts";
import type { EpochMs } from "../../domain/instant.ts";
import type { Column, Sheet } from "../content/sheet.ts";
import { shownOf } from "./cells.ts";
import { cutTo, plainText } from "./plain-text.ts";
import { isInclusive, timeNamedIn } from "../../domain/deadline.ts";
import { formatDueShort } from "../../domain/vietnamese.ts";
import { partsAround } from "./xlsx/parts.ts";
import type { WrittenSheet } from "./xlsx/parts.ts";
import { MOST_ROWS, areaOf, rowXml, sheetFoot, sheetHead } from "./xlsx/sheet.ts";
import type { CellValue } from "./xlsx/sheet.ts";
import { packageOf } from "./zip-of.ts";
import type { Part } from "./zip-of.ts";

/** More does not fit into a cell. */
const MOST_CHARACTERS = 32_767;

/** Rows are handed on in pieces of about so many characters. */
const PIECE = 64_000;

/** The same list makes the same file, whenever it is made. */
const MADE_AT = new Date("1980-01-02T00:00:00Z");

/**
 * A list as a workbook, made while its rows are read: of any number of rows few are held at once. Its first row
 * stays in sight, is a filter, and heads every printed page (A4 across). A text is a cell of type text, so that what
 * would be a formula is shown and never run; days, instants and numbers are real ones, to be ordered and added up. What
 * is too long for a sheet goes on in another.
 */
export function xlsxOf<Row>(sheet: Sheet<Row>, mostRows = MOST_ROWS): AsyncIterable<Uint8Array> {
  return packageOf(partsOf(sheet, mostRows), MADE_AT);
}

async function* partsOf<Row>({ name, columns, rows }: Sheet<Row>, mostRows: number): AsyncGenerator<Part, undefined> {
  const source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  const written: WrittenSheet[] = [];
  const encoder = new TextEncoder();
  let next = await source.next();

  async function* sheetXml(): AsyncGenerator<Uint8Array, undefined> {
    let [piece, row] = [sheetHead(columns), 1];
    for (; !next.done && row < mostRows; next = await source.next()) {
      const { value } = next;
      const cells = columns.map((column) => cellOf(column, value));
      piece += rowXml(columns, cells, ++row);
      if (piece.length < PIECE) continue;
      yield encoder.encode(piece);
      piece = "";
    }
    const filtered = areaOf(columns.length, row, "$");
    written.push({ name: written.length === 0 ? name : `${name.slice(0, 27)} ${written.length + 1}`, filtered });
    yield encoder.encode(piece + sheetFoot(columns.length, row));
  }

  try {
    do yield { name: `xl/worksheets/sheet${written.length + 1}.xml`, content: sheetXml() };
    while (!next.done);
  } finally {
    await source.return?.();
  }
  for (const [part, xml] of partsAround(written)) yield { name: part, content: encoder.encode(xml) };
}

function cellOf<Row>(column: Column<Row>, row: Row): CellValue {
  switch (column.kind) {
    case "text": {
      const value = shownOf(column, row);
      return value ? cutTo(plainText(String(value)), MOST_CHARACTERS) : null;
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
