import { describe, expect, it } from "vitest";

import { DUTY_STATES } from "../../../functions/domain/duty.ts";
import type { DutyState } from "../../../functions/domain/duty.ts";
import { move } from "../../../functions/domain/moves.ts";
import { standingAt } from "../../../functions/domain/unit-moves.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { at, day } from "../letters/season-5500.ts";
import { acts, filed, inState, now } from "./acts.ts";
import { dutyOf, extendedDuty, frozen, granted } from "./samples.ts";

/** Every act in every state: the state it leads to, or that it is refused. */
const table: Record<keyof typeof acts, Record<DutyState, DutyState | "refused">> = {
  draft: {
    awaiting: "draft",
    draft: "draft",
    submitted: "submitted",
    returned: "returned",
    accepted: "refused",
    exempt: "refused",
    withdrawn: "refused",
  },
  submit: {
    awaiting: "submitted",
    draft: "submitted",
    submitted: "submitted",
    returned: "submitted",
    accepted: "refused",
    exempt: "refused",
    withdrawn: "refused",
  },
  paper: {
    awaiting: "submitted",
    draft: "submitted",
    submitted: "refused",
    returned: "submitted",
    accepted: "refused",
    exempt: "refused",
    withdrawn: "refused",
  },
  return: {
    awaiting: "refused",
    draft: "refused",
    submitted: "returned",
    returned: "refused",
    accepted: "returned",
    exempt: "refused",
    withdrawn: "refused",
  },
  accept: {
    awaiting: "refused",
    draft: "refused",
    submitted: "accepted",
    returned: "refused",
    accepted: "refused",
    exempt: "refused",
    withdrawn: "refused",
  },
  extend: {
    awaiting: "awaiting",
    draft: "draft",
    submitted: "refused",
    returned: "returned",
    accepted: "refused",
    exempt: "refused",
    withdrawn: "refused",
  },
  exempt: {
    awaiting: "exempt",
    draft: "exempt",
    submitted: "refused",
    returned: "exempt",
    accepted: "refused",
    exempt: "refused",
    withdrawn: "refused",
  },
  reinstate: {
    awaiting: "refused",
    draft: "refused",
    submitted: "refused",
    returned: "refused",
    accepted: "refused",
    exempt: "draft",
    withdrawn: "refused",
  },
  reason: {
    awaiting: "awaiting",
    draft: "draft",
    submitted: "refused",
    returned: "returned",
    accepted: "refused",
    exempt: "refused",
    withdrawn: "refused",
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

  const WHILE_OPEN =
    "chỉ thực hiện được ở trạng thái “chưa bắt đầu”, “đang soạn dự thảo” hoặc “đã trả lại, chờ bổ sung”.";

  it.each([
    [
      "accept",
      "awaiting",
      "A duty that is awaiting cannot be accepted; it would have to be submitted.",
      "Không chấp nhận báo cáo được khi nhiệm vụ báo cáo ở trạng thái “chưa bắt đầu”; chỉ thực hiện được ở trạng thái “đã gửi”.",
    ],
    [
      "return",
      "draft",
      "A duty that is draft cannot be returned; it would have to be submitted or accepted.",
      "Không trả lại báo cáo được khi nhiệm vụ báo cáo ở trạng thái “đang soạn dự thảo”; chỉ thực hiện được ở trạng thái “đã gửi” hoặc “đã chấp nhận”.",
    ],
    [
      "extend",
      "submitted",
      "A duty that is submitted cannot be given a later date; it would have to be awaiting, draft or returned.",
      `Không gia hạn được khi nhiệm vụ báo cáo ở trạng thái “đã gửi”; ${WHILE_OPEN}`,
    ],
    [
      "exempt",
      "accepted",
      "A duty that is accepted cannot be exempted; it would have to be awaiting, draft or returned.",
      `Không miễn báo cáo được khi nhiệm vụ báo cáo ở trạng thái “đã chấp nhận”; ${WHILE_OPEN}`,
    ],
    [
      "paper",
      "submitted",
      "A duty that is submitted cannot be filed on paper; it would have to be awaiting, draft or returned.",
      `Không ghi nhận báo cáo giấy được khi nhiệm vụ báo cáo ở trạng thái “đã gửi”; ${WHILE_OPEN}`,
    ],
    [
      "reason",
      "exempt",
      "A duty that is exempt cannot be given a reason for delay; it would have to be awaiting, draft or returned.",
      `Không nêu lý do chậm được khi nhiệm vụ báo cáo ở trạng thái “được miễn”; ${WHILE_OPEN}`,
    ],
    [
      "reinstate",
      "returned",
      "A duty that is returned cannot be reinstated; it would have to be exempt.",
      "Không hủy miễn báo cáo được khi nhiệm vụ báo cáo ở trạng thái “đã trả lại, chờ bổ sung”; chỉ thực hiện được ở trạng thái “được miễn”.",
    ],
    [
      "submit",
      "accepted",
      "The report was accepted, so nothing more can be filed. Only the supervisor can return it.",
      "Báo cáo đã được chấp nhận nên không gửi thêm được nữa. Chỉ cơ quan tổng hợp mới trả lại được báo cáo.",
    ],
    [
      "draft",
      "accepted",
      "The report was accepted, so a draft can no longer be saved. Only the supervisor can return it.",
      "Báo cáo đã được chấp nhận nên không lưu được bản dự thảo nữa. Chỉ cơ quan tổng hợp mới trả lại được báo cáo.",
    ],
    [
      "submit",
      "exempt",
      "The unit was exempted from this report, so nothing more can be filed.",
      "Đơn vị đã được miễn báo cáo này nên không gửi thêm được nữa.",
    ],
  ] as const)("%s while %s is told why not, in both languages", (act, state, detail, vi) => {
    expect(move(inState[state], acts[act], now)).toEqual({ refused: "conflict", detail, vi });
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

  it.each([
    ["in time", dutyOf(), "2017-10-29T23:59:59.999", "on-time"],
    ["at the deadline", dutyOf(), "2017-10-30T00:00:00", "late"],
    ["in time despite an extension", extendedDuty, "2017-10-29T23:59:59.999", "on-time"],
    ["at the old deadline, extended", extendedDuty, "2017-10-30T00:00:00", "within-extension"],
    ["the last millisecond of the extension", extendedDuty, "2017-11-02T23:59:59.999", "within-extension"],
    ["at the extension's own deadline", extendedDuty, "2017-11-03T00:00:00", "late"],
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
    expect(move(dutyOf(), { act: "paper", receivedAt: at("2017-10-20T09:01:00") }, now)).toEqual({
      refused: "invalid",
      detail: "A paper report cannot have arrived in the future.",
      vi: "Báo cáo giấy không thể đến vào một thời điểm chưa tới.",
      faults: [
        {
          path: "receivedAt",
          message: 'must not be later than now, 2017-10-20T09:00:00+07:00; got "2017-10-20T09:01:00+07:00"',
          vi: "Không được sau lúc này, 09:00 ngày 20/10/2017; nhận được 09:01 ngày 20/10/2017.",
        },
      ],
    });
    expect(isRefusal(move(dutyOf(), { act: "paper", receivedAt: now + 1 }, now))).toBe(true);
    expect(isRefusal(move(dutyOf(), { act: "paper", receivedAt: now }, now))).toBe(false);
  });
});

describe("a stated reason", () => {
  it("stands on the duty with the promised day, and changes nothing else", () => {
    expect(granted(move(dutyOf(), acts.reason, now))).toEqual(
      dutyOf({ reason: { text: "Chờ số liệu của các xã", promisedOn: day("2017-11-02"), at: now } }),
    );
  });

  it("promises no day that has passed; today may be promised, and no day need be", () => {
    expect(move(dutyOf(), { ...acts.reason, promisedOn: day("2017-10-19") }, now)).toEqual({
      refused: "invalid",
      detail: "Nobody can promise a day that has passed.",
      vi: "Ngày dự kiến gửi không thể là ngày đã qua.",
      faults: [
        {
          path: "promisedOn",
          message: 'must not be earlier than today, 2017-10-20; got "2017-10-19"',
          vi: "Không được trước hôm nay, 20/10/2017; nhận được 19/10/2017.",
        },
      ],
    });
    for (const promisedOn of [day("2017-10-20"), undefined])
      expect(isRefusal(move(dutyOf(), { ...acts.reason, promisedOn }, now))).toBe(false);
  });
});
