import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { refuseWithdrawn } from "../../domain/withdrawal.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import type { Visit } from "../visit.ts";

type Find<Found> = (visit: Visit, effects: WebEffects) => Promise<Found | Refusal>;

/**
 * What a form is about, while its directive stands: one that could only be refused is not shown. One that was sent is answered by its
 * act, which may have been done before the withdrawal.
 */
export function whileItStands<Found>(
  find: Find<Found>,
  recordOf: (found: Found) => Pick<DirectiveRecord, "withdrawal">,
): Find<Found> {
  return async (visit, effects) => {
    const found = await find(visit, effects);
    if (isRefusal(found) || visit.form.has("seal")) return found;
    const { withdrawal } = recordOf(found);
    return withdrawal ? refuseWithdrawn(withdrawal) : found;
  };
}
