import { addDays, isWeekend, yearOf } from "./instant.ts";
import type { LocalDate } from "./instant.ts";
import { provisionalYear } from "./provisional-year.ts";
import type { CalendarLine } from "./provisional-year.ts";

/** The days of one year that are not as their weekday says. Provisional until the government's notice is known. */
export type CalendarYear = {
  readonly year: number;
  readonly status: "final" | "provisional";
  readonly lines: readonly CalendarLine[];
};

/**
 * Which days are worked: weekends are off unless a line names the day `worked` (a swapped day); other days are worked
 * unless a line names them `off`. It answers for any year: for one that it has no notice of, by what the law alone says.
 */
export type WorkingCalendar = {
  /** The years that are final, in order. */
  readonly finalYears: readonly CalendarYear[];
  readonly year: (year: number) => CountedYear;
};

type CountedYear = CalendarYear & { readonly exceptions: ReadonlyMap<string, CalendarLine["status"]> };

/** Builds a calendar from its lines; a year is final when any line names a day of it. */
export function calendarOf(lines: readonly CalendarLine[]): WorkingCalendar {
  const known = new Map<number, CountedYear>();
  const finalYears = [...Map.groupBy(lines, ({ date }) => yearOf(date))]
    .toSorted(([a], [b]) => a - b)
    .map(([year, own]) => counted({ year, status: "final", lines: own }));
  for (const one of finalYears) known.set(one.year, one);
  return {
    finalYears,
    year(year) {
      const there = known.get(year) ?? counted({ year, status: "provisional", lines: provisionalYear(year) });
      known.set(year, there);
      return there;
    },
  };
}

/** A calendar with some years set right by lines of their own: all lines of such a year are theirs. */
export function calendarWith(
  { finalYears }: Pick<WorkingCalendar, "finalYears">,
  years: readonly Pick<CalendarYear, "year" | "lines">[],
): WorkingCalendar {
  const replaced = new Set(years.map(({ year }) => year));
  return calendarOf([...finalYears.filter(({ year }) => !replaced.has(year)), ...years].flatMap(({ lines }) => lines));
}

export function isWorkingDay(calendar: WorkingCalendar, date: LocalDate): boolean {
  const exception = calendar.year(yearOf(date)).exceptions.get(date);
  return exception ? exception === "worked" : !isWeekend(date);
}

/** The nearest working day strictly before a day. */
export function lastWorkingDayBefore(calendar: WorkingCalendar, date: LocalDate): LocalDate {
  return step(calendar, date, -1);
}

/** The day itself if it is worked, else the next that is. */
export function firstWorkingDayFrom(calendar: WorkingCalendar, date: LocalDate): LocalDate {
  return isWorkingDay(calendar, date) ? date : step(calendar, date, 1);
}

/** The working day `count` working days after (negative: before) a day; 0 is the day itself. */
export function addWorkingDays(calendar: WorkingCalendar, date: LocalDate, count: number): LocalDate {
  let day = date;
  for (let left = Math.abs(count); left > 0; left--) day = step(calendar, day, count < 0 ? -1 : 1);
  return day;
}

/** How many working days lie after `from`, up to and with `to`; 0 when `to` is not later. */
export function workingDaysAfter(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count++;
  return count;
}

/** Whether what was counted from one day to another, both counted, whichever is the earlier, may still change by a notice. */
export function restsOnProvisional(calendar: WorkingCalendar, one: LocalDate, other: LocalDate): boolean {
  const [from, to] = one < other ? [one, other] : [other, one];
  for (let year = yearOf(from); year <= yearOf(to); year++)
    if (calendar.year(year).status === "provisional") return true;
  return false;
}

function counted(year: CalendarYear): CountedYear {
  return { ...year, exceptions: new Map(year.lines.map(({ date, status }) => [date, status])) };
}

function step(calendar: WorkingCalendar, date: LocalDate, direction: 1 | -1): LocalDate {
  let day = addDays(date, direction);
  while (!isWorkingDay(calendar, day)) day = addDays(day, direction);
  return day;
}
