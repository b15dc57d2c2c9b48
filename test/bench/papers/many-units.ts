import type { Duty } from "../../../functions/domain/duty.ts";
import { UnitIdSchema } from "../../../functions/domain/ids.ts";
import type { LetterEntry } from "../../../functions/domain/letter.ts";
import { nameOf } from "../../../functions/pages/session.ts";
import { dutyItem } from "../../../functions/store/duty-item.ts";
import type { HistoryEntry, Submission } from "../../../functions/store/filings.ts";
import { keys, shardsFor } from "../../../functions/store/table.ts";
import type { TestRegister } from "../../functions/store/engines.ts";
import { at, day, directive, dutyOf, email, obligation, ref, units } from "../../functions/season.ts";
import { filing } from "../../functions/documents/content/reported.ts";

const MILESTONES = ["issue", "remind-20", "remind-10", "remind-5", "remind-2", "remind-0", "receipt-1"];
/** A passage as offices write them: some 600 characters. */
const PASSAGE =
  "Đã tổ chức thực hiện theo kế hoạch, phân công từng phòng và đơn vị trực thuộc, kiểm tra hằng tháng. ".repeat(6);
const KINDS = ["stc", "ubnd-lak", "ubnd-buon-ho"];

/** When the papers are asked for, and by whose session: of the office that keeps the register. */
export const askedAt = at("2017-11-08T14:30");
export const keeper = email("vanthu@snv.daklak.example");
export const secret = "p".repeat(65);

/** Lays so many units' duties into a register, with seven letters each, a return, and a report of some pages. */
export async function layOutMany({ register, table }: TestRegister, count: number): Promise<void> {
  const issuedAt = at("2017-07-14T08:00");
  const shards = shardsFor(count);
  const issued = { status: "issued", createdAt: issuedAt, issuedAt, shards: { [obligation.id]: shards } };
  await register.units.putUnits(units, new Map());
  await table.put({ ...keys.directive(directive.id), directive, ...issued });
  const session = { principal: keeper, startedAt: askedAt, usedAt: askedAt, endsAt: askedAt + 3_600_000, browser: "" };
  await register.sessions.begin(nameOf(secret), session);
  for (let from = 0; from < count; from += 500) {
    const duties = Array.from({ length: Math.min(500, count - from) }, (_one, i) => dutyAt(from + i));
    const put = duties.flatMap((duty) => [
      dutyItem(duty, shards),
      { ...keys.submission(duty, 1), ...submissionOf(duty) },
      { ...keys.history(duty, 1), ...RETURNED },
    ]);
    await table.writeMany({ put });
  }
}

const letters: Record<string, LetterEntry> = Object.fromEntries(
  MILESTONES.map((milestone) => [
    `0.${milestone}.unit`,
    { status: "delivered", at: at("2017-10-13T08:00"), to: email("vanthu@donvi.daklak.example"), attempt: "attempt1" },
  ]),
);

function dutyAt(i: number): Duty {
  return dutyOf(KINDS[i % KINDS.length] ?? "stc", {
    ...ref,
    unitId: UnitIdSchema.parse(`don-vi-${i}`),
    unitName: `UBND xã thứ ${i}`,
    state: i % 50 === 0 ? "awaiting" : "submitted",
    revision: 1,
    sequence: 1,
    receipts: { "1": i + 1 },
    standing: "on-time",
    submittedAt: at("2017-10-20T10:00"),
    letters,
  });
}

function submissionOf({ unitId }: Duty): Submission {
  const { report, ...rest } = filing();
  const figures = { "cuoc-doi-thoai": unitId.length, "don-thu-tiep-nhan": 12, "don-thu-giai-quyet": 11 };
  const sections = Object.fromEntries(obligation.outline.map(({ id }) => [id, `${unitId}: ${PASSAGE}`]));
  return { ...rest, report: report && { ...report, sections, figures } };
}

const RETURNED: HistoryEntry = {
  sequence: 1,
  attempt: "attempt1",
  at: at("2017-10-21T10:00"),
  by: "vanthu@snv.daklak.example",
  act: "return",
  from: "submitted",
  to: "returned",
  details: { before: day("2017-10-27"), reason: "Thiếu số liệu" },
};
