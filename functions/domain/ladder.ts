import * as z from "zod/mini";

import { targetDayOf } from "./deadline.ts";
import { consolidatorOf } from "./directive.ts";
import type { Directive, LadderRules, Obligation } from "./directive.ts";
import { MINUTE_MS, addDays, instantOf, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { addWorkingDays, firstWorkingDayFrom, restsOnProvisional } from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** The name of a milestone: `issue`, `remind-10`, `escalate`, `follow-up-2`. */
export const MilestoneNameSchema = z.union([
  z.literal("issue"),
  z.literal("escalate"),
  z.templateLiteral(["remind-", z.int()]),
  z.templateLiteral(["follow-up-", z.int()]),
]);
export type MilestoneName = z.infer<typeof MilestoneNameSchema>;

/** A moment of a ladder: its name and the instant at which it fires. */
export type Milestone = { readonly name: MilestoneName; readonly at: EpochMs };

/** Two machines, each two minutes off, and one to spare. */
const CLOCKS_DIFFER_MS = 5 * MINUTE_MS;

export type LadderInput = {
  readonly before: LocalDate;
  readonly rules: LadderRules;
  readonly calendar: WorkingCalendar;
  /** The target day of the obligation that consolidates this one: follow-ups stop before it. */
  readonly consolidatedOn?: LocalDate | undefined;
};

/**
 * The ladder of one deadline, in order of time: reminders so many working days before the target day,
 * the escalation on the first working day at or after the deadline, follow-ups so many working days later.
 * Every one falls on a working day, at the ladder's time of day. The letter at issue is not part of it: its
 * moment is an act's, not the calendar's.
 */
export function ladderOf({ before, rules, calendar, consolidatedOn }: LadderInput): Milestone[] {
  const target = targetDayOf(calendar, before);
  const escalation = firstWorkingDayFrom(calendar, before);
  const at = (day: LocalDate): EpochMs => instantOf(day, rules.at);

  const reminders = rules.remindWorkingDaysBefore.map((days): Milestone => ({
    name: `remind-${days}`,
    at: at(addWorkingDays(calendar, target, -days)),
  }));
  const followUps = rules.followUpWorkingDaysAfter.flatMap((days): Milestone[] => {
    const day = followUpDay(calendar, escalation, { days, consolidatedOn });
    return day ? [{ name: `follow-up-${days}`, at: at(day) }] : [];
  });
  return [...reminders, { name: "escalate" as const, at: at(escalation) }, ...followUps].toSorted(
    (a, b) => a.at - b.at,
  );
}

/** The ladder of an obligation for a date of its own, or for a duty's own date. */
export function ladderFor(
  calendar: WorkingCalendar,
  { directive, obligation, before }: { directive: Directive; obligation: Obligation; before: LocalDate },
): Milestone[] {
  const consolidator = consolidatorOf(directive, obligation);
  return ladderOf({
    before,
    rules: obligation.ladder,
    calendar,
    consolidatedOn: consolidator && targetDayOf(calendar, consolidator.before),
  });
}

/** Whether a milestone of “before `before`” was counted over days of a year whose notice is still to come. */
export function isProvisional(calendar: WorkingCalendar, { at }: Pick<Milestone, "at">, before: LocalDate): boolean {
  const day = localDateOf(at);
  return restsOnProvisional(calendar, day, day < before ? addDays(before, -1) : before);
}

/** Whether a milestone asks for a report that is already late: then the head and the supervisor hear of it too. */
export function isEscalation(name: string): boolean {
  return name === "escalate" || name.startsWith("follow-up-");
}

/**
 * The milestone that has overtaken this one: the latest of its ladder whose time has come. A reminder that
 * was missed is not sent late beside its successor.
 */
export function overtakenBy(ladder: readonly Milestone[], milestone: Milestone, now: EpochMs): Milestone | undefined {
  return ladder.findLast(({ at }) => at > milestone.at && at <= now);
}

/**
 * The moment that a milestone is worked on, by a clock that may be slow: once the scheduler has called it, its own time
 * has come. At 00:00 of the deadline a clock a second behind would find nobody late, and nobody would ever be told.
 */
export function momentOf(milestone: Pick<Milestone, "at"> | undefined, now: EpochMs): EpochMs {
  return milestone && milestone.at - now <= CLOCKS_DIFFER_MS ? Math.max(now, milestone.at) : now;
}

/** Nothing once the reports are consolidated. */
function followUpDay(
  calendar: WorkingCalendar,
  escalation: LocalDate,
  { days, consolidatedOn }: { days: number } & Pick<LadderInput, "consolidatedOn">,
): LocalDate | undefined {
  const consolidated = (day: LocalDate) => consolidatedOn !== undefined && day >= consolidatedOn;
  let day = escalation;
  for (let left = days; left > 0 && !consolidated(day); left--) day = addWorkingDays(calendar, day, 1);
  return consolidated(day) ? undefined : day;
}
