import { describe, expect, it } from "vitest";

import { follow } from "../../../functions/domain/obligation-date.ts";
import { BeforeSchema } from "../../../functions/domain/deadline.ts";
import { move } from "../../../functions/domain/moves.ts";
import { standingAt } from "../../../functions/domain/unit-moves.ts";
import { at, day } from "../letters/season-5500.ts";
import { acts, filed, inState, now } from "./acts.ts";
import { dutyOf, exemptDuty, granted } from "./samples.ts";

describe("a return", () => {
  it("asks a supplement by a date of its own, on a ladder of its own; the first standing stays", () => {
    expect(granted(move(inState.submitted, acts.return, now))).toEqual({
      ...inState.submitted,
      state: "returned",
      deadline: "2017-10-25",
      ladder: 1,
      supplement: { deadline: "2017-10-25", reason: "Thiếu số liệu tiếp xúc, đối thoại" },
    });
  });

  it("without a date keeps the date in force and the ladder that it is on", () => {
    const returned = granted(move(inState.accepted, { act: "return", reason: "r" }, now));
    expect(returned).toMatchObject({ state: "returned", deadline: "2017-10-30", ladder: 0 });
  });

  it.each([
    ["2017-10-24T23:59:59.999", "on-time"],
    ["2017-10-25T00:00:00", "late"],
  ] as const)("a supplement received at %s stands %s, and the report as it stood", (received, standing) => {
    const receivedAt = at(received);
    const duty = granted(move(inState.returned, { act: "submit", receivedAt }, receivedAt));
    expect(duty).toMatchObject({ ...filed, state: "submitted", revision: 2 });
    expect(duty.supplement?.standing).toBe(standing);
  });

  it("the standing of a supplement, too, is fixed at its first filing", () => {
    const inTime = at("2017-10-24T10:00:00");
    const late = at("2017-10-28T10:00:00");
    const once = granted(move(inState.returned, { act: "submit", receivedAt: inTime }, inTime));
    const twice = granted(move(once, { act: "submit", receivedAt: late }, late));
    expect(twice.supplement?.standing).toBe("on-time");
  });

  it("a second return begins a supplement anew, without a standing", () => {
    const again = granted(move(inState.returned, { act: "submit", receivedAt: now }, now));
    const returned = granted(move(again, { act: "return", deadline: day("2017-10-28"), reason: "r2" }, now));
    expect(returned.supplement).toEqual({ deadline: "2017-10-28", reason: "r2" });
    expect(returned.ladder).toBe(2);
  });

  it("needs a date that lies ahead", () => {
    expect(move(inState.submitted, { act: "return", deadline: day("2017-10-20"), reason: "r" }, now)).toEqual({
      refused: "invalid",
      detail: "The date of the supplement must lie ahead.",
      vi: "Thời hạn bổ sung phải là ngày sắp tới.",
      faults: [
        {
          path: "before",
          message: 'must be 2017-10-21 or later, since “before” leaves out the day itself; got "2017-10-20"',
          vi: "Phải từ ngày 21/10/2017 trở đi, vì “trước ngày” không tính chính ngày đó; nhận được 20/10/2017.",
        },
      ],
    });
  });

  it("needs a time that lies ahead, which may be of the same day", () => {
    const before = BeforeSchema.parse("2017-10-20T07:59");
    const morning = at("2017-10-20T08:00:00");
    expect(move(inState.submitted, { act: "return", deadline: before, reason: "r" }, morning)).toMatchObject({
      faults: [
        {
          path: "before",
          message: 'must be later than 2017-10-20T08:00, as it is now; got "2017-10-20T07:59"',
          vi: "Phải sau lúc này, 08:00 ngày 20/10/2017; nhận được 07:59 20/10/2017.",
        },
      ],
    });
  });

  it("needs a date when the one in force has passed", () => {
    expect(move(inState.accepted, { act: "return", reason: "r" }, at("2017-10-30T00:00:00"))).toEqual({
      refused: "invalid",
      detail: "The date is needed, since the date in force has passed, must lie ahead.",
      vi: "Thời hạn đang áp dụng đã qua, nên cần nêu thời hạn bổ sung.",
      faults: [
        {
          path: "before",
          message: 'must be 2017-10-31 or later, since “before” leaves out the day itself; got "2017-10-30"',
          vi: "Phải từ ngày 31/10/2017 trở đi, vì “trước ngày” không tính chính ngày đó; nhận được 30/10/2017.",
        },
      ],
    });
  });
});

describe("an extension", () => {
  it("keeps both dates, who approved and the document, and leaves the obligation's ladder", () => {
    expect(granted(move(dutyOf(), acts.extend, now))).toEqual(
      dutyOf({
        deadline: day("2017-11-03"),
        ladder: 1,
        extension: {
          deadline: day("2017-11-03"),
          previousDeadline: day("2017-10-30"),
          ladder: 1,
          reason: "Bổ sung số liệu của các xã vùng III",
          approvedBy: "Giám đốc Sở Nội vụ",
          documentNumber: "1520/SNV-XDCQ",
          at: now,
        },
      }),
    );
  });

  it("given again keeps the date before any extension", () => {
    const once = granted(move(dutyOf(), acts.extend, now));
    const twice = granted(move(once, { ...acts.extend, deadline: day("2017-11-08") }, now));
    expect(twice.extension).toMatchObject({ deadline: "2017-11-08", previousDeadline: "2017-10-30" });
    expect(twice.ladder).toBe(2);
    expect(standingAt(twice, at("2017-11-05T00:00:00"))).toBe("within-extension");
  });

  it("may be given to a unit that is late already", () => {
    const late = at("2017-10-31T09:00:00");
    const duty = granted(move(dutyOf(), acts.extend, late));
    expect(duty).toMatchObject({ deadline: "2017-11-03", state: "awaiting" });
  });

  it("of a supplement moves the supplement's date, and names the date that it replaced", () => {
    const extended = granted(move(inState.returned, acts.extend, now));
    expect(extended.supplement).toEqual({ deadline: "2017-11-03", reason: "Thiếu số liệu" });
    expect(extended.extension).toMatchObject({ previousDeadline: "2017-10-25", deadline: "2017-11-03" });
  });

  it("of a supplement does not speak of the extension that the report itself had", () => {
    const once = granted(move(dutyOf(), { ...acts.extend, deadline: day("2017-11-20") }, now));
    const filedOnce = granted(move(once, acts.submit, now));
    const returned = granted(move(filedOnce, acts.return, now));
    expect(granted(move(returned, acts.extend, now)).extension).toMatchObject({
      previousDeadline: "2017-10-25",
      deadline: "2017-11-03",
    });
  });

  it.each(["2017-10-30", "2017-10-29"])("never brings the date forward: %s", (before) => {
    expect(move(dutyOf(), { ...acts.extend, deadline: day(before) }, now)).toEqual({
      refused: "invalid",
      detail: "An extension gives a later date.",
      vi: "Thời hạn gia hạn phải sau thời hạn đang áp dụng.",
      faults: [
        {
          path: "before",
          message: `must be later than the date in force, 2017-10-30; got "${before}"`,
          vi: `Phải sau thời hạn đang áp dụng, 30/10/2017; nhận được ${before.slice(-2)}/10/2017.`,
        },
      ],
    });
  });

  it("cannot end in the past", () => {
    expect(move(dutyOf(), acts.extend, at("2017-11-03T00:00:00"))).toEqual({
      refused: "invalid",
      detail: "The date of the extension must lie ahead.",
      vi: "Thời hạn gia hạn phải là ngày sắp tới.",
      faults: [
        {
          path: "before",
          message: 'must be 2017-11-04 or later, since “before” leaves out the day itself; got "2017-11-03"',
          vi: "Phải từ ngày 4/11/2017 trở đi, vì “trước ngày” không tính chính ngày đó; nhận được 3/11/2017.",
        },
      ],
    });
  });
});

describe("a move of the obligation's date", () => {
  const moved = (deadline: string, moves = 1) => ({ deadline: day(deadline), moved: moves });
  const reinstated = granted(move(exemptDuty, { act: "reinstate", deadline: day("2017-11-03"), reason: "r" }, now));

  it("past a date of one's own puts the later in force, and back again that holds again", () => {
    const later = follow(reinstated, moved("2017-11-12"));
    expect(later).toMatchObject({ deadline: "2017-11-12", ladder: 2 });
    expect(follow(later, moved("2017-11-01", 2))).toMatchObject({ deadline: "2017-11-03", ladder: 3 });
  });

  it("to an earlier date leaves a date of one's own", () => {
    expect(follow(reinstated, moved("2017-10-25"))).toMatchObject({ deadline: "2017-11-03", ladder: 1 });
  });

  it("leaves the supplement's date of a unit that was freed after a return", () => {
    const exempted = granted(move(inState.returned, acts.exempt, now));
    const again = granted(move(follow(exempted, moved("2017-11-12")), { act: "reinstate", reason: "r" }, now));
    expect(again).toMatchObject({ deadline: "2017-10-25", supplement: { deadline: "2017-10-25" } });
  });

  it("past an extension measures by the new date, and both dates of the extension stay", () => {
    const extended = follow(granted(move(dutyOf(), acts.extend, now)), moved("2017-11-06"));
    expect(extended).toMatchObject({
      deadline: "2017-11-06",
      ladder: 2,
      extension: { deadline: "2017-11-03", previousDeadline: "2017-10-30", ladder: 1 },
    });
    expect(standingAt(extended, at("2017-11-05T00:00:00"))).toBe("on-time");
    expect(standingAt(extended, at("2017-11-06T00:00:00"))).toBe("late");
  });
});
