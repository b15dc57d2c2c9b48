import { getDocumentProxy } from "unpdf";

import type { PaperText, Unfit } from "../domain/attachment.ts";
import { letterheadOf, signerOf } from "./letterhead.ts";
import type { PageLines } from "./letterhead.ts";
import { isMarkedPage, linesOn } from "./pdf-lines.ts";
import type { Piece } from "./pdf-lines.ts";
import { examineStreams } from "./pdf-streams.ts";

/** A mark of secrecy stands on the first page, below the number; a cover may lie before it. */
const PAGES_READ = 3;

/** Whoever signed stands at the end: it is looked for on so many pages, and for so many milliseconds. */
const PAGES_SEARCHED = 40;
const SEARCHED_MS = 1_000;

/**
 * A PDF that opens without a password, does nothing by itself, and bears no mark of secrecy as far as its text can be
 * read: a scanned page has none, and for that there is the word of whoever sends it.
 */
export async function examinePdf(
  bytes: Uint8Array,
  note: (paper: PaperText) => void = () => undefined,
): Promise<Unfit | undefined> {
  const found = examineStreams(bytes);
  if (found) return found;
  try {
    // The reader takes the bytes for itself; nothing of the file is run or drawn.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes));
    // What the reader itself would run or unpack, should the file have been read otherwise than it was meant.
    if (await pdf.getJSActions()) return "scripts";
    if (await pdf.getAttachments()) return "embedded-files";
    const last = Math.min(pdf.numPages, PAGES_READ);
    const pages: PageLines[] = [];
    for (let number = 1; number <= last; number++) {
      const page = await pdf.getPage(number);
      // A page that the reader made up, for want of one in a tree that leads nowhere.
      if (!page.ref) return "broken";
      const pieces = await piecesOf(page);
      if (isMarkedPage(pieces)) return "secret";
      pages.push(linesOn(pieces));
    }
    note(await paperOf(pdf, pages));
    return undefined;
  } catch (error) {
    return error instanceof Error && error.name === "PasswordException" ? "locked" : "broken";
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function piecesOf(page: Awaited<ReturnType<Pdf["getPage"]>>): Promise<Piece[]> {
  const { items } = await page.getTextContent();
  return items.filter((item): item is Extract<typeof item, Piece> => "str" in item);
}

/** What the pages say that were read, and by whom a later one is signed. What cannot be read there proposes nothing. */
async function paperOf(pdf: Pdf, pages: readonly PageLines[]): Promise<PaperText> {
  const paper = letterheadOf(pages);
  if (paper.signer || !paper.hasText) return paper;
  const last = Math.min(pdf.numPages, PAGES_SEARCHED);
  const until = performance.now() + SEARCHED_MS;
  try {
    for (let number = pages.length + 1; number <= last && performance.now() < until; number++) {
      const signer = signerOf([linesOn(await piecesOf(await pdf.getPage(number)))]);
      if (signer) return { ...paper, signer };
    }
  } catch {
    // The file may be taken all the same: this much of it was never looked at before.
  }
  return paper;
}
