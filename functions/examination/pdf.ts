import { getDocumentProxy } from "unpdf";

import type { Unfit } from "../domain/attachment.ts";
import { hasSecrecyMark } from "../domain/secrecy-mark.ts";

/** A mark of secrecy stands on the first page, below the number; a cover may lie before it. */
const PAGES_READ = 3;

/** A reader takes a PDF that begins within its first kilobyte. */
const BEGINS_WITHIN = 1024;

/**
 * A PDF that opens without a password, and bears no mark of secrecy as far as its text can be read: a scanned page has
 * none, and for that there is the word of whoever sends it.
 */
export async function examinePdf(bytes: Uint8Array): Promise<Unfit | undefined> {
  const beginning = Buffer.from(bytes.subarray(0, BEGINS_WITHIN)).toString("latin1");
  if (!beginning.includes("%PDF-")) return "not-its-type";
  try {
    // The reader takes the bytes for itself; nothing of the file is run or drawn.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes));
    const last = Math.min(pdf.numPages, PAGES_READ);
    for (let number = 1; number <= last; number++) {
      const page = await pdf.getPage(number);
      if (hasSecrecyMark(linesOf((await page.getTextContent()).items))) return "secret";
    }
    return undefined;
  } catch (error) {
    return error instanceof Error && error.name === "PasswordException" ? "locked" : "broken";
  }
}

/** The pieces of a page's text, and the lines that they make: a mark may stand in a line with another column. */
function* linesOf(items: readonly object[]): Generator<string> {
  let line = "";
  for (const item of items) {
    if (!("str" in item) || typeof item.str !== "string") continue;
    yield item.str;
    line += item.str;
    if ("hasEOL" in item && item.hasEOL === true) {
      yield line;
      line = "";
    }
  }
  yield line;
}
