import { TURNING } from "./typed-text.ts";

/** Control characters, and the marks that turn the direction of writing. */
const MARKS = String.raw`\p{Cc}` + TURNING;
const MARKS_ANYWHERE = new RegExp(`[${MARKS}]`, "gu");
/** What is not on one line already: marks, and white space but for single blanks within. */
const ODD = new RegExp(String.raw`[^\S ]| {2}|^ | $|[${MARKS}]`, "u");

/**
 * Text from data as one line: line breaks and runs of spaces become one space; control characters go, and so
 * do the marks that turn the direction of writing, which can make a name read as another.
 */
export function oneLine(text: string): string {
  if (!ODD.test(text)) return text;
  return text
    .replace(/[\s\u2028\u2029\u0085]+/g, " ")
    .replace(MARKS_ANYWHERE, "")
    .trim();
}

/** The lines of a longer text from data, each made safe, empty ones left out. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\r\n\u2028\u2029\u0085]+/)
    .map(oneLine)
    .filter((line) => line !== "");
}

/** At most `max` characters, cut at a word, with an ellipsis where something is missing. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, Math.max(1, max - 1));
  const word = cut.lastIndexOf(" ");
  return `${(word > max / 2 ? cut.slice(0, word) : cut).replace(/[\s,;:(“"]+$/u, "").replace(/[\uD800-\uDBFF]$/, "")}…`;
}
