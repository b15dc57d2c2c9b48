import { BOM, csvLine } from "./csv.ts";
import type { Sheet } from "../content/sheet.ts";
import { shownOf, valueOf } from "./cells.ts";
import { plainText } from "./plain-text.ts";

/** Who reads a list: a system by its columns' names, or people by their titles. */
export type Readers = "systems" | "people";

/** Lines are handed on in pieces of about so many characters. */
const PIECE = 64_000;

/**
 * A list as CSV, made while its rows are read. For systems it has the columns' names first, which stay as they are,
 * and codes; for people their titles, and words. Days and instants are ISO 8601 in both: any program reads them alike.
 */
export async function* csvOf<Row>(
  { columns, rows }: Sheet<Row>,
  readers: Readers,
): AsyncGenerator<Uint8Array, undefined> {
  const encoder = new TextEncoder();
  const isForPeople = readers === "people";
  let piece = BOM + csvLine(columns.map(({ name, title }) => (isForPeople ? title : name)));
  for await (const row of rows) {
    piece += csvLine(
      columns.map((column) => {
        const value = (isForPeople ? shownOf(column, row) : valueOf(column, row)) ?? "";
        return typeof value === "string" ? plainText(value) : value;
      }),
    );
    if (piece.length < PIECE) continue;
    yield encoder.encode(piece);
    piece = "";
  }
  yield encoder.encode(piece);
}
