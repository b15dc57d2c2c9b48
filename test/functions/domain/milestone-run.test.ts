import { describe, expect, it } from "vitest";

import { isUnfinished, plannedRuns, runKey } from "../../../functions/domain/milestone-run.ts";
import { at, day, directive, obligation, units } from "../letters/season-5500.ts";

const ref = { directiveId: directive.id, obligationId: obligation("bao-cao").id };
const milestone = { name: "remind-2", at: at("2017-10-25T08:00:00") } as const;

describe("the runs of a ladder", () => {
  it("are planned, each with its moment and an empty ledger", () => {
    const own = { ...ref, unitId: units.stc.id, ladder: 1, before: day("2017-10-28") };
    expect(plannedRuns(own, [milestone], milestone.at)).toEqual([
      {
        ...ref,
        unitId: "stc",
        ladder: 1,
        before: "2017-10-28",
        milestone: "remind-2",
        at: milestone.at,
        letters: {},
        phase: "planned",
      },
    ]);
  });

  it("whose time has passed are recorded as skipped, with the reason", () => {
    expect(plannedRuns({ ...ref, ladder: 0 }, [milestone], milestone.at + 1)).toMatchObject([
      { phase: "skipped", reason: "its time had passed when the date was set" },
    ]);
  });

  it.each([
    [{ ladder: 0, milestone: "remind-10" }, "ALL#remind-10"],
    [{ ladder: 1, milestone: "remind-2", unitId: units.stc.id }, "UNIT#stc#1#remind-2"],
    [{ ladder: 0, milestone: "by-hand-3", unitId: undefined }, "BESIDE#by-hand-3"],
    [{ ladder: 0, milestone: "reporters-2", unitId: undefined }, "BESIDE#reporters-2"],
  ] as const)("are named apart: %j is %s", (run, key) => {
    expect(runKey(run)).toBe(key);
  });

  it.each([
    ["planned", true],
    ["sweeping", true],
    ["watched", true],
    ["settled", false],
    ["skipped", false],
  ] as const)("that are %s have something left to do: %s", (phase, unfinished) => {
    const [run] = plannedRuns({ ...ref, ladder: 0 }, [milestone], 0);
    expect(isUnfinished({ ...run!, phase })).toBe(unfinished);
  });
});
