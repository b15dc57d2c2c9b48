import * as z from "zod/mini";

import { deadlineIn, dueAt, firstLateDayOf, targetDayOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { consolidatorOf } from "./directive.ts";
import type { Directive, LadderRules, Obligation } from "./directive.ts";
import { MINUTE_MS, addDays, instantOf, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { addWorkingDays, restsOnProvisional } from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** The name of a milestone: `issue`, `remind-10`, `escalate`, `follow-up-2`. */
export const MilestoneNameSchema = z.union([
  z.literal("issue"),
  z.literal("escalate"),
  z.templateLiteral(["remind-", z.int()]),
  z.templateLiteral(["follow-up-", z.int()]),
  // Tells of a move of the obligation's date, and has every duty go with it.
  z.templateLiteral(["moved-", z.int()]),
  // Sent by a supervisor's own hand, beside the ladder.
  z.templateLiteral(["by-hand-", z.int()]),
  // Adds units to the obligation, and releases units from it.
  z.templateLiteral(["reporters-", z.int()]),
  // Tells that the directive was withdrawn, and has every duty that is open go with it.
  z.literal("withdrawn-1"),
]);
export type MilestoneName = z.infer<typeof MilestoneNameSchema>;

/** A moment of a ladder: its name and the instant at which it fires. */
export type Milestone = { readonly name: MilestoneName; readonly at: EpochMs };

/** Two machines, each two minutes off, and one to spare. */
const CLOCKS_DIFFER_MS = 5 * MINUTE_MS;

export type LadderInput = {
  readonly deadline: Deadline;
  readonly rules: LadderRules;
  readonly calendar: WorkingCalendar;
  /** The target day of the obligation that consolidates this one: follow-ups stop before it. */
  readonly consolidatedOn?: LocalDate | undefined;
};

/**
 * The ladder of one deadline, in order of time: reminders so many working days before the target day,
 * the escalation at the first such moment that is not before the deadline, follow-ups so many working days later.
 * Every one falls on a working day, at the ladder's time of day. The letter at issue is not part of it: its
 * moment is an act's, not the calendar's.
 */
export function ladderOf({ deadline, rules, calendar, consolidatedOn }: LadderInput): Milestone[] {
  const target = targetDayOf(calendar, deadline, rules.at);
  const escalation = firstLateDayOf(calendar, deadline, rules.at);
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
  { directive, obligation, deadline }: { directive: Directive; obligation: Obligation; deadline: Deadline },
): Milestone[] {
  const consolidator = consolidatorOf(directive, obligation);
  return ladderOf({
    deadline,
    rules: obligation.ladder,
    calendar,
    consolidatedOn: consolidator && targetDayOf(calendar, deadlineIn(consolidator), consolidator.ladder.at),
  });
}

/** The run that has every open duty go with its directive once that is withdrawn, and its letter: there is one at most. */
export const WITHDRAWN = "withdrawn-1";

/** Whether it tells of what happened to the obligation as a whole: its run has every duty go with it. */
export function isOfObligation(name: string): boolean {
  return name.startsWith("moved-") || name === WITHDRAWN;
}

/** Whether a milestone of a deadline was counted over days of a year whose notice is still to come. */
export function isProvisional(calendar: WorkingCalendar, { at }: Pick<Milestone, "at">, deadline: Deadline): boolean {
  const [day, due] = [localDateOf(at), localDateOf(dueAt(deadline))];
  return restsOnProvisional(calendar, day, day < due ? addDays(due, -1) : due);
}

/** Whether it is a milestone of a date, and no act that goes through the duties, nor the issue. */
export function isOfLadder(name: string): boolean {
  return name.startsWith("remind-") || isEscalation(name);
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
