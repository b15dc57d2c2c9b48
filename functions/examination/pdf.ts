import { getDocumentProxy } from "unpdf";

import type { Unfit } from "../domain/attachment.ts";
import { isMarkedPage } from "./pdf-lines.ts";
import type { Piece } from "./pdf-lines.ts";
import { examineStreams } from "./pdf-streams.ts";

/** A mark of secrecy stands on the first page, below the number; a cover may lie before it. */
const PAGES_READ = 3;

/**
 * A PDF that opens without a password, does nothing by itself, and bears no mark of secrecy as far as its text can be
 * read: a scanned page has none, and for that there is the word of whoever sends it.
 */
export async function examinePdf(bytes: Uint8Array): Promise<Unfit | undefined> {
  const found = examineStreams(bytes);
  if (found) return found;
  try {
    // The reader takes the bytes for itself; nothing of the file is run or drawn.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes));
    // What the reader itself would run or unpack, should the file have been read otherwise than it was meant.
    if (await pdf.getJSActions()) return "scripts";
    if (await pdf.getAttachments()) return "embedded-files";
    const last = Math.min(pdf.numPages, PAGES_READ);
    for (let number = 1; number <= last; number++) {
      const page = await pdf.getPage(number);
      // A page that the reader made up, for want of one in a tree that leads nowhere.
      if (!page.ref) return "broken";
      const { items } = await page.getTextContent();
      if (isMarkedPage(items.filter((item): item is Extract<typeof item, Piece> => "str" in item))) return "secret";
    }
    return undefined;
  } catch (error) {
    return error instanceof Error && error.name === "PasswordException" ? "locked" : "broken";
  }
}
