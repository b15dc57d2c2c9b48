import type { FileKind } from "../domain/file-kind.ts";
import type { PaperText, Unfit } from "../domain/attachment.ts";
import { examineOffice } from "./office.ts";
import { examinePdf } from "./pdf.ts";
import { examinePicture } from "./picture.ts";
import { typeOf } from "./polyglot.ts";

/**
 * Looks at what a file holds, not at what it is called: why it may not be taken, if so.
 *
 * @param note is told what a PDF that may be taken says of itself
 */
export async function examine(
  bytes: Uint8Array,
  kind: FileKind,
  note?: (paper: PaperText) => void,
): Promise<Unfit | undefined> {
  const type = typeOf(bytes, kind);
  if (type) return type;
  switch (kind) {
    case "pdf":
      return examinePdf(bytes, note);
    case "docx":
    case "xlsx":
      return examineOffice(bytes, kind);
    case "jpeg":
    case "png":
      return examinePicture(bytes, kind);
    default:
      return kind satisfies never;
  }
}
