import type { Exemption, Reinstatement } from "../domain/duty.ts";
import { owedOf } from "./owed-now.ts";
import { capitalize, formatDue, formatMinute } from "../domain/vietnamese.ts";
import { calendarEntryOf } from "./calendar-entry.ts";
import { shortTime } from "./due.ts";
import { paragraph, strong } from "./layout.ts";
import type { Fact } from "./letter-body.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { letterTo } from "./letter-to.ts";
import { threadOf } from "./thread.ts";
import { calendarNote, closing, factsOf, linkOf, stateNotes } from "./wording.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";

/** A unit freed from a report: from which, why, by whom; and that nothing is owed any more. */
export function composeExempted(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty } = input;
  const { exemption } = duty;
  const what = exemption?.from === "returned" ? "báo cáo bổ sung" : "báo cáo";
  const calendarEntry = calendarEntryOf(input);
  return letterTo(input, threadOf(duty), {
    tag: `Miễn ${what}`,
    mood: "done",
    to: unit.name,
    blocks: [
      paragraph(
        `${receiverName} thông báo: đơn vị được miễn gửi ${what} theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}.`,
      ),
      { block: "facts", rows: [{ label: "Nội dung", value: obligation.title }, ...decisionOf(exemption)] },
      paragraph(`${capitalize(what)} này không còn phải gửi; hệ thống không gửi thư nhắc, thư đôn đốc nào nữa.`),
      ...calendarNote(calendarEntry, "again"),
      ...(duty.revision > 0 ? [paragraph("Báo cáo đơn vị đã gửi vẫn lưu trên hệ thống.")] : []),
      linkOf(input, "Xem nhiệm vụ báo cáo"),
      paragraph(`Mọi vướng mắc, đề nghị liên hệ ${receiverName}.`),
    ],
    calendarEntry,
  });
}

/** A report that a unit owes again, after it was freed from it: why, by whom, and before when. @throws UnknownYear */
export function composeReinstated(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty } = input;
  const what = owedOf(duty);
  const calendarEntry = calendarEntryOf(input);
  return letterTo(input, threadOf(duty), {
    tag: `Hủy miễn ${what}`,
    tail: formatDue(duty.deadline),
    mood: "soon",
    to: unit.name,
    blocks: [
      paragraph(
        `${receiverName} thông báo: việc miễn ${what} cho đơn vị đã được hủy. Đơn vị có trách nhiệm gửi ${what} theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)} `,
        strong(formatDue(duty.deadline)),
        ".",
      ),
      { block: "facts", rows: decisionOf(duty.reinstatement) },
      ...stateNotes(input),
      factsOf(input),
      ...shortTime(input),
      paragraph("Các thư nhắc tiếp theo tính theo thời hạn này; thư thông báo miễn đã gửi trước không còn hiệu lực."),
      ...calendarNote(calendarEntry, "again"),
      linkOf(input, "Lập và gửi báo cáo"),
      closing(input),
    ],
    calendarEntry,
  });
}

/** Why something was ruled, when, and by whom. */
function decisionOf(act: Exemption | Reinstatement | undefined): Fact[] {
  if (!act) return [];
  return [
    { label: "Lý do", value: act.reason, strong: true },
    ...("documentNumber" in act && act.documentNumber ? [{ label: "Văn bản", value: act.documentNumber }] : []),
    { label: "Thời điểm", value: formatMinute(act.at) },
    ...(act.by === undefined ? [] : [{ label: "Người thực hiện", value: act.by }]),
  ];
}
