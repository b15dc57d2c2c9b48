import type { Archive } from "../objects/archive.ts";
import { archiveKeys } from "../objects/archive-keys.ts";
import { conflict } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { WebEffects } from "./effects.ts";
import type { KeptFile } from "./fetch-attachment.ts";

/**
 * A unit takes back a file that it has not filed: first from the register, so that no filing can name it any more, then
 * from the archive. One that a filing has named stays for good.
 */
export async function removeAttachment(
  { ref, attachment }: KeptFile,
  { register }: Pick<WebEffects, "register">,
  archive: Pick<Archive, "remove">,
): Promise<Refusal | undefined> {
  if (!(await register.attachments.drop(ref, attachment.id))) return FILED;
  await archive.remove(archiveKeys.attachment(ref, attachment.id));
  return undefined;
}

const FILED = conflict(
  "This attachment was filed with a report and stays with it.",
  "Tài liệu này đã được gửi kèm báo cáo nên không xóa được.",
);
