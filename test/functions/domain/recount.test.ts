import { describe, expect, it } from "vitest";

import { doubtAfter, recountOver, mayReplace, beginRecount } from "../../../functions/domain/recount.ts";
import type { Doubt } from "../../../functions/domain/recount.ts";
import { countsOfDuties } from "../../../functions/domain/counts.ts";
import { addLetters } from "../../../functions/domain/letters-by-milestone.ts";
import { dutyOf } from "../season.ts";

describe("a look over many duties", () => {
  const letters = { "0.issue.unit": { status: "sent" as const, at: 1 } };
  const duties = [
    dutyOf("stp", { state: "submitted", moves: 2, letters }),
    dutyOf("stc", { moves: 0, letters }),
    dutyOf("ubnd-lak", { state: "returned", moves: 3 }),
  ];

  it("sees the same in one go as in parts, whoever took them", () => {
    const whole = recountOver(beginRecount(9, 5), duties, { asked: 2, waiting: 3 });
    const part = recountOver(beginRecount(9, 5), duties.slice(0, 1), { asked: 2, waiting: 0 });
    const parts = recountOver(part, duties.slice(1), { asked: 0, waiting: 3 });
    expect(parts).toEqual(whole);
    expect(whole).toEqual({
      begunAt: 9,
      asked: 2,
      waiting: 3,
      made: 5,
      counted: 5,
      counts: countsOfDuties(duties),
      letters: addLetters({}, duties),
    });
    expect(whole.letters["0.issue"]?.sent).toBe(2);
  });

  it("leaves what it had seen before as it was", () => {
    const before = beginRecount(9, 0);
    recountOver(before, duties, { asked: 1, waiting: 1 });
    expect(before).toEqual(beginRecount(9, 0));
  });
});

describe("counts taken afresh", () => {
  const doubt = (made: number, counted: number, looks = 1): Doubt => ({ made, counted, looks });
  it.each<[string, made: number, counted: number, before: Doubt | undefined, may: boolean]>([
    ["stand when the kept ones know of every move", 7, 7, undefined, true],
    ["wait while one is on its way", 7, 6, undefined, false],
    ["wait while others have come since and one is still on its way", 8, 7, doubt(7, 6), false],
    ["stand when a count was lost, and nothing came between two looks", 7, 6, doubt(7, 6), true],
    ["stand when a count came twice, and nothing came between two looks", 7, 8, doubt(7, 8), true],
    ["wait when one came twice while duties move", 8, 9, doubt(7, 8), false],
  ])("%s", (_, made, counted, before, may) => {
    expect(mayReplace({ made, counted }, before)).toBe(may);
  });

  it("are waited for in four looks, and then left to the next milestone", () => {
    const moves = { made: 7, counted: 6 };
    const first = doubtAfter(moves, undefined);
    expect(first).toEqual({ ...moves, looks: 1 });
    expect(doubtAfter(moves, { ...moves, looks: 2 })).toEqual({ ...moves, looks: 3 });
    expect(doubtAfter(moves, { ...moves, looks: 3 })).toBeUndefined();
  });
});
