import type { DirectiveRecord } from "../domain/directive-record.ts";
import { placeOf } from "../domain/directive-record.ts";
import type { Obligation } from "../domain/directive.ts";
import type { EpochMs } from "../domain/instant.ts";
import { ladderAfter } from "../domain/ladder-number.ts";
import { isOfLadder, ladderFor } from "../domain/ladder.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import type { ReadingEffects } from "./effects.ts";

export type PlannedBy = {
  readonly calendar: WorkingCalendar;
  readonly record: DirectiveRecord;
  readonly obligation: Obligation;
};

/** A planned run, and the moment that a calendar gives it; nothing when the ladder has no such milestone any more. */
type Timed = { readonly run: MilestoneRun; readonly to: EpochMs | undefined };

/** The runs of one obligation that are planned, have not come, and fall elsewhere by a calendar. */
export function movedRuns(
  runs: readonly MilestoneRun[],
  { now, ...by }: PlannedBy & { readonly now: EpochMs },
): Timed[] {
  return runs
    .filter(({ phase, at }) => phase === "planned" && at > now)
    .map((run) => ({ run, to: momentBy(by, run) }))
    .filter(({ run, to }) => run.at !== to);
}

/**
 * Plans a run for another moment, or for none. Whoever else planned it anew, or began it, meanwhile is left alone.
 * @returns the run as it is then; nothing when there is none to be run
 */
export async function timeAnew(
  { run, to }: Timed,
  { register }: Pick<ReadingEffects, "register">,
): Promise<MilestoneRun | undefined> {
  if (to === undefined) {
    await register.runs.skip(run, "its reports are consolidated by then");
    return undefined;
  }
  return (await register.runs.retime(run, to)) ? { ...run, at: to, timedAnew: true } : undefined;
}

/**
 * A planned run at the moment that the calendar as last written gives it. So a year that is made final moves also what was
 * planned by the old one just then, by somebody who moved or set a date (D153).
 */
export async function inTime(
  run: MilestoneRun,
  found: Omit<PlannedBy, "calendar">,
  { register }: Pick<ReadingEffects, "register">,
): Promise<MilestoneRun | undefined> {
  const to = momentBy({ ...found, calendar: await register.calendar.latest() }, run);
  return to === run.at ? run : timeAnew({ run, to }, { register });
}

/** What is of no ladder, or of one of an earlier date or a directive that was withdrawn, stays where it is: it skips itself. */
function momentBy({ calendar, record, obligation }: PlannedBy, run: MilestoneRun): EpochMs | undefined {
  const { moved, deadline, withdrawn } = placeOf(record, obligation);
  const isInForce = !withdrawn && (run.unitId !== undefined || run.ladder === ladderAfter(moved));
  if (!isOfLadder(run.milestone) || !isInForce) return run.at;
  const ladder = ladderFor(calendar, { directive: record.directive, obligation, deadline: run.deadline ?? deadline });
  return ladder.find(({ name }) => name === run.milestone)?.at;
}
