import type { FileKind } from "../domain/file-kind.ts";

/** A reader takes a PDF that begins within its first kilobyte. */
const PDF_WITHIN = 1024;

/**
 * Whether a file is of its kind at all, and of another kind as well: programs would not agree on what it is. Before a
 * PDF's beginning there may be white space, and behind its end nothing that a browser or an unpacker takes for its own.
 */
export function typeOf(bytes: Uint8Array, kind: FileKind): "not-its-type" | "polyglot" | undefined {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beginning = content.subarray(0, PDF_WITHIN).toString("latin1");
  const pdfAt = beginning.indexOf("%PDF-");
  if (kind === "pdf") {
    if (pdfAt < 0) return "not-its-type";
    if (!/^(?:\xef\xbb\xbf)?[\0\s]*$/.test(beginning.slice(0, pdfAt))) return "polyglot";
    const behind = content.subarray(Math.max(content.lastIndexOf("%%EOF"), content.length - HTML_WITHIN));
    return isArchive(content) || HTML.test(behind.toString("latin1")) ? "polyglot" : undefined;
  }
  if (kind === "docx" || kind === "xlsx") return beginning.startsWith("PK") && pdfAt > 0 ? "polyglot" : undefined;
  const hasSignature = content[0] === (kind === "png" ? 0x89 : 0xff);
  return hasSignature && (pdfAt > 0 || isArchive(content)) ? "polyglot" : undefined;
}

const HTML_WITHIN = 4096;
const HTML = /<(?:!doctype|html|script|body|iframe|svg|object|img)[\s>]/i;

/** Whether an unpacker finds the end of a ZIP file's directory, which may have a comment behind it (APPNOTE, 4.3.16). */
function isArchive(content: Buffer): boolean {
  const at = content.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (at < 0 || at + 22 > content.length) return false;
  const directoryBytes = content.readUInt32LE(at + 12);
  const begins = at - directoryBytes;
  // The directory lies just before its end; without an entry it is no archive.
  return directoryBytes > 0 && begins >= 0 && content.subarray(begins, begins + 4).equals(DIRECTORY);
}

const DIRECTORY = Buffer.from("PK\x01\x02", "latin1");
