import { keepsRegister } from "../domain/access.ts";
import type { Directive } from "../domain/directive.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import { planFaults, planOf } from "../domain/plan.ts";
import type { Plan } from "../domain/plan.ts";
import { conflict, invalid, notFound } from "../domain/refusal.ts";
import type { Fault, Refusal } from "../domain/refusal.ts";
import type { LastEntered } from "../store/entering.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";

/** Enters a directive that is being prepared; entered again before it is issued, it is replaced. */
export async function enterDirective(
  directive: Directive,
  { caller, receivedAt }: Pick<Asking, "caller" | "receivedAt">,
  { register }: WebEffects,
): Promise<DirectiveRecord | Refusal> {
  const faults = planFaults(directive, await register.units.allUnits());
  if (faults.length > 0) return notToBeCarriedOut(faults);
  if (!(await register.directives.createDirective(directive, receivedAt))) {
    return conflict(
      `A directive ${directive.id} has been issued already, and what has been issued is not changed.`,
      `Nhiệm vụ theo văn bản chỉ đạo ${directive.id} đã được giao, nên văn bản không sửa được nữa.`,
    );
  }
  await register.entering.keepLast(caller.principal, lastOf(directive));
  return { directive, status: "draft", createdAt: receivedAt, shards: {}, moves: {} };
}

/** The directive that a path names, if the caller may see it: one not issued yet is for whoever keeps the register. */
export async function findDirective(asking: Asking, effects: WebEffects): Promise<DirectiveRecord | Refusal> {
  const record = await effects.register.directives.directive(asking.params["directiveId"] ?? "");
  return record && maySeeDirective(record, asking, effects) ? record : NO_DIRECTIVE;
}

/** What whoever entered it is asked next time only to look at. */
function lastOf({ number, issuer, contact, obligations: [first] }: Directive): LastEntered {
  return {
    number,
    issuer,
    ...(first && { receiver: first.receiver }),
    ...(first?.onBehalfOf !== undefined && { onBehalfOf: first.onBehalfOf }),
    ...(contact && { contact }),
  };
}

export type PlanAsked = { readonly record: DirectiveRecord; readonly issueAt: EpochMs; readonly plan: Plan };

/** Dry run: every letter that would go out if nobody filed, to whom and when. Nothing is written. */
export async function planDirective(
  record: DirectiveRecord,
  { receivedAt }: Pick<Asking, "receivedAt">,
  { register }: WebEffects,
): Promise<PlanAsked | Refusal> {
  const { directive } = record;
  const [units, calendar] = await Promise.all([register.units.allUnits(), register.calendar.latest()]);
  const faults = planFaults(directive, units);
  if (faults.length > 0) return notToBeCarriedOut(faults);
  const issueAt = record.issuedAt ?? receivedAt;
  return { record, issueAt, plan: planOf(directive, units, calendar, issueAt) };
}

export const NO_DIRECTIVE = notFound(
  "There is no such directive, or it is not yours to see.",
  "Không có văn bản chỉ đạo này, hoặc đơn vị không được xem.",
);

const notToBeCarriedOut = (faults: readonly Fault[]): Refusal =>
  invalid("The directive cannot be carried out as it stands.", "Văn bản chỉ đạo chưa thực hiện được.", faults);

/** Whether a directive is shown to somebody whom the register knows. */
export function maySeeDirective(
  { status }: DirectiveRecord,
  { caller }: Pick<Asking, "caller">,
  { homeUnit }: WebEffects,
): boolean {
  return status === "issued" || keepsRegister(caller, homeUnit);
}
