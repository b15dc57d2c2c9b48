import { describe, expect, it } from "vitest";

import type { LetterEntry, LetterStatus } from "../../../functions/domain/letter.ts";
import { unitsToWriteTo, unitsWaitingFor } from "../../../functions/domain/letter-counts.ts";
import { letterCounts } from "../../../functions/domain/letters-by-milestone.ts";
import { at, dutyOf, planned } from "../season.ts";

const letter = (status: LetterStatus): LetterEntry => ({ status, at: 0 });

describe("the letters of a milestone", () => {
  it.each([
    ["sent", { sent: 1 }],
    ["delivered", { sent: 1 }],
    ["delayed", { sent: 1 }],
    ["bounced", { cameBack: 1 }],
    ["complained", { cameBack: 1 }],
    ["rejected", { cameBack: 1 }],
    ["skipped", { skipped: 1 }],
    ["claimed", { underWay: 1 }],
    ["waiting", { waiting: 1 }],
  ] as const)("that are %s are counted so", (status, counts) => {
    const duty = dutyOf("stc", { letters: { "0.remind-10.unit": letter(status) } });
    const none = { sent: 0, cameBack: 0, skipped: 0, underWay: 0, waiting: 0 };
    expect(letterCounts([duty])["0.remind-10"]).toEqual({ ...none, ...counts });
  });

  it("are added up over units and addressees; one that came back and went to the next address counts as both", () => {
    const duties = [
      dutyOf("stc", { letters: { "0.escalate.unit": letter("delivered"), "0.escalate.head": letter("sent") } }),
      dutyOf("stp", {
        letters: { "0.escalate.unit.attempt1": letter("bounced"), "0.escalate.unit": letter("delivered") },
      }),
    ];
    expect(letterCounts(duties)["0.escalate"]).toMatchObject({ sent: 3, cameBack: 1 });
  });

  it("of a date of one unit's own are not the obligation's", () => {
    const duty = dutyOf("stc", { letters: { "1.remind-2.unit": letter("sent") } });
    expect(letterCounts([duty])).toEqual({});
  });
});

it("those of a date that the obligation was moved to are told apart from those of the date before", () => {
  const duty = dutyOf("stc", {
    ladder: -1,
    letters: { "0.remind-10.unit": letter("delivered"), "-1.remind-10.unit": letter("claimed") },
  });
  expect(letterCounts([duty])["-1.remind-10"]).toMatchObject({ sent: 0, underWay: 1 });
  expect(unitsToWriteTo([duty])).toBe(1);
  expect(unitsWaitingFor({ ...planned("remind-5", "2017-10-27T08:00"), ladder: -1 }, [duty])).toBe(1);
});

it("a unit that was added is not waited for by what had come before", () => {
  const duties = [dutyOf("stc", { addedAt: at("2017-10-16T10:00") })];
  expect(unitsWaitingFor(planned("remind-10", "2017-10-13T08:00"), duties)).toBe(0);
  expect(unitsWaitingFor(planned("remind-5", "2017-10-20T08:00"), duties)).toBe(1);
  expect(unitsWaitingFor(planned("issue", "2017-07-14T08:00"), duties)).toBe(1);
});

it("a milestone that has run waits for the open duties on the obligation's own date of which it has no word yet", () => {
  const duties = [
    dutyOf("stc"),
    dutyOf("stp", { letters: { "0.remind-10.unit": letter("claimed") } }),
    dutyOf("sxd", { letters: { "0.remind-10.unit.a1": letter("bounced") } }),
    dutyOf("sct", { ladder: 1 }),
    dutyOf("syt", { state: "submitted" }),
  ];
  expect(unitsWaitingFor(planned("remind-10", "2017-10-13T08:00"), duties)).toBe(2);
});

it("the next milestone writes to open duties on the obligation's own date", () => {
  const duties = [
    dutyOf("stc"),
    dutyOf("stp", { state: "draft" }),
    dutyOf("sct", { ladder: 1 }),
    dutyOf("sxd", { state: "submitted" }),
    dutyOf("syt", { state: "exempt" }),
  ];
  expect(unitsToWriteTo(duties)).toBe(2);
});
