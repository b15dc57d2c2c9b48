import { countsChange } from "../domain/counts.ts";
import type { Counts } from "../domain/counts.ts";
import { asWritten } from "../domain/deadline.ts";
import type { DateMove } from "../domain/directive-record.ts";
import type { Duty } from "../domain/duty.ts";
import { isOwnLadder } from "../domain/ladder-number.ts";
import { ladderFor } from "../domain/ladder.ts";
import { plannedRuns } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import { follow } from "../domain/obligation-date.ts";
import type { ReadingEffects } from "./effects.ts";
import type { FoundObligation } from "./found.ts";

/** A duty that goes by its obligation's date now, what that does to the counts, and the milestones of its own that it needs. */
export type Followed = { readonly duty: Duty; readonly change: Counts; readonly runs: readonly MilestoneRun[] };

/**
 * Writes down that a duty goes by the date that its obligation was moved to: its history, its milestones if it keeps a date
 * of its own, and the duty last, on condition that it has not moved meanwhile. Whoever acts on a duty or writes to it does so
 * first, so that nobody has to wait until all have been gone through.
 * @returns nothing when somebody else acted on the duty at the same moment: to be read again.
 */
export async function followDate(
  written: Duty,
  { record, obligation, place }: FoundObligation,
  { clock, register }: Pick<ReadingEffects, "clock" | "register">,
): Promise<Followed | undefined> {
  const move = record.moves[obligation.id];
  if (move === undefined || written.follows >= move.moved) return { duty: written, change: {}, runs: [] };
  const duty = { ...follow(written, place), sequence: written.sequence + 1 };
  const { directiveId, obligationId, unitId, ladder, deadline } = duty;
  const runs =
    ladder === written.ladder || !isOwnLadder(ladder)
      ? []
      : plannedRuns(
          { directiveId, obligationId, unitId, ladder, deadline, plannedBy: move.attempt },
          ladderFor(await register.calendar.latest(), { directive: record.directive, obligation, deadline }),
          move.movedAt,
        );
  if (!(await register.filings.prepareHistory(duty, entryOf(move, duty), clock.now()))) return undefined;
  await register.runs.replan(runs);
  if (!(await register.duties.transition(written, duty, place))) return undefined;
  return { duty, change: countsChange(written, duty), runs };
}

function entryOf({ attempt, movedAt, by, deadline, ...move }: DateMove, { sequence, state }: Duty) {
  const { reason, documentNumber, approvedBy } = move;
  const details = { ...asWritten(deadline), reason, documentNumber, ...(approvedBy ? { approvedBy } : {}) };
  return { sequence, attempt, at: movedAt, by, act: "move-date", from: state, to: state, details };
}
