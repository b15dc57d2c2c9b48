import * as z from "zod/mini";

import type { Duty } from "../domain/duty.ts";
import { LocalDateSchema } from "../domain/instant.ts";
import { lazyStrictObject } from "../domain/lazy-object.ts";
import type { Refusal } from "../domain/refusal.ts";
import { filled } from "../domain/text.ts";
import { applyTransition } from "./apply-transition.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import type { FoundDuty } from "./find-duty.ts";

export const ReturnSchema = lazyStrictObject(() => ({ before: z.optional(LocalDateSchema), reason: filled(2000) }));
export const AcceptSchema = z.strictObject({});
export const ExtensionSchema = lazyStrictObject(() => ({
  before: LocalDateSchema,
  reason: filled(500),
  approvedBy: filled(200),
  documentNumber: filled(100),
}));
export const ExemptionSchema = lazyStrictObject(() => ({ reason: filled(500) }));
export const ReasonSchema = lazyStrictObject(() => ({ text: filled(500), promisedOn: z.optional(LocalDateSchema) }));

/** An act on a duty that was found: the duty as it is then. */
export type ActOnDuty<Given> = (
  found: FoundDuty,
  given: Given,
  asking: Asking,
  effects: WebEffects,
) => Promise<Duty | Refusal>;

/** The supervisor sends a report back, with what is missing and, if it is given, a date for the supplement. */
export const returnReport: ActOnDuty<z.output<typeof ReturnSchema>> = (found, given, asking, effects) =>
  applyTransition(found, { act: "return", ...given }, asking, effects);

/** The supervisor accepts a report: then it is closed to both sides, until it is returned. */
export const acceptReport: ActOnDuty<unknown> = (found, _given, asking, effects) =>
  applyTransition(found, { act: "accept" }, asking, effects);

/** The supervisor gives one duty a later date. */
export const extendDuty: ActOnDuty<z.output<typeof ExtensionSchema>> = (found, given, asking, effects) =>
  applyTransition(found, { act: "extend", ...given }, asking, effects);

/** The supervisor frees a unit from a report. */
export const exemptDuty: ActOnDuty<z.output<typeof ExemptionSchema>> = (found, given, asking, effects) =>
  applyTransition(found, { act: "exempt", ...given }, asking, effects);

/** A unit says why it will be late, and when it means to file; or the supervisor notes what it was told. */
export const stateReason: ActOnDuty<z.output<typeof ReasonSchema>> = (found, given, asking, effects) =>
  applyTransition(found, { act: "reason", ...given }, asking, effects);
