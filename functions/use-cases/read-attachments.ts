import { actsFor } from "../domain/access.ts";
import type { Attachment } from "../domain/attachment.ts";
import { FILE_KINDS } from "../domain/file-kind.ts";
import { formatInstant } from "../domain/instant.ts";
import { isRefusal } from "../domain/refusal.ts";
import { UNFIT_WORDS, reasonOf } from "../domain/unfit-words.ts";
import { json } from "../http/exchange.ts";
import type { Handler } from "../http/exchange.ts";
import { filedAttachments, findAttachment } from "./find-attachment.ts";
import { findDuty } from "./find-duty.ts";

/** The attachments of a duty: to its own unit all, to others those that were filed. */
export const listAttachments: Handler = async (request, effects) => {
  const found = await findDuty(request, effects, "reader");
  if (isRefusal(found)) return found;
  const all = await effects.register.attachments.attachments(found.ref);
  if (actsFor(request.caller, found.ref.unitId)) return json({ items: all.map(attachmentView), cursor: null });
  const filed = new Set((await filedAttachments(found, effects)).map(({ id }) => id));
  return json({ items: all.filter(({ id }) => filed.has(id)).map(attachmentView), cursor: null });
};

/** One attachment: whether it came, and what it was found to be. */
export const readAttachment: Handler = async (request, effects) => {
  const found = await findAttachment(request, effects, "reader");
  return isRefusal(found) ? found : json(attachmentView(found.attachment));
};

/** An attachment as the API shows it; what is ready may be named in a filing as it stands here. */
export function attachmentView(attachment: Attachment) {
  const { id, name, kind, announcedAt, by, state } = attachment;
  return {
    id,
    name,
    type: FILE_KINDS[kind].contentType,
    state,
    announcedAt: formatInstant(announcedAt),
    by,
    size: state === "ready" ? attachment.size : null,
    sha256: state === "ready" ? attachment.sha256 : null,
    filed: state === "ready" && attachment.named,
    refused:
      state === "refused" ? { reason: reasonOf(attachment.unfit), detail: UNFIT_WORDS[attachment.unfit].en } : null,
  };
}
