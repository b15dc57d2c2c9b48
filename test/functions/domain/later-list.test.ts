import { expect, test } from "vitest";

import { laterList } from "../../../functions/domain/missed-letters.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { ref } from "../season.ts";

const run = (milestone: MilestoneRun["milestone"], at: number, more: Partial<MilestoneRun> = {}): MilestoneRun => ({
  ...ref,
  milestone,
  at,
  ladder: 0,
  phase: "watched",
  letters: {},
  ...more,
});
const escalate = run("escalate", 10);

test.each([
  ["nothing but itself and what was before", [run("remind-2", 5), escalate], undefined],
  ["a reminder of a date given since", [run("remind-2", 15, { ladder: -1 })], undefined],
  ["a later list that has begun", [run("follow-up-2", 12), run("follow-up-5", 15)], "follow-up-5"],
  [
    "one that is skipped, or to come",
    [run("follow-up-2", 12, { phase: "skipped" }), run("follow-up-5", 25, { phase: "planned" })],
    undefined,
  ],
  ["one that begins at this moment", [run("follow-up-2", 20, { phase: "planned" })], "follow-up-2"],
  [
    "one that has begun, before one that begins",
    [run("follow-up-2", 12), run("follow-up-5", 20, { phase: "planned" })],
    "follow-up-2",
  ],
  ["one of a date given since", [run("escalate", 15, { ladder: -1 })], "escalate"],
])("the list that takes the place of another, of %s", (_, runs, milestone) => {
  expect(laterList(escalate, runs, 20)?.milestone).toBe(milestone);
  expect(laterList({ ...escalate, ladder: -2 }, runs, 20)).toBeUndefined();
});
