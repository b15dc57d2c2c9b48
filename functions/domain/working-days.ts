import { addDays, weekdayOf, yearOf } from "./instant.ts";
import type { LocalDate } from "./instant.ts";
import { invalid } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

/**
 * Which days are worked. Weekends are off unless a day is named `worked` (a swapped day); other days are
 * worked unless named `off`. Only years that the data covers are answered for.
 */
export type WorkingCalendar = {
  readonly years: ReadonlySet<number>;
  readonly exceptions: ReadonlyMap<string, "off" | "worked">;
};

/** Thrown when a day of a year without an entry is asked for: a guess would move somebody's deadline. */
export class UnknownYear extends Error {
  readonly year: number;
  /** The message in Vietnamese. */
  readonly vi: string;
  constructor(year: number, known: Iterable<number>) {
    const years = [...known].toSorted((a, b) => a - b).join(", ");
    super(`The working-day calendar has no entry for ${year}; it has ${years}.`);
    this.name = "UnknownYear";
    this.year = year;
    this.vi = `Lịch ngày làm việc chưa có năm ${year}; hiện có năm ${years}.`;
  }
}

/** What is answered when the date that was typed lies in such a year, or too near to one. */
export function uncountedDate({ message, vi }: UnknownYear): Refusal {
  return invalid("Working days cannot be counted for that date.", "Không tính được ngày làm việc cho thời hạn này.", [
    { path: "before", message, vi },
  ]);
}

/** Builds a calendar from its lines; a year is covered when any line names a day of it. */
export function calendarOf(lines: readonly { date: LocalDate; status: "off" | "worked" }[]): WorkingCalendar {
  return {
    years: new Set(lines.map((line) => yearOf(line.date))),
    exceptions: new Map(lines.map((line) => [line.date, line.status])),
  };
}

/** @throws UnknownYear */
export function isWorkingDay(calendar: WorkingCalendar, date: LocalDate): boolean {
  const year = yearOf(date);
  if (!calendar.years.has(year)) throw new UnknownYear(year, calendar.years);
  const weekday = weekdayOf(date);
  const exception = calendar.exceptions.get(date);
  return exception ? exception === "worked" : weekday !== 0 && weekday !== 6;
}

/** The nearest working day strictly before a day. @throws UnknownYear */
export function lastWorkingDayBefore(calendar: WorkingCalendar, date: LocalDate): LocalDate {
  return step(calendar, date, -1);
}

/** The day itself if it is worked, else the next that is. @throws UnknownYear */
export function firstWorkingDayFrom(calendar: WorkingCalendar, date: LocalDate): LocalDate {
  return isWorkingDay(calendar, date) ? date : step(calendar, date, 1);
}

/** The working day `count` working days after (negative: before) a day; 0 is the day itself. @throws UnknownYear */
export function addWorkingDays(calendar: WorkingCalendar, date: LocalDate, count: number): LocalDate {
  let day = date;
  for (let left = Math.abs(count); left > 0; left--) day = step(calendar, day, count < 0 ? -1 : 1);
  return day;
}

/** How many working days lie after `from`, up to and with `to`; 0 when `to` is not later. @throws UnknownYear */
export function workingDaysAfter(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count++;
  return count;
}

/** The years between two days for which the calendar has no entry. */
export function yearsMissing(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number[] {
  const missing: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year++) if (!calendar.years.has(year)) missing.push(year);
  return missing;
}

function step(calendar: WorkingCalendar, date: LocalDate, direction: 1 | -1): LocalDate {
  let day = addDays(date, direction);
  while (!isWorkingDay(calendar, day)) day = addDays(day, direction);
  return day;
}
