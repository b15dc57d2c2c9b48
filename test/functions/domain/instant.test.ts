import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  DAY_MS,
  InstantSchema,
  LocalDateSchema,
  TimeOfDaySchema,
  ZONE,
  addDays,
  daysBetween,
  formatInstant,
  instantOf,
  localDateOf,
  parseInstant,
  weekdayOf,
  yearOf,
} from "../../../functions/domain/instant.ts";
import { read } from "../../../functions/domain/parsing.ts";
import { day } from "../letters/season-5500.ts";
import { THING, anyDay, faultsOf, plainDayOf } from "./samples.ts";

const anyInstant = fc.integer({ min: Date.UTC(1976, 0, 1), max: Date.UTC(2199, 11, 30) });

describe("the zone", () => {
  it("is Asia/Ho_Chi_Minh, by name", () => {
    expect(ZONE).toBe("Asia/Ho_Chi_Minh");
  });

  it("is what Intl knows it to be, at any instant of any year that a report can be about", () => {
    const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2199, 11, 30) }), (instant) => {
        expect(formatInstant(instant).slice(0, 19).replace("T", " ")).toBe(clock.format(instant));
      }),
    );
  });

  it("was put seven hours ahead of UTC in the night to 13/6/1975, and stayed there", () => {
    const clock = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, timeZoneName: "longOffset" });
    const then = Date.UTC(1975, 5, 12, 16);
    expect([then - 1, then].map((instant) => formatInstant(instant))).toEqual([
      "1975-06-12T23:59:59.999+08:00",
      "1975-06-12T23:00:00+07:00",
    ]);
    for (let instant = then; instant < Date.UTC(2200, 0, 1); instant += DAY_MS)
      expect(clock.format(instant)).toMatch(/GMT\+07:00$/);
  });

  it.each([
    ["the last millisecond of a day", "2017-10-29T23:59:59.999+07:00", "2017-10-29"],
    ["the first millisecond of the next", "2017-10-30T00:00:00+07:00", "2017-10-30"],
    ["still yesterday in UTC", "2017-10-29T17:00:00Z", "2017-10-30"],
    ["already tomorrow in Auckland", "2017-10-30T06:00:00+13:00", "2017-10-30"],
    ["New Year's Eve", "2017-12-31T23:59:59.999+07:00", "2017-12-31"],
  ])("a day begins and ends by its clock: %s", (_what, text, date) => {
    expect(localDateOf(parseInstant(text))).toBe(date);
  });

  it("midnight is 17:00 UTC of the day before", () => {
    expect(instantOf(day("2017-10-30"))).toBe(Date.UTC(2017, 9, 29, 17));
    expect(instantOf(day("2017-10-30"), "08:00")).toBe(Date.UTC(2017, 9, 30, 1));
  });

  it("every instant lies on its day: from its midnight on, before the next", () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const date = localDateOf(instant);
        expect(date).toBe(plainDayOf(instant));
        expect(instantOf(date)).toBeLessThanOrEqual(instant);
        expect(instantOf(addDays(date, 1))).toBeGreaterThan(instant);
      }),
    );
  });
});

describe("an instant as text", () => {
  it("reads back as the same instant, to the millisecond", () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        expect(parseInstant(formatInstant(instant))).toBe(instant);
      }),
    );
  });

  it.each([
    ["2017-10-30T08:00:00+07:00", "2017-10-30T08:00:00+07:00"],
    ["2017-10-29T16:59:59.999Z", "2017-10-29T23:59:59.999+07:00"],
    ["2017-10-30T01:00Z", "2017-10-30T08:00:00+07:00"],
  ])("%s is shown as %s", (text, shown) => {
    expect(formatInstant(parseInstant(text))).toBe(shown);
  });

  it.each([
    ["no offset", "2017-10-30T08:00:00"],
    ["no time", "2017-10-30"],
    ["a day that does not exist", "2017-02-30T08:00:00+07:00"],
    ["an hour that does not exist", "2017-10-30T25:00:00+07:00"],
    ["an offset that does not exist", "2017-10-30T08:00:00+99:99"],
    ["a day beyond the years of any report", "9999-12-31T23:00:00+00:00"],
    ["a year that Date reads as another", "0050-01-01T00:00:00+07:00"],
    ["a number", "1509321600000"],
    ["something behind it", "2017-10-30T08:00:00+07:00 "],
    ["nothing", ""],
  ])("is refused with %s", (_what, text) => {
    expect(parseInstant(text)).toBeNaN();
    expect(faultsOf(read(InstantSchema, text, THING))).toEqual([
      {
        path: "",
        message: `an instant is written with its offset, like 2017-10-30T08:00:00+07:00; got ${JSON.stringify(text)}`,
      },
    ]);
  });
});

describe("a date", () => {
  it.each(["2017-10-30", "2024-02-29", "1900-01-01", "2199-12-31"])("%s exists", (text) => {
    expect(LocalDateSchema.parse(text)).toBe(text);
  });

  it.each(["2017-02-30", "2017-02-29", "2017-13-01", "2017-00-10", "1899-12-31", "2200-01-01", "0001-01-01"])(
    "%s does not exist",
    (text) => {
      expect(faultsOf(read(LocalDateSchema, text, THING))).toEqual([
        {
          path: "",
          message: `a date is written YYYY-MM-DD and must exist in the calendar, from 1900 to 2199; got "${text}"`,
        },
      ]);
    },
  );

  it.each(["30/10/2017", "2017-10-3", "2017-10-30T00:00:00+07:00", " 2017-10-30", "12017-10-30", ""])(
    "%j is not written as one",
    (text) => {
      expect(faultsOf(read(LocalDateSchema, text, THING))).toEqual([
        { path: "", message: `a date is written YYYY-MM-DD; got ${JSON.stringify(text)}` },
      ]);
    },
  );

  it("moved by so many days lies so many days away", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -500, max: 500 }), (date, days) => {
        const moved = addDays(date, days);
        expect(daysBetween(date, moved)).toBe(days);
        expect(addDays(moved, -days)).toBe(date);
        expect(Math.abs((weekdayOf(moved) - weekdayOf(date) - days) % 7)).toBe(0);
      }),
    );
  });

  it("knows its weekday and its year", () => {
    expect([weekdayOf(day("2017-10-27")), weekdayOf(day("2017-10-29")), yearOf(day("2017-10-27"))]).toEqual([
      5, 0, 2017,
    ]);
  });
});

describe("a time of day", () => {
  it.each(["00:00", "08:00", "23:59"])("%s is one", (text) => {
    expect(TimeOfDaySchema.parse(text)).toBe(text);
  });

  it.each(["8:00", "24:00", "08:60", "08:00:00", "08h00"])("%s is not", (text) => {
    expect(faultsOf(read(TimeOfDaySchema, text, THING))).toEqual([
      { path: "", message: `a time of day is written HH:MM, from 00:00 to 23:59; got "${text}"` },
    ]);
  });
});
