import { formatMinute } from "../domain/vietnamese.ts";
import { calendarEntryOf } from "./calendar-entry.ts";
import { paragraph } from "./layout.ts";
import type { Fact } from "./letter-body.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { letterTo } from "./letter-to.ts";
import { threadOf } from "./thread.ts";
import { calendarNote, linkOf } from "./wording.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";

/** A directive that was withdrawn: what a unit owed by it, why and by which document it owes that no more. */
export function composeWithdrawn(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty, withdrawal } = input;
  // Whoever had filed owes at the most what was asked for again.
  const what = duty.revision > 0 ? "báo cáo bổ sung" : "báo cáo";
  const facts: Fact[] = withdrawal
    ? [
        { label: "Lý do", value: withdrawal.reason, strong: true },
        { label: "Văn bản thu hồi", value: withdrawal.documentNumber },
        { label: "Thời điểm", value: formatMinute(withdrawal.at) },
        { label: "Người thực hiện", value: withdrawal.by },
      ]
    : [];
  const calendarEntry = calendarEntryOf(input);
  return letterTo(input, threadOf(duty), {
    tag: "Thu hồi yêu cầu báo cáo",
    mood: "done",
    to: unit.name,
    blocks: [
      paragraph(
        `Yêu cầu gửi ${what} theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)} đã được thu hồi. Đơn vị không còn phải gửi ${what} này.`,
      ),
      { block: "facts", rows: [{ label: "Nội dung", value: obligation.title }, ...facts] },
      paragraph("Hệ thống không gửi thư nhắc, thư đôn đốc nào nữa."),
      ...calendarNote(calendarEntry, "again"),
      ...(duty.revision > 0 ? [paragraph("Báo cáo đơn vị đã gửi vẫn lưu trên hệ thống.")] : []),
      linkOf(input, "Xem nhiệm vụ báo cáo"),
      paragraph(`Mọi vướng mắc, đề nghị liên hệ ${receiverName}.`),
    ],
    calendarEntry,
  });
}
