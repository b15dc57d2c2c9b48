import { describe, expect, it } from "vitest";

import { DUTY_STATES } from "../../../functions/domain/duty.ts";
import type { Duty, DutyState } from "../../../functions/domain/duty.ts";
import { move, standingAt } from "../../../functions/domain/moves.ts";
import type { Act } from "../../../functions/domain/moves.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { at, day } from "../mail/season-5500.ts";
import { dutyOf, faultsOf, frozen, granted } from "./samples.ts";

const now = at("2017-10-20T09:00:00");

const acts = {
  draft: { act: "draft" },
  submit: { act: "submit", receivedAt: now },
  paper: { act: "paper", receivedAt: at("2017-10-18T15:00:00") },
  return: { act: "return", before: day("2017-10-25"), reason: "Thiếu số liệu tiếp xúc, đối thoại" },
  accept: { act: "accept" },
  extend: {
    act: "extend",
    before: day("2017-11-03"),
    reason: "Bổ sung số liệu của các xã vùng III",
    approvedBy: "Giám đốc Sở Nội vụ",
    documentNumber: "1520/SNV-XDCQ",
  },
  exempt: { act: "exempt", reason: "Đơn vị đã giải thể" },
  reason: { act: "reason", text: "Chờ số liệu của các xã", promisedOn: day("2017-11-02") },
} as const satisfies Record<string, Act>;

const filed = { revision: 1, standing: "on-time", submittedAt: at("2017-10-16T08:00:00") } as const;
const inState: Record<DutyState, Duty> = {
  awaiting: dutyOf(),
  draft: dutyOf({ state: "draft" }),
  submitted: dutyOf({ state: "submitted", ...filed }),
  returned: dutyOf({
    state: "returned",
    ...filed,
    before: day("2017-10-25"),
    ladder: 1,
    supplement: { before: day("2017-10-25"), reason: "Thiếu số liệu" },
  }),
  accepted: dutyOf({ state: "accepted", ...filed }),
  exempt: dutyOf({ state: "exempt" }),
};

/** Every act in every state: the state it leads to, or that it is refused. */
const table: Record<keyof typeof acts, Record<DutyState, DutyState | "refused">> = {
  draft: {
    awaiting: "draft",
    draft: "draft",
    submitted: "submitted",
    returned: "returned",
    accepted: "refused",
    exempt: "refused",
  },
  submit: {
    awaiting: "submitted",
    draft: "submitted",
    submitted: "submitted",
    returned: "submitted",
    accepted: "refused",
    exempt: "refused",
  },
  paper: {
    awaiting: "submitted",
    draft: "submitted",
    submitted: "refused",
    returned: "submitted",
    accepted: "refused",
    exempt: "refused",
  },
  return: {
    awaiting: "refused",
    draft: "refused",
    submitted: "returned",
    returned: "refused",
    accepted: "returned",
    exempt: "refused",
  },
  accept: {
    awaiting: "refused",
    draft: "refused",
    submitted: "accepted",
    returned: "refused",
    accepted: "refused",
    exempt: "refused",
  },
  extend: {
    awaiting: "awaiting",
    draft: "draft",
    submitted: "refused",
    returned: "returned",
    accepted: "refused",
    exempt: "refused",
  },
  exempt: {
    awaiting: "exempt",
    draft: "exempt",
    submitted: "refused",
    returned: "exempt",
    accepted: "refused",
    exempt: "refused",
  },
  reason: {
    awaiting: "awaiting",
    draft: "draft",
    submitted: "refused",
    returned: "returned",
    accepted: "refused",
    exempt: "refused",
  },
};

const names = Object.keys(acts) as (keyof typeof acts)[];

describe("what may be done to a duty", () => {
  it.each(names.flatMap((act) => DUTY_STATES.map((state) => [act, state, table[act][state]] as const)))(
    "%s while %s: %s",
    (act, state, expected) => {
      const result = move(frozen(inState[state]), acts[act], now);
      expect(isRefusal(result) ? "refused" : result.state).toBe(expected);
    },
  );

  it.each([
    ["accept", "awaiting", "A duty that is awaiting cannot be accepted; it would have to be submitted."],
    ["return", "draft", "A duty that is draft cannot be returned; it would have to be submitted or accepted."],
    [
      "extend",
      "submitted",
      "A duty that is submitted cannot be given a later date; it would have to be awaiting, draft or returned.",
    ],
    [
      "exempt",
      "accepted",
      "A duty that is accepted cannot be exempted; it would have to be awaiting, draft or returned.",
    ],
    [
      "paper",
      "submitted",
      "A duty that is submitted cannot be filed on paper; it would have to be awaiting, draft or returned.",
    ],
    [
      "reason",
      "exempt",
      "A duty that is exempt cannot be given a reason for delay; it would have to be awaiting, draft or returned.",
    ],
    ["submit", "accepted", "The report was accepted, so nothing more can be filed. Only the supervisor can return it."],
    [
      "draft",
      "accepted",
      "The report was accepted, so a draft can no longer be saved. Only the supervisor can return it.",
    ],
    ["submit", "exempt", "The unit was exempted from this report, so nothing more can be filed."],
  ] as const)("%s while %s is told why not", (act, state, detail) => {
    expect(move(inState[state], acts[act], now)).toEqual({ refused: "conflict", detail });
  });
});

describe("filing", () => {
  it("turns the duty, counts a revision, fixes the standing and clears the stated reason", () => {
    const duty = dutyOf({ state: "draft", reason: { text: "Chờ số liệu", at: now } });
    expect(granted(move(duty, acts.submit, now))).toEqual({
      ...duty,
      state: "submitted",
      revision: 1,
      standing: "on-time",
      submittedAt: now,
      filedAt: now,
      reason: undefined,
    });
  });

  it("again while submitted adds a revision and moves neither the standing nor the first moment", () => {
    const late = at("2017-11-01T10:00:00");
    const again = granted(move(inState.submitted, { act: "submit", receivedAt: late }, late));
    expect(again).toMatchObject({ ...filed, state: "submitted", revision: 2, filedAt: late });
  });

  it("saving a draft is not filing", () => {
    expect(granted(move(dutyOf(), acts.draft, now))).toEqual(dutyOf({ state: "draft" }));
  });

  const extended = dutyOf({
    before: day("2017-11-03"),
    ladder: 1,
    extension: {
      before: day("2017-11-03"),
      previousBefore: day("2017-10-30"),
      reason: "r",
      approvedBy: "a",
      documentNumber: "d",
      at: now,
    },
  });

  it.each([
    ["in time", dutyOf(), "2017-10-29T23:59:59.999", "on-time"],
    ["at the deadline", dutyOf(), "2017-10-30T00:00:00", "late"],
    ["in time despite an extension", extended, "2017-10-29T23:59:59.999", "on-time"],
    ["at the old deadline, extended", extended, "2017-10-30T00:00:00", "within-extension"],
    ["the last millisecond of the extension", extended, "2017-11-02T23:59:59.999", "within-extension"],
    ["at the extension's own deadline", extended, "2017-11-03T00:00:00", "late"],
  ] as const)("%s stands as it stood at the moment of receipt", (_what, duty, received, standing) => {
    const receivedAt = at(received);
    expect(standingAt(duty, receivedAt)).toBe(standing);
    expect(granted(move(duty, { act: "submit", receivedAt }, receivedAt))).toMatchObject({
      standing,
      submittedAt: receivedAt,
    });
  });

  it("on paper counts from its true arrival, not from when it was recorded", () => {
    const recorded = at("2017-10-31T09:00:00");
    const duty = granted(move(dutyOf(), { act: "paper", receivedAt: at("2017-10-27T16:00:00") }, recorded));
    expect(duty).toMatchObject({
      state: "submitted",
      standing: "on-time",
      submittedAt: at("2017-10-27T16:00:00"),
      filedAt: recorded,
    });
  });

  it("on paper cannot have happened in the future", () => {
    const refused = move(dutyOf(), { act: "paper", receivedAt: now + 1 }, now);
    expect(faultsOf(refused)).toEqual([
      {
        path: "receivedAt",
        message: 'must not be later than now, 2017-10-20T09:00:00+07:00; got "2017-10-20T09:00:00.001+07:00"',
      },
    ]);
    expect(isRefusal(move(dutyOf(), { act: "paper", receivedAt: now }, now))).toBe(false);
  });
});

describe("a return", () => {
  it("asks a supplement by a date of its own, on a ladder of its own; the first standing stays", () => {
    expect(granted(move(inState.submitted, acts.return, now))).toEqual({
      ...inState.submitted,
      state: "returned",
      before: "2017-10-25",
      ladder: 1,
      supplement: { before: "2017-10-25", reason: "Thiếu số liệu tiếp xúc, đối thoại" },
    });
  });

  it("without a date keeps the date in force and the ladder that it is on", () => {
    const returned = granted(move(inState.accepted, { act: "return", reason: "r" }, now));
    expect(returned).toMatchObject({ state: "returned", before: "2017-10-30", ladder: 0 });
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
    const returned = granted(move(again, { act: "return", before: day("2017-10-28"), reason: "r2" }, now));
    expect(returned.supplement).toEqual({ before: "2017-10-28", reason: "r2" });
    expect(returned.ladder).toBe(2);
  });

  it("needs a date that lies ahead", () => {
    expect(move(inState.submitted, { act: "return", before: day("2017-10-20"), reason: "r" }, now)).toEqual({
      refused: "invalid",
      detail: "The date of the supplement must lie ahead.",
      faults: [
        {
          path: "before",
          message: 'must be 2017-10-21 or later, since “before” leaves out the day itself; got "2017-10-20"',
        },
      ],
    });
  });

  it("needs a date when the one in force has passed", () => {
    expect(move(inState.accepted, { act: "return", reason: "r" }, at("2017-10-30T00:00:00"))).toEqual({
      refused: "invalid",
      detail: "The date is needed, since the date in force has passed, must lie ahead.",
      faults: [
        {
          path: "before",
          message: 'must be 2017-10-31 or later, since “before” leaves out the day itself; got "2017-10-30"',
        },
      ],
    });
  });
});

describe("an extension", () => {
  it("keeps both dates, who approved and the document, and leaves the obligation's ladder", () => {
    expect(granted(move(dutyOf(), acts.extend, now))).toEqual(
      dutyOf({
        before: day("2017-11-03"),
        ladder: 1,
        extension: {
          before: day("2017-11-03"),
          previousBefore: day("2017-10-30"),
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
    const twice = granted(move(once, { ...acts.extend, before: day("2017-11-08") }, now));
    expect(twice.extension).toMatchObject({ before: "2017-11-08", previousBefore: "2017-10-30" });
    expect(twice.ladder).toBe(2);
    expect(standingAt(twice, at("2017-11-05T00:00:00"))).toBe("within-extension");
  });

  it("may be given to a unit that is late already", () => {
    const late = at("2017-10-31T09:00:00");
    const duty = granted(move(dutyOf(), acts.extend, late));
    expect(duty).toMatchObject({ before: "2017-11-03", state: "awaiting" });
  });

  it("of a supplement moves the supplement's date, and names the date that it replaced", () => {
    const extended = granted(move(inState.returned, acts.extend, now));
    expect(extended.supplement).toEqual({ before: "2017-11-03", reason: "Thiếu số liệu" });
    expect(extended.extension).toMatchObject({ previousBefore: "2017-10-25", before: "2017-11-03" });
  });

  it("of a supplement does not speak of the extension that the report itself had", () => {
    const once = granted(move(dutyOf(), { ...acts.extend, before: day("2017-11-20") }, now));
    const filedOnce = granted(move(once, acts.submit, now));
    const returned = granted(move(filedOnce, acts.return, now));
    expect(granted(move(returned, acts.extend, now)).extension).toMatchObject({
      previousBefore: "2017-10-25",
      before: "2017-11-03",
    });
  });

  it.each(["2017-10-30", "2017-10-29"])("never brings the date forward: %s", (before) => {
    expect(move(dutyOf(), { ...acts.extend, before: day(before) }, now)).toEqual({
      refused: "invalid",
      detail: "An extension gives a later date.",
      faults: [{ path: "before", message: `must be later than the date in force, 2017-10-30; got "${before}"` }],
    });
  });

  it("cannot end in the past", () => {
    expect(move(dutyOf(), acts.extend, at("2017-11-03T00:00:00"))).toEqual({
      refused: "invalid",
      detail: "The date of the extension must lie ahead.",
      faults: [
        {
          path: "before",
          message: 'must be 2017-11-04 or later, since “before” leaves out the day itself; got "2017-11-03"',
        },
      ],
    });
  });
});

describe("a stated reason", () => {
  it("stands on the duty with the promised day, and changes nothing else", () => {
    expect(granted(move(dutyOf(), acts.reason, now))).toEqual(
      dutyOf({ reason: { text: "Chờ số liệu của các xã", promisedOn: day("2017-11-02"), at: now } }),
    );
  });
});
