/**
 * Text as XML 1.0 and office programs can hold it: without control characters other than tab and line break, without
 * halves of surrogate pairs and characters that are none; in one Unicode form, line breaks all alike. What is
 * left is data to every writer that escapes it.
 */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "")
    .normalize("NFC");
}

/** On one line, spaces made one. */
export function oneLineText(text: string): string {
  return plainText(text).replace(/\s+/g, " ").trim();
}

/** A text by its paragraphs, those that say nothing left out. */
export function proseOf(text: string): string[] {
  return plainText(text)
    .split("\n")
    .map((line) => line.replace(/\t/g, " ").trim())
    .filter((line) => line !== "");
}

/** At most so many characters, never half of one; what is cut off is told by a sign. */
export function cutTo(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = " […]";
  return `${text.slice(0, most - end.length).replace(/[\uD800-\uDBFF]$/, "")}${end}`;
}
