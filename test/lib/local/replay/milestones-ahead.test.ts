import { expect, test } from "vitest";

import { parseInstant } from "../../../../functions/domain/instant.ts";
import { MilestonesAhead } from "../../../../lib/local/replay/milestones-ahead.ts";
import { readScenario } from "../../../../lib/local/replay/read-scenario.ts";
import type { PlacedAct } from "../../../../lib/local/replay/season-acts.ts";

const { directives, season } = readScenario({});
const start = () => new MilestonesAhead({ directives, issueAt: season.issueAt });
const at = (wall: string): number => parseInstant(`${wall}:00+07:00`);
const act = (wall: string, more: object) =>
  ({
    at: at(wall),
    act: "submit",
    unit: "stc",
    obligation: "bao-cao",
    directiveId: directives[0]!.id,
    ...more,
  }) as PlacedAct;
const told = (ahead: MilestonesAhead, until: string): string[] =>
  ahead.takeUntil(at(until)).map(({ obligation, runKey }) => `${obligation} ${runKey}`);

test("the ladders of all obligations come in order of time, each milestone once", () => {
  const ahead = start();
  expect(told(ahead, "2017-10-13T07:59")).toEqual(["bao-cao ALL#remind-20"]);
  expect(told(ahead, "2017-10-13T08:00")).toEqual(["bao-cao ALL#remind-10"]);
  expect(told(ahead, "2017-11-02T08:00")).toEqual([
    "bao-cao ALL#remind-5",
    "bao-cao ALL#remind-2",
    "bao-cao ALL#remind-0",
    "bao-cao ALL#escalate",
    "bao-cao ALL#follow-up-2",
    "tong-hop ALL#remind-5",
  ]);
});

test("a new date brings a ladder of its own, without what is past already; of one moment, the obligation's comes first", () => {
  const ahead = start();
  told(ahead, "2017-10-25T12:00");
  ahead.done(act("2017-10-25T12:00", { act: "extend", before: "2017-10-31" }));
  expect(told(ahead, "2017-10-27T08:00")).toEqual(["bao-cao UNIT#stc#1#remind-2", "bao-cao ALL#remind-0"]);
  ahead.done(act("2017-10-28T09:00", { act: "extend", before: "2017-11-03" }));
  expect(told(ahead, "2017-10-31T08:00")).toEqual([
    "bao-cao ALL#escalate",
    "bao-cao UNIT#stc#1#remind-0",
    "bao-cao UNIT#stc#1#escalate",
    "bao-cao UNIT#stc#2#remind-2",
  ]);
});

test("a return by the same date, and any other act, brings none", () => {
  const ahead = start();
  told(ahead, "2017-10-20T09:00");
  ahead.done(act("2017-10-20T09:00", { act: "submit" }));
  ahead.done(act("2017-10-20T10:00", { act: "return", before: directives[0]!.obligations[0]!.before }));
  ahead.done(act("2017-10-20T10:00", { act: "return" }));
  expect(told(ahead, "2017-10-25T08:00")).toEqual(["bao-cao ALL#remind-2"]);
});

test("a reinstatement by a new date brings a ladder of its own; on the old date it brings none", () => {
  const ahead = start();
  told(ahead, "2017-10-25T12:00");
  ahead.done(act("2017-10-25T12:00", { act: "exempt", reason: "Sáp nhập" }));
  ahead.done(act("2017-10-26T12:00", { act: "reinstate", reason: "Chưa sáp nhập" }));
  ahead.done(act("2017-10-27T12:00", { act: "reinstate", reason: "Chưa sáp nhập", by: "2017-10-31" }));
  expect(told(ahead, "2017-10-31T08:00")).toEqual([
    "bao-cao ALL#remind-0",
    "bao-cao ALL#escalate",
    "bao-cao UNIT#stc#1#remind-0",
  ]);
});
