import * as z from "zod/mini";

import { keepsRegister, readsLists } from "../domain/access.ts";
import { AttachmentIdSchema, isReady } from "../domain/attachment.ts";
import type { Attachment } from "../domain/attachment.ts";
import { placeOf } from "../domain/directive-record.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import type { DirectiveRef } from "../domain/ids.ts";
import { conflict, isRefusal, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Archive } from "../objects/archive.ts";
import type { Asking } from "./asking.ts";
import type { ReadingEffects, WebEffects } from "./effects.ts";
import { refuseUnlessKeeper } from "./find-duty.ts";
import { NO_DIRECTIVE } from "./save-directives.ts";
import { removeAttachment } from "./remove-attachment.ts";

/** A directive, and the files that are kept with it: the công văn itself, as it was scanned, and annexes. */
export type FoundScans = { readonly record: DirectiveRecord; readonly ref: DirectiveRef; readonly keeper: boolean };
export type FoundScan = FoundScans & { readonly attachment: Attachment };

/** The directive that a path names, to those who may read its files, or add to them; to others as if there were none. */
export async function findScans(
  request: Asking,
  effects: ReadingEffects,
  as: "reader" | "keeper",
): Promise<FoundScans | Refusal> {
  const record = await effects.register.directives.directive(request.params["directiveId"] ?? "");
  const keeper = keepsRegister(request.caller, effects.homeUnit);
  if (!record || !(keeper || (await mayRead(record, request, effects)))) return NO_DIRECTIVE;
  const refused = as === "keeper" ? refuseUnlessKeeper(request, effects) : undefined;
  return refused ?? { record, ref: { directiveId: record.directive.id }, keeper };
}

/** Its files: to keepers all, to others those that were looked at. */
export async function listScans(
  { ref, keeper }: FoundScans,
  { register }: Pick<ReadingEffects, "register">,
): Promise<Attachment[]> {
  const all = await register.attachments.attachments(ref);
  return keeper ? all : all.filter(isReady);
}

/** One of them that a path names. */
export async function findScan(
  request: Asking,
  effects: ReadingEffects,
  as: "reader" | "keeper",
): Promise<FoundScan | Refusal> {
  const found = await findScans(request, effects, as);
  if (isRefusal(found)) return found;
  const id = z.safeParse(AttachmentIdSchema, request.params["attachmentId"]);
  const attachment = id.success ? await effects.register.attachments.attachment(found.ref, id.data) : undefined;
  return attachment && (found.keeper || isReady(attachment)) ? { ...found, attachment } : NO_SCAN;
}

/** A keeper takes back a file while the directive is being prepared: once it was issued, units have read it. */
export async function removeScan(
  found: FoundScan,
  { register }: Pick<WebEffects, "register">,
  archive: Pick<Archive, "remove">,
): Promise<Refusal | undefined> {
  const { record, ref, attachment } = found;
  if (record.status === "issued" && isReady(attachment)) return ISSUED;
  const refused = await removeAttachment(found, { register }, archive);
  if (refused) return refused;
  if (record.scan?.id === attachment.id) {
    const last = (await register.attachments.attachments(ref)).findLast(isReady);
    await register.directives.keepScan(ref.directiveId, last && { id: last.id, kind: last.kind });
  }
  return undefined;
}

/** Whoever reads one of its lists, and the units that owe one of its reports: by their duties, since the register's kinds may change. */
async function mayRead(record: DirectiveRecord, { caller }: Asking, { register, homeUnit }: ReadingEffects) {
  const { directive, status } = record;
  if (status === "draft") return false;
  if (directive.obligations.some((obligation) => readsLists(caller, obligation, homeUnit))) return true;
  for (const obligation of directive.obligations) {
    for (const unitId of caller.units) {
      const ref = { directiveId: directive.id, obligationId: obligation.id, unitId };
      if (await register.duties.duty(ref, placeOf(record, obligation))) return true;
    }
  }
  return false;
}

const ISSUED = conflict(
  "The directive was issued with this file, and it stays. Add another: units are led to the last.",
  "Nhiệm vụ đã được giao cùng tệp này nên không xóa được. Đề nghị thêm tệp khác: đơn vị được dẫn đến tệp mới nhất.",
);

const NO_SCAN = notFound(
  "This directive has no such file, or it was not looked at yet.",
  "Văn bản chỉ đạo này không có tệp đó, hoặc tệp chưa được kiểm tra.",
);
