import { expect, it } from "vitest";

import { countsOfDuties } from "../../../../functions/domain/counts.ts";
import { tonesOf } from "../../../../functions/pages/desk/tones.ts";
import { at, day, dutyOf } from "../../season.ts";

const now = at("2017-10-31T09:00");
const DUTIES = [
  dutyOf("stc"),
  dutyOf("ubnd-lak", { state: "draft" }),
  dutyOf("ubnd-m-drak", { deadline: day("2017-11-06"), ladder: 1 }),
  dutyOf("stp", { state: "submitted", revision: 1, standing: "on-time", submittedAt: at("2017-10-02T09:00") }),
  dutyOf("ubnd-ea-h-leo", { state: "accepted", revision: 1, standing: "late", submittedAt: at("2017-10-30T09:00") }),
  dutyOf("sngv", { state: "exempt" }),
];
const counts = countsOfDuties(DUTIES);
const withoutColours = Object.fromEntries(
  Object.entries(counts).filter(([name]) => !/^(due|green|orange)\./.test(name)),
);

it("a bar has the colour of each unit that owes the report", () => {
  expect(tonesOf(counts, now)).toEqual({ green: 1, orange: 1, blue: 0, grey: 1, red: 2 });
});

it("of counts that were kept before colours were it shows who is late and who has filed, and the others as under way", () => {
  expect(tonesOf(withoutColours, now)).toEqual({ green: 1, orange: 1, blue: 1, grey: 0, red: 2 });
  const begun = tonesOf(withoutColours, at("2017-10-27T09:00"));
  expect(begun).toEqual({ green: 1, orange: 1, blue: 1, grey: 2, red: 0 });
});
