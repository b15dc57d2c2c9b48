import type { Obligation, Section } from "../domain/directive.ts";
import { formatDay } from "../domain/vietnamese.ts";
import { calendarEntryOf } from "./calendar-entry.ts";
import { layOut, paragraph } from "./layout.ts";
import type { Block, Item } from "./letter-body.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { subjectOf } from "./subject.ts";
import { closing, factsOf, footerOf, linkOf } from "./wording.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";

/** The letter that lays a reporting duty upon a unit: what, to whom, before when, by which outline. */
export function composeIssue(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty } = input;
  const day = formatDay(duty.before);
  return {
    subject: subjectOf({ tag: "Yêu cầu báo cáo", title: obligation.title, tail: `trước ngày ${day}` }),
    ...layOut({
      mood: "calm",
      title: "Yêu cầu báo cáo",
      to: unit.name,
      blocks: [
        paragraph(
          `Thực hiện ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}, ${receiverName} đề nghị đơn vị lập và gửi báo cáo như sau:`,
        ),
        factsOf(input),
        paragraph(
          `Thời hạn “trước ngày ${day}” không gồm chính ngày ${day}: báo cáo đến từ 0 giờ ngày ${day} trở đi là quá hạn.`,
        ),
        ...outlineOf(obligation),
        linkOf(input, "Lập và gửi báo cáo"),
        paragraph("Tệp lịch (.ics) kèm theo thư ghi ngày làm việc cuối cùng, để đưa vào lịch công tác của đơn vị."),
        paragraph(
          `Nếu dự kiến không gửi kịp, đề nghị đơn vị sớm nêu lý do và ngày dự kiến gửi tại trang trên, hoặc có văn bản đề nghị ${receiverName} gia hạn trước khi hết thời hạn.`,
        ),
        closing(input),
      ],
      footer: footerOf(input),
    }),
    calendarEntry: calendarEntryOf(input),
  };
}

function outlineOf({ outline }: Obligation): Block[] {
  if (outline.length === 0) return [];
  return [paragraph("Đề cương báo cáo gồm các phần:"), { block: "numbered", items: outline.map(sectionOf) }];
}

function sectionOf({ title, task, item, figures }: Section): Item {
  const shown = (figures ?? []).map((figure) =>
    figure.unit === undefined ? figure.title : `${figure.title} (${figure.unit})`,
  );
  return {
    title: item === undefined ? title : `${title} (mục ${item})`,
    lines: [...(task === undefined ? [] : [task]), ...(shown.length === 0 ? [] : [`Số liệu: ${shown.join("; ")}.`])],
  };
}
