import * as z from "zod/mini";

import { DAY_MS, LocalDateSchema, TimeOfDaySchema, addDays, instantOf, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { said } from "./message.ts";
import {
  addWorkingDays,
  isWorkingDay,
  lastWorkingDayBefore,
  restsOnProvisional,
  workingDaysAfter,
} from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** What `before` takes: a day, or a day and a time of day, `2017-10-30T16:00`. */
export const BeforeSchema = z
  .string()
  .check(
    z.refine(isBefore, {
      error: said(
        "a deadline is written YYYY-MM-DD, or YYYY-MM-DDTHH:MM in the time of Viet Nam, of a day that exists, from 1900 to 2199",
        // On a page it is typed in the order of offices; what cannot be read so arrives as it was typed.
        "Ngày phải có trong lịch và ghi theo thứ tự ngày/tháng/năm, ví dụ 30/10/2017 hoặc 16 giờ 00 ngày 30/10/2017",
      ),
    }),
  )
  .brand<"Deadline">();

/**
 * A deadline as an office wrote it, in one text: `2017-10-30` (“trước ngày 30/10/2017”, the day itself left out),
 * `2017-10-30T16:00` (“trước 16 giờ 00 ngày 30/10/2017”) or `by 2026-12-25` (“chậm nhất ngày 25/12/2026”, the day
 * itself included). What is compared is the instant (`dueAt`); what is shown is said as it was written.
 */
export const DeadlineSchema = z
  .string()
  .check(z.refine((text) => isBefore(text) || (text.startsWith("by ") && isDay(text.slice(3)))))
  .brand<"Deadline">();
export type Deadline = z.infer<typeof DeadlineSchema>;

/** The two fields by which a deadline is given and answered. */
export const writtenDeadline = { before: z.optional(BeforeSchema), by: z.optional(LocalDateSchema) };

/** A deadline as a body, a file or an answer has it: exactly one of the two is there. */
export type WrittenDeadline = {
  readonly before?: Deadline | undefined;
  readonly by?: LocalDate | undefined;
};

/** Whether a deadline was given, and in one way only. */
export function isOneDeadline({ before, by }: { before?: unknown; by?: unknown }): boolean {
  return (before === undefined) !== (by === undefined);
}

export const ONE_DEADLINE = {
  en: "exactly one of `before` (the day or the minute itself left out) and `by` (the day included) is needed",
  vi: "Cần nêu đúng một thời hạn: “trước ngày” hoặc “chậm nhất ngày”",
} as const;

/** The deadline that was given. @throws Error when none was: `isOneDeadline` is asked where it is read. */
export function deadlineIn(written: WrittenDeadline): Deadline {
  const deadline = deadlineGiven(written);
  if (deadline === undefined) throw new Error("No deadline was given.");
  return deadline;
}

/** Where a date may be left out: then the one in force stays. */
export function isOneDeadlineAtMost({ before, by }: WrittenDeadline): boolean {
  return before === undefined || by === undefined;
}

/** The deadline that was given, if one was. */
export function deadlineGiven({ before, by }: WrittenDeadline): Deadline | undefined {
  return before ?? (by === undefined ? undefined : DeadlineSchema.parse(`by ${by}`));
}

/** `before` or `by`, as it was written. */
export function asWritten(deadline: Deadline): WrittenDeadline {
  return isInclusive(deadline) ? { by: LocalDateSchema.parse(deadline.slice(3)) } : { before: deadline };
}

/** The deadline in a field of what was written down of an act, the one in force or the one before; nothing in any other. */
export function deadlineInField(name: string, text: string): Deadline | undefined {
  const isBy = name === "by" || name === "previousBy";
  if (!isBy && name !== "before" && name !== "previousBefore") return undefined;
  return DeadlineSchema.safeParse(isBy ? `by ${text}` : text).data;
}

/** A deadline as the value of the field that it was given by. */
export function valueOf(deadline: Deadline): string {
  return isInclusive(deadline) ? deadline.slice(3) : deadline;
}

/** The field that a deadline was given by: where a fault of it is shown. */
export function fieldOf(deadline: Deadline): "before" | "by" {
  return isInclusive(deadline) ? "by" : "before";
}

/**
 * The first instant that is late: “trước ngày 30/10/2017” is exclusive, so 00:00 of that day (công văn
 * 5500/UBND-KGVX, items 5 and 6); “trước 16 giờ 00” is 16:00:00.000; “chậm nhất ngày” is the first of the next day.
 */
export function dueAt(deadline: Deadline): EpochMs {
  return isInclusive(deadline)
    ? instantOf(addDays(dayNamedIn(deadline), 1))
    : instantOf(dayNamedIn(deadline), deadline.slice(11) || "00:00");
}

/** The day that the writing names. */
export function dayNamedIn(deadline: Deadline): LocalDate {
  return LocalDateSchema.parse(isInclusive(deadline) ? deadline.slice(3) : deadline.slice(0, 10));
}

/** The time of day that the writing names, `HH:MM`, if any. */
export function timeNamedIn(deadline: Deadline): string | undefined {
  return isInclusive(deadline) ? undefined : deadline.slice(11) || undefined;
}

export function isInclusive(deadline: Deadline): boolean {
  return deadline.startsWith("by ");
}

/** Whether something received at `at` is past a deadline; exact to the millisecond. */
export function isPast(deadline: Deadline, at: EpochMs): boolean {
  return at >= dueAt(deadline);
}

/** The later of two deadlines; the first when they are the same instant. */
export function laterOf(one: Deadline, other: Deadline): Deadline {
  return dueAt(other) > dueAt(one) ? other : one;
}

/** A deadline that another has replaced, as answers and histories have it beside that. */
export function previousAsWritten(deadline: Deadline) {
  const { before, by } = asWritten(deadline);
  return by === undefined ? { previousBefore: before } : { previousBy: by };
}

/** The time of day at which an obligation's letters usually go out. */
export const USUAL_LADDERS_TIME = "08:00";

/**
 * The last working day on which an office can still file in time. Of a time of day that is the day itself, if it is
 * worked and the time comes after the ladder's: else nobody could be reminded on it.
 * @param laddersTime the time of day at which the obligation's letters go out
 */
export function targetDayOf(
  calendar: WorkingCalendar,
  deadline: Deadline,
  laddersTime = USUAL_LADDERS_TIME,
): LocalDate {
  const day = dayNamedIn(deadline);
  if (isInclusive(deadline)) return lastWorkingDayBefore(calendar, addDays(day, 1));
  const time = timeNamedIn(deadline);
  return time !== undefined && time > laddersTime && isWorkingDay(calendar, day)
    ? day
    : lastWorkingDayBefore(calendar, day);
}

/** A date is near from so many working days before its last working day on: the ladder's last reminders go out then. */
const SOON = 5;

/** Whether a date is still to come, and near. */
export function isDueSoon(calendar: WorkingCalendar, deadline: Deadline, now: EpochMs): boolean {
  const left = workingDaysAfter(calendar, localDateOf(now), targetDayOf(calendar, deadline));
  return !isPast(deadline, now) && left <= SOON;
}

/** Whether the last working day was counted over days of a year whose notice is still to come. */
export function isProvisionalDate(calendar: WorkingCalendar, deadline: Deadline, laddersTime?: string): boolean {
  return restsOnProvisional(calendar, targetDayOf(calendar, deadline, laddersTime), localDateOf(dueAt(deadline) - 1));
}

/**
 * The first working day on which a letter at the ladder's time can say “late”: never before the deadline's instant,
 * while one can still file.
 */
export function firstLateDayOf(calendar: WorkingCalendar, deadline: Deadline, laddersTime: string): LocalDate {
  const due = dueAt(deadline);
  const day = localDateOf(due);
  const next = isWorkingDay(calendar, day) && instantOf(day, laddersTime) >= due;
  return next ? day : addWorkingDays(calendar, day, 1);
}

/** Whole days elapsed since the deadline: 0 on the first late day. Negative never: 0 when not late. */
export function overdueDays(deadline: Deadline, now: EpochMs): number {
  return Math.max(0, Math.floor((now - dueAt(deadline)) / DAY_MS));
}

/** Working days after the first day that is late, up to today: 2 on the day of follow-up-2 when that day was worked. */
export function overdueWorkingDays(calendar: WorkingCalendar, deadline: Deadline, now: EpochMs): number {
  return workingDaysAfter(calendar, localDateOf(dueAt(deadline)), localDateOf(now));
}

function isBefore(text: string): boolean {
  return isDay(text.slice(0, 10)) && (text.length === 10 || (text[10] === "T" && isTime(text.slice(11))));
}

function isDay(text: string): boolean {
  return LocalDateSchema.safeParse(text).success;
}

function isTime(text: string): boolean {
  return TimeOfDaySchema.safeParse(text).success;
}
