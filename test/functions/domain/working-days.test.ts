import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  addWorkingDays,
  calendarOf,
  calendarWith,
  firstWorkingDayFrom,
  isWorkingDay,
  lastWorkingDayBefore,
  restsOnProvisional,
  workingDaysAfter,
} from "../../../functions/domain/working-days.ts";
import type { CalendarLine } from "../../../functions/domain/provisional-year.ts";
import { day } from "../letters/season-5500.ts";
import { anyCalendar, anyDay } from "./samples.ts";

const line = (date: string, status: "off" | "worked"): CalendarLine => ({
  date: day(date),
  status,
  name: "Ngày nghỉ",
  source: "Thông báo 1/TB",
});

const week = calendarOf([line("2017-10-25", "off"), line("2017-10-28", "worked")]);

describe("a working day", () => {
  it.each([
    ["a Monday", "2017-10-23", true],
    ["a Friday", "2017-10-27", true],
    ["a Saturday", "2017-10-21", false],
    ["a Sunday", "2017-10-22", false],
    ["a Wednesday named off", "2017-10-25", false],
    ["a Saturday named worked", "2017-10-28", true],
  ])("%s, %s, is worked: %s", (_what, date, worked) => {
    expect(isWorkingDay(week, day(date))).toBe(worked);
  });

  it.each([
    ["the last before a Monday after a worked Saturday", lastWorkingDayBefore, "2017-10-30", "2017-10-28"],
    ["the last before a working day is not that day", lastWorkingDayBefore, "2017-10-27", "2017-10-26"],
    ["the last before a day off is before all of it", lastWorkingDayBefore, "2017-10-26", "2017-10-24"],
    ["the first from a working day is that day", firstWorkingDayFrom, "2017-10-26", "2017-10-26"],
    ["the first from a day off is after all of it", firstWorkingDayFrom, "2017-10-21", "2017-10-23"],
  ])("%s", (_what, find, from, found) => {
    expect(find(week, day(from))).toBe(found);
  });
});

describe("counting", () => {
  it("no working day is skipped or counted twice, forward or backward", () => {
    fc.assert(
      fc.property(anyCalendar, fc.nat(), fc.integer({ min: -60, max: 60 }), ({ calendar, worked }, pick, count) => {
        const from = 150 + (pick % (worked.length - 300));
        expect(addWorkingDays(calendar, worked[from]!, count)).toBe(worked[from + count]);
      }),
    );
  });

  it("from a day off the count begins with the nearest working day", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 30 }), ({ calendar, worked }, from, count) => {
        expect(addWorkingDays(calendar, from, count)).toBe(worked.filter((date) => date > from)[count - 1]);
        expect(addWorkingDays(calendar, from, -count)).toBe(worked.filter((date) => date < from).at(-count));
      }),
    );
  });

  it("forward and backward are each other's inverse on working days", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 0, max: 60 }), ({ calendar }, date, count) => {
        const from = firstWorkingDayFrom(calendar, date);
        expect(addWorkingDays(calendar, addWorkingDays(calendar, from, count), -count)).toBe(from);
        expect(addWorkingDays(calendar, addWorkingDays(calendar, from, -count), count)).toBe(from);
      }),
    );
  });

  it("the days between two days are as many as one counts off by hand", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyDay, ({ calendar, worked }, from, to) => {
        const byHand = worked.filter((date) => date > from && date <= to).length;
        expect(workingDaysAfter(calendar, from, to)).toBe(byHand);
      }),
    );
  });

  it("so many working days later, so many lie between", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 60 }), ({ calendar }, from, count) => {
        expect(workingDaysAfter(calendar, from, addWorkingDays(calendar, from, count))).toBe(count);
      }),
    );
  });

  it("the last before a day and the first from it have no working day between them", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, ({ calendar, worked }, date) => {
        const next = worked.findIndex((other) => other >= date);
        expect(firstWorkingDayFrom(calendar, date)).toBe(worked[next]);
        expect(lastWorkingDayBefore(calendar, date)).toBe(worked[next - 1]);
      }),
    );
  });
});

describe("a year without the government's notice", () => {
  const two = calendarOf([line("2017-01-02", "off"), line("2026-01-01", "off")]);

  it("is provisional, and counted by what the law says of it", () => {
    expect(two.finalYears.map(({ year }) => year)).toEqual([2017, 2026]);
    expect([2016, 2017, 2018, 2026, 2027].map((year) => two.year(year).status)).toEqual([
      "provisional",
      "final",
      "provisional",
      "final",
      "provisional",
    ]);
    expect(isWorkingDay(two, day("2018-02-15"))).toBe(false);
    expect(addWorkingDays(two, day("2017-12-29"), 1)).toBe("2018-01-02");
    expect(lastWorkingDayBefore(two, day("2017-01-01"))).toBe("2016-12-30");
  });

  it("is worked out once", () => {
    expect(two.year(2018)).toBe(two.year(2018));
  });

  it.each([
    ["2017-12-01", "2017-12-31", false],
    ["2017-12-01", "2018-01-01", true],
    ["2018-01-01", "2017-12-01", true],
    ["2017-01-01", "2026-01-01", true],
    ["2026-01-01", "2026-01-01", false],
  ])("what is counted from %s to %s rests on one: %s", (from, to, rests) => {
    expect(restsOnProvisional(two, day(from), day(to))).toBe(rests);
  });

  it("is final by lines of its own, which are all of its lines; the other years stay as they are", () => {
    const set = calendarWith(two, [{ year: 2018, lines: [line("2018-01-02", "off")] }]);
    expect(set.year(2018)).toMatchObject({ status: "final", lines: [{ date: "2018-01-02" }] });
    expect(isWorkingDay(set, day("2018-02-15"))).toBe(true);
    expect(isWorkingDay(set, day("2017-01-02"))).toBe(false);
    const right = calendarWith(set, [{ year: 2017, lines: [line("2017-01-03", "off")] }]);
    expect([isWorkingDay(right, day("2017-01-02")), isWorkingDay(right, day("2017-01-03"))]).toEqual([true, false]);
    expect(right.finalYears.map(({ year }) => year)).toEqual([2017, 2018, 2026]);
  });
});
