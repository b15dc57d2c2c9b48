import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DUTY_STATES } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { namedUntil, refuseNewDate, urgedNow } from "../../../functions/domain/urging.ts";
import type { LetterKind } from "../../../functions/domain/urging.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { expectRefusalInVietnamese } from "../expect-vietnamese.ts";
import { at, day, dutyOf, obligation, reporters } from "../season.ts";
import { DeadlineSchema, deadlineIn, isPast, targetDayOf } from "../../../functions/domain/deadline.ts";
import { addDays, localDateOf } from "../../../functions/domain/instant.ts";

const named = (kind: LetterKind, wall: string, duties: readonly Duty[]) =>
  urgedNow(duties, { kind, deadline: deadlineIn(obligation), calendar, now: at(wall) });
const idsOf = (kind: LetterKind, wall: string, duties: readonly Duty[]) => {
  const urged = named(kind, wall, duties);
  if (isRefusal(urged)) return urged.detail;
  return { named: urged.named.map(({ unitId }) => unitId), inTime: urged.inTime.map(({ unitId }) => unitId) };
};

describe("an urging letter", () => {
  it.each([
    ["2017-10-13T08:00", "the day of a reminder"],
    ["2017-10-27T00:00", "the last working day itself"],
    ["2017-10-27T23:59", "its last minute"],
  ])("is refused at %s: %s", (wall) => {
    const refusal = named("urging", wall, [dutyOf("stc")]);
    expect(refusal).toMatchObject({
      refused: "conflict",
      detail:
        "Units can still file on their last working day, 2017-10-27: an urging letter can be drafted from the day after it.",
      vi: "Các đơn vị còn được gửi báo cáo đến hết ngày làm việc cuối cùng, 27/10/2017: chỉ soạn công văn đôn đốc từ ngày hôm sau.",
    });
    if (isRefusal(refusal)) expectRefusalInVietnamese(refusal);
  });

  it("can be drafted from the first minute after the last working day on", () => {
    expect(idsOf("urging", "2017-10-28T00:00", [dutyOf("stc")])).toEqual({ named: ["stc"], inTime: [] });
  });

  it("names exactly the units that have not filed; one with a later date is left alone until that is over", () => {
    const duties = [
      dutyOf("stc"),
      dutyOf("stp", { state: "submitted" }),
      dutyOf("sct", { state: "draft" }),
      dutyOf("sxd", { state: "exempt" }),
      dutyOf("syt", { state: "accepted" }),
      dutyOf("ubnd-lak", { deadline: day("2017-11-03"), ladder: 1 }),
      dutyOf("sgddt", { state: "returned" }),
    ];
    expect(idsOf("urging", "2017-10-30T09:00", duties)).toEqual({
      named: ["stc", "sct", "sgddt"],
      inTime: ["ubnd-lak"],
    });
    expect(idsOf("urging", "2017-11-02T17:00", duties)).toMatchObject({ inTime: ["ubnd-lak"] });
    expect(idsOf("urging", "2017-11-03T00:00", duties)).toEqual({
      named: ["stc", "sct", "ubnd-lak", "sgddt"],
      inTime: [],
    });
  });

  it("names a unit if and only if its duty is open and its own last working day is over", () => {
    const anyDuties = fc
      .subarray(reporters.map(({ id }) => id))
      .chain((ids) =>
        fc.tuple(
          ...ids.map((id) =>
            fc
              .record({ state: fc.constantFrom(...DUTY_STATES), before: fc.constantFrom("2017-10-30", "2017-11-06") })
              .map(({ state, before }) => dutyOf(id, { state, deadline: day(before) })),
          ),
        ),
      );
    fc.assert(
      fc.property(anyDuties, (duties) => {
        const urged = named("urging", "2017-11-01T10:00", duties);
        const late = duties.filter(
          ({ state, deadline }) => ["awaiting", "draft", "returned"].includes(state) && deadline === "2017-10-30",
        );
        expect(isRefusal(urged) ? [] : urged.named).toEqual(late);
        expect(isRefusal(urged)).toBe(late.length === 0);
      }),
    );
  });

  it("names by one instant: a date has come by then if and only if its last working day is over", () => {
    const anyDay = fc.integer({ min: 0, max: 800 }).map((days) => addDays(day("2017-01-01"), days));
    const anyTime = fc.constantFrom("00:00", "07:59", "08:00", "08:01", "16:00", "23:59");
    const anyDeadline = fc.oneof(
      anyDay,
      fc.tuple(anyDay, anyTime).map(([date, time]) => `${date}T${time}`),
      anyDay.map((date) => `by ${date}`),
    );
    // Most dates lie far from the moment; these are near.
    const near = fc.tuple(anyDay, fc.integer({ min: -6, max: 12 }), anyTime, fc.constantFrom("", "T", "by "));
    const check = (written: string, now: number) => {
      const deadline = DeadlineSchema.parse(written);
      const isOver = localDateOf(now) > targetDayOf(calendar, deadline);
      expect([written, isPast(deadline, namedUntil({ kind: "urging", calendar, now }))]).toEqual([written, isOver]);
    };
    fc.assert(
      fc.property(anyDeadline, anyDay, anyTime, (written, today, time) => check(written, at(`${today}T${time}`))),
    );
    fc.assert(
      fc.property(near, anyTime, ([today, away, time, how], clock) => {
        const date = addDays(today, away);
        check(how === "T" ? `${date}T${time}` : `${how}${date}`, at(`${today}T${clock}`));
      }),
    );
  });

  it("is refused when there is nobody to write to, and says which way", () => {
    expect(idsOf("urging", "2017-10-30T09:00", [dutyOf("stc", { state: "submitted" })])).toBe(
      "Every unit has filed or is exempt: there is nobody to write to.",
    );
    expect(idsOf("urging", "2017-10-30T09:00", [dutyOf("stc", { deadline: day("2017-11-03"), ladder: 1 })])).toBe(
      "Nobody is late: those who have not filed (1) were given later dates, which are not over.",
    );
  });
});

describe("a criticism", () => {
  it("is refused while a report would still be in time", () => {
    const refusal = named("criticism", "2017-10-29T23:59", [dutyOf("stc")]);
    expect(refusal).toMatchObject({ refused: "conflict", detail: expect.stringContaining("2017-10-30") });
    expect(idsOf("criticism", "2017-10-30T00:00", [dutyOf("stc")])).toEqual({ named: ["stc"], inTime: [] });
  });
});

describe("the new date of a letter", () => {
  it.each([
    ["2017-10-31", undefined],
    ["2017-12-31", undefined],
    ["2017-10-30", "Thời hạn mới phải sau ngày 30/10/2017 và trong vòng một năm; nhận được 30/10/2017."],
    ["2017-10-01", "Thời hạn mới phải sau ngày 30/10/2017 và trong vòng một năm; nhận được 1/10/2017."],
    ["2019-01-01", "Thời hạn mới phải sau ngày 30/10/2017 và trong vòng một năm; nhận được 1/1/2019."],
    ["2018-01-15", undefined],
  ])("%s: %s", (before, fault) => {
    const refusal = refuseNewDate(day(before), at("2017-10-30T09:00"));
    expect(refusal?.refused === "invalid" ? refusal.faults[0]?.vi : undefined).toBe(fault);
  });
});
