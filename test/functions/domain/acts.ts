import type { Duty, DutyState } from "../../../functions/domain/duty.ts";
import type { Act } from "../../../functions/domain/moves.ts";
import { at, day } from "../letters/season-5500.ts";
import { dutyOf, exemptDuty } from "./samples.ts";

/** The moment at which the acts below are done. */
export const now = at("2017-10-20T09:00:00");

/** One of each act. */
export const acts = {
  draft: { act: "draft" },
  submit: { act: "submit", receivedAt: now },
  paper: { act: "paper", receivedAt: at("2017-10-18T15:00:00") },
  return: { act: "return", deadline: day("2017-10-25"), reason: "Thiếu số liệu tiếp xúc, đối thoại" },
  accept: { act: "accept" },
  extend: {
    act: "extend",
    deadline: day("2017-11-03"),
    reason: "Bổ sung số liệu của các xã vùng III",
    approvedBy: "Giám đốc Sở Nội vụ",
    documentNumber: "1520/SNV-XDCQ",
  },
  exempt: { act: "exempt", reason: "Đơn vị đã giải thể" },
  reinstate: { act: "reinstate", reason: "Đơn vị có phát sinh hoạt động trong kỳ" },
  reason: { act: "reason", text: "Chờ số liệu của các xã", promisedOn: day("2017-11-02") },
} as const satisfies Record<string, Act>;

export const filed = { revision: 1, standing: "on-time", submittedAt: at("2017-10-16T08:00:00") } as const;
/** A duty in each state. */
export const inState: Record<DutyState, Duty> = {
  awaiting: dutyOf(),
  draft: dutyOf({ state: "draft" }),
  submitted: dutyOf({ state: "submitted", ...filed }),
  returned: dutyOf({
    state: "returned",
    ...filed,
    deadline: day("2017-10-25"),
    ladder: 1,
    supplement: { deadline: day("2017-10-25"), reason: "Thiếu số liệu" },
  }),
  accepted: dutyOf({ state: "accepted", ...filed }),
  exempt: exemptDuty,
  withdrawn: dutyOf({ state: "withdrawn" }),
};
