import { oneLine, shorten } from "../domain/one-line.ts";

/** What mail programs show of a subject before they cut it, generously. */
const MAX_LENGTH = 150;

/**
 * A subject: what kind of letter, what is the matter, which report. A long title is cut so that the rest
 * stays whole; line breaks from data never reach the header.
 */
export function subjectOf({ tag, lead, title, tail }: SubjectParts): string {
  const before = `[${tag}] ${lead === undefined ? "" : `${lead}: `}`;
  const after = tail === undefined ? "" : ` (${tail})`;
  return oneLine(
    `${before}${shorten(oneLine(title), Math.max(30, MAX_LENGTH - before.length - after.length))}${after}`,
  );
}

type SubjectParts = { tag: string; lead?: string | undefined; title: string; tail?: string | undefined };
