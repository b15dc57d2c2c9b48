import { describe, expect, it } from "vitest";

import { isLate, lateUnit } from "../../../functions/domain/escalation.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { at, day } from "../letters/season-5500.ts";
import { dutyOf } from "./samples.ts";

const duty = dutyOf({ reason: { text: "Chờ số liệu", promisedOn: day("2017-11-02"), at: at("2017-10-30T10:00:00") } });

describe("the escalation list", () => {
  it.each([
    ["2017-10-30", "2017-10-29T23:59:59.999", false],
    ["2017-10-30", "2017-10-30T00:00:00", true],
    ["2017-11-03", "2017-10-30T08:00:00", false],
    ["2017-11-03", "2017-11-03T00:00:00", true],
  ])("names a duty to report before %s at %s: %s", (before, now, late) => {
    expect(isLate(dutyOf({ deadline: day(before) }), at(now))).toBe(late);
  });

  it.each([
    ["2017-10-30T08:00:00", 0, 0],
    ["2017-11-01T08:00:00", 2, 2],
    ["2017-11-06T08:00:00", 7, 5],
  ])("counts at %s %s days, of which %s were worked, and keeps the unit's reason", (now, days, workingDays) => {
    expect(lateUnit(duty, calendar, at(now))).toEqual({ ...duty, overdueDays: days, overdueWorkingDays: workingDays });
  });

  it("counts on into a year without the notice", () => {
    expect(lateUnit(duty, calendar, at("2018-01-05T08:00:00"))).toMatchObject({
      overdueDays: 67,
      overdueWorkingDays: 48,
    });
  });
});
