import type { Archive } from "../objects/archive.ts";
import { archiveKeys } from "../objects/archive-keys.ts";
import { conflict, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { noContent } from "../http/exchange.ts";
import type { Answer, Request } from "../http/exchange.ts";
import type { WebEffects } from "./effects.ts";
import { findAttachment } from "./find-attachment.ts";

/**
 * A unit takes back a file that it has not filed: first from the register, so that no filing can name it any more, then
 * from the archive. One that a filing has named stays for good.
 */
export async function removeAttachment(
  request: Request,
  effects: WebEffects,
  archive: Pick<Archive, "remove">,
): Promise<Answer | Refusal> {
  const found = await findAttachment(request, effects, "unit");
  if (isRefusal(found)) return found;
  const { ref, attachment } = found;
  if (!(await effects.register.attachments.drop(ref, attachment.id))) return FILED;
  await archive.remove(archiveKeys.attachment(ref, attachment.id));
  return noContent;
}

const FILED = conflict(
  "This attachment was filed with a report and stays with it.",
  "Tài liệu này đã được gửi kèm báo cáo nên không xóa được.",
);
