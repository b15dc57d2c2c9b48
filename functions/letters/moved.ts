import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { formatDeadline, formatDue } from "../domain/vietnamese.ts";
import { calendarEntryOf } from "./calendar-entry.ts";
import { layOut, paragraph, strong } from "./layout.ts";
import type { Fact } from "./letter-body.ts";
import { subjectOf } from "./subject.ts";
import { closing, footerOf, linkOf } from "./wording.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";

/** The date of a report was moved: the old one and the new one, why, by which document; or that the unit keeps its own. */
export function composeMoved(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty, calendar, move } = input;
  const keepsOwn = move !== undefined && duty.deadline !== move.deadline;
  const facts: Fact[] = move
    ? [
        {
          label: "Thời hạn mới",
          value: formatDeadline(calendar, move.deadline, obligation.ladder.at),
          strong: !keepsOwn,
        },
        { label: "Thời hạn trước", value: formatDeadline(calendar, move.previous, obligation.ladder.at) },
        ...(keepsOwn
          ? [{ label: "Thời hạn của đơn vị", value: formatDeadline(calendar, duty.deadline), strong: true }]
          : []),
        { label: "Lý do", value: move.reason },
        { label: "Người duyệt", value: move.approvedBy ?? "" },
        { label: "Văn bản", value: move.documentNumber },
      ].filter(({ value }) => value !== "")
    : [];
  return {
    subject: subjectOf({ tag: "Chuyển thời hạn báo cáo", title: obligation.title, tail: formatDue(duty.deadline) }),
    ...layOut({
      mood: "calm",
      title: "Chuyển thời hạn báo cáo",
      to: unit.name,
      blocks: [
        paragraph(
          `${receiverName} thông báo: thời hạn gửi báo cáo theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)} được chuyển. `,
          keepsOwn ? "Đơn vị có thời hạn riêng, giữ nguyên: " : "Thời hạn gửi báo cáo của đơn vị nay là ",
          strong(formatDeadline(calendar, duty.deadline)),
          ".",
        ),
        { block: "facts", rows: [{ label: "Nội dung", value: obligation.title }, ...facts] },
        paragraph(
          "Các thư nhắc tiếp theo tính theo thời hạn đang áp dụng; tệp lịch (.ics) kèm theo thay cho tệp đã gửi trước.",
        ),
        linkOf(input, "Lập và gửi báo cáo"),
        closing(input),
      ],
      footer: footerOf(input),
    }),
    calendarEntry: calendarEntryOf(input),
  };
}
