import type { Archive } from "../objects/archive.ts";
import { archiveKeys } from "../objects/archive-keys.ts";
import type { Attachment } from "../domain/attachment.ts";
import { FILE_KINDS } from "../domain/file-kind.ts";
import type { FilesRef } from "../domain/ids.ts";
import { conflict } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";

/** A file, and what it is kept with. */
export type KeptFile = { readonly ref: FilesRef; readonly attachment: Attachment };

/** Long enough to follow it once; whoever finds it in a history later finds it lapsed. */
const LINK_SECONDS = 60;

/** The link to an attachment's content, to be saved under its name and never shown: for those who may see it, for a minute. */
export async function linkToAttachment(
  { attachment, ref }: KeptFile,
  archive: Pick<Archive, "link">,
): Promise<string | Refusal> {
  if (attachment.state !== "ready") return NOT_READY;
  const { id, name, kind, version } = attachment;
  const about = { version, fileName: name, contentType: FILE_KINDS[kind].contentType, seconds: LINK_SECONDS };
  return archive.link(archiveKeys.attachment(ref, id), about);
}

const NOT_READY = conflict(
  "The file has not come yet, is still being looked at, or was not taken.",
  "Tệp chưa được nhận, đang được kiểm tra, hoặc không được tiếp nhận.",
);
