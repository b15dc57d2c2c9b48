import { countsChange } from "../domain/counts.ts";
import type { Counts } from "../domain/counts.ts";
import { asWritten, previousAsWritten } from "../domain/deadline.ts";
import { movesUpTo } from "../domain/directive-record.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import { isOpen } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import type { EpochMs } from "../domain/instant.ts";
import { isOwnLadder } from "../domain/ladder-number.ts";
import { ladderFor } from "../domain/ladder.ts";
import { plannedRuns } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import { follow, isBehind } from "../domain/obligation-date.ts";
import type { ReadingEffects } from "./effects.ts";
import type { FoundObligation } from "./found.ts";

/** A duty that goes with its obligation, as that stands now; what that does to the counts, and the milestones of its own that it needs. */
export type Followed = { readonly duty: Duty; readonly change: Counts; readonly runs: readonly MilestoneRun[] };

/**
 * Writes down that a duty goes by the date that its obligation was moved to, or that it was withdrawn with its directive: its
 * history, its milestones if it keeps a date of its own, and the duty last, on condition that it has not moved meanwhile.
 * Whoever acts on a duty or writes to it does so first, so that nobody has to wait until all have been gone through.
 * @param readAt an instant before the duty was read: whoever stood still since then takes nothing for what a crash left
 * @returns nothing when somebody else acted on the duty at the same moment: to be read again.
 */
export async function followDate(
  written: Duty,
  { record, obligation, place }: FoundObligation,
  { register }: Pick<ReadingEffects, "register">,
  readAt: EpochMs,
): Promise<Followed | undefined> {
  const move = record.moves[obligation.id];
  const what = happenedTo(record, obligation.id, written);
  if (!isBehind(written, place) || !what) return { duty: written, change: {}, runs: [] };
  const duty = { ...follow(written, place), sequence: written.sequence + 1 };
  const { directiveId, obligationId, unitId, ladder, deadline } = duty;
  // Of one that is filed, too: returned by the same date, it is reminded by these.
  const runs =
    ladder === written.ladder || !isOwnLadder(ladder) || duty.state === "withdrawn" || !move
      ? []
      : plannedRuns(
          { directiveId, obligationId, unitId, ladder, deadline, plannedBy: move.attempt },
          ladderFor(await register.calendar.latest(), { directive: record.directive, obligation, deadline }),
          move.movedAt,
        );
  const entry = { ...what, sequence: duty.sequence, from: written.state, to: duty.state };
  if (!(await register.filings.prepareHistory(duty, entry, readAt))) return undefined;
  await register.runs.replan(runs);
  if (!(await register.duties.transition(written, duty, place))) return undefined;
  return { duty, change: countsChange(written, duty), runs };
}

/** What an open duty goes with: the withdrawal, which takes in whatever was moved before it, or the last move of the date. */
function happenedTo({ moves, withdrawal }: DirectiveRecord, obligationId: string, duty: Duty) {
  if (withdrawal && isOpen(duty)) {
    const { attempt, at, by, reason, documentNumber } = withdrawal;
    return { attempt, at, by, act: "withdraw", details: { reason, documentNumber } };
  }
  const move = moves[obligationId];
  if (!move) return undefined;
  const { attempt, movedAt, by, deadline, reason, documentNumber, approvedBy } = move;
  // Of several that it takes account of at once, the date before the first.
  const { previous } = movesUpTo(move).at(duty.follows - move.moved) ?? move;
  const details = {
    ...asWritten(deadline),
    ...previousAsWritten(previous),
    reason,
    documentNumber,
    ...(approvedBy ? { approvedBy } : {}),
  };
  return { attempt, at: movedAt, by, act: "move-date", details };
}
