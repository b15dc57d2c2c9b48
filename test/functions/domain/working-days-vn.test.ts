import { describe, expect, it } from "vitest";

import { isWeekend } from "../../../functions/domain/instant.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import {
  addWorkingDays,
  isWorkingDay,
  lastWorkingDayBefore,
  workingDaysAfter,
} from "../../../functions/domain/working-days.ts";
import { day } from "../letters/season-5500.ts";

describe("the working days of Viet Nam", () => {
  it.each([
    ["Monday after New Year's Day on a Sunday", "2017-01-02", false],
    ["the day before Tết Đinh Dậu's five days", "2017-01-25", true],
    ["the substitute for Tết's Saturday", "2017-01-31", false],
    ["the substitute for Tết's Sunday", "2017-02-01", false],
    ["the day after Tết Đinh Dậu", "2017-02-02", true],
    ["the Hùng Kings' day, 10/3 Đinh Dậu", "2017-04-06", false],
    ["the substitute for Victory Day on a Sunday", "2017-05-02", false],
    ["National Day, a Saturday", "2017-09-02", false],
    ["Monday 4/9/2017, the substitute for National Day", "2017-09-04", false],
    ["the day after the substitute", "2017-09-05", true],
    ["New Year's Day 2026", "2026-01-01", false],
    ["Friday 2/1/2026, swapped", "2026-01-02", false],
    ["Saturday 10/1/2026, worked for 2/1", "2026-01-10", true],
    ["the Saturday after it, not swapped", "2026-01-17", false],
    ["the Friday before Tết Bính Ngọ", "2026-02-13", true],
    ["the last day of the old year", "2026-02-16", false],
    ["Tết Bính Ngọ, 1/1", "2026-02-17", false],
    ["Tết Bính Ngọ, 2/1", "2026-02-18", false],
    ["Tết Bính Ngọ, 3/1", "2026-02-19", false],
    ["Tết Bính Ngọ, 4/1", "2026-02-20", false],
    ["the Monday after Tết Bính Ngọ", "2026-02-23", true],
    ["the substitute for the Hùng Kings' day on a Sunday", "2026-04-27", false],
    ["Saturday 22/8/2026, worked for 31/8", "2026-08-22", true],
    ["Monday 31/8/2026, swapped", "2026-08-31", false],
    ["the second National Day, 1/9", "2026-09-01", false],
    ["National Day, 2/9", "2026-09-02", false],
    ["the day after National Day", "2026-09-03", true],
  ])("%s, %s, is worked: %s", (_what, date, worked) => {
    expect(isWorkingDay(calendar, day(date))).toBe(worked);
  });

  it("no line of the calendar says what the week says already", () => {
    const lines = calendar.finalYears.flatMap((year) => year.lines);
    const idle = lines.filter(({ date, status }) => (status === "worked") !== isWeekend(date));
    expect(lines.length).toBeGreaterThan(20);
    expect(idle).toEqual([]);
  });

  it("names a source for each line of 2017 and 2026", () => {
    const shown = (year: number) => calendar.year(year).lines.map(({ date, status, source }) => [date, status, source]);
    expect(shown(2017).slice(0, 2)).toEqual([
      ["2017-01-02", "off", "Bộ luật Lao động 2012, Điều 115(1)(a) và (3)"],
      ["2017-01-26", "off", "Bộ luật Lao động 2012, Điều 115(1)(b)"],
    ]);
    expect(shown(2017)).toHaveLength(10);
    expect(shown(2017)[6]).toEqual(["2017-04-06", "off", "Bộ luật Lao động 2012, Điều 115(1)(g)"]);
    expect(shown(2026)).toHaveLength(15);
    expect(shown(2026).slice(0, 4)).toEqual([
      ["2026-01-01", "off", "Bộ luật Lao động 2019, Điều 112(1)(a)"],
      ["2026-01-02", "off", "Công văn 12729/VPCP-KGVX"],
      ["2026-01-10", "worked", "Công văn 12729/VPCP-KGVX"],
      ["2026-02-16", "off", "Bộ luật Lao động 2019, Điều 112(1)(b)"],
    ]);
  });

  it("has as many working days in a year as the notices leave", () => {
    const inYear = (year: number) => workingDaysAfter(calendar, day(`${year}-01-01`), day(`${year}-12-31`));
    // 2017: 365 days, 105 of weekends, 10 named off. 2026: 261 weekdays, 13 named off, 2 Saturdays worked.
    expect(inYear(2017)).toBe(365 - 105 - 10);
    expect(inYear(2026)).toBe(261 - 13 + 2);
  });

  it("a deadline after Tết 2026 has its target day before it", () => {
    expect(lastWorkingDayBefore(calendar, day("2026-02-23"))).toBe("2026-02-13");
    expect(addWorkingDays(calendar, day("2026-02-24"), -2)).toBe("2026-02-13");
  });

  it("a worked Saturday is the target day of the Monday after it", () => {
    expect(lastWorkingDayBefore(calendar, day("2026-01-12"))).toBe("2026-01-10");
    expect(lastWorkingDayBefore(calendar, day("2026-08-24"))).toBe("2026-08-22");
  });
});
