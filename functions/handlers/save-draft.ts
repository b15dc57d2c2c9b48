import * as z from "zod/mini";

import { formatInstant } from "../domain/instant.ts";
import { move } from "../domain/moves.ts";
import { conflict, invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { DraftSchema, unknownIdFaults } from "../domain/submission.ts";
import { tallyChange } from "../domain/tally.ts";
import { json } from "../http/exchange.ts";
import type { Answer, Request, WebEffects } from "../http/exchange.ts";
import { readBody } from "../http/read-request.ts";
import type { SavedDraft } from "../store/filings.ts";
import { afterTheTurn } from "./after-the-turn.ts";
import { findDuty } from "./find-duty.ts";

/** A draft, and the version that it was made from: without one, it is saved over whatever is there. */
export const SaveDraftSchema = z.extend(DraftSchema, { basedOn: z.optional(z.int().check(z.gte(0))) });

/** Saves a unit's draft. Saving is not filing: reminders go on. */
export async function saveDraft(request: Request, effects: WebEffects): Promise<Answer | Refusal> {
  const found = await findDuty(request, effects, "unit");
  if (isRefusal(found)) return found;
  const body = readBody(request, SaveDraftSchema, "The draft");
  if (isRefusal(body)) return body;
  const { basedOn, ...draft } = body;
  const faults = unknownIdFaults(draft, found.obligation);
  if (faults.length > 0) return invalid("The draft does not fit the outline.", faults);
  const next = move(found.duty, { act: "draft" }, request.receivedAt);
  if (isRefusal(next)) return next;

  const { register, queues } = effects;
  const present = await register.filings.draft(found.ref);
  if (basedOn !== undefined && basedOn !== (present?.version ?? 0)) return overtaken(present);
  const saved: SavedDraft = {
    draft,
    version: (present?.version ?? 0) + 1,
    savedAt: request.receivedAt,
    savedBy: request.caller.principal,
  };
  if (!(await register.filings.saveDraft(found.ref, saved))) return overtaken(await register.filings.draft(found.ref));
  // Lost to another move, the state needs no draft any more; the draft itself is kept.
  if (next.state !== found.duty.state && (await register.duties.turn(found.duty, next, found.shards))) {
    const { directiveId, obligationId } = found.ref;
    const change = tallyChange(found.duty, next);
    await afterTheTurn(() => queues.post([{ kind: "count", directiveId, obligationId, change }]));
  }
  return json({ state: next.state, ...draftView(saved) });
}

/** A saved draft as the API shows it. */
export function draftView({ draft, version, savedAt, savedBy }: SavedDraft) {
  return { draft, version, savedAt: formatInstant(savedAt), savedBy };
}

function overtaken(other: SavedDraft | undefined): Refusal {
  const who = other
    ? `${other.savedBy} saved version ${other.version} at ${formatInstant(other.savedAt)}`
    : "somebody else saved it";
  return conflict(`The draft was not saved, since ${who} meanwhile; read that version first.`);
}
