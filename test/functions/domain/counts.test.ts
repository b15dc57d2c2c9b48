import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isPast } from "../../../functions/domain/deadline.ts";
import { DUTY_STATES, STANDINGS, isOpen } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { addDays, instantOf } from "../../../functions/domain/instant.ts";
import {
  countsChange,
  countsOf,
  countsOfDuties,
  filedByKind,
  openBy,
  summarize,
} from "../../../functions/domain/counts.ts";
import { at, day } from "../letters/season-5500.ts";
import { dutyOf } from "./samples.ts";

const submitted = dutyOf({
  state: "submitted",
  revision: 1,
  standing: "on-time",
  submittedAt: at("2017-10-29T23:59:59.999"),
});

const anyDuty: fc.Arbitrary<Duty> = fc
  .record({
    kind: fc.constantFrom("so-ban-nganh", "huyen", "thi-xa"),
    state: fc.constantFrom(...DUTY_STATES),
    days: fc.integer({ min: 0, max: 6 }),
    standing: fc.constantFrom(undefined, ...STANDINGS),
    received: fc.integer({ min: 0, max: 10 * 86_400_000 }),
    told: fc.constantFrom(undefined, "p", "3,,0;10", "p4,5,6;11"),
  })
  .map(({ kind, state, days, standing, received, told }) =>
    dutyOf({
      kind,
      state,
      deadline: addDays(day("2017-10-28"), days),
      told,
      ...(standing ? { standing, submittedAt: at("2017-10-24T00:00:00") + received } : {}),
    }),
  );

describe("the counts of a duty", () => {
  it.each([
    [
      "awaiting",
      dutyOf(),
      {
        "state.so-ban-nganh.awaiting": 1,
        "open.2017-10-30": 1,
        "due.so-ban-nganh.awaiting.2017-10-30": 1,
        unanswered: 1,
      },
    ],
    [
      "submitted",
      submitted,
      {
        "state.so-ban-nganh.submitted": 1,
        "standing.so-ban-nganh.on-time": 1,
        "first.so-ban-nganh.2017-10-29": 1,
        "green.so-ban-nganh": 1,
      },
    ],
    [
      "submitted late, with what it told",
      { ...submitted, standing: "late", told: "12,,0;101" },
      {
        "state.so-ban-nganh.submitted": 1,
        "standing.so-ban-nganh.late": 1,
        "first.so-ban-nganh.2017-10-29": 1,
        "orange.so-ban-nganh": 1,
        "told.so-ban-nganh": 1,
        "said.0": 1,
        "said.2": 1,
        "given.so-ban-nganh.0": 1,
        "sum.so-ban-nganh.0": 12,
        "given.so-ban-nganh.2": 1,
      },
    ],
    [
      "acknowledged, late for a reason, and not reached by mail",
      dutyOf({ acknowledgedAt: 1, reason: { text: "Chờ số liệu", at: 2 }, unreachable: true }),
      {
        "state.so-ban-nganh.awaiting": 1,
        "open.2017-10-30": 1,
        "due.so-ban-nganh.awaiting.2017-10-30": 1,
        reason: 1,
        unreachable: 1,
      },
    ],
    [
      "returned, with a date of its own",
      { ...submitted, state: "returned", deadline: day("2017-11-03"), told: "12;1" },
      {
        "state.so-ban-nganh.returned": 1,
        "standing.so-ban-nganh.on-time": 1,
        "open.2017-11-03": 1,
        "due.so-ban-nganh.returned.2017-11-03": 1,
        "first.so-ban-nganh.2017-10-29": 1,
      },
    ],
    ["exempt", dutyOf({ state: "exempt" }), { "state.so-ban-nganh.exempt": 1 }],
  ] as const)("that is %s", (_what, duty, counts) => {
    expect(countsOf(duty)).toEqual(counts);
  });

  it("change by what a filing adds and takes", () => {
    expect(countsChange(dutyOf(), submitted)).toEqual({
      "state.so-ban-nganh.awaiting": -1,
      "open.2017-10-30": -1,
      "due.so-ban-nganh.awaiting.2017-10-30": -1,
      unanswered: -1,
      "state.so-ban-nganh.submitted": 1,
      "standing.so-ban-nganh.on-time": 1,
      "first.so-ban-nganh.2017-10-29": 1,
      "green.so-ban-nganh": 1,
    });
  });

  it("do not change when nothing counted did", () => {
    expect(countsChange(submitted, { ...submitted, revision: 2 })).toEqual({});
  });

  it("after any change are the counts taken afresh", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyDuty, anyDuty), { maxLength: 20 }), (pairs) => {
        const counts: Record<string, number> = { ...countsOfDuties(pairs.map(([old]) => old)) };
        for (const [old, next] of pairs) {
          const change = countsChange(old, next);
          expect(Object.values(change)).not.toContain(0);
          for (const [name, by] of Object.entries(change)) counts[name] = (counts[name] ?? 0) + by;
        }
        const left = Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
        expect(left).toEqual(countsOfDuties(pairs.map(([, next]) => next)));
      }),
    );
  });
});

describe("a summary", () => {
  const counts = countsOfDuties([
    dutyOf(),
    dutyOf({ state: "draft", kind: "huyen", deadline: day("2017-11-03") }),
    submitted,
    { ...submitted, state: "accepted", standing: "late", submittedAt: at("2017-10-20T09:00:00") },
    { ...submitted, state: "returned", deadline: day("2017-10-31") },
    dutyOf({ state: "exempt", kind: "huyen" }),
  ]);

  it("says how many of how many, by state, standing, kind and day", () => {
    expect(summarize(counts, at("2017-10-30T00:00:00"))).toEqual({
      units: 6,
      filed: 2,
      open: 3,
      late: 1,
      states: { awaiting: 1, draft: 1, submitted: 1, accepted: 1, returned: 1, exempt: 1 },
      standings: { "on-time": 2, late: 1 },
      byKind: {
        "so-ban-nganh": { units: 4, filed: 2, open: 2 },
        huyen: { units: 2, filed: 0, open: 1 },
      },
      filedByDay: { "2017-10-20": 1, "2017-10-29": 2 },
    });
  });

  it.each([
    ["2017-10-29T00:00:00", 0],
    ["2017-10-30T00:00:00", 1],
    ["2017-10-31T00:00:00", 2],
    ["2017-11-03T00:00:00", 3],
  ])("counts on %s as late only whose own date has come: %s", (now, late) => {
    expect(summarize(counts, at(now)).late).toBe(late);
  });

  it("of nothing is nothing, and counts that went back to 0 are not shown", () => {
    const nothing = { units: 0, filed: 0, open: 0, late: 0, states: {}, standings: {}, byKind: {}, filedByDay: {} };
    expect(summarize({}, at("2017-10-30T00:00:00"))).toEqual(nothing);
    expect(
      summarize({ "state.huyen.draft": 0, "open.2017-10-30": 0, "filed.2017-10-01": 0 }, at("2017-10-30T00:00:00")),
    ).toEqual(nothing);
  });

  it("agrees with the duties themselves", () => {
    fc.assert(
      fc.property(fc.array(anyDuty, { maxLength: 30 }), fc.integer({ min: 0, max: 8 }), (duties, days) => {
        const today = addDays(day("2017-10-27"), days);
        const summary = summarize(countsOfDuties(duties), instantOf(today));
        const open = duties.filter(isOpen);
        expect(summary.units).toBe(duties.length);
        expect(summary.open).toBe(open.length);
        expect(summary.filed).toBe(duties.filter(({ state }) => state === "submitted" || state === "accepted").length);
        expect(summary.late).toBe(open.filter(({ deadline }) => isPast(deadline, instantOf(today, "08:00"))).length);
      }),
    );
  });
});

describe("first filings", () => {
  it("are told by kind and day, and over all kinds, those among them that an earlier release counted by day alone", () => {
    const counts = { "first.xa.2017-10-20": 2, "first.huyen.2017-10-20": 1, "first.xa.2017-10-23": 0 };
    expect(filedByKind(counts)).toEqual({ xa: { "2017-10-20": 2 }, huyen: { "2017-10-20": 1 } });
    const mixed = { ...counts, "filed.2017-10-19": 4, "filed.2017-10-20": 1 };
    expect(summarize(mixed, at("2017-10-30T00:00:00")).filedByDay).toEqual({ "2017-10-19": 4, "2017-10-20": 4 });
    expect(filedByKind(mixed)).toBeUndefined();
  });
});

it("those open by a date are all but those with a later date of their own", () => {
  const counts = { "open.2017-10-30": 3, "open.2017-10-25": 1, "open.2017-11-03": 2, "open.2017-10-29": 0 };
  expect(openBy(counts, day("2017-10-30"))).toBe(4);
});
