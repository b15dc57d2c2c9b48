import type { Obligation, Section } from "../domain/directive.ts";
import { formatDay, formatDue } from "../domain/vietnamese.ts";
import { calendarEntryOf } from "./calendar-entry.ts";
import { paragraph } from "./layout.ts";
import type { Block, Item } from "./letter-body.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { letterTo } from "./letter-to.ts";
import { threadOf } from "./thread.ts";
import { calendarNote, closing, factsOf, linkOf, receivedLink, ifNotInTime } from "./wording.ts";
import { unnumbered } from "../wording/outline.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";
import { dayNamedIn, dueAt, isInclusive, timeNamedIn } from "../domain/deadline.ts";
import type { Deadline } from "../domain/deadline.ts";
import { localDateOf } from "../domain/instant.ts";
import { shortTime } from "./due.ts";

/** The letter that lays a reporting duty upon a unit: what, to whom, before when, by which outline. */
export function composeIssue(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty } = input;
  const calendarEntry = calendarEntryOf(input);
  return letterTo(input, threadOf(duty), {
    tag: "Yêu cầu báo cáo",
    tail: formatDue(duty.deadline),
    mood: "calm",
    to: unit.name,
    blocks: [
      paragraph(
        `Thực hiện ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}, ${receiverName} đề nghị đơn vị lập và gửi báo cáo như sau:`,
      ),
      factsOf(input),
      paragraph(whatIsLate(duty.deadline)),
      ...shortTime(input),
      ...outlineOf(obligation),
      ...receivedLink(input),
      linkOf(input, "Lập và gửi báo cáo"),
      ...calendarNote(calendarEntry, "first"),
      paragraph(ifNotInTime(input, "sớm nêu")),
      closing(input),
    ],
    calendarEntry,
  });
}

function outlineOf({ outline }: Obligation): Block[] {
  if (outline.length === 0) return [];
  return [paragraph("Đề cương báo cáo gồm các phần:"), { block: "numbered", items: outline.map(sectionOf) }];
}

function sectionOf({ title, task, item, figures }: Section): Item {
  const shown = (figures ?? []).map((figure) =>
    figure.unit === undefined ? figure.title : `${figure.title} (${figure.unit})`,
  );
  const named = unnumbered(title);
  return {
    title: item === undefined ? named : `${named} (mục ${item})`,
    lines: [...(task === undefined ? [] : [task]), ...(shown.length === 0 ? [] : [`Số liệu: ${shown.join("; ")}.`])],
  };
}

/** What a deadline leaves out, or takes in: whoever reads it quickly takes “trước ngày” for the day itself. */
function whatIsLate(deadline: Deadline): string {
  const due = formatDue(deadline);
  if (timeNamedIn(deadline) !== undefined) return `Báo cáo phải đến ${due}; đến đúng thời điểm đó trở đi là quá hạn.`;
  const day = formatDay(dayNamedIn(deadline));
  return isInclusive(deadline)
    ? `Thời hạn “${due}” gồm cả ngày ${day}: báo cáo đến từ 0 giờ ngày ${formatDay(localDateOf(dueAt(deadline)))} trở đi là quá hạn.`
    : `Thời hạn “${due}” không gồm chính ngày ${day}: báo cáo đến từ 0 giờ ngày ${day} trở đi là quá hạn.`;
}
