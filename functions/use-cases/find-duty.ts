import { actsFor, isKnown, keepsRegister, readsLists, supervises } from "../domain/access.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import { shardsOf } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import type { Obligation } from "../domain/directive.ts";
import type { Duty } from "../domain/duty.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import type { DutyRef, ObligationRef } from "../domain/ids.ts";
import { forbidden, isRefusal, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Asking } from "./asking.ts";
import type { ReadingEffects } from "./effects.ts";
import * as z from "zod/mini";

export type FoundObligation = {
  readonly record: DirectiveRecord;
  readonly obligation: Obligation;
  readonly shards: number;
};
export type FoundDutyRef = FoundObligation & { readonly ref: DutyRef };
export type FoundDuty = FoundDutyRef & { readonly duty: Duty };

export function obligationRefOf({ record, obligation }: FoundObligation): ObligationRef {
  return { directiveId: record.directive.id, obligationId: obligation.id };
}

/** What a caller has to be to a duty. */
type As = "reader" | "unit" | "supervisor" | "unit-or-supervisor";

/** The issued obligation that a path names, or 404: for those who read its lists. */
export async function findObligation(request: Asking, effects: ReadingEffects): Promise<FoundObligation | Refusal> {
  const found = await lookUp(request, effects);
  if (!found || !readsLists(request.caller, found.obligation, effects.homeUnit))
    return notFound(
      "There is no such obligation, or it is not yours to see.",
      "Không có yêu cầu báo cáo này, hoặc đơn vị không được xem.",
    );
  return found;
}

/**
 * The duty that a path names, without reading it. A duty that the caller may not see, or that does not exist,
 * is 404 alike; one that he sees but may not act on is 403.
 */
export async function findDutyRef(request: Asking, effects: ReadingEffects, as: As): Promise<FoundDutyRef | Refusal> {
  const unitId = z.safeParse(UnitIdSchema, request.params["unitId"]);
  const found = await lookUp(request, effects);
  if (!found || !unitId.success) return NO_DUTY;
  const { caller } = request;
  const own = actsFor(caller, unitId.data);
  const over = supervises(caller, found.obligation);
  if (!own && !readsLists(caller, found.obligation, effects.homeUnit)) return NO_DUTY;
  const may = { reader: true, unit: own, supervisor: over, "unit-or-supervisor": own || over }[as];
  if (!may)
    return as === "unit"
      ? forbidden(
          "Only the unit's own contacts can do this.",
          "Chỉ người liên hệ của chính đơn vị mới thực hiện được việc này.",
        )
      : SUPERVISOR_ONLY;
  return { ...found, ref: { ...obligationRefOf(found), unitId: unitId.data } };
}

/** The duty that a path names, as it stands. */
export async function findDuty(request: Asking, effects: ReadingEffects, as: As): Promise<FoundDuty | Refusal> {
  const found = await findDutyRef(request, effects, as);
  if (isRefusal(found)) return found;
  const duty = await effects.register.duties.duty(found.ref, found.shards);
  return duty ? { ...found, duty } : NO_DUTY;
}

export const SUPERVISOR_ONLY = forbidden(
  "Only the supervisor, who receives these reports, can do this.",
  "Chỉ cơ quan tổng hợp, nơi nhận các báo cáo này, mới thực hiện được việc này.",
);

export const NO_DUTY = notFound(
  "There is no such duty, or it is not yours to see.",
  "Không có nhiệm vụ báo cáo này, hoặc đơn vị không được xem.",
);

/** Only those who keep the register; others hear that it is not theirs. */
export function refuseUnlessKeeper(request: Pick<Asking, "caller">, { homeUnit }: ReadingEffects): Refusal | undefined {
  return keepsRegister(request.caller, homeUnit)
    ? undefined
    : forbidden(
        "Only the unit that keeps the register can do this.",
        "Chỉ đơn vị quản lý danh bạ và văn bản chỉ đạo mới thực hiện được việc này.",
      );
}

/** Lists of the register are for everybody whom it knows. */
export function refuseUnlessKnown({ caller }: Pick<Asking, "caller">): Refusal | undefined {
  return isKnown(caller)
    ? undefined
    : forbidden("This address, or this system, is on no list of the register.", "Địa chỉ này chưa có trong danh bạ.");
}

async function lookUp(
  { params }: Pick<Asking, "params">,
  { register }: ReadingEffects,
): Promise<FoundObligation | undefined> {
  const record = await register.directives.directive(params["directiveId"] ?? "");
  const obligation = record && obligationOf(record.directive, params["obligationId"] ?? "");
  return record && obligation && record.status === "issued"
    ? { record, obligation, shards: shardsOf(record, obligation) }
    : undefined;
}
