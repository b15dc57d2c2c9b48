import type { DirectiveRecord } from "../domain/directive-record.ts";
import type { Obligation } from "../domain/directive.ts";
import { MINUTE_MS } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { ladderFor } from "../domain/ladder.ts";
import { plannedRuns, runRefOf } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import type { WebEffects } from "./effects.ts";
import { placeOf } from "../domain/directive-record.ts";
import { ladderAfter } from "../domain/ladder-number.ts";

/** What is so near may have begun, and stays as it is. */
const TOO_NEAR_MS = 5 * MINUTE_MS;

/**
 * Plans what has not run of an obligation's ladders anew by the calendar as it is now, those of duties with dates of their own
 * among them. What moved to a later time is given its new schedule when the old one calls it; what moved to an earlier one,
 * which its schedule would miss, is found by the watchdog. Done again, it changes nothing.
 */
export async function replanObligation(
  record: DirectiveRecord,
  obligation: Obligation,
  { register, queues, clock }: Pick<WebEffects, "register" | "queues" | "clock">,
): Promise<void> {
  const [calendar, runs] = await Promise.all([register.calendar.latest(), register.runs.runsOf(record.directive.id)]);
  const now = clock.now();
  const own = runs.filter(({ obligationId }) => obligationId === obligation.id);
  for (const { run, to } of movedRuns(own, { calendar, record, obligation, now })) {
    const [planned] = to === undefined ? [] : plannedRuns(run, [{ name: run.milestone, at: to }], now);
    const anew: MilestoneRun = planned
      ? { ...run, at: planned.at, phase: planned.phase, reason: planned.reason }
      : { ...run, phase: "skipped", reason: "no such report is asked for" };
    await register.runs.replan([anew]);
    if (anew.phase === "planned") await queues.askRun(runRefOf(anew));
  }
}

export type PlannedBy = {
  readonly calendar: WorkingCalendar;
  readonly record: DirectiveRecord;
  readonly obligation: Obligation;
  readonly now: EpochMs;
};

/** The runs of one obligation that are planned, have not come, and fall elsewhere by a calendar. */
export function movedRuns(runs: readonly MilestoneRun[], { calendar, record, obligation, now }: PlannedBy) {
  const { directive } = record;
  const { moved, deadline, withdrawn } = placeOf(record, obligation);
  // They skip themselves.
  if (withdrawn) return [];
  return (
    runs
      .filter(({ phase, milestone, at }) => phase === "planned" && milestone !== "issue" && at > now + TOO_NEAR_MS)
      // What an earlier date had planned skips itself.
      .filter(({ unitId, ladder }) => unitId !== undefined || ladder === ladderAfter(moved))
      .map((run) => {
        const ladder = ladderFor(calendar, { directive, obligation, deadline: run.deadline ?? deadline });
        return { run, to: ladder.find(({ name }) => name === run.milestone)?.at };
      })
      .filter(({ run, to }) => run.at !== to)
  );
}
