import { describe, expect, it } from "vitest";

import type { Deadline } from "../../../functions/domain/deadline.ts";
import { dateWarnings, dutyDateWarnings, issueWarnings } from "../../../functions/domain/warnings.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { at, day, directive, obligation } from "../letters/season-5500.ts";
import { dutyOf, exemptDuty } from "./samples.ts";

const now = at("2017-10-25T09:00:00");
const around = { directive, obligation: obligation("bao-cao"), calendar, now };
const nobody = { from: 0, to: 0 };
const warned = (to: Deadline, of = around, late = nobody) => dateWarnings({ ...of, from: day("2017-10-30"), to, late });

describe("a new date", () => {
  it("that leaves fewer working days for the consolidated report says how many: 30/10 moved to 6/11, against 10/11", () => {
    expect(warned(day("2017-11-06")).find(({ code }) => code === "consolidation-days")).toEqual({
      code: "consolidation-days",
      message: "4 working days are left for the consolidated report, which is due 2017-11-10, in place of 9.",
      vi: "Số ngày làm việc còn lại để lập báo cáo tổng hợp (trước ngày 10/11/2017): 9 → 4.",
      from: 9,
      to: 4,
    });
  });

  it.each([
    ["2017-11-10", 0],
    ["2017-12-01", 0],
    ["2017-11-09", 1],
  ])("before %s leaves %i days", (to, days) => {
    expect(warned(day(to))[0]).toMatchObject({ code: "consolidation-days", from: 9, to: days });
  });

  it("that is earlier, or none, leaves no fewer, and warns of none", () => {
    const codes = (to: string) => warned(day(to)).map(({ code }) => code);
    expect(codes("2017-10-30")).toEqual([]);
    expect(codes("2017-10-27")).not.toContain("consolidation-days");
  });

  it("of the consolidated report itself counts from the reports that it is made of", () => {
    const of = { ...around, obligation: obligation("tong-hop") };
    const change = { ...of, from: day("2017-11-10"), to: day("2017-11-06"), late: nobody };
    expect(dateWarnings(change)[0]).toMatchObject({ code: "consolidation-days", from: 9, to: 5 });
  });

  it("names the milestones that it finds past already", () => {
    expect(warned(day("2017-11-06")).at(-1)).toEqual({
      code: "milestones-overtaken",
      message: "Past already, and not sent: remind-20, remind-10.",
      vi: "2 mốc đã qua theo thời hạn mới, không gửi.",
    });
  });

  it("names the year whose notice is still to come, if its last working day rests on it", () => {
    const code = "provisional-year";
    expect(warned(day("2018-01-02"))).toContainEqual(
      expect.objectContaining({ code, message: expect.stringContaining("The days off of 2018 ") }),
    );
    expect(warned(day("2017-12-29"))).not.toContainEqual(expect.objectContaining({ code }));
  });

  it("says how many are late no more", () => {
    expect(warned(day("2017-11-06"), around, { from: 3, to: 1 })).toContainEqual({
      code: "no-longer-late",
      message: "2 of those that are late are late no more.",
      vi: "2 đơn vị đang chậm không còn bị coi là chậm.",
      from: 3,
      to: 1,
    });
  });
});

describe("a new date of one duty", () => {
  const late = { ...around, now: at("2017-10-31T09:00:00") };
  const codes = (before: ReturnType<typeof dutyOf>) =>
    dutyDateWarnings(before, dutyOf({ deadline: day("2017-11-08"), ladder: 1 }), late).map(({ code }) => code);

  it("takes a unit that is late off the list of the late; one that was exempt never stood there", () => {
    expect(codes(dutyOf())).toContain("no-longer-late");
    expect(codes(exemptDuty)).not.toContain("no-longer-late");
  });
});

describe("the issue of a directive", () => {
  it("says of each report which of its milestones are past, and which year is provisional", () => {
    const [first, ...others] = directive.obligations;
    const dated = {
      ...directive,
      obligations: [first!, ...others.map((one) => ({ ...one, before: day("2018-02-12") }))],
    };
    expect(issueWarnings(dated, { calendar, now }).map(({ code, message }) => [code, message.split(":")[0]])).toEqual([
      ["milestones-overtaken", "bao-cao"],
      ["provisional-year", "tong-hop"],
    ]);
  });
});
