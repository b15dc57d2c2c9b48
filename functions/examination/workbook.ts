import type { Unfit } from "../domain/attachment.ts";
import { isContainer, whyContained } from "./container.ts";
import { readRelations } from "./relations.ts";
import { columnOf, readSharedTexts } from "./sheet-text.ts";
import { readXml } from "./xml.ts";
import { readZip } from "./zip-contents.ts";

/** Rows and columns that are read of a sheet; an empty cell far away is no reason to make a row for each before it. */
const MOST = { rows: 20_000, columns: 100 };

/**
 * The cells of a workbook's first sheet that is not hidden, as they are shown in a text: row by row from the first on,
 * all of one length. A formula is what it came to; nothing is computed, and nothing fetched.
 */
export async function sheetOf(
  bytes: Uint8Array,
): Promise<string[][] | Extract<Unfit, "broken" | "locked" | "swollen" | "old-format">> {
  if (isContainer(bytes)) return whyContained(bytes) === "locked" ? "locked" : "old-format";
  const zip = await readZip(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  if (typeof zip === "string") return zip;
  try {
    return readFirstSheet(zip.texts) ?? "broken";
  } catch {
    return "broken";
  }
}

/** Whether a file begins as a package does, or as what Office wrote before it. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) || isContainer(bytes);

function readFirstSheet(parts: ReadonlyMap<string, Uint8Array>): string[][] | undefined {
  const workbook = targetOf(parts, "", (type) => type === "officeDocument");
  const content = workbook === undefined ? undefined : parts.get(workbook);
  if (workbook === undefined || content === undefined) return undefined;
  const sheet = parts.get(
    targetOf(parts, workbook, (type, id) => type === "worksheet" && id === shownFirst(content)) ?? "",
  );
  const shared = parts.get(targetOf(parts, workbook, (type) => type === "sharedStrings") ?? "");
  return sheet ? rowsOf(sheet, shared ? readSharedTexts(shared) : []) : undefined;
}

/** The relation's id of the first sheet that is not hidden. */
function shownFirst(workbook: Uint8Array): string | undefined {
  const ids: string[] = [];
  readXml(workbook, {
    open({ name, attributes }) {
      if (name === "sheet" && !/hidden/i.test(attributes.get("state") ?? "")) ids.push(attributes.get("id") ?? "");
    },
  });
  return ids[0];
}

/** The part that another leads to by a relation (ECMA-376, Part 2, 9.3). */
function targetOf(
  parts: ReadonlyMap<string, Uint8Array>,
  part: string,
  isMeant: (type: string, id: string) => boolean,
): string | undefined {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const relations = parts.get(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const found = relations && readRelations(relations).find(({ type, id, external }) => !external && isMeant(type, id));
  return found && new URL(found.target, `file:///${folder}`).pathname.slice(1);
}

function rowsOf(sheet: Uint8Array, shared: readonly string[]): string[][] {
  const rows: string[][] = [];
  let [row, column, type, text, within] = [-1, -1, "n", "", false];
  readXml(sheet, {
    open({ name, attributes }) {
      if (name === "row") [row, column] = [Number(attributes.get("r") ?? row + 2) - 1, -1];
      if (name === "c")
        [column, type, text] = [columnOf(attributes.get("r")) ?? column + 1, attributes.get("t") ?? "n", ""];
      within = name === "v" || name === "t";
    },
    text(piece) {
      if (within) text += piece;
    },
    close(name) {
      within = false;
      if (name !== "c" || text === "" || row >= MOST.rows || column >= MOST.columns) return;
      while (rows.length <= row) rows.push([]);
      const cells = rows[row] ?? [];
      while (cells.length < column) cells.push("");
      cells[column] = type === "s" ? (shared[Number(text)] ?? "") : text;
    },
  });
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return rows.map((cells) => [...cells, ...Array.from({ length: width - cells.length }, () => "")]);
}
