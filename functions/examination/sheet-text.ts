import { isMarkedTable, isSecrecyMark } from "../domain/secrecy-mark.ts";
import { readXml } from "./xml.ts";
import type { Tag } from "./xml.ts";

/** The texts that the cells of a workbook share, in their order. */
export function readSharedTexts(bytes: Uint8Array): string[] {
  const texts: string[] = [];
  let within = false;
  // How a word is read aloud in Japanese stands beside it, and is none of it.
  let aloud = false;
  readXml(bytes, {
    open({ name }) {
      if (name === "si") texts.push("");
      if (name === "rPh") aloud = true;
      within = name === "t" && !aloud;
    },
    text(text) {
      if (within && texts.length > 0) texts[texts.length - 1] += text;
    },
    close(name) {
      if (name === "rPh") aloud = false;
      within = false;
    },
  });
  return texts;
}

/** What a sheet says that matters. */
export type SheetText = {
  readonly marked: boolean;
  /** The functions that its formulas call which fetch something from elsewhere, or run it. */
  readonly reaches: boolean;
  /** Which of the shared texts stand in it. */
  readonly used: ReadonlySet<number>;
};

/** Reads a sheet once: its cells by rows and columns, and what is printed above and below. */
export function readSheet(bytes: Uint8Array, shared: readonly string[]): SheetText {
  const reader = new SheetReader(shared);
  readXml(bytes, reader);
  return { marked: reader.marked || isMarkedTable(reader.rows), reaches: reader.reaches, used: reader.used };
}

/** Functions that fetch or run something by themselves when the sheet is opened. */
const REACHING = /(?:^|[^\w.])(?:_xl(?:fn|ws|udf)\.)*(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|IMAGE)\s{0,9}\(/i;

class SheetReader {
  readonly rows: Map<number, string>[] = [];
  readonly used = new Set<number>();
  marked = false;
  reaches = false;
  readonly #shared: readonly string[];
  #column = -1;
  #type = "n";
  #within: "v" | "t" | "f" | "printed" | undefined;
  #text = "";

  constructor(shared: readonly string[]) {
    this.#shared = shared;
  }

  open = ({ name, attributes }: Tag): void => {
    switch (name) {
      case "row":
        this.rows.push(new Map());
        this.#column = -1;
        break;
      case "c":
        this.#column = columnOf(attributes.get("r")) ?? this.#column + 1;
        this.#type = attributes.get("t") ?? "n";
        this.#text = "";
        break;
      case "v":
      case "t":
      case "f":
        this.#within = name;
        if (name !== "t") this.#text = "";
        break;
      default:
        if (!PRINTED.test(name)) break;
        this.#within = "printed";
        this.#text = "";
    }
  };

  text = (text: string): void => {
    if (this.#within) this.#text += text;
  };

  close = (name: string): void => {
    if (this.#within === "f") this.reaches ||= REACHING.test(this.#text);
    if (this.#within === "v" || (name === "is" && this.#text !== "")) this.#setCell();
    if (this.#within === "printed") this.marked ||= printedLines(this.#text).some(isSecrecyMark);
    this.#within = undefined;
  };

  #setCell(): void {
    const shares = this.#type === "s";
    if (shares) this.used.add(Number(this.#text));
    const text = shares ? (this.#shared[Number(this.#text)] ?? "") : this.#text;
    if (text.trim() !== "") this.rows.at(-1)?.set(this.#column, text.replaceAll("\r", ""));
  }
}

const PRINTED = /^(?:odd|even|first)(?:Header|Footer)$/;

/** The pieces of a header: `&L…&C…&R…`, with the codes of fonts and sizes between (ECMA-376, Part 1, 18.3.1.46). */
function printedLines(text: string): string[] {
  return text.split(/&[LCR]|\n/).map((piece) => piece.replaceAll(/&(?:"[^"]*"|K[0-9A-F]{6}|\d{1,3}|[A-Z])/gi, ""));
}

/** The number of a column, from 0, by a cell's address, `AB12`. */
export function columnOf(address: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(address ?? "")?.[0];
  if (!letters) return undefined;
  return letters.split("").reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
