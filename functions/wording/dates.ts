import { localDateOf, formatInstant, LocalDateSchema, weekdayOf } from "../domain/instant.ts";
import type { EpochMs, LocalDate } from "../domain/instant.ts";
import {
  BeforeSchema,
  dayNamedIn,
  dueAt,
  isInclusive,
  isPast,
  isProvisionalDate,
  overdueDays,
  overdueWorkingDays,
  targetDayOf,
  timeNamedIn,
} from "../domain/deadline.ts";
import type { Deadline } from "../domain/deadline.ts";
import { groupedDigits } from "../domain/grouped-digits.ts";
import { restsOnProvisional, workingDaysAfter } from "../domain/working-days.ts";
import * as vietnamese from "../domain/vietnamese.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import type { Speaks } from "./language.ts";

/** Whoever is spoken to of working days. */
type Counts = Speaks & { readonly calendar: WorkingCalendar };

/** A day as offices write it, in either language: `27/10/2017`. */
export { formatDay, formatDueShort } from "../domain/vietnamese.ts";

/** `thứ Sáu, 27/10/2017`. */
export function formatWeekday({ say }: Speaks, date: LocalDate): string {
  return say(vietnamese.formatWeekday(date), `${weekdayName(date)}, ${vietnamese.formatDay(date)}`);
}

/** Both dates of a deadline, which are always named together. */
export function formatDeadline(visit: Counts, deadline: Deadline, laddersTime?: string): string {
  const due = formatDue(visit, deadline);
  const last = formatWeekday(visit, targetDayOf(visit.calendar, deadline, laddersTime));
  const open = isProvisionalDate(visit.calendar, deadline, laddersTime);
  return visit.say(
    `${due} (ngày làm việc cuối cùng: ${last}${open ? ", tạm tính" : ""})`,
    `${due} (last working day: ${last}${open ? ", provisional" : ""})`,
  );
}

/** A deadline as it was written: `trước ngày 30/10/2017`, `before 16:00 on 30/10/2017`, `chậm nhất ngày 25/12/2026`. */
export function formatDue({ say }: Speaks, deadline: Deadline): string {
  const day = vietnamese.formatDay(dayNamedIn(deadline));
  const time = timeNamedIn(deadline);
  const english = isInclusive(deadline) ? `by ${day}` : `before ${time === undefined ? "" : `${time} on `}${day}`;
  return say(vietnamese.formatDue(deadline), english);
}

/** An instant by the zone's clock, to the minute: `08:00 ngày 30/10/2017`. */
export function formatMinute({ say }: Speaks, instant: EpochMs): string {
  return say(vietnamese.formatMinute(instant), `${clockOf(instant, 5)} on ${dayOf(instant)}`);
}

/** When a milestone is to run, and whether the notice of a year may still move it: `08:00 ngày 8/1/2027 (tạm tính)`. */
export function formatPlanned(visit: Speaks, at: EpochMs, provisional: boolean): string {
  return `${formatMinute(visit, at)}${provisional ? visit.say(" (tạm tính)", " (provisional)") : ""}`;
}

/** To the second, never rounded up into the next day: `23:59:59 ngày 29/10/2017 (Chủ nhật, giờ Việt Nam)`. */
export function formatSecond({ say }: Speaks, instant: EpochMs): string {
  const weekday = weekdayName(localDateOf(instant));
  return say(
    vietnamese.formatSecond(instant),
    `${clockOf(instant, 8)} on ${dayOf(instant)} (${weekday}, Vietnam time)`,
  );
}

/** `1.000` in Vietnamese, `1,000` in English. */
export function formatNumber({ say }: Speaks, count: number): string {
  return say(vietnamese.formatNumber(count), groupedDigits(count, ","));
}

/**
 * How much time is left, in the working days that offices count in: today is not counted, the last working day is,
 * as on the ladder of reminders.
 */
export function timeLeft(visit: Counts, deadline: Deadline, now: EpochMs): string {
  if (isPast(deadline, now)) return overdue(visit, deadline, now);
  const { say } = visit;
  const today = localDateOf(now);
  const target = targetDayOf(visit.calendar, deadline);
  const left = today > target ? -1 : workingDaysAfter(visit.calendar, today, target);
  if (left > 0) {
    const open = restsOnProvisional(visit.calendar, today, target);
    return say(
      `còn ${formatNumber(visit, left)} ngày làm việc${open ? " (tạm tính)" : ""}`,
      `${plural(visit, left, "working day")} left${open ? " (provisional)" : ""}`,
    );
  }
  if (left === 0) return say("hôm nay là ngày làm việc cuối cùng", "today is the last working day");
  const last = lastMoment(visit, deadline);
  return say(
    `đã hết ngày làm việc cuối cùng; gửi ${last} vẫn chưa quá hạn`,
    `the last working day is over; filed ${last} it is not overdue yet`,
  );
}

/** Reads a day as people type it: `27/10/2017`, with other signs between, or as computers write it, `2017-10-27`. */
export function parseDay(text: string): LocalDate | undefined {
  const typed = /^\s*(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})\s*$/.exec(text);
  const [, day = "", , month = "", year = ""] = typed ?? [];
  const date = typed ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text.trim();
  const read = LocalDateSchema.safeParse(date);
  return read.success ? read.data : undefined;
}

/**
 * Reads a deadline as people type it: `30/10/2017` and `trước ngày 30/10/2017`; `16:00 30/10/2017` and `trước 16 giờ 00
 * ngày 30/10/2017`; `chậm nhất ngày 25/12/2026`. What cannot be read is given back as it was typed.
 */
export function parseDeadline(text: string): { readonly before: string } | { readonly by: string } {
  const shape =
    /^\s*(?:(?<by>chậm nhất|by)|trước|before)?\s*(?:(?<hour>\d{1,2})\s*(?::|giờ|h)\s*(?<minute>\d{2})?)?\s*(?:ngày|on|,)?\s*(?<day>\S+)\s*$/iu;
  const { by, hour, minute = "00", day = "" } = shape.exec(text.normalize("NFC"))?.groups ?? {};
  const date = parseDay(day);
  if (date === undefined || (by !== undefined && hour !== undefined)) return { before: text.trim() };
  if (by !== undefined) return { by: date };
  const before = hour === undefined ? date : `${date}T${hour.padStart(2, "0")}:${minute}`;
  return { before: BeforeSchema.safeParse(before).success ? before : text.trim() };
}

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Until when one can still file in time: the whole of a last day, or until a time of day. */
function lastMoment(visit: Speaks, deadline: Deadline): string {
  if (timeNamedIn(deadline) !== undefined) return formatDue(visit, deadline);
  const last = vietnamese.formatDay(localDateOf(dueAt(deadline) - 1));
  return visit.say(`đến hết ngày ${last}`, `by the end of ${last}`);
}

function overdue(visit: Counts, deadline: Deadline, now: EpochMs): string {
  const days = overdueDays(deadline, now);
  const workingDays = overdueWorkingDays(visit.calendar, deadline, now);
  return visit.say(vietnamese.formatOverdue({ days, workingDays }), overdueInEnglish(visit, days, workingDays));
}

/** Says a number once where both ways of counting agree, as `formatOverdue` does. */
function overdueInEnglish(visit: Speaks, days: number, workingDays: number): string {
  if (days === 0) return "overdue since today";
  if (!workingDays) return `${plural(visit, days, "day")} overdue`;
  if (days === workingDays) return `${plural(visit, days, "working day")} overdue`;
  return `${plural(visit, days, "day")} (${plural(visit, workingDays, "working day")}) overdue`;
}

function plural(visit: Speaks, count: number, word: string): string {
  return `${formatNumber(visit, count)} ${word}${count === 1 ? "" : "s"}`;
}

function weekdayName(date: LocalDate): string {
  return WEEKDAYS[weekdayOf(date)] ?? "";
}

function clockOf(instant: EpochMs, length: number): string {
  return formatInstant(instant).slice(11, 11 + length);
}

function dayOf(instant: EpochMs): string {
  return vietnamese.formatDay(localDateOf(instant));
}
