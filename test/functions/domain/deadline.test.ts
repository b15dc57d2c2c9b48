import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { dueAt, isPast, overdueDays, overdueWorkingDays, targetDayOf } from "../../../functions/domain/deadline.ts";
import { DAY_MS } from "../../../functions/domain/instant.ts";
import { workingDaysOfVietNam } from "../../../functions/domain/working-days-vn.ts";
import { at, day } from "../letters/season-5500.ts";
import { anyCalendar, anyDay, plainDayOf } from "./samples.ts";

const before = day("2017-10-30");

describe("“trước ngày 30/10/2017”", () => {
  it("ends at the first instant of 30/10, in the zone", () => {
    expect(dueAt(before)).toBe(at("2017-10-30T00:00:00"));
  });

  it.each([
    ["2017-10-29T23:59:59.999", false],
    ["2017-10-30T00:00:00.000", true],
    ["2017-10-30T00:00:00.001", true],
    ["2017-10-27T16:45:00", false],
  ])("a report received at %s is late: %s", (receivedAt, late) => {
    expect(isPast(before, at(receivedAt))).toBe(late);
  });

  it("is exclusive to the millisecond, whatever the day", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }), (date, offset) => {
        const received = dueAt(date) + offset;
        expect(isPast(date, received)).toBe(plainDayOf(received) >= date);
        expect([isPast(date, dueAt(date) - 1), isPast(date, dueAt(date))]).toEqual([false, true]);
      }),
    );
  });
});

describe("the target day", () => {
  it.each([
    ["2017-10-30", "2017-10-27"],
    ["2017-11-10", "2017-11-09"],
    ["2017-10-21", "2017-10-20"],
    ["2017-11-03", "2017-11-02"],
    ["2017-09-05", "2017-09-01"],
    ["2026-02-21", "2026-02-13"],
  ])("of “before %s” is %s", (date, target) => {
    expect(targetDayOf(workingDaysOfVietNam, day(date))).toBe(target);
  });

  it("is worked, lies before the date, and no working day is between them", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, ({ calendar, worked }, date) => {
        const target = targetDayOf(calendar, date);
        expect(worked).toContain(target);
        expect(target < date).toBe(true);
        expect(worked.filter((other) => other > target && other < date)).toEqual([]);
      }),
    );
  });
});

describe("how long a report is overdue", () => {
  it.each([
    ["the millisecond before the deadline", "2017-10-29T23:59:59.999", 0, 0],
    ["the first late day", "2017-10-30T08:00:00", 0, 0],
    ["the day of follow-up-2", "2017-11-01T08:00:00", 2, 2],
    ["after a weekend, on the day of follow-up-5", "2017-11-06T08:00:00", 7, 5],
    ["the last millisecond of a day", "2017-10-30T23:59:59.999", 0, 0],
    ["a whole day later", "2017-10-31T00:00:00", 1, 1],
    ["long before", "2017-07-14T08:00:00", 0, 0],
  ])("%s: %s", (_what, now, days, workingDays) => {
    expect(overdueDays(before, at(now))).toBe(days);
    expect(overdueWorkingDays(workingDaysOfVietNam, before, at(now))).toBe(workingDays);
  });
});
