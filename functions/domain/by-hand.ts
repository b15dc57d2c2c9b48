import { isPast } from "./deadline.ts";
import { isOpen } from "./duty.ts";
import type { Duty } from "./duty.ts";
import type { UnitId } from "./ids.ts";
import { instantOf, localDateOf } from "./instant.ts";
import type { EpochMs } from "./instant.ts";
import { answerOf, mayHaveGoneOut, parseLetterKey } from "./letter.ts";
import { addWorkingDays } from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** A reminder that a supervisor sends besides the ladder: to units that he names, to all that are late, or to all that owe the report. */
export type ByHand = {
  readonly units: readonly UnitId[] | "late" | "open";
  /** What he adds in his own words. */
  readonly note?: string | undefined;
  /** Whether those are written to as well whose last letter is not a working day old. */
  readonly again?: boolean | undefined;
  readonly by: string;
};

type Asked = { readonly byHand?: ByHand | undefined; readonly at: EpochMs };

/** Why a unit is not written to: it has filed, it owes nothing any more, its last letter is not a working day old, or no address of it takes mail. */
export const LEFT_OUT = ["filed", "not-owed", "written-to-lately", "unreachable"] as const;

const PREFIX = "by-hand-";

export function isByHand(milestone: string): boolean {
  return milestone.startsWith(PREFIX);
}

/** How many reminders by hand of its obligation there were with it. */
export function numberByHand(milestone: string): number {
  return Number(milestone.slice(PREFIX.length));
}

/** Whether a reminder is meant for a duty as it stands: only who owes the report is reminded of it. */
export function isMeant({ byHand, at }: Asked, duty: Pick<Duty, "unitId" | "state" | "deadline">): boolean {
  if (!byHand || !isOpen(duty)) return false;
  const { units } = byHand;
  if (typeof units !== "string") return units.includes(duty.unitId);
  return units === "open" || isPast(duty.deadline, at);
}

/**
 * When the last letter of the ladder or by hand went out to a unit or its head, but those of one milestone; nothing when none
 * did. The letter of issue does not count for one that came back or waited before: when the unit can be reached again, both go out.
 */
export function lastRemindedAt({ letters }: Pick<Duty, "letters">, but: string): EpochMs | undefined {
  const wasTried = Object.keys(letters).some((key) => parseLetterKey(key).milestone === but);
  const sent = Object.entries(letters).filter(([key, { status }]) => {
    const { milestone } = parseLetterKey(key);
    const counts = milestone !== but && !(wasTried && milestone === "issue");
    return counts && !answerOf(milestone) && mayHaveGoneOut({ status });
  });
  return sent.length === 0 ? undefined : Math.max(...sent.map(([, { at }]) => at));
}

/** When whoever was written to at an instant may be reminded by hand: a working day later, at the same time of day. */
export function mayRemindFrom(calendar: WorkingCalendar, at: EpochMs): EpochMs {
  const day = localDateOf(at);
  return instantOf(addWorkingDays(calendar, day, 1)) + at - instantOf(day);
}
