import { isMarkedParagraph, isMarkedTable } from "../domain/secrecy-mark.ts";
import { readXml } from "./xml.ts";
import type { Tag } from "./xml.ts";

/** What a part of a Word file, or a drawing, says that matters. */
export type WordText = { readonly marked: boolean; readonly fields: string };

/** A table that is being read: its rows, and in the last of them the column that comes next. */
type Table = { readonly rows: Map<number, string>[]; column: number; cell: string[]; span: number };

/** The signs by which a line of a paragraph ends, in Word's words (`w:`) and in a drawing's (`a:`). */
const ENDS_LINE: ReadonlySet<string> = new Set(["br", "cr", "tab", "ptab"]);

/**
 * Reads a part once. A mark stands apart by paragraph, break, tab or box; each cell of a table is read with those around
 * it. Of a field that draws text (a watermark, `v:textpath`) the text is in an attribute.
 */
export function readWordText(bytes: Uint8Array): WordText {
  const reader = new WordReader();
  readXml(bytes, reader);
  return { marked: reader.marked, fields: reader.fields };
}

class WordReader {
  marked = false;
  /** The instructions of all fields, one after the other: a field's may be parted into many runs. */
  fields = "";
  /** Paragraphs lie in the boxes of others: the innermost is being read. */
  readonly #paragraphs: string[][] = [];
  /** Tables lie in cells, and boxes in tables. */
  readonly #tables: (Table | "box")[] = [];
  #within: "t" | "instrText" | undefined;
  #capitals = false;

  open = ({ name, attributes }: Tag): void => {
    const table = this.#tables.at(-1);
    switch (name) {
      case "p":
        this.#paragraphs.push([""]);
        break;
      case "r":
        this.#capitals = false;
        break;
      case "rPr":
        // A drawing's run says so in an attribute.
        this.#capitals ||= attributes.get("cap") === "all";
        break;
      case "caps":
        this.#capitals = !["0", "false", "off"].includes(attributes.get("val") ?? "");
        break;
      case "t":
      case "instrText":
        this.#within = name;
        break;
      case "fldSimple":
        this.fields += ` ${attributes.get("instr") ?? ""}`;
        break;
      case "fldChar":
        if (attributes.get("fldCharType") === "begin") this.fields += " ";
        break;
      case "textpath":
        this.marked ||= isMarkedParagraph((attributes.get("string") ?? "").split(/[\n\r\t]/));
        break;
      case "txbxContent":
      case "txBody":
        this.#tables.push("box");
        break;
      case "tbl":
        this.#tables.push({ rows: [], column: 0, cell: [], span: 1 });
        break;
      case "tr":
        if (typeof table === "object") {
          table.rows.push(new Map());
          table.column = 0;
        }
        break;
      case "tc":
        if (typeof table === "object") {
          table.cell = [];
          table.span = Number(attributes.get("gridSpan") ?? 1) || 1;
        }
        break;
      case "gridSpan":
        if (typeof table === "object") table.span = Number(attributes.get("val")) || 1;
        break;
      default:
        // The places of its tabs, among the properties of a paragraph, only begin empty lines.
        if (ENDS_LINE.has(name)) this.#paragraphs.at(-1)?.push("");
    }
  };

  text = (text: string): void => {
    if (this.#within === "instrText") this.fields += text;
    const lines = this.#paragraphs.at(-1);
    if (this.#within !== "t" || !lines) return;
    const pieces = (this.#capitals ? text.toUpperCase() : text).split(/[\n\r\t]/);
    lines[lines.length - 1] += pieces[0] ?? "";
    for (const piece of pieces.slice(1)) lines.push(piece);
  };

  close = (name: string): void => {
    switch (name) {
      case "t":
      case "instrText":
        this.#within = undefined;
        break;
      case "p":
        this.#endParagraph(this.#paragraphs.pop() ?? []);
        break;
      case "tc":
        this.#endCell();
        break;
      case "txbxContent":
      case "txBody":
        if (this.#tables.at(-1) === "box") this.#tables.pop();
        break;
      case "tbl": {
        const table = this.#tables.pop();
        this.marked ||= typeof table === "object" && isMarkedTable(table.rows);
        break;
      }
      default:
    }
  };

  #endParagraph(lines: readonly string[]): void {
    const table = this.#tables.at(-1);
    if (typeof table === "object") table.cell.push(...lines);
    else this.marked ||= isMarkedParagraph(lines);
  }

  #endCell(): void {
    const table = this.#tables.at(-1);
    if (typeof table !== "object") return;
    const text = table.cell.join("\n");
    if (text.trim() !== "") table.rows.at(-1)?.set(table.column, text);
    table.column += Math.min(table.span, 100);
  }
}
