import * as z from "zod/mini";

import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../domain/ids.ts";
import type { DutyRef } from "../domain/ids.ts";
import { placeOf } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import { isRefusal, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { isSealOf, sealOf } from "../runtime/link-seal.ts";
import type { Register } from "../store/register.ts";
import type { Asking } from "./asking.ts";
import type { FoundDuty } from "./found.ts";
import { noteAcknowledged } from "./note-acknowledged.ts";
import type { NotesAcknowledged } from "./note-acknowledged.ts";

type Uses = { readonly register: Pick<Register, "directives" | "duties" | "linkKey"> };

const NamedSchema = z.object({
  directiveId: DirectiveIdSchema,
  obligationId: ObligationIdSchema,
  unitId: UnitIdSchema,
  seal: z.string(),
});

/** The path of the page where a unit says that it has received what was asked of it; derived, so that nothing is stored. */
export async function receivedPath(ref: DutyRef, { linkKey }: Pick<Register, "linkKey">): Promise<string> {
  const { directiveId, obligationId, unitId } = ref;
  return `/received/${directiveId}/${obligationId}/${unitId}/${sealOf(await linkKey.made(), partsOf(ref))}`;
}

/** The duty that a letter's link names. Of any that no letter had, nothing is read: one answer, whether there is such a duty or not. */
export async function findByLink({ params }: Pick<Asking, "params">, { register }: Uses): Promise<FoundDuty | Refusal> {
  const named = z.safeParse(NamedSchema, params);
  const key = await register.linkKey.known();
  if (!named.success || key === undefined) return NO_SUCH_LINK;
  const { seal, ...ref } = named.data;
  if (!isSealOf(seal, key, partsOf(ref))) return NO_SUCH_LINK;
  const record = await register.directives.directive(ref.directiveId);
  const obligation = record && obligationOf(record.directive, ref.obligationId);
  const place = obligation && placeOf(record, obligation);
  const duty = place && (await register.duties.duty(ref, place));
  return duty ? { record, obligation, place, ref, duty } : NO_SUCH_LINK;
}

/** The unit says by a letter's link that it has received what is asked of it; said twice it is said once. */
export async function acknowledge(asking: Asking, effects: Uses & NotesAcknowledged): Promise<void | Refusal> {
  const found = await findByLink(asking, effects);
  if (isRefusal(found)) return found;
  await noteAcknowledged(found, asking.receivedAt, effects);
}

const partsOf = ({ directiveId, obligationId, unitId }: DutyRef) => ["received", directiveId, obligationId, unitId];

const NO_SUCH_LINK = notFound(
  "This link is not one of ours, or is cut off. Open it from the letter again, or sign in to see the duty.",
  "Đường dẫn này không đúng hoặc bị cắt mất một phần. Đề nghị mở lại từ thư, hoặc đăng nhập để xem nhiệm vụ báo cáo.",
);
