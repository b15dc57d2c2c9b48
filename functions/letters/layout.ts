import type { Phrase, Block, LetterBody } from "./letter-body.ts";
import { renderHtml } from "./html-frame.ts";
import { renderText } from "./text-frame.ts";

export const paragraph = (...phrases: Phrase[]): Block => ({ block: "paragraph", phrases });
export const strong = (text: string): Phrase => ({ strong: text });

/** A letter in its frame, as plain text and as HTML. */
export function layOut(body: LetterBody): { text: string; html: string } {
  return { text: renderText(body), html: renderHtml(body) };
}
