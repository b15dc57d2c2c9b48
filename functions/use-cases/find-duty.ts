import { actsFor, isKnown, keepsRegister, readsLists, supervises } from "../domain/access.ts";
import { placeOf } from "../domain/directive-record.ts";
import { follow } from "../domain/obligation-date.ts";
import { obligationOf } from "../domain/directive.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import { forbidden, isRefusal, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Asking } from "./asking.ts";
import type { ReadingEffects } from "./effects.ts";
import * as z from "zod/mini";
import { toActOn } from "./duty-to-act-on.ts";
import { obligationRefOf } from "./found.ts";
import type { FoundDuty, FoundDutyRef, FoundObligation } from "./found.ts";

export type { FoundDuty, FoundDutyRef, FoundObligation } from "./found.ts";
export { obligationRefOf } from "./found.ts";

/** What a caller has to be to a duty. */
type As = "reader" | "unit" | "supervisor" | "unit-or-supervisor";

/** The issued obligation that a path names, or 404: for those who read its lists. */
export async function findObligation(request: Asking, effects: ReadingEffects): Promise<FoundObligation | Refusal> {
  const found = await lookUp(request, effects);
  return found && readsLists(request.caller, found.obligation, effects.homeUnit) ? found : NO_OBLIGATION;
}

/**
 * The same, and what else is read of it at that moment: as of a duty, this function knows already who may see it and where it
 * lies, and reads that beside the date in force.
 */
export async function findObligationWith<T>(
  request: Asking,
  effects: ReadingEffects,
  read: (found: FoundObligation) => Promise<T>,
): Promise<(FoundObligation & { readonly beside: T }) | Refusal> {
  const known = await lookUp(request, effects, true);
  if (!known || !readsLists(request.caller, known.obligation, effects.homeUnit)) return NO_OBLIGATION;
  const [found, beside] = await Promise.all([lookUp(request, effects), read(known)]);
  return found ? { ...found, beside } : NO_OBLIGATION;
}

/** The obligation that a path names, for its supervisor; whoever else reads its lists hears that it is not his. */
export async function findSupervised(request: Asking, effects: ReadingEffects): Promise<FoundObligation | Refusal> {
  const found = await findObligation(request, effects);
  if (isRefusal(found) || supervises(request.caller, found.obligation)) return found;
  return SUPERVISOR_ONLY;
}

/**
 * The duty that a path names, without reading it. A duty that the caller may not see, or that does not exist,
 * is 404 alike; one that he sees but may not act on is 403.
 * @param lastKnown by the date that this function saw last, which costs no read: for what is written on condition of it
 */
export async function findDutyRef(
  request: Asking,
  effects: ReadingEffects,
  as: As,
  { lastKnown = false }: { readonly lastKnown?: boolean } = {},
): Promise<FoundDutyRef | Refusal> {
  const unitId = z.safeParse(UnitIdSchema, request.params["unitId"]);
  const found = await lookUp(request, effects, lastKnown);
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
export const findDuty = (request: Asking, effects: ReadingEffects, as: As): Promise<FoundDuty | Refusal> =>
  findDutyWith(request, effects, as, async () => undefined);

/**
 * The same, and what else is read of it at that moment. What was issued changes in nothing but its dates: so this function
 * knows already who may see the duty and where it lies, and reads it beside the date in force.
 */
export async function findDutyWith<T>(
  request: Asking,
  effects: ReadingEffects,
  as: As,
  read: (found: FoundDutyRef) => Promise<T>,
): Promise<(FoundDuty & { readonly beside: T }) | Refusal> {
  const known = await findDutyRef(request, effects, as, { lastKnown: true });
  if (isRefusal(known)) return known;
  const readAt = effects.clock.now();
  const [found, written, beside] = await Promise.all([
    inForce(known, effects),
    effects.register.duties.writtenDuty(known.ref, known.place),
    read(known),
  ]);
  if (!written) return NO_DUTY;
  const duty = as === "reader" ? follow(written, found.place) : await toActOn(written, found, effects, readAt);
  return duty ? { ...found, duty, beside } : NO_DUTY;
}

const NO_OBLIGATION = notFound(
  "There is no such obligation, or it is not yours to see.",
  "Không có yêu cầu báo cáo này, hoặc đơn vị không được xem.",
);

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
  { register }: Pick<ReadingEffects, "register">,
  lastKnown = false,
): Promise<FoundObligation | undefined> {
  const { directive, directiveLastKnown } = register.directives;
  const record = await (lastKnown ? directiveLastKnown : directive)(params["directiveId"] ?? "");
  const obligation = record && obligationOf(record.directive, params["obligationId"] ?? "");
  return record && obligation && record.status === "issued"
    ? { record, obligation, place: placeOf(record, obligation) }
    : undefined;
}

/** The same duty by the date of its obligation that is in force. */
export async function inForce(
  found: FoundDutyRef,
  { register }: Pick<ReadingEffects, "register">,
): Promise<FoundDutyRef> {
  const { directiveId, obligationId } = found.ref;
  const now = await lookUp({ params: { directiveId, obligationId } }, { register });
  return now ? { ...now, ref: found.ref } : found;
}
