/** A text as it reads: lines, and tables, which a spreadsheet or Word pastes as lines of cells with tabs between. */
export type TextPart = { readonly lines: readonly string[] } | { readonly rows: readonly (readonly string[])[] };

/** A cell of several lines, as spreadsheets quote it beside a tab. */
const QUOTED = /(\t)"((?:[^"]|"")*)"(?=[\t\n]|$)|^()"((?:[^"]|"")*)"(?=\t)/gm;
/** What parts two cells; a tab in front of a line only moves it in. */
const BETWEEN_CELLS = /\S[^\n]*\t[^\n]*\S/;

/** Parts a text where a pasted table begins and ends: two lines or more in a row with tabs, cells between them in one at least. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let lines: string[] = [];
  let rows: string[] = [];
  const endRows = () => {
    if (rows.length > 1 && rows.some((row) => BETWEEN_CELLS.test(row))) {
      if (lines.length > 0) parts.push({ lines });
      parts.push({ rows: squared(rows.map((row) => row.split("\t").map((cell) => cell.trim()))) });
      lines = [];
    } else lines.push(...rows);
    rows = [];
  };
  for (const line of text.replace(QUOTED, unquoted).split("\n")) {
    if (line.trim() !== "" && line.trimEnd().includes("\t")) rows.push(line.trimEnd());
    else {
      endRows();
      lines.push(line);
    }
  }
  endRows();
  return lines.length > 0 ? [...parts, { lines }] : parts;
}

/** What a quoted cell says, on one line; of what is no cell of several lines nothing is changed. */
function unquoted(all: string, tab?: string, behind?: string, _start?: string, first?: string): string {
  const cell = behind ?? first ?? "";
  return cell.includes("\n") ? `${tab ?? ""}${cell.replaceAll('""', '"').replace(/\s*\n\s*/g, " ")}` : all;
}

/** Every row with as many cells as the longest, without columns in which nothing stands. */
function squared(rows: readonly (readonly string[])[]): string[][] {
  const width = Math.max(...rows.map((row) => row.length));
  const used = Array.from({ length: width }, (_, at) => at).filter((at) => rows.some((row) => (row[at] ?? "") !== ""));
  return rows.map((row) => used.map((at) => row[at] ?? ""));
}

/** Whether a table's first row names its columns: all of it is filled in, and none of it is a number. */
export function hasHead([head = []]: readonly (readonly string[])[]): boolean {
  return head.every((cell) => cell !== "" && !/^[\d.,%\s-]+$/.test(cell));
}
