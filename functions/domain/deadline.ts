import { DAY_MS, instantOf, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { lastWorkingDayBefore, workingDaysAfter } from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/**
 * “Trước ngày 30/10/2017” is exclusive: the first instant of that day is already late
 * (công văn 5500/UBND-KGVX, items 5 and 6).
 */
export function deadlineOf(before: LocalDate): EpochMs {
  return instantOf(before);
}

/** Whether something received at `at` is past “before `before`”; exact to the millisecond. */
export function isPast(before: LocalDate, at: EpochMs): boolean {
  return at >= deadlineOf(before);
}

/** The last working day on which an office can still file in time. */
export function targetDayOf(calendar: WorkingCalendar, before: LocalDate): LocalDate {
  return lastWorkingDayBefore(calendar, before);
}

/** Whole days elapsed since the deadline: 0 on the first late day. Negative never: 0 when not late. */
export function overdueDays(before: LocalDate, now: EpochMs): number {
  return Math.max(0, Math.floor((now - deadlineOf(before)) / DAY_MS));
}

/** Working days after the day named in “before”, up to today: 2 on the day of follow-up-2 when that day was worked. */
export function overdueWorkingDays(calendar: WorkingCalendar, before: LocalDate, now: EpochMs): number {
  return workingDaysAfter(calendar, before, localDateOf(now));
}
