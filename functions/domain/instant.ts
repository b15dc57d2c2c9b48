import * as z from "zod/mini";

import { said } from "./message.ts";

/** The one zone of the product, by name: no code reads the host's. */
export const ZONE = "Asia/Ho_Chi_Minh";

/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

/** A day of the zone's calendar, `YYYY-MM-DD`, that exists (no 30 February), of a year that a report can be about. */
export const LocalDateSchema = z
  .string()
  .check(
    z.regex(/^\d{4}-\d{2}-\d{2}$/, {
      error: said(
        "a date is written YYYY-MM-DD",
        // On a page days are typed in the order of offices; one that cannot be read as a day arrives as it was typed.
        "Ngày phải có trong lịch và ghi theo thứ tự ngày/tháng/năm, ví dụ 30/10/2017",
      ),
      abort: true,
    }),
    z.refine(isRealDate, {
      error: said(
        "a date is written YYYY-MM-DD and must exist in the calendar, from 1900 to 2199",
        "Ngày phải có trong lịch, từ năm 1900 đến năm 2199",
      ),
      abort: true,
    }),
  )
  .brand<"LocalDate">()
  // A day can stand for the deadline “before that day”.
  .brand<"Deadline">();
export type LocalDate = z.infer<typeof LocalDateSchema>;

export const TimeOfDaySchema = z.string().check(
  z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
    error: said(
      "a time of day is written HH:MM, from 00:00 to 23:59",
      "Giờ ghi theo dạng giờ:phút, từ 00:00 đến 23:59",
    ),
  }),
);

/** An instant as a body or a file brings it, `2017-10-30T00:00:00+07:00`; read as milliseconds. */
export const InstantSchema = z.pipe(
  z.string().check(
    z.refine((text) => Number.isFinite(parseInstant(text)), {
      error: said(
        "an instant is written with its offset, like 2017-10-30T08:00:00+07:00",
        "Thời điểm phải gồm ngày có trong lịch và giờ, ví dụ 08:00 ngày 30/10/2017",
      ),
    }),
  ),
  z.transform(parseInstant),
);

/** Reads an ISO 8601 instant that names its offset; `NaN` for anything else. */
export function parseInstant(text: string): EpochMs {
  const shape = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.exec(text);
  return shape && isRealDate(shape[1] ?? "") ? Date.parse(text) : Number.NaN;
}

/** The day it is in the zone at an instant. */
export function localDateOf(instant: EpochMs): LocalDate {
  return toDate(instant + offsetMsAt(instant));
}

/** The instant at which a day's clock shows `time` (`HH:MM`) in the zone. */
export function instantOf(date: LocalDate, time = "00:00"): EpochMs {
  const wall = Date.parse(`${date}T${time}:00Z`);
  // The offset is asked at the wall time first, then at the result: right on both sides of a change of offset.
  const guess = wall - offsetMsAt(wall);
  return wall - offsetMsAt(guess);
}

/** An instant as people and files of the zone write it: `2017-10-30T08:00:00+07:00`, milliseconds only when there are any. */
export function formatInstant(instant: EpochMs): string {
  const offset = offsetMsAt(instant);
  const wall = new Date(instant + offset).toISOString().slice(0, 23).replace(".000", "");
  const minutes = Math.abs(offset) / MINUTE_MS;
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  return `${wall}${offset < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** The day `days` after (or, negative, before) a day. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return toDate(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
}

/** The day that is so many days after 1 January 1970. */
export function dateOfDay(days: number): LocalDate {
  return toDate(days * DAY_MS);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** Saturdays and Sundays are the weekly rest of offices. */
export function isWeekend(date: LocalDate): boolean {
  return weekdayOf(date) % 6 === 0;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/**
 * Since this instant, 00:00 of 13/6/1975, the zone's clocks have been seven hours ahead of UTC. The tests hold it to what
 * `Intl` says of the zone, which is asked itself for earlier days only: its first formatter costs a function some 12 ms
 * of its start (D66).
 */
const SEVEN_HOURS_SINCE: EpochMs = Date.UTC(1975, 5, 12, 17);
const SEVEN_HOURS_MS = 7 * 60 * MINUTE_MS;

function offsetMsAt(instant: EpochMs): number {
  return instant >= SEVEN_HOURS_SINCE ? SEVEN_HOURS_MS : offsetMsByIntl(instant);
}

let zoneClock: Intl.DateTimeFormat | undefined;

function offsetMsByIntl(instant: EpochMs): number {
  zoneClock ??= new Intl.DateTimeFormat("en-US", {
    timeZone: ZONE,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  // Offsets change by law, never within an hour.
  const at = Math.floor(instant / 3_600_000) * 3_600_000;
  const part: Record<string, number> = {};
  for (const { type, value } of zoneClock.formatToParts(at)) part[type] = Number(value);
  const wall = Date.UTC(
    part["year"] ?? 0,
    (part["month"] ?? 0) - 1,
    part["day"],
    part["hour"],
    part["minute"],
    part["second"],
  );
  return wall - at;
}

/** What is counted from a day that was typed may leave the years that can be typed, and is a day all the same. */
const CountedDateSchema = z
  .string()
  .check(z.regex(/^(1[89]|2[0-2])\d{2}-\d{2}-\d{2}$/))
  .brand<"LocalDate">()
  .brand<"Deadline">();

function toDate(wall: number): LocalDate {
  return CountedDateSchema.parse(new Date(wall).toISOString().slice(0, 10));
}

/** The years are bounded since `Date` and `Intl` write those below 100 and above 9999 in other ways. */
function isRealDate(text: string): boolean {
  if (!/^(?:19|2[01])\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const month = Number(text.slice(5, 7)) - 1;
  const day = Number(text.slice(8));
  const date = new Date(Date.UTC(Number(text.slice(0, 4)), month, day));
  return date.getUTCMonth() === month && date.getUTCDate() === day;
}
