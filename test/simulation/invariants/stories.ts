import { DeadlineSchema } from "../../../functions/domain/deadline.ts";
import { ladderFor } from "../../../functions/domain/ladder.ts";
import type { Milestone } from "../../../functions/domain/ladder.ts";
import type { LetterEntry } from "../../../functions/domain/letter.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { workingDaysOfVietNam } from "../../../functions/domain/working-days-vn.ts";
import { calendarWith } from "../../../functions/domain/working-days.ts";
import type { DutyMoment, DutyStory, RunStory } from "../witness.ts";
import { obligationOf, unitOf } from "./ended.ts";
import type { Ended } from "./ended.ts";

export type Run = { readonly run: MilestoneRun; readonly story: RunStory };

/** The milestones that spoke for a duty: of its obligation, and of dates of its own. A change of reporters is none. */
export function runsFor(duty: DutyStory, { items, witness }: Ended): Run[] {
  const unit = unitOf(duty);
  return items.partition("MILESTONES").flatMap((item) => {
    const run = item as unknown as MilestoneRun & { sk: string };
    const speaks = run.reporters === undefined && (run.unitId === undefined || run.unitId === unit);
    const own = speaks && run.obligationId === obligationOf(duty);
    const story = witness.runs.get(run.sk);
    return own && story ? [{ run, story }] : [];
  });
}

export function lettersOf({ pk, sk }: { pk: string; sk: string }, { items }: Ended): Record<string, LetterEntry> {
  return (items.current({ pk, sk })?.["letters"] ?? {}) as Record<string, LetterEntry>;
}

/** Whether something held of a duty from one instant to another without a break. */
export function throughout(
  { moments }: Pick<DutyStory, "moments">,
  from: number,
  to: number,
  holds: (moment: DutyMoment) => boolean,
): boolean {
  const first = moments.findLastIndex(({ at }) => at <= from);
  return first >= 0 && moments.slice(first).every((moment) => moment.at > to || holds(moment));
}

/** A ladder as one calendar has it, and since when that was in force. */
export type LadderSince = { readonly since: number; readonly milestones: readonly Milestone[] };

/** The ladder that a duty was on by that number, as each calendar had it; empty ones, when it never was. */
export function laddersOf(duty: DutyStory, ladder: number, { season, witness }: Ended): LadderSince[] {
  const { directive } = season;
  const obligation = directive.obligations.find(({ id }) => id === obligationOf(duty));
  const deadline = duty.moments.find((moment) => moment.ladder === ladder)?.deadline;
  return calendarsOf(witness).map(({ since, calendar }) => ({
    since,
    milestones:
      obligation && deadline !== undefined
        ? ladderFor(calendar, { directive, obligation, deadline: DeadlineSchema.parse(deadline) })
        : [],
  }));
}

/** What ships, and each year that was made final since. */
export function calendarsOf({ years }: Ended["witness"]) {
  return [
    { since: 0, calendar: workingDaysOfVietNam },
    ...years.map(({ at, ...year }) => ({ since: at, calendar: calendarWith(workingDaysOfVietNam, [year]) })),
  ];
}

/** Whether a milestone was on that ladder by any calendar. */
export function isOnLadder(duty: DutyStory, ladder: number, milestone: string, ended: Ended): boolean {
  return laddersOf(duty, ladder, ended).some(({ milestones }) => milestones.some(({ name }) => name === milestone));
}
