import { BOM, csvLine } from "./csv.ts";
import type { Sheet } from "../content/sheet.ts";
import { valueOf } from "./cells.ts";
import { plainText } from "./plain-text.ts";

/** Lines are handed on in pieces of about so many characters. */
const PIECE = 64_000;

/** A list as CSV, for systems, made while its rows are read: the columns' names first. */
export async function* csvOf<Row>({ columns, rows }: Sheet<Row>): AsyncGenerator<Uint8Array, undefined> {
  const encoder = new TextEncoder();
  let piece = BOM + csvLine(columns.map(({ name }) => name));
  for await (const row of rows) {
    piece += csvLine(
      columns.map((column) => {
        const value = valueOf(column, row) ?? "";
        return typeof value === "string" ? plainText(value) : value;
      }),
    );
    if (piece.length < PIECE) continue;
    yield encoder.encode(piece);
    piece = "";
  }
  yield encoder.encode(piece);
}
