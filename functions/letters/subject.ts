import { oneLine, shorten } from "../domain/one-line.ts";

/** What mail programs show of a subject before they cut it, generously. */
const MAX_LENGTH = 150;
/** A directive's number is short; what is longer was typed where it does not belong. */
const LONGEST_NUMBER = 40;

/**
 * A subject: what kind of letter, by which directive, what is the matter, which report. A long title is cut so that the rest
 * stays whole; line breaks from data never reach the header.
 */
export function subjectOf({ tag, number, lead, title, tail }: SubjectParts): string {
  const before = `[${tag}] ${[shorten(oneLine(number), LONGEST_NUMBER), ...(lead === undefined ? [] : [lead])].join(", ")}: `;
  const after = tail === undefined ? "" : ` (${tail})`;
  return oneLine(
    `${before}${shorten(oneLine(title), Math.max(20, MAX_LENGTH - before.length - after.length))}${after}`,
  );
}

type SubjectParts = {
  tag: string;
  number: string;
  lead?: string | undefined;
  title: string;
  tail?: string | undefined;
};
