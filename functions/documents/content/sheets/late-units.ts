import type { LateUnit } from "../../../domain/escalation.ts";
import type { Column } from "../sheet.ts";
import { stateAndDate, whomToAsk, whose } from "./unit-columns.ts";
import { letterStatusInWords, milestoneInWords } from "./words.ts";

/** The escalation list: who is late, by name, and what became of the last letter. */
export const lateUnitColumns: readonly Column<LateUnit>[] = [
  ...whose,
  ...stateAndDate,
  { name: "overdueDays", title: "Số ngày quá hạn", width: 10, kind: "number", of: (unit) => unit.overdueDays },
  {
    name: "overdueWorkingDays",
    title: "Số ngày làm việc quá hạn",
    width: 12,
    kind: "number",
    of: (unit) => unit.overdueWorkingDays,
  },
  ...whomToAsk,
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
