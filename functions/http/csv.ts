type Cell = string | number;

/** A byte-order mark: without it Excel reads UTF-8 as something else. */
const BOM = "\uFEFF";

/**
 * CSV (RFC 4180) that a spreadsheet opens right and never runs: a text that a spreadsheet would take for a
 * formula is given an apostrophe in front, which it shows as text.
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return BOM + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Cell): string {
  if (typeof value === "number") return String(value);
  const safe = /^\s*[=+\-@\t\r|]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
