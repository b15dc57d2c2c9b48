import { dayNamedIn, dueAt, targetDayOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { localDateOf } from "./instant.ts";
import type { LocalDate } from "./instant.ts";
import { isWorkingDay, workingDaysAfter } from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** A deadline, and the time of day at which its letters go out. */
export type Dated = { readonly deadline: Deadline; readonly at?: string | undefined };

/** What a date says that nobody sees in it. */
export type DateMeaning = {
  /** The last working day on which a report is in time. */
  readonly lastDay: LocalDate;
  /** How many working days lie after the day of issue, up to and with the last; unknown as long as that day is. */
  readonly fromIssue: number | undefined;
  /** Whether nobody works on the day that the writing names. */
  readonly onDayOff: boolean;
  /** The years that it rests on whose notice is still to come. */
  readonly provisionalYears: readonly number[];
};

/** What a date means, counted from the day of the directive: of 30/10/2017, given on 14/7/2017, Friday 27/10 and 74 working days. */
export function dateMeaning(
  calendar: WorkingCalendar,
  { deadline, at }: Dated,
  { issuedOn }: { readonly issuedOn: LocalDate | undefined },
): DateMeaning {
  const lastDay = targetDayOf(calendar, deadline, at);
  const ends = [issuedOn ?? lastDay, lastDay, localDateOf(dueAt(deadline) - 1)].toSorted();
  const years = ends.map((day) => Number(day.slice(0, 4)));
  const [first = 0] = years;
  const provisional = Array.from({ length: (years.at(-1) ?? first) - first + 1 }, (_, n) => first + n).filter(
    (year) => calendar.year(year).status === "provisional",
  );
  return {
    lastDay,
    fromIssue: issuedOn && workingDaysAfter(calendar, issuedOn, lastDay),
    onDayOff: !isWorkingDay(calendar, dayNamedIn(deadline)),
    provisionalYears: provisional,
  };
}

/**
 * The working days for consolidating: those after the last working day of the reports, up to and with the last working
 * day of the report that is made of them.
 */
export function daysToConsolidate(calendar: WorkingCalendar, reports: Dated, consolidated: Dated): number {
  const [from, to] = [reports, consolidated].map(({ deadline, at }) => targetDayOf(calendar, deadline, at));
  return from && to ? workingDaysAfter(calendar, from, to) : 0;
}
