import { describe, expect, it } from "vitest";

import { dateMeaning, daysToConsolidate } from "../../../functions/domain/date-meaning.ts";
import type { Deadline } from "../../../functions/domain/deadline.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { day } from "../season.ts";

const issuedOn = day("2017-07-14");
const meaning = (deadline: string, from = issuedOn) =>
  dateMeaning(calendar, { deadline: deadline as Deadline, at: "08:00" }, { issuedOn: from });

describe("what a date means", () => {
  it.each([
    ["2017-10-30", "2017-10-27", 74, false],
    ["2017-10-30T16:00", "2017-10-30", 75, false],
    ["2017-10-29", "2017-10-27", 74, true],
    ["by 2017-10-28", "2017-10-27", 74, true],
    ["2017-07-15", "2017-07-14", 0, true],
  ])("%s: the last working day is %s, %i working days from the issue", (deadline, lastDay, fromIssue, onDayOff) => {
    expect(meaning(deadline)).toMatchObject({ lastDay, fromIssue, onDayOff });
  });

  it("the years are named whose notice is still to come, and no others", () => {
    expect(meaning("2017-10-30").provisionalYears).toEqual([]);
    expect(meaning("2040-01-04", day("2039-12-01")).provisionalYears).toEqual([2039, 2040]);
  });

  it("without a day of issue nothing is counted from it", () => {
    const { fromIssue } = dateMeaning(calendar, { deadline: "2017-10-30" as Deadline }, { issuedOn: undefined });
    expect(fromIssue).toBeUndefined();
  });

  it("reports of 30/10 leave nine working days until before 10/11; none where both fall together", () => {
    const left = (first: string, second: string) =>
      daysToConsolidate(calendar, { deadline: first as Deadline }, { deadline: second as Deadline });
    expect([left("2017-10-30", "2017-11-10"), left("2017-10-30", "2017-10-30T07:00")]).toEqual([9, 0]);
  });
});
