import * as z from "zod/mini";

import { LocalDateSchema, isWeekend, yearOf } from "./instant.ts";
import { said } from "./message.ts";
import { quote } from "./parsing.ts";
import type { Fault } from "./refusal.ts";
import { filled } from "./text.ts";
import { formatWeekday } from "./vietnamese.ts";
import type { CalendarLine } from "./provisional-year.ts";

const STATUS = z.enum(["off", "worked"], { error: said('must be "off" or "worked"', "Chỉ ghi “nghỉ” hoặc “làm”") });

export const CalendarLineSchema = z.strictObject({
  date: LocalDateSchema,
  status: STATUS,
  name: filled(200),
  source: filled(300),
});

/** A year from 1900 to 2199, as an address names it. */
export const YearSchema = z.pipe(
  z.string().check(
    z.regex(/^(19|2[01])\d{2}$/, {
      error: said("a year is written YYYY, from 1900 to 2199", "Năm ghi bằng bốn chữ số, từ 1900 đến 2199"),
    }),
  ),
  z.transform(Number),
);

/** What a year is made final by: every day that is not as its weekday says, each with its source. */
export const FinalYearSchema = z.strictObject({
  status: z.literal("final", { error: said('must be "final"', "Phải là “final”") }),
  lines: z
    .array(CalendarLineSchema)
    .check(
      z.minLength(1, { error: said("a year has days off", "Một năm phải có ngày nghỉ lễ") }),
      z.maxLength(120, { error: said("at most 120 lines", "Tối đa 120 dòng") }),
    ),
});

/** What is wrong with the lines of a year, all at once: days of other years, days named twice, lines that change nothing. */
export function yearFaults(year: number, lines: readonly CalendarLine[]): Fault[] {
  return lines.flatMap(({ date, status }, i): Fault[] => {
    const path = `lines[${i}].date`;
    if (yearOf(date) !== year) {
      const vi = `Phải là ngày của năm ${year}; nhận được ${formatWeekday(date)}.`;
      return [{ path, message: `must be a day of ${year}; got ${quote(date)}`, vi }];
    }
    if (lines.findIndex((line) => line.date === date) < i) {
      const vi = `Mỗi ngày chỉ ghi một dòng; ${formatWeekday(date)} đã có ở dòng trên.`;
      return [{ path, message: `each day stands in one line; ${date} stands above already`, vi }];
    }
    if ((status === "off") === isWeekend(date)) {
      const [message, vi] = isWeekend(date)
        ? ["is off anyway, being a weekend; only a day that is worked is named", "là ngày cuối tuần, vốn đã nghỉ"]
        : ["is worked anyway; only a weekend is named so", "vốn là ngày làm việc; chỉ ghi “làm” cho ngày cuối tuần"];
      const got = formatWeekday(date);
      return [
        {
          path: `lines[${i}].status`,
          message: `${date} ${message}; got ${quote(status)}`,
          vi: `${got[0]?.toUpperCase()}${got.slice(1)} ${vi}.`,
        },
      ];
    }
    return [];
  });
}
