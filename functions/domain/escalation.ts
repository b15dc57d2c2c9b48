import { dueAt, isPast, overdueDays, overdueWorkingDays } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import type { Duty, LastLetter, StatedReason } from "./duty.ts";
import type { UnitId } from "./ids.ts";
import { byName } from "./name-order.ts";
import type { EpochMs } from "./instant.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** What the sparse index holds of an open duty: enough for the escalation list, nothing of the ledger. */
export type OpenDuty = Pick<
  Duty,
  "unitId" | "state" | "deadline" | "ladder" | "unitName" | "head" | "phone" | "unreachable"
> & {
  readonly reason?: StatedReason | undefined;
  readonly lastLetter?: LastLetter | undefined;
};

/** A line of the escalation list. */
export type LateUnit = OpenDuty & {
  readonly unitId: UnitId;
  readonly deadline: Deadline;
  readonly overdueDays: number;
  readonly overdueWorkingDays: number;
};

/** The line of a duty that is past its date. */
export function lateUnit(duty: OpenDuty, calendar: WorkingCalendar, now: EpochMs): LateUnit {
  return {
    ...duty,
    overdueDays: overdueDays(duty.deadline, now),
    overdueWorkingDays: overdueWorkingDays(calendar, duty.deadline, now),
  };
}

/** The longest overdue first; of one date by name. */
export function byDateThenName(a: Pick<Duty, "deadline" | "unitName">, b: Pick<Duty, "deadline" | "unitName">): number {
  return dueAt(a.deadline) - dueAt(b.deadline) || byName(a.unitName, b.unitName);
}

/** Whether an open duty belongs on the escalation list. */
export function isLate(duty: Pick<Duty, "deadline">, now: EpochMs): boolean {
  return isPast(duty.deadline, now);
}
