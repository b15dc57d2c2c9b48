import { describe, expect, it } from "vitest";

import type { LetterEntry, LetterStatus } from "../../../functions/domain/letter.ts";
import { NO_LETTERS, addLetters } from "../../../functions/domain/letters-by-milestone.ts";
import { dutyOf } from "../season.ts";

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
    expect(addLetters({}, [duty])["0.remind-10"]).toEqual({ ...NO_LETTERS, ...counts });
  });

  it("are added up over units and addressees; one that came back and went to the next address counts as both", () => {
    const duties = [
      dutyOf("stc", { letters: { "0.escalate.unit": letter("delivered"), "0.escalate.head": letter("sent") } }),
      dutyOf("stp", {
        letters: { "0.escalate.unit.attempt1": letter("bounced"), "0.escalate.unit": letter("delivered") },
      }),
    ];
    expect(addLetters({}, duties)["0.escalate"]).toMatchObject({ sent: 3, cameBack: 1 });
  });

  it("of a date of one unit's own are not the obligation's", () => {
    const duty = dutyOf("stc", { letters: { "1.remind-2.unit": letter("sent") } });
    expect(addLetters({}, [duty])).toEqual({});
  });
});

it("those of a date that the obligation was moved to are told apart from those of the date before", () => {
  const duty = dutyOf("stc", {
    ladder: -1,
    letters: { "0.remind-10.unit": letter("delivered"), "-1.remind-10.unit": letter("claimed") },
  });
  expect(addLetters({}, [duty])["-1.remind-10"]).toMatchObject({ sent: 0, underWay: 1 });
});
