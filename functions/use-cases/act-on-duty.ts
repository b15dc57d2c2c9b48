import * as z from "zod/mini";

import { LocalDateSchema } from "../domain/instant.ts";
import type { Act } from "../domain/moves.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { filled } from "../domain/text.ts";
import { json } from "../http/exchange.ts";
import type { Answer, Handler, Request } from "../http/exchange.ts";
import type { WebEffects } from "./effects.ts";
import { WHAT_WAS_SENT, readBody } from "../http/read-request.ts";
import { dutyView } from "../http/views.ts";
import { carryOut } from "./apply-transition.ts";
import { findDuty } from "./find-duty.ts";

export const ReturnSchema = z.strictObject({ before: z.optional(LocalDateSchema), reason: filled(2000) });
export const AcceptSchema = z.strictObject({});
export const ExtensionSchema = z.strictObject({
  before: LocalDateSchema,
  reason: filled(500),
  approvedBy: filled(200),
  documentNumber: filled(100),
});
export const ExemptionSchema = z.strictObject({ reason: filled(500) });
export const ReasonSchema = z.strictObject({ text: filled(500), promisedOn: z.optional(LocalDateSchema) });

/** The supervisor sends a report back, with what is missing and, if it is given, a date for the supplement. */
export const returnReport: Handler = (request, effects) =>
  act(request, effects, { as: "supervisor", schema: ReturnSchema, to: (body) => ({ act: "return", ...body }) });

/** The supervisor accepts a report: then it is closed to both sides, until it is returned. */
export const acceptReport: Handler = (request, effects) =>
  act(request, effects, { as: "supervisor", schema: AcceptSchema, to: () => ({ act: "accept" }) });

/** The supervisor gives one duty a later date. */
export const extendDuty: Handler = (request, effects) =>
  act(request, effects, { as: "supervisor", schema: ExtensionSchema, to: (body) => ({ act: "extend", ...body }) });

/** The supervisor frees a unit from a report. */
export const exemptDuty: Handler = (request, effects) =>
  act(request, effects, { as: "supervisor", schema: ExemptionSchema, to: (body) => ({ act: "exempt", ...body }) });

/** A unit says why it will be late, and when it means to file; or the supervisor notes what it was told. */
export const stateReason: Handler = (request, effects) =>
  act(request, effects, { as: "unit-or-supervisor", schema: ReasonSchema, to: (body) => ({ act: "reason", ...body }) });

type Acting<S extends z.core.$ZodType> = {
  readonly as: Parameters<typeof findDuty>[2];
  readonly schema: S;
  readonly to: (body: z.output<S>) => Act;
};

async function act<S extends z.core.$ZodType>(
  request: Request,
  effects: WebEffects,
  { as, schema, to }: Acting<S>,
): Promise<Answer | Refusal> {
  const found = await findDuty(request, effects, as);
  if (isRefusal(found)) return found;
  const body = readBody({ ...request, body: request.body === "" ? "{}" : request.body }, schema, WHAT_WAS_SENT);
  if (isRefusal(body)) return body;
  const after = await carryOut(found, to(body), request, effects);
  return isRefusal(after) ? after : json(dutyView(after, request.receivedAt));
}
