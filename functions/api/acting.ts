import type * as z from "zod/mini";

import type { Duty } from "../domain/duty.ts";
import type { What } from "../domain/parsing.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { json, noContent } from "../http/exchange.ts";
import type { Request } from "../http/exchange.ts";
import { WHAT_WAS_SENT, readBody } from "../http/read-request.ts";
import { dutyView } from "../http/views.ts";
import type { Asking } from "../use-cases/asking.ts";
import type { ReadingEffects, WebEffects } from "../use-cases/effects.ts";
import { findDuty, findDutyRef, refuseUnlessKeeper } from "../use-cases/find-duty.ts";
import type { FoundDuty } from "../use-cases/find-duty.ts";
import type { Operation } from "./operation.ts";

type Acting<Found, S extends z.core.$ZodType, Done> = {
  /** What is acted on, or why the caller may not: asked before the body is read. */
  readonly find: (request: Request, effects: WebEffects) => Promise<Found | Refusal>;
  readonly schema: S;
  /** @default “What was sent” */
  readonly what?: What;
  /** The use case. */
  readonly act: (found: Found, given: z.output<S>, asking: Asking, effects: WebEffects) => Promise<Done | Refusal>;
  /** What was done, as the API shows it. */
  readonly view: (done: Done, request: Request, effects: WebEffects) => unknown;
  readonly status?: 201;
  /** Whether a body that is left out is an empty one. */
  readonly mayBeLeftOut?: true;
  /** How it is asked for a preview, if there is one: `readPreview`. */
  readonly isPreview?: (request: Request) => boolean | Refusal;
};

/** Runs an act: finds what it is on, reads what is given by the schema, does it, and shows what came of it. */
export function acting<Found, S extends z.core.$ZodType, Done>({
  find,
  schema,
  what = WHAT_WAS_SENT,
  act,
  view,
  status,
  mayBeLeftOut,
  isPreview,
}: Acting<Found, S, Done>): Operation<WebEffects>["run"] {
  return async (request, effects) => {
    const found = await find(request, effects);
    if (isRefusal(found)) return found;
    const given = readBody(mayBeLeftOut && request.body === "" ? { ...request, body: "{}" } : request, schema, what);
    if (isRefusal(given)) return given;
    const preview = isPreview?.(request);
    if (isRefusal(preview)) return preview;
    const done = await act(found, given, { ...request, ...(preview && { preview }) }, effects);
    return isRefusal(done) ? done : json(await view(done, request, effects), status);
  };
}

type As = Parameters<typeof findDuty>[2];

/** The duty that the path names, for those who may act on it so. */
export const dutyFor =
  (as: As) =>
  (request: Request, effects: WebEffects): ReturnType<typeof findDuty> =>
    findDuty(request, effects, as);

/** As `dutyFor`, without reading the duty, nor whether its date was moved. */
export const dutyRefFor =
  (as: As) =>
  (request: Request, effects: WebEffects): ReturnType<typeof findDutyRef> =>
    findDutyRef(request, effects, as, { lastKnown: true });

/** Answers a question of a duty, of those who may read it. */
export function asking<E extends ReadingEffects>(
  view: (found: FoundDuty, request: Request, effects: E) => Promise<object | Refusal>,
): Operation<E>["run"] {
  return async (request, effects) => {
    const found = await findDuty(request, effects, "reader");
    if (isRefusal(found)) return found;
    const answer = await view(found, request, effects);
    return isRefusal(answer) ? answer : json(answer);
  };
}

/** A duty as it is after an act on it. */
export async function dutyAfter(duty: Duty, { receivedAt: now }: Request, { register }: WebEffects) {
  return dutyView(duty, { now, calendar: await register.calendar.current(now) });
}

/** For whoever keeps the register; there is nothing to be found first. */
export const forKeepers = async (request: Request, effects: WebEffects): Promise<Refusal | undefined> =>
  refuseUnlessKeeper(request, effects);

/** Runs what is asked by whoever keeps the register. */
export function keeping(run: Operation<WebEffects>["run"]): Operation<WebEffects>["run"] {
  return async (request, effects) => refuseUnlessKeeper(request, effects) ?? run(request, effects);
}

/** The answer to what leaves nothing to be shown. */
export const doneOr = (refusal: Refusal | undefined) => refusal ?? noContent;
