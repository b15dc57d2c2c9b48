import { capitalize, formatMinute } from "../domain/vietnamese.ts";
import { layOut, paragraph } from "./layout.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { subjectOf } from "./subject.ts";
import { footerOf, linkOf } from "./wording.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";

/** A unit freed from a report: from which, why, by whom; and that nothing is owed any more. */
export function composeExempted(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty } = input;
  const { exemption } = duty;
  const what = exemption?.from === "returned" ? "báo cáo bổ sung" : "báo cáo";
  const facts = exemption
    ? [
        { label: "Lý do", value: exemption.reason, strong: true },
        { label: "Thời điểm", value: formatMinute(exemption.at) },
        { label: "Người thực hiện", value: exemption.by ?? "" },
      ].filter(({ value }) => value !== "")
    : [];
  return {
    subject: subjectOf({ tag: `Miễn ${what}`, title: obligation.title }),
    ...layOut({
      mood: "done",
      title: `Miễn ${what}`,
      to: unit.name,
      blocks: [
        paragraph(
          `${receiverName} thông báo: đơn vị được miễn gửi ${what} theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}.`,
        ),
        { block: "facts", rows: [{ label: "Nội dung", value: obligation.title }, ...facts] },
        paragraph(
          `${capitalize(what)} này không còn phải gửi; hệ thống không gửi thư nhắc, thư đôn đốc nào nữa. Nếu đã ghi thời hạn vào lịch công tác, đơn vị có thể xóa mục đó.`,
        ),
        ...(duty.revision > 0 ? [paragraph("Báo cáo đơn vị đã gửi vẫn lưu trên hệ thống.")] : []),
        linkOf(input, "Xem nhiệm vụ báo cáo"),
        paragraph(`Mọi vướng mắc, đề nghị liên hệ ${receiverName}.`),
      ],
      footer: footerOf(input),
    }),
  };
}
