import { conflict } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { DirectiveDraft } from "../store/entering.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";

/** What one item of the register holds, with room for the rest of it. */
const MOST_BYTES = 300_000;

export type DraftGiven = Pick<DirectiveDraft, "of" | "form" | "basedOn">;

/**
 * Keeps a directive as it stands on its writer's form, before it is one. A page that was drawn from the version before the
 * last is the same writer's, who loaded it while the last was being saved: it takes that version's place. Others that were
 * left open in another tab do not.
 */
export async function keepDirectiveDraft(
  { of, form, basedOn }: DraftGiven,
  { caller, receivedAt }: Pick<Asking, "caller" | "receivedAt">,
  { register: { entering } }: Pick<WebEffects, "register">,
): Promise<DirectiveDraft | Refusal> {
  if (Buffer.byteLength(form) > MOST_BYTES) return TOO_LONG;
  const person = caller.principal;
  const present = await entering.draft(person, of);
  if (present?.form === form) return present;
  if (basedOn !== (present?.version ?? 0) && basedOn !== present?.basedOn) return ANOTHER_TAB;
  const saved = { of, form, basedOn, version: (present?.version ?? 0) + 1, savedAt: receivedAt };
  return (await entering.saveDraft(person, saved)) ? saved : ANOTHER_TAB;
}

const ANOTHER_TAB = conflict(
  "This was not kept: it was saved, discarded or changed in another tab meanwhile. Load the page again to see how it stands.",
  "Chưa lưu: văn bản đang soạn đã được lưu, bỏ hoặc sửa ở một thẻ khác. Đề nghị tải lại trang để xem bản mới nhất.",
);

const TOO_LONG = conflict(
  `This was not kept: a directive that is being entered may have ${MOST_BYTES} bytes.`,
  "Chưa lưu: văn bản đang soạn quá dài. Đề nghị rút gọn, hoặc nhập từ tệp.",
);
