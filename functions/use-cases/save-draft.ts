import * as z from "zod/mini";

import type { DutyState } from "../domain/duty.ts";
import { formatInstant } from "../domain/instant.ts";
import { move } from "../domain/moves.ts";
import { conflict, invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { DraftSchema, unknownIdFaults } from "../domain/submission.ts";
import type { Draft } from "../domain/submission.ts";
import { tallyChange } from "../domain/counts.ts";
import { formatMinute } from "../domain/vietnamese.ts";
import { json } from "../http/exchange.ts";
import type { Answer, Request } from "../http/exchange.ts";
import type { WebEffects } from "./effects.ts";
import { readBody } from "../http/read-request.ts";
import type { SavedDraft } from "../store/filings.ts";
import { afterCommit } from "./after-commit.ts";
import { findDuty } from "./find-duty.ts";
import type { FoundDuty } from "./find-duty.ts";

/** A draft, and the version that it was made from: without one, it is saved over whatever is there. */
export const SaveDraftSchema = z.extend(DraftSchema, { basedOn: z.optional(z.int().check(z.gte(0))) });

/** Saves a unit's draft. Saving is not filing: reminders go on. */
export async function saveDraft(request: Request, effects: WebEffects): Promise<Answer | Refusal> {
  const found = await findDuty(request, effects, "unit");
  if (isRefusal(found)) return found;
  const body = readBody(request, SaveDraftSchema, { en: "The draft", vi: "Bản dự thảo" });
  if (isRefusal(body)) return body;
  const { basedOn, ...draft } = body;
  const kept = await keepDraft(found, { draft, basedOn }, request, effects);
  if (isRefusal(kept)) return kept;
  return "saved" in kept ? json({ state: kept.state, ...draftView(kept.saved) }) : overtaken(kept.overtakenBy);
}

/** What came of saving a draft: it is kept, or somebody saved another since the version that it was made from. */
export type DraftKept =
  | { readonly saved: SavedDraft; readonly state: DutyState }
  | { readonly overtakenBy: SavedDraft | undefined };

/** Saves a draft of a duty over the version that it was made from. */
export async function keepDraft(
  found: FoundDuty,
  { draft, basedOn }: { draft: Draft; basedOn: number | undefined },
  request: Request,
  { register, queues }: WebEffects,
): Promise<DraftKept | Refusal> {
  const faults = unknownIdFaults(draft, found.obligation);
  if (faults.length > 0)
    return invalid("The draft does not fit the outline.", "Bản dự thảo chưa khớp với đề cương.", faults);
  const next = move(found.duty, { act: "draft" }, request.receivedAt);
  if (isRefusal(next)) return next;

  const present = await register.filings.draft(found.ref);
  if (basedOn !== undefined && basedOn !== (present?.version ?? 0)) return { overtakenBy: present };
  const saved: SavedDraft = {
    draft,
    version: (present?.version ?? 0) + 1,
    savedAt: request.receivedAt,
    savedBy: request.caller.principal,
  };
  if (!(await register.filings.saveDraft(found.ref, saved)))
    return { overtakenBy: await register.filings.draft(found.ref) };
  // Lost to another move, the state needs no draft any more; the draft itself is kept.
  if (next.state !== found.duty.state && (await register.duties.turn(found.duty, next, found.shards))) {
    const { directiveId, obligationId } = found.ref;
    const change = tallyChange(found.duty, next);
    await afterCommit(() => queues.count({ directiveId, obligationId, change }));
  }
  return { saved, state: next.state };
}

/** A saved draft as the API shows it. */
export function draftView({ draft, version, savedAt, savedBy }: SavedDraft) {
  return { draft, version, savedAt: formatInstant(savedAt), savedBy };
}

function overtaken(other: SavedDraft | undefined): Refusal {
  const who = other
    ? `${other.savedBy} saved version ${other.version} at ${formatInstant(other.savedAt)}`
    : "somebody else saved it";
  const ai = other
    ? `${other.savedBy} đã lưu bản số ${other.version} lúc ${formatMinute(other.savedAt)}`
    : "người khác đã lưu một bản khác";
  return conflict(
    `The draft was not saved, since ${who} meanwhile; read that version first.`,
    `Bản dự thảo chưa được lưu, vì trong lúc đó ${ai}; đề nghị xem bản đó trước.`,
  );
}
