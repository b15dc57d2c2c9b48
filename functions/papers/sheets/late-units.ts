import type { LateUnit } from "../../domain/escalation.ts";
import type { Column } from "../sheet.ts";
import { letterStatusInWords, milestoneInWords, stateInWords } from "./words.ts";

/** The escalation list: who is late, by name, and what became of the last letter. */
export const lateUnitColumns: readonly Column<LateUnit>[] = [
  { name: "unitId", title: "Mã đơn vị", width: 16, kind: "text", of: ({ unitId }) => unitId },
  { name: "unitName", title: "Đơn vị", width: 34, kind: "text", of: ({ unitName }) => unitName },
  {
    name: "state",
    title: "Trạng thái",
    width: 20,
    kind: "text",
    of: ({ state }) => state,
    shown: ({ state }) => stateInWords(state),
  },
  { name: "before", title: "Thời hạn: trước ngày", width: 14, kind: "day", of: ({ before }) => before },
  { name: "overdueDays", title: "Số ngày quá hạn", width: 10, kind: "number", of: (unit) => unit.overdueDays },
  {
    name: "overdueWorkingDays",
    title: "Số ngày làm việc quá hạn",
    width: 12,
    kind: "number",
    of: (unit) => unit.overdueWorkingDays,
  },
  { name: "head", title: "Thủ trưởng", width: 28, kind: "text", of: ({ head }) => head },
  { name: "phone", title: "Điện thoại", width: 16, kind: "text", of: ({ phone }) => phone },
  { name: "reason", title: "Lý do đã nêu", width: 40, kind: "text", of: ({ reason }) => reason?.text },
  { name: "promisedOn", title: "Hẹn gửi ngày", width: 14, kind: "day", of: ({ reason }) => reason?.promisedOn },
  {
    name: "lastLetter",
    title: "Thư gần nhất",
    width: 26,
    kind: "text",
    of: ({ lastLetter }) => lastLetter?.milestone,
    shown: ({ lastLetter }) => (lastLetter ? milestoneInWords(lastLetter.milestone) : ""),
  },
  { name: "lastLetterTo", title: "Gửi đến", width: 30, kind: "text", of: ({ lastLetter }) => lastLetter?.to },
  {
    name: "lastLetterStatus",
    title: "Kết quả",
    width: 16,
    kind: "text",
    of: ({ lastLetter }) => lastLetter?.status,
    shown: ({ lastLetter }) => (lastLetter ? letterStatusInWords(lastLetter.status) : ""),
  },
];
