import { describe, expect, it } from "vitest";

import { DeadlineSchema } from "../../../functions/domain/deadline.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { move } from "../../../functions/domain/moves.ts";
import { standingAt } from "../../../functions/domain/unit-moves.ts";
import { at, day } from "../letters/season-5500.ts";
import { acts, inState, now } from "./acts.ts";
import { dutyOf, exemptDuty, extendedDuty, faultsInVietnamese, faultsOf, granted } from "./samples.ts";

const BY = "vanthu@snv.example";
const after = at("2017-11-06T09:00:00");
const exempted = (duty: Duty) => granted(move(duty, acts.exempt, now, BY));
const reinstate = (duty: Duty, deadline?: string, when = now) =>
  move(
    duty,
    {
      act: "reinstate",
      reason: "Đơn vị có hoạt động",
      deadline: deadline === undefined ? undefined : DeadlineSchema.parse(deadline),
    },
    when,
    BY,
  );

describe("a reinstatement", () => {
  it.each(["awaiting", "draft", "returned"] as const)("gives a duty back as it was when it was %s", (state) => {
    const duty = inState[state];
    const { exemption, reinstatement, ...rest } = granted(reinstate(exempted(duty)));
    expect(rest).toEqual(duty);
    expect(exemption).toEqual({ number: 1, from: state, reason: "Đơn vị đã giải thể", by: BY, at: now });
    expect(reinstatement).toEqual({
      number: 1,
      revision: duty.revision,
      reason: "Đơn vị có hoạt động",
      by: BY,
      at: now,
    });
  });

  it.each([
    ["awaiting", 0],
    ["returned", 1],
  ] as const)("of a duty that was freed before its state was kept makes it %s", (state, revision) => {
    expect(granted(reinstate(dutyOf({ state: "exempt", revision })))).toMatchObject({ state, revision });
  });

  it("after the date asks for a new one, and gives the duty a ladder of its own", () => {
    const refused = reinstate(exemptDuty, undefined, after);
    expect(faultsOf(refused)).toEqual([
      {
        path: "before",
        message: 'is needed, or `by`: the date in force, "2017-10-30", has passed; got neither',
      },
    ]);
    expect(faultsInVietnamese(refused)).toEqual([
      "before: Cần nêu thời hạn mới, vì thời hạn đang áp dụng, 30/10/2017, đã qua.",
    ]);
    expect(granted(reinstate(exemptDuty, "by 2017-11-10", after))).toMatchObject({
      state: "draft",
      deadline: "by 2017-11-10",
      ladder: 1,
    });
  });

  it.each([
    ["2017-10-29", now, "before", "must not be earlier than the date in force"],
    ["by 2017-10-28", now, "by", "must not be earlier than the date in force"],
    ["2017-11-06", after, "before", "must be 2017-11-07 or later, since “before” leaves out the day itself"],
    ["by 2017-11-05", after, "by", 'must be 2017-11-06 or later; got "2017-11-05"'],
  ])("on %s, earlier than was owed or past, is refused", (deadline, when, path, message) => {
    expect(faultsOf(reinstate(exemptDuty, deadline, when))).toEqual([
      { path, message: expect.stringContaining(message) },
    ]);
  });

  it("by a new date takes the place of an extension that has passed: who was free on the old date did not miss it", () => {
    const again = granted(reinstate(exempted(extendedDuty), "2017-11-10", after));
    expect(again).toMatchObject({ deadline: "2017-11-10", ladder: 2, extension: undefined });
    expect(standingAt(again, at("2017-11-09T23:59:59.999"))).toBe("on-time");
    expect(standingAt(again, at("2017-11-10T00:00:00"))).toBe("late");
  });

  it("within an extension keeps it", () => {
    const again = granted(reinstate(exempted(extendedDuty)));
    expect(again).toMatchObject({ ladder: 1, extension: extendedDuty.extension });
  });

  it("of a report sent back gives its supplement the new date, and leaves how it stood", () => {
    const returned = { ...inState.returned, extension: extendedDuty.extension };
    expect(granted(reinstate(exempted(returned), "2017-11-10", after))).toMatchObject({
      state: "returned",
      supplement: { deadline: "2017-11-10", reason: "Thiếu số liệu" },
      standing: "on-time",
      extension: extendedDuty.extension,
    });
  });

  it("may be given a later date while there is still time", () => {
    expect(granted(reinstate(exemptDuty, day("2017-11-03")))).toMatchObject({ deadline: "2017-11-03", ladder: 1 });
  });
});
