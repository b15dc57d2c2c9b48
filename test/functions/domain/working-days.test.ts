import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  UnknownYear,
  addWorkingDays,
  calendarOf,
  firstWorkingDayFrom,
  isWorkingDay,
  lastWorkingDayBefore,
  workingDaysAfter,
  yearsMissing,
} from "../../../functions/domain/working-days.ts";
import { day } from "../letters/season-5500.ts";
import { anyCalendar, anyDay } from "./samples.ts";

const week = calendarOf([
  { date: day("2017-10-25"), status: "off" },
  { date: day("2017-10-28"), status: "worked" },
]);

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

describe("a year without an entry", () => {
  const message = (year: number) => `The working-day calendar has no entry for ${year}; it has 2017, 2026.`;
  const two = calendarOf([
    { date: day("2026-01-01"), status: "off" },
    { date: day("2017-01-02"), status: "off" },
  ]);

  it.each([
    ["asked for a day of it", 2018, () => isWorkingDay(two, day("2018-03-05"))],
    ["counted into forward", 2018, () => addWorkingDays(two, day("2017-12-29"), 1)],
    ["counted into backward", 2016, () => lastWorkingDayBefore(two, day("2017-01-01"))],
    ["counted across", 2018, () => workingDaysAfter(two, day("2017-12-01"), day("2026-01-05"))],
  ])("is refused and named when %s", (_how, year, ask) => {
    expect(ask).toThrow(new UnknownYear(year, [2026, 2017]));
    expect(ask).toThrow(message(year));
  });

  it("is listed among those missing between two days, both ends counted", () => {
    expect(yearsMissing(two, day("2016-12-31"), day("2019-01-01"))).toEqual([2016, 2018, 2019]);
    expect(yearsMissing(two, day("2017-01-01"), day("2017-12-31"))).toEqual([]);
  });
});
