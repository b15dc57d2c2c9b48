export type CsvCell = string | number;

/** A byte-order mark: without it Excel reads UTF-8 as something else. */
export const BOM = "\uFEFF";

/** CSV (RFC 4180) that a spreadsheet opens right and never runs. */
export function csv(rows: readonly (readonly CsvCell[])[]): string {
  return BOM + rows.map(csvLine).join("");
}

export function csvLine(row: readonly CsvCell[]): string {
  return `${row.map(cell).join(",")}\r\n`;
}

/** What makes a program take a text for a formula, in full width, too. */
const SIGNS = "=+\\-@|＝＋－＠｜";

/** A text that begins as a formula does, or with what programs skip before they look. */
const BEGINS_SO = new RegExp(`^\\s*[${SIGNS}\\t\\r]`);

/**
 * Where else a program might begin a cell: behind a semicolon, a tab or a line's end within a text. A Vietnamese Excel
 * parts cells by semicolons, and to it a quotation mark that does not open a cell quotes nothing. A run of such
 * signs is looked at once, from its beginning, however long it is (D54).
 */
const MAY_BEGIN_SO = new RegExp(`(?<![\\s";])([\\s";]*[;\\t\\r\\n])((?:[^\\S\\t\\r\\n]|")*[${SIGNS}])`, "g");

/** A text that a spreadsheet would take for a formula is given an apostrophe in front, which shows that it is text. */
function cell(value: CsvCell): string {
  if (typeof value === "number") return String(value);
  const safe = (BEGINS_SO.test(value) ? `'${value}` : value).replace(MAY_BEGIN_SO, "$1'$2");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
