import * as z from "zod/mini";

import { dateBefore } from "../domain/directive-record.ts";
import type { Duty } from "../domain/duty.ts";
import { InstantSchema, formatInstant } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { moveByUnit } from "../domain/unit-moves.ts";
import type { UnitAct } from "../domain/unit-moves.ts";
import { conflict, invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ReportContentSchema, signingFaults, unknownIdFaults } from "../domain/submission.ts";
import { filled, trimmed } from "../domain/text.ts";
import { formatMinute } from "../domain/vietnamese.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import { contentHash } from "../runtime/content-hash.ts";
import { fileAs, filedBefore, notOfItsOutline } from "./file-report.ts";
import type { Filing, Receipt } from "./file-report.ts";
import type { FoundDuty } from "./find-duty.ts";
import { withReceiptNumber } from "./receipt-number.ts";

/** A report that came by post or by the document exchange: when it truly arrived, its number, and what of it was typed in. */
export const PaperSchema = z.strictObject({
  receivedAt: InstantSchema,
  documentNumber: filled(100),
  note: z.optional(trimmed(2000)),
  report: z.optional(ReportContentSchema),
});

/** The supervisor records a report that came on paper, so that nobody who filed is chased. Its standing is that of its arrival. */
export async function recordHardCopy(
  found: FoundDuty,
  { receivedAt, documentNumber, note, report }: z.output<typeof PaperSchema>,
  request: Asking,
  effects: WebEffects,
): Promise<Receipt | Refusal> {
  const faults = report ? [...unknownIdFaults(report, found.obligation), ...signingFaults(report, receivedAt)] : [];
  if (faults.length > 0) return notOfItsOutline(faults.map((fault) => ({ ...fault, path: `report.${fault.path}` })));
  const before = request.again && (await filedBefore(found, request, effects));
  if (before) return before;
  const allowed = movedByPaper(found, receivedAt, request.receivedAt);
  if (isRefusal(allowed)) return allowed;
  const filing: Filing = {
    attempt: request.attempt,
    receivedAt,
    by: request.caller.principal,
    channel: "paper",
    documentNumber,
    note,
    report,
    sha256: contentHash({ documentNumber, note, report, receivedAt }),
  };
  return withReceiptNumber(filing, found, effects, async (numberOf) => {
    const expected = {
      from: found.duty,
      states: [found.duty.state],
      over: true,
      numberOf,
      act: paperAct(found, receivedAt),
    };
    return (await fileAs(filing, expected, found, effects)) ?? FILED_MEANWHILE;
  });
}

/** What a report that came on paper at an instant makes of a duty, or why it is none. */
export function movedByPaper(found: FoundDuty, receivedAt: EpochMs, now: EpochMs): Duty | Refusal {
  const issuedAt = found.record.issuedAt ?? 0;
  if (receivedAt >= issuedAt) return moveByUnit(found.duty, paperAct(found, receivedAt), now);
  return invalid(
    "A report cannot have come before it was asked for.",
    "Báo cáo không thể đến trước khi được yêu cầu.",
    [
      {
        path: "receivedAt",
        message: `must not be earlier than the issue, ${formatInstant(issuedAt)}; got "${formatInstant(receivedAt)}"`,
        vi: `Không được trước lúc giao nhiệm vụ, ${formatMinute(issuedAt)}; nhận được ${formatMinute(receivedAt)}.`,
      },
    ],
  );
}

function paperAct({ record, obligation }: FoundDuty, receivedAt: EpochMs): UnitAct {
  return { act: "paper", receivedAt, dateThen: dateBefore(record.moves[obligation.id], receivedAt) };
}

const FILED_MEANWHILE = conflict(
  "Somebody else filed or changed this duty at the same moment, and nothing was recorded; look at it again.",
  "Người khác vừa gửi hoặc thay đổi nhiệm vụ báo cáo này, nên chưa ghi nhận gì; đề nghị xem lại.",
);
