import { actsFor } from "../domain/access.ts";
import type { Attachment } from "../domain/attachment.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import { filedAttachments } from "./find-attachment.ts";
import type { FoundDuty } from "./find-duty.ts";

/** The attachments of a duty: to its own unit all, to others those that were filed. */
export async function listAttachments(
  found: FoundDuty,
  { caller }: Pick<Asking, "caller">,
  effects: Pick<WebEffects, "register">,
): Promise<Attachment[]> {
  const all = await effects.register.attachments.attachments(found.ref);
  if (actsFor(caller, found.ref.unitId)) return all;
  const filed = new Set((await filedAttachments(found, effects)).map(({ id }) => id));
  return all.filter(({ id }) => filed.has(id));
}
