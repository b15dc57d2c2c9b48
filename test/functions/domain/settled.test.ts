import { expect, it } from "vitest";

import { countsOfDuties, isSettled } from "../../../functions/domain/counts.ts";
import { at, dutyOf } from "../season.ts";

const filed = { revision: 1, standing: "on-time", submittedAt: at("2017-10-02T09:00") } as const;
const accepted = dutyOf("stc", { state: "accepted", ...filed });

it.each([
  ["nobody is counted yet", [], false],
  ["every report was accepted", [accepted], true],
  [
    "the others were freed",
    [accepted, dutyOf("stp", { state: "exempt" }), dutyOf("sct", { state: "withdrawn" })],
    true,
  ],
  ["one is owed", [accepted, dutyOf("stp")], false],
  ["one was begun", [accepted, dutyOf("stp", { state: "draft" })], false],
  ["one was returned", [accepted, dutyOf("stp", { state: "returned", ...filed })], false],
  ["one waits for review", [accepted, dutyOf("stp", { state: "submitted", ...filed })], false],
] as const)("an obligation where %s", (_how, duties, settled) => {
  expect(isSettled(countsOfDuties(duties))).toBe(settled);
});

it("counts that say too little of one kind do not hide what is open of another", () => {
  expect(isSettled({ "state.xa.awaiting": -1, "state.huyen.awaiting": 1, "state.huyen.accepted": 3 })).toBe(false);
  expect(isSettled({ "state.huyen.accepted": 3, "open.2017-10-30": 1 })).toBe(false);
});
