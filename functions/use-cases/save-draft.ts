import type { DutyState } from "../domain/duty.ts";
import { formatInstant } from "../domain/instant.ts";
import { moveByUnit } from "../domain/unit-moves.ts";
import { conflict, invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { unknownIdFaults } from "../domain/submission.ts";
import type { Draft } from "../domain/submission.ts";
import { countsChange } from "../domain/counts.ts";
import { formatMinute } from "../domain/vietnamese.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import type { SavedDraft } from "../store/filings.ts";
import { afterCommit } from "./after-commit.ts";
import type { FoundDuty } from "./find-duty.ts";

/** What came of saving a draft: it is kept, or somebody saved another since the version that it was made from. */
export type DraftKept =
  | { readonly saved: SavedDraft; readonly state: DutyState }
  | { readonly overtakenBy: SavedDraft | undefined };

/** A draft as it comes in: with the version that its page was drawn from, and the browser's tab that shows the page. */
export type WrittenDraft = { readonly draft: Draft; readonly basedOn: number | undefined; readonly tab?: string };

/**
 * Saves a unit's draft over the version that it was made from: without one, over whatever is there. Saving is not
 * filing: reminders go on.
 */
export async function saveDraft(
  found: FoundDuty,
  { draft, basedOn, tab }: WrittenDraft,
  request: Asking,
  { register, queues }: WebEffects,
): Promise<DraftKept | Refusal> {
  const faults = unknownIdFaults(draft, found.obligation);
  if (faults.length > 0)
    return invalid("The draft does not fit the outline.", "Bản dự thảo chưa khớp với đề cương.", faults);
  const next = moveByUnit(found.duty, { act: "draft" }, request.receivedAt);
  if (isRefusal(next)) return next;

  const present = await register.filings.draft(found.ref);
  const { principal } = request.caller;
  const over = basedOn === undefined || basedOn === (present?.version ?? 0);
  if (!over && !isOfSameTab(present, { basedOn, tab, savedBy: principal })) return { overtakenBy: present };
  const saved: SavedDraft = {
    draft,
    version: (present?.version ?? 0) + 1,
    savedAt: request.receivedAt,
    savedBy: principal,
    ...(tab !== undefined && { tab, madeFrom: basedOn ?? 0 }),
  };
  if (!(await register.filings.saveDraft(found.ref, saved)))
    return { overtakenBy: await register.filings.draft(found.ref) };
  // Lost to another move, the state needs no draft any more; the draft itself is kept.
  if (next.state !== found.duty.state && (await register.duties.transition(found.duty, next, found.place))) {
    const { directiveId, obligationId, unitId } = found.ref;
    const moved = { unitId, shards: found.place.shards };
    const change = countsChange(found.duty, next);
    await afterCommit(() => queues.count({ directiveId, obligationId, change, moved }));
  }
  return { saved, state: next.state };
}

/**
 * Whether all that was saved since the page was drawn was written in the same tab, by the same person: it was reloaded while
 * its draft was on the way, or never heard what came of it. What lies between `madeFrom` and the present version is of one
 * tab. Its pages are numbered: an earlier one, whose draft comes late, is not put over a later one.
 */
function isOfSameTab(
  present: SavedDraft | undefined,
  { basedOn, tab = "", savedBy }: { basedOn: number; tab: string | undefined; savedBy: string },
): boolean {
  if (present?.savedBy !== savedBy || present.madeFrom === undefined || present.madeFrom > basedOn) return false;
  const [[name, page], [now, later]] = [tabOf(present.tab), tabOf(tab)];
  return name !== "" && name === now && page <= later;
}

function tabOf(tab = ""): readonly [name: string, page: number] {
  const [name = "", page] = tab.split(".");
  return [name, Number(page)];
}

/** That a draft was not saved, since somebody else saved another. */
export function overtaken(other: SavedDraft | undefined): Refusal {
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
