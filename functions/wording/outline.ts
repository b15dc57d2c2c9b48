import { oneLine } from "../domain/one-line.ts";

/** The title of a part of an outline without a number of its own, for where it is numbered: “I. Kết quả” → “Kết quả”. */
export function unnumbered(title: string): string {
  const words = oneLine(title).replace(NUMBER, "");
  return words === "" ? oneLine(title) : words;
}

/** `1.`, `1.2)`, `1-`, `(2)`, `II.`, `a)`, `Phần I:`, `Phần thứ hai:`, and a dash before them; several, as where `1. I.` was typed. */
const NUMBER =
  /^(?:[-–•*+]\s+|(?:phần|mục|chương)\s+thứ\s+\p{L}+\s*[.:]\s*|\((?:\d{1,2}|[ivx]+|\p{L})\)\s+|\d{1,2}[-–]\s+(?!\d)|(?:(?:phần|mục|chương)\s+)?(?:[IVX]+\s*[.):/–-]+|(?:\d{1,2}(?:\.\d{1,2})*|\p{L})\s*[.):/]+)\s+)+/iu;
