import type { LetterInput } from "../../../functions/domain/letter-text.ts";
import type { Unit } from "../../../functions/domain/unit.ts";
import { at, day, letterInput, units } from "./season-5500.ts";

const receivedOf = ({ id }: Unit): string =>
  `https://dunghan.daklak.example/received/5500-ubnd-kgvx-2017/bao-cao/${id}/4lN0pQ2rS5tU7vW9xY1zA3`;

const extension = {
  deadline: day("2017-11-03"),
  previousDeadline: day("2017-10-30"),
  reason: "Bổ sung số liệu của các xã vùng III",
  approvedBy: "Giám đốc Sở Nội vụ",
  documentNumber: "1520/SNV-XDCQ",
  at: at("2017-10-26T09:00:00"),
};
const extended = { deadline: extension.deadline, ladder: 1, sequence: 1, extension };
const returned = {
  state: "returned" as const,
  revision: 1,
  standing: "on-time" as const,
  submittedAt: at("2017-09-27T11:36:00"),
  deadline: day("2017-10-21"),
  ladder: 1,
  sequence: 1,
  supplement: { deadline: day("2017-10-21"), reason: "Thiếu số liệu tiếp xúc, đối thoại" },
};
const exemption = {
  number: 1,
  from: "draft" as const,
  reason: "Đơn vị mới thành lập, chưa phát sinh hoạt động",
  by: "vanthu@snv.daklak.example",
  at: at("2017-10-16T09:00:00"),
};
const reinstatement = {
  number: 2,
  revision: 0,
  reason: "Đơn vị có phát sinh hoạt động trong kỳ",
  by: "vanthu@snv.daklak.example",
  at: at("2017-10-17T09:00:00"),
};
const move = {
  deadline: day("2017-11-13"),
  previous: day("2017-10-30"),
  moved: 1,
  movedAt: at("2017-10-16T09:00:00"),
  reason: "Chờ hướng dẫn của Ban Dân vận Tỉnh ủy",
  documentNumber: "6120/UBND-KGVX",
  approvedBy: "Chủ tịch UBND tỉnh",
  attempt: "doi-han",
  by: "vanthu@snv.daklak.example",
};
const withdrawal = {
  reason: "Nội dung được lồng ghép vào báo cáo cuối năm",
  documentNumber: "6010/UBND-KGVX",
  at: at("2017-10-16T10:00:00"),
  by: "vanthu@snv.daklak.example",
  attempt: "thu-hoi",
};
const moved = { deadline: move.deadline, ladder: -1, follows: 1, sequence: 1 };
const reason = { text: "Chờ số liệu của các xã", promisedOn: day("2017-11-03"), at: at("2017-10-31T09:00:00") };

/** Every kind of letter of the season: the file that holds it, whole, and what it is made of. */
export const season: Record<string, LetterInput> = {
  issue: letterInput({ milestone: "issue", unit: units.stp, now: "2017-07-14T08:00:00" }),
  "issue-on-the-weekend": letterInput({ milestone: "issue", unit: units.stp, now: "2017-10-28T10:00:00" }),
  "issue-tong-hop": letterInput({
    milestone: "issue",
    unit: units.snv,
    obligation: "tong-hop",
    now: "2017-07-14T08:00:00",
  }),
  "remind-20": letterInput({ milestone: "remind-20", unit: units.mDrak, now: "2017-09-29T08:00:00" }),
  "remind-10": letterInput({ milestone: "remind-10", unit: units.mDrak, now: "2017-10-13T08:00:00" }),
  "remind-5": letterInput({ milestone: "remind-5", unit: units.mDrak, now: "2017-10-20T08:00:00" }),
  "remind-2": letterInput({ milestone: "remind-2", unit: units.mDrak, now: "2017-10-25T08:00:00" }),
  "remind-2-draft": letterInput({
    milestone: "remind-2",
    unit: units.lak,
    now: "2017-10-25T08:00:00",
    duty: { state: "draft" },
  }),
  "remind-0": letterInput({ milestone: "remind-0", unit: units.mDrak, now: "2017-10-27T08:00:00" }),
  "remind-2-extended": letterInput({
    milestone: "remind-2",
    unit: units.krongAna,
    now: "2017-10-31T08:00:00",
    duty: extended,
  }),
  "remind-0-returned": letterInput({
    milestone: "remind-0",
    unit: units.stc,
    now: "2017-10-20T08:00:00",
    duty: returned,
  }),
  escalate: letterInput({ milestone: "escalate", unit: units.krongPac, now: "2017-10-30T08:00:00" }),
  "escalate-head": letterInput({
    milestone: "escalate",
    unit: units.krongPac,
    addressee: "head",
    now: "2017-10-30T08:00:00",
  }),
  "follow-up-2": letterInput({
    milestone: "follow-up-2",
    unit: units.krongPac,
    now: "2017-11-01T08:00:00",
    duty: { reason },
  }),
  "follow-up-5": letterInput({ milestone: "follow-up-5", unit: units.lak, now: "2017-11-06T08:00:00" }),
  "follow-up-5-head": letterInput({
    milestone: "follow-up-5",
    unit: units.lak,
    addressee: "head",
    now: "2017-11-06T08:00:00",
    duty: { reason },
  }),
  receipt: letterInput({
    milestone: "receipt-1",
    unit: units.mDrak,
    now: "2017-10-30T00:00:02",
    receivedAt: "2017-10-29T23:59:59.999",
    duty: {
      state: "submitted",
      revision: 1,
      receipts: { 1: 31 },
      standing: "on-time",
      submittedAt: at("2017-10-29T23:59:59.999"),
    },
  }),
  "receipt-late": letterInput({
    milestone: "receipt-1",
    unit: units.krongBong,
    now: "2017-10-30T00:00:02",
    receivedAt: "2017-10-30T00:00:00",
    duty: {
      state: "submitted",
      revision: 1,
      receipts: { 1: 32 },
      standing: "late",
      submittedAt: at("2017-10-30T00:00:00"),
    },
  }),
  "receipt-extended": letterInput({
    milestone: "receipt-1",
    unit: units.krongAna,
    now: "2017-11-02T10:00:01",
    receivedAt: "2017-11-02T10:00:00",
    duty: {
      ...extended,
      state: "submitted",
      revision: 1,
      receipts: { 1: 34 },
      standing: "within-extension",
      submittedAt: at("2017-11-02T10:00:00"),
    },
  }),
  "receipt-supplement": letterInput({
    milestone: "receipt-2",
    unit: units.stc,
    now: "2017-10-18T10:15:01",
    receivedAt: "2017-10-18T10:15:00",
    duty: {
      ...returned,
      state: "submitted",
      revision: 2,
      receipts: { 1: 4, 2: 19 },
      supplement: { ...returned.supplement, standing: "on-time" },
    },
  }),
  returned: letterInput({ milestone: "returned-1", unit: units.stc, now: "2017-10-16T08:30:00", duty: returned }),
  exempted: letterInput({
    milestone: "exempted-1",
    unit: units.stp,
    now: "2017-10-16T09:00:05",
    duty: { state: "exempt", sequence: 1, exemption },
  }),
  "exempted-returned": letterInput({
    milestone: "exempted-2",
    unit: units.stc,
    now: "2017-10-18T09:00:05",
    duty: { ...returned, state: "exempt", sequence: 2, exemption: { ...exemption, number: 2, from: "returned" } },
  }),
  reinstated: letterInput({
    milestone: "reinstated-2",
    unit: units.stp,
    now: "2017-10-17T09:00:05",
    duty: { state: "draft", sequence: 2, exemption, reinstatement },
  }),
  "reinstated-returned": letterInput({
    milestone: "reinstated-2",
    unit: units.stc,
    now: "2017-10-17T09:00:05",
    duty: { ...returned, sequence: 3, exemption, reinstatement: { ...reinstatement, revision: 1 } },
  }),
  moved: letterInput({ milestone: "moved-1", unit: units.stp, now: "2017-10-16T09:00:05", move, duty: moved }),
  "moved-keeps-own": letterInput({
    milestone: "moved-1",
    unit: units.krongAna,
    now: "2017-10-26T10:00:00",
    move,
    duty: { ...extended, follows: 1, sequence: 2, deadline: day("2017-11-14") },
  }),
  "moved-past-an-extension": letterInput({
    milestone: "moved-1",
    unit: units.krongAna,
    now: "2017-10-26T10:00:00",
    move,
    duty: { ...extended, ...moved, sequence: 2, ladder: 2 },
  }),
  "extended-on-the-last-day": letterInput({
    milestone: "extended-2",
    unit: units.krongAna,
    now: "2017-11-03T18:00:00",
    duty: {
      ...extended,
      deadline: day("2017-11-06"),
      ladder: 2,
      sequence: 2,
      extension: { ...extension, deadline: day("2017-11-06"), at: at("2017-11-03T18:00:00") },
    },
  }),
  "returned-on-the-weekend": letterInput({
    milestone: "returned-1",
    unit: units.stc,
    now: "2017-10-21T09:00:00",
    duty: { ...returned, deadline: day("2017-10-23"), supplement: { ...returned.supplement, deadline: day("2017-10-23") } },
  }),
  withdrawn: letterInput({
    milestone: "withdrawn-1",
    unit: units.stp,
    now: "2017-10-16T10:00:05",
    withdrawal,
    duty: { state: "withdrawn", sequence: 1 },
  }),
  "withdrawn-returned": letterInput({
    milestone: "withdrawn-1",
    unit: units.stc,
    now: "2017-10-16T10:00:05",
    withdrawal,
    duty: { ...returned, state: "withdrawn", sequence: 2 },
  }),
  "issue-received-link": {
    ...letterInput({ milestone: "issue", unit: units.stp, now: "2017-07-14T08:00:00" }),
    receivedUrl: receivedOf(units.stp),
  },
  "by-hand": {
    ...letterInput({ milestone: "by-hand-1", unit: units.mDrak, now: "2017-10-18T09:30:00" }),
    note: "Đề nghị đơn vị gửi trước 16 giờ ngày 20/10 để Sở kịp tổng hợp phục vụ họp giao ban.\nLiên hệ: Phòng Xây dựng chính quyền.",
    receivedUrl: receivedOf(units.mDrak),
  },
  "by-hand-late": letterInput({ milestone: "by-hand-2", unit: units.lak, now: "2017-11-08T09:30:00" }),
  extended: letterInput({ milestone: "extended-1", unit: units.krongAna, now: "2017-10-26T09:00:00", duty: extended }),
};
