import { csvFormatRows, dsvFormat } from "d3-dsv";

/** The columns of a units file, in its order. */
export const UNIT_COLUMNS = [
  "id",
  "name",
  "kind",
  "headTitle",
  "clerkEmail",
  "officeEmail",
  "headEmail",
  "phone",
] as const;
export type UnitColumn = (typeof UNIT_COLUMNS)[number];

/**
 * A units file as the import reads it. A spreadsheet set to Vietnamese writes semicolons between the cells, and
 * cells copied out of one come with tabs; the apostrophe that guards a spreadsheet against a formula is taken
 * off again. Rows keep their numbers.
 */
export function asUnitsFile(content: string): string {
  const text = content.replace(/^\uFEFF/, "");
  const [header = ""] = text.split("\n", 1);
  const separator = [";", "\t"].find((sign) => header.includes(sign) && !header.includes(",")) ?? ",";
  // A quotation mark that is never closed would swallow rows: the import says where it is opened.
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) return text;
  const rows = dsvFormat(separator).parseRows(text);
  return csvFormatRows(rows.map((row) => row.map((cell) => cell.replace(/^'(?=\s*[=+\-@|])/, ""))));
}
