import { laterOf } from "../domain/deadline.ts";
import type { DateMove } from "../domain/directive-record.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { formatDue } from "../domain/vietnamese.ts";
import { calendarEntryOf } from "./calendar-entry.ts";
import { deadlineWords, dueWords, shortTime } from "./due.ts";
import { paragraph, strong } from "./layout.ts";
import type { Fact } from "./letter-body.ts";
import { letterTo } from "./letter-to.ts";
import { threadOf } from "./thread.ts";
import { calendarNote, closing, linkOf } from "./wording.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";

/** The date of a report was moved: the old one and the new one, why, by which document; or that the unit keeps its own. */
export function composeMoved(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty, move } = input;
  const calendarEntry = calendarEntryOf(input);
  const keepsOwn = move !== undefined && duty.deadline !== move.deadline;
  const facts: Fact[] = move
    ? [
        { label: "Thời hạn mới", value: dueWords(input, move.deadline), strong: !keepsOwn },
        { label: "Thời hạn trước", value: deadlineWords(input, move.previous) },
        ...overtakenFacts(input, move),
        ...(keepsOwn ? [{ label: "Thời hạn của đơn vị", value: dueWords(input, duty.deadline), strong: true }] : []),
        { label: "Lý do", value: move.reason },
        { label: "Người duyệt", value: move.approvedBy ?? "" },
        { label: "Văn bản", value: move.documentNumber },
      ].filter(({ value }) => value !== "")
    : [];
  return letterTo(input, threadOf(duty), {
    tag: "Chuyển thời hạn báo cáo",
    tail: formatDue(duty.deadline),
    mood: "calm",
    to: unit.name,
    blocks: [
      paragraph(
        `${receiverName} thông báo: thời hạn gửi báo cáo theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)} được chuyển. `,
        keepsOwn ? "Đơn vị có thời hạn riêng, giữ nguyên: " : "Thời hạn gửi báo cáo của đơn vị nay là ",
        strong(formatDue(duty.deadline)),
        ".",
      ),
      { block: "facts", rows: [{ label: "Nội dung", value: obligation.title }, ...facts] },
      ...shortTime(input),
      paragraph("Các thư nhắc tiếp theo tính theo thời hạn đang áp dụng."),
      ...calendarNote(calendarEntry, "again"),
      linkOf(input, "Lập và gửi báo cáo"),
      closing(input),
    ],
    calendarEntry,
  });
}

/** The unit's own later date, an extension's or another, that the move went past. */
function overtakenFacts(input: LetterInput, { deadline, previous }: DateMove): Fact[] {
  const { extension, ownDate, deadline: inForce } = input.duty;
  const own = extension?.deadline ?? ownDate;
  if (inForce !== deadline || own === undefined || laterOf(previous, own) === previous) return [];
  const label = extension ? "Thời hạn đã gia hạn của đơn vị" : "Thời hạn riêng của đơn vị";
  return [{ label, value: `${deadlineWords(input, own)}; nay theo thời hạn mới` }];
}
