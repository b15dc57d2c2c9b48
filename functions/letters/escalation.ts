import { owedOf } from "./owed-now.ts";
import { deadlineIn, isPast, overdueDays, overdueWorkingDays } from "../domain/deadline.ts";
import { consolidatorOf } from "../domain/directive.ts";
import { instantOf, localDateOf } from "../domain/instant.ts";
import { ladderFor } from "../domain/ladder.ts";
import { formatDay, formatDue, formatMinute, formatOrdinal, formatOverdue } from "../domain/vietnamese.ts";
import { dueWords } from "./due.ts";
import { paragraph, strong } from "./layout.ts";
import type { Block } from "./letter-body.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { letterTo } from "./letter-to.ts";
import { threadOf } from "./thread.ts";
import { closing, demandOf, factsOf, linkOf, stateNotes, JUST_FILED, ifNotInTime } from "./wording.ts";

/**
 * The letter about a report that is late, to the unit or to its head; firmer with every follow-up.
 */
export function composeEscalation(input: LetterInput): LetterText {
  const { letter, unit, duty, calendar, now } = input;
  const overdue = formatOverdue({
    days: overdueDays(duty.deadline, now),
    workingDays: overdueWorkingDays(calendar, duty.deadline, now),
  });
  const tag = followUpOf(input) === undefined ? "Chậm báo cáo" : "Đôn đốc báo cáo";
  return letterTo(input, threadOf(duty), {
    tag,
    lead: overdue,
    tail: formatDue(duty.deadline),
    mood: "late",
    heading: `${tag}: ${overdue}`,
    to: letter.addressee === "head" ? headOf(unit) : unit.name,
    blocks: [
      ...(letter.addressee === "head" ? wordsToHead(input, overdue) : wordsToUnit(input, overdue)),
      closing(input),
    ],
  });
}

function wordsToUnit(input: LetterInput, overdue: string): Block[] {
  const { duty, receiverName } = input;
  const owed = owedOf(duty);
  const followUp = followUpOf(input);
  return [
    ...whatIsLate(input, "đơn vị", overdue),
    paragraph(
      followUp?.last
        ? `Đề nghị đơn vị báo cáo ngay thủ trưởng cơ quan để chỉ đạo, hoàn thành và gửi ${owed} ${byWhen(input)}.`
        : `Đề nghị đơn vị khẩn trương hoàn thành và gửi ${owed} ${followUp ? byWhen(input) : "trong thời gian sớm nhất"}. Đơn vị đã có tên trong danh sách chậm báo cáo gửi ${receiverName}.`,
    ),
    linkOf(input, "Gửi báo cáo hoặc nêu lý do chậm"),
    paragraph(`${ifNotInTime(input)} ${JUST_FILED}`),
  ];
}

function wordsToHead(input: LetterInput, overdue: string): Block[] {
  const { unit, receiverName, duty } = input;
  const owed = owedOf(duty);
  const head = headOf(unit);
  return [
    ...whatIsLate(input, unit.name, overdue),
    paragraph(
      followUpOf(input)
        ? `${receiverName} kính đề nghị ${head} trực tiếp chỉ đạo hoàn thành và gửi ${owed} ${byWhen(input)}; trường hợp chưa thể gửi, đề nghị cho biết lý do và ngày gửi cụ thể.`
        : `${receiverName} trân trọng thông báo và kính đề nghị ${head} quan tâm, chỉ đạo bộ phận được giao hoàn thành và gửi ${owed} trong thời gian sớm nhất.`,
    ),
    linkOf(input, "Xem nhiệm vụ báo cáo"),
    paragraph(
      `Lý do chậm và ngày sẽ gửi, nếu có, đề nghị nêu tại trang trên để ghi vào danh sách chậm báo cáo. Trường hợp cần gia hạn, đề nghị ${unit.name} có văn bản gửi ${receiverName} xem xét.`,
    ),
  ];
}

/** When a follow-up asks for the report: today, or on the day that the unit has promised while that is still to come, and not too late for others. */
function byWhen({ directive, obligation, duty: { reason }, now }: LetterInput): string {
  const promised = reason?.promisedOn;
  const consolidator = consolidatorOf(directive, obligation);
  return promised === undefined ||
    promised <= localDateOf(now) ||
    (consolidator && isPast(deadlineIn(consolidator), instantOf(promised)))
    ? "trong ngày hôm nay"
    : `chậm nhất ngày ${formatDay(promised)} như đã hẹn`;
}

function whatIsLate(input: LetterInput, whom: string, overdue: string): Block[] {
  const { duty, receiverName, now } = input;
  const owed = owedOf(duty);
  const followUp = followUpOf(input);
  return [
    demandOf(input, whom),
    factsOf(input),
    paragraph(
      `Tính đến ${formatMinute(now)}, ${receiverName} chưa nhận được ${owed} của ${whom}; ${owed} `,
      strong(`đã ${overdue}.`),
    ),
    ...stateNotes(input),
    ...(followUp ? [paragraph(`${countOf(followUp)} ${consolidationOf(input)}`)] : []),
  ];
}

/** Nobody is named where the register has no title: “Thủ trưởng Sở Tư pháp”. */
function headOf(unit: LetterInput["unit"]): string {
  return unit.headTitle === "" ? `Thủ trưởng ${unit.name}` : unit.headTitle;
}

type FollowUp = { readonly count: number; readonly last: boolean };

/** Which follow-up of its ladder a letter is, counted from 1; nothing for the escalation itself. */
function followUpOf({ letter, directive, obligation, duty, calendar }: LetterInput): FollowUp | undefined {
  if (!letter.milestone.startsWith("follow-up-")) return undefined;
  const all = ladderFor(calendar, { directive, obligation, deadline: duty.deadline }).filter(({ name }) =>
    name.startsWith("follow-up-"),
  );
  const index = all.findIndex(({ name }) => name === letter.milestone);
  return { count: Math.max(1, index + 1), last: index === all.length - 1 };
}

function countOf({ count, last }: FollowUp): string {
  return `Đây là lần đôn đốc ${formatOrdinal(count)} kể từ khi báo cáo quá hạn${last ? ", cũng là lần cuối theo lịch đôn đốc" : ""}.`;
}

/** Why it presses: somebody else's report waits for this one. */
function consolidationOf(input: LetterInput): string {
  const { directive, obligation, receiverName } = input;
  const consolidator = consolidatorOf(directive, obligation);
  return consolidator
    ? `Báo cáo tổng hợp phải hoàn thành ${dueWords({ ...input, obligation: consolidator }, deadlineIn(consolidator))}; việc chậm gửi báo cáo ảnh hưởng đến tiến độ tổng hợp chung.`
    : `Việc chậm gửi báo cáo ảnh hưởng đến tiến độ tổng hợp của ${receiverName}.`;
}
