import * as z from "zod/mini";

import { actsFor } from "../domain/access.ts";
import { AttachmentIdSchema } from "../domain/attachment.ts";
import type { Attachment, FiledAttachment } from "../domain/attachment.ts";
import { isRefusal, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import { findDuty } from "./find-duty.ts";
import type { FoundDuty } from "./find-duty.ts";

export type FoundAttachment = FoundDuty & { readonly attachment: Attachment };

/** The attachment that a path names, of a duty that the caller may see as `as`. */
export async function findAttachment(
  request: Asking,
  effects: WebEffects,
  as: "reader" | "unit",
): Promise<FoundAttachment | Refusal> {
  const found = await findDuty(request, effects, as);
  if (isRefusal(found)) return found;
  const attachment = await attachmentOf(found, request, effects);
  return isRefusal(attachment) ? attachment : { ...found, attachment };
}

/** The same of a duty that was found, or 404: to its own unit from the beginning, to its readers once it was filed. */
export async function attachmentOf(
  found: FoundDuty,
  { caller, params }: Pick<Asking, "caller" | "params">,
  effects: Pick<WebEffects, "register">,
): Promise<Attachment | Refusal> {
  const id = z.safeParse(AttachmentIdSchema, params["attachmentId"]);
  const attachment = id.success ? await effects.register.attachments.attachment(found.ref, id.data) : undefined;
  if (!attachment) return NO_ATTACHMENT;
  if (actsFor(caller, found.ref.unitId)) return attachment;
  const filed = await filedAttachments(found, effects);
  return filed.some((one) => one.id === attachment.id) ? attachment : NO_ATTACHMENT;
}

/** What was filed with a duty's revisions, each once. What was prepared for a turn that never came was never filed. */
export async function filedAttachments(
  { ref, duty }: FoundDuty,
  { register }: Pick<WebEffects, "register">,
): Promise<FiledAttachment[]> {
  const { submissions } = await register.filings.dossier(ref);
  const filed = submissions
    .filter(({ revision }) => revision <= duty.revision)
    .flatMap(({ report }) => report?.attachments ?? []);
  return [...new Map(filed.map((one) => [one.id, one])).values()];
}

const NO_ATTACHMENT = notFound(
  "This duty has no such attachment, or it was not filed yet.",
  "Nhiệm vụ báo cáo này không có tài liệu đính kèm đó, hoặc tài liệu chưa được gửi.",
);
