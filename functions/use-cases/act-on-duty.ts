import * as z from "zod/mini";

import type { Duty } from "../domain/duty.ts";
import { LocalDateSchema } from "../domain/instant.ts";
import { lazyStrictObject } from "../domain/lazy-object.ts";
import type { Refusal } from "../domain/refusal.ts";
import { filled } from "../domain/text.ts";
import { moveByUnit } from "../domain/unit-moves.ts";
import { applyDecided, applyTransition } from "./apply-transition.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import type { FoundDuty } from "./find-duty.ts";
import {
  ONE_DEADLINE,
  deadlineGiven,
  deadlineIn,
  isOneDeadline,
  isOneDeadlineAtMost,
  writtenDeadline,
} from "../domain/deadline.ts";
import { said } from "../domain/message.ts";
import type { Act } from "../domain/moves.ts";

const oneDeadline = { error: said(ONE_DEADLINE.en, ONE_DEADLINE.vi), path: ["before"] };

export const ReturnSchema = lazyStrictObject(() => ({ ...writtenDeadline, reason: filled(2000) })).check(
  z.refine(isOneDeadlineAtMost, oneDeadline),
);
export const AcceptSchema = z.strictObject({});
export const ExtensionSchema = lazyStrictObject(() => ({
  ...writtenDeadline,
  reason: filled(500),
  approvedBy: filled(200),
  documentNumber: filled(100),
})).check(z.refine(isOneDeadline, oneDeadline));
export const ExemptionSchema = lazyStrictObject(() => ({ reason: filled(500) }));
export const ReinstatementSchema = lazyStrictObject(() => ({ ...writtenDeadline, reason: filled(500) })).check(
  z.refine(isOneDeadlineAtMost, oneDeadline),
);
export const ReasonSchema = lazyStrictObject(() => ({ text: filled(500), promisedOn: z.optional(LocalDateSchema) }));

/** An act on a duty that was found: the duty as it is then. */
export type ActOnDuty<Given> = (
  found: FoundDuty,
  given: Given,
  asking: Asking,
  effects: WebEffects,
) => Promise<Duty | Refusal>;

/** The act that a return asks for. */
export function returning({ reason, ...written }: z.output<typeof ReturnSchema>): Act & { act: "return" } {
  return { act: "return", deadline: deadlineGiven(written), reason };
}

/** The act that a reinstatement asks for. */
export function reinstating({ reason, ...written }: z.output<typeof ReinstatementSchema>): Act & { act: "reinstate" } {
  return { act: "reinstate", deadline: deadlineGiven(written), reason };
}

/** The act that an extension asks for. */
export function extending({ before, by, ...given }: z.output<typeof ExtensionSchema>): Act & { act: "extend" } {
  return { act: "extend", deadline: deadlineIn({ before, by }), ...given };
}

/** The supervisor sends a report back, with what is missing and, if it is given, a date for the supplement. */
export const returnReport: ActOnDuty<z.output<typeof ReturnSchema>> = (found, given, asking, effects) =>
  applyTransition(found, returning(given), asking, effects);

/** The supervisor accepts a report: then it is closed to both sides, until it is returned. */
export const acceptReport: ActOnDuty<unknown> = (found, _given, asking, effects) =>
  applyTransition(found, { act: "accept" }, asking, effects);

/** The supervisor gives one duty a later date. */
export const extendDuty: ActOnDuty<z.output<typeof ExtensionSchema>> = (found, given, asking, effects) =>
  applyTransition(found, extending(given), asking, effects);

/** The supervisor frees a unit from a report. */
export const exemptDuty: ActOnDuty<z.output<typeof ExemptionSchema>> = (found, given, asking, effects) =>
  applyTransition(found, { act: "exempt", ...given }, asking, effects);

/** The supervisor asks again for a report that a unit was freed from. */
export const reinstateDuty: ActOnDuty<z.output<typeof ReinstatementSchema>> = (found, given, asking, effects) =>
  applyTransition(found, reinstating(given), asking, effects);

/** A unit says why it will be late, and when it means to file; or the supervisor notes what it was told. */
export const stateReason: ActOnDuty<z.output<typeof ReasonSchema>> = (found, given, asking, effects) =>
  applyDecided(found, { act: "reason", ...given }, asking, effects, moveByUnit);
