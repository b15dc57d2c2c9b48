import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  ADDRESSEES,
  LETTER_STATUSES,
  LetterEntrySchema,
  answerOf,
  letterKey,
  milestoneShown,
  parseLetterKey,
  spentKey,
} from "../../../functions/domain/letter.ts";

const anyMilestone = fc.oneof(
  fc.constantFrom("issue", "escalate"),
  fc
    .tuple(fc.constantFrom("remind", "follow-up", "receipt", "returned", "extended"), fc.nat({ max: 60 }))
    .map(([kind, count]) => `${kind}-${count}`),
);
const anyName = fc.record({
  ladder: fc.nat({ max: 50 }),
  milestone: anyMilestone,
  addressee: fc.constantFrom(...ADDRESSEES),
});

describe("a letter's name in the ledger", () => {
  it.each([
    [{ ladder: 0, milestone: "remind-10", addressee: "unit" }, "0.remind-10.unit"],
    [{ ladder: 1, milestone: "escalate", addressee: "head" }, "1.escalate.head"],
    [{ ladder: 0, milestone: "receipt-2", addressee: "unit" }, "0.receipt-2.unit"],
  ] as const)("of %j is %s", (name, key) => {
    expect(letterKey(name)).toBe(key);
  });

  it("reads back as the letter, spent or not", () => {
    fc.assert(
      fc.property(anyName, fc.uuid(), (name, attempt) => {
        expect(parseLetterKey(letterKey(name))).toEqual(name);
        expect(parseLetterKey(spentKey(letterKey(name), attempt))).toEqual(name);
      }),
    );
  });

  it("is of one letter only: other letters, and spent ones, have other names", () => {
    fc.assert(
      fc.property(anyName, anyName, fc.uuid(), (one, other, attempt) => {
        const same =
          one.ladder === other.ladder && one.milestone === other.milestone && one.addressee === other.addressee;
        expect(letterKey(one) === letterKey(other)).toBe(same);
        expect(spentKey(letterKey(one), attempt)).not.toBe(letterKey(other));
      }),
    );
  });
});

describe("a letter that answers an act", () => {
  it.each([
    ["receipt-2", "receipt", "receipt"],
    ["returned-5", "returned", "returned"],
    ["extended-1", "extended", "extended"],
    ["issue", undefined, "issue"],
    ["remind-10", undefined, "remind-10"],
    ["follow-up-2", undefined, "follow-up-2"],
    ["receipt", undefined, "receipt"],
  ])("%s answers %s and is shown as %s", (milestone, answer, shown) => {
    expect(answerOf(milestone)).toBe(answer);
    expect(milestoneShown(milestone)).toBe(shown);
  });
});

describe("an entry of the ledger", () => {
  it.each(LETTER_STATUSES)("may be %s", (status) => {
    expect(LetterEntrySchema.parse({ status, at: 1 })).toEqual({ status, at: 1 });
  });

  it("may be nothing else", () => {
    expect(LetterEntrySchema.safeParse({ status: "read", at: 1 }).success).toBe(false);
  });
});
