import { expect, it } from "vitest";

import type { KeptYear } from "../../../../functions/store/calendar.ts";
import { isWorkingDay } from "../../../../functions/domain/working-days.ts";
import { at, day } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const NOW = at("2026-11-30T08:00");

const yearOff = (date: string, version = 1): KeptYear => ({
  year: Number(date.slice(0, 4)),
  lines: [{ date: day(date), status: "off", name: "Nghỉ", source: "Thông báo 1/TB" }],
  by: "vanthu@snv.daklak.example",
  at: NOW,
  version,
});

export function calendarSuite(fresh: Fresh): void {
  it("is what ships until an office makes a year final, or sets one right", async () => {
    const { register } = await fresh();
    expect((await register.calendar.latest()).finalYears.map(({ year }) => year)).toEqual([2017, 2026]);
    await register.calendar.put(yearOff("2027-03-01"));
    await register.calendar.put(yearOff("2026-11-24"));
    const calendar = await register.calendar.latest();
    expect(calendar.finalYears.map(({ year }) => year)).toEqual([2017, 2026, 2027]);
    const days = ["2027-03-01", "2027-01-01", "2026-11-24", "2026-09-02", "2017-09-04"];
    expect(days.map((date) => isWorkingDay(calendar, day(date)))).toEqual([false, true, false, true, false]);
    expect(await register.calendar.keptYears()).toEqual([yearOff("2026-11-24"), yearOff("2027-03-01")]);
  });

  it("a year is made final over the version that was read, and over no other", async () => {
    const { register } = await fresh();
    expect(await register.calendar.put(yearOff("2027-03-01"))).toBe(true);
    expect(await register.calendar.put(yearOff("2027-03-02"))).toBe(false);
    expect(await register.calendar.put(yearOff("2027-03-02", 2))).toBe(true);
    expect(await register.calendar.put(yearOff("2027-03-03", 2))).toBe(false);
    expect(await register.calendar.keptYears()).toEqual([yearOff("2027-03-02", 2)]);
  });

  it("is read once in half a minute by a function, however often it is asked; its own write it sees at once", async () => {
    const { register, costOf } = await fresh();
    // DynamoDB Local asks nothing for a query that finds nothing.
    await register.calendar.put(yearOff("2026-11-24"));
    expect((await costOf(() => register.calendar.current(NOW))).read).toBe(0.5);
    expect((await costOf(() => register.calendar.current(NOW + 29_000))).read).toBe(0);
    expect((await costOf(() => register.calendar.current(NOW + 31_000))).read).toBe(0.5);
    await register.calendar.put(yearOff("2027-03-01"));
    expect((await register.calendar.current(NOW + 31_001)).year(2027).status).toBe("final");
  });

  it("a whole year costs a read unit at most", async () => {
    const { register, costOf } = await fresh();
    const lines = (await register.calendar.latest()).year(2026).lines;
    await register.calendar.put({ ...yearOff("2026-01-01"), lines: [...lines] });
    expect((await costOf(() => register.calendar.current(NOW))).read).toBeLessThanOrEqual(1);
  });
}
