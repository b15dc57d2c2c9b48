import type { Unfit } from "../domain/attachment.ts";

/**
 * Why what a piece of a PDF says makes the paper act, by the names in it (ISO 32000-1, 12.6.4, 7.11.4, 12.7.8). What
 * stands in strings and comments is no name: the address of a link may hold any word. Read once, sign by sign.
 */
export function actNamedIn(text: string): Unfit | undefined {
  let before = "";
  for (const name of namesIn(text)) {
    const act = ALWAYS.get(name) ?? (KEYS_OF_KIND.has(before) ? AS_KIND.get(name) : undefined);
    if (act) return act;
    before = name;
  }
  return undefined;
}

/** The names of a piece of a PDF, without their slash, each sign as it is meant: `#4A` is a J. */
export function* namesIn(text: string): Generator<string> {
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const after = TOKEN.lastIndex;
    const [token] = found;
    if (token === "(") TOKEN.lastIndex = endOfString(text, after);
    else if (token === "%") TOKEN.lastIndex = endOfLine(text, after);
    else
      yield token.slice(1).replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    // Another caller may have read meanwhile.
    if (token !== "(" && token !== "%") TOKEN.lastIndex = after;
  }
}

const TOKEN = /[(%]|\/[^\0\t\n\f\r ()<>[\]{}/%]{1,300}/g;

/** An unfinished string ends with its object at the latest, so that it can hide no other. */
function endOfString(text: string, from: number): number {
  SIGN.lastIndex = from;
  let depth = 1;
  for (let found = SIGN.exec(text); found; found = SIGN.exec(text)) {
    if (found[0] === "(") depth++;
    else if (found[0] === ")") depth--;
    else if (found[0] === "endobj") return SIGN.lastIndex;
    if (depth === 0) return SIGN.lastIndex;
  }
  return text.length;
}

const SIGN = /\\[^]|[()]|endobj/g;

function endOfLine(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.test(text) ? LINE_END.lastIndex : text.length;
}

const LINE_END = /[\r\n]/g;

const ALWAYS: ReadonlyMap<string, Unfit> = new Map([
  ["JavaScript", "scripts"],
  ["JS", "scripts"],
  ["XFA", "scripts"],
  ["EF", "embedded-files"],
  ["EmbeddedFile", "embedded-files"],
]);

/** Behind which a name says what kind of action or annotation it is. */
const KEYS_OF_KIND: ReadonlySet<string> = new Set(["S", "Subtype"]);
const AS_KIND: ReadonlyMap<string, Unfit> = new Map([
  ["FileAttachment", "embedded-files"],
  ...["Launch", "SubmitForm", "ImportData", "GoToE", "GoToR", "Rendition", "RichMedia", "RichMediaExecute"].map(
    (name) => [name, "actions"] as const,
  ),
  ...["Movie", "Sound", "Screen", "3D"].map((name) => [name, "actions"] as const),
]);
