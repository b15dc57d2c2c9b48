import { owedOf } from "./owed-now.ts";
import { isPast, overdueDays, overdueWorkingDays } from "../domain/deadline.ts";
import { localDateOf } from "../domain/instant.ts";
import {
  capitalize,
  formatDue,
  formatMinute,
  formatNumber,
  formatOverdue,
  formatWeekday,
} from "../domain/vietnamese.ts";
import { workingDaysAfter } from "../domain/working-days.ts";
import { lastWorkingDay, stillInTime } from "./due.ts";
import { paragraph, strong } from "./layout.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import type { Block } from "./letter-body.ts";
import { letterTo } from "./letter-to.ts";
import { threadOf } from "./thread.ts";
import { closing, demandOf, factsOf, linkOf, receivedLink, stateNotes, JUST_FILED, ifNotInTime } from "./wording.ts";

/** A reminder before the deadline: how many working days are left, more urgent the fewer they are. */
export function composeReminder(input: LetterInput): LetterText {
  const { unit, duty, receiverName, now } = input;
  const { lead, opening, request, mood } = urgencyOf(input);
  return letterTo(input, threadOf(duty), {
    tag: "Nhắc báo cáo",
    lead,
    tail: formatDue(duty.deadline),
    mood,
    heading: `Nhắc báo cáo: ${lead}`,
    to: unit.name,
    blocks: [
      demandOf(input, "đơn vị"),
      factsOf(input),
      paragraph(
        strong(`${capitalize(opening)}.`),
        ` Tính đến ${formatMinute(now)}, ${receiverName} chưa nhận được ${owedOf(duty)} của đơn vị.`,
      ),
      ...stateNotes(input),
      ...addedByHand(input),
      paragraph(request),
      ...notReceivedYet(input),
      linkOf(input, "Lập và gửi báo cáo"),
      paragraph(`${ifNotInTime(input)} ${JUST_FILED}`),
      closing(input),
    ],
  });
}

/** What the supervisor adds to a reminder that he sends by hand. */
function addedByHand({ note, receiverName }: LetterInput): Block[] {
  return note === undefined ? [] : [paragraph(`${receiverName} lưu ý thêm:`), { block: "quote", text: note }];
}

/** That nobody knows whether the unit has received the directive. */
function notReceivedYet(input: LetterInput): Block[] {
  const link = receivedLink(input);
  return link.length === 0
    ? []
    : [paragraph(`Đến nay ${input.receiverName} chưa nhận được xác nhận của đơn vị về việc đã nhận văn bản.`), ...link];
}

type Urgency = { lead: string; opening: string; request: string; mood: "calm" | "soon" | "late" };

/** Counted when the letter is written, not when it was planned: a reminder that comes late must still be true. */
function urgencyOf(input: LetterInput): Urgency {
  const { duty, calendar, now } = input;
  const owed = owedOf(duty);
  const today = localDateOf(now);
  const target = lastWorkingDay(input, duty.deadline);
  if (isPast(duty.deadline, now)) {
    const overdue = formatOverdue({
      days: overdueDays(duty.deadline, now),
      workingDays: overdueWorkingDays(calendar, duty.deadline, now),
    });
    return {
      lead: overdue,
      opening: `${owed} đã ${overdue}`,
      request: `Đề nghị đơn vị gửi ${owed} ngay.`,
      mood: "late",
    };
  }
  if (today > target) {
    return {
      lead: "đã qua ngày làm việc cuối cùng",
      opening: `ngày làm việc cuối cùng để gửi ${owed} (${formatWeekday(target)}) đã qua`,
      request: `${stillInTime(input)} Đề nghị đơn vị gửi ${owed} ngay.`,
      mood: "soon",
    };
  }
  if (today === target) {
    return {
      lead: "hôm nay là ngày làm việc cuối cùng",
      opening: `hôm nay là ngày làm việc cuối cùng để gửi ${owed}`,
      request: `Đề nghị đơn vị hoàn thiện, trình ký và gửi ${owed} ngay trong ngày hôm nay.`,
      mood: "soon",
    };
  }
  const left = workingDaysAfter(calendar, today, target);
  return {
    lead: `còn ${formatNumber(left)} ngày làm việc`,
    opening: `đơn vị còn ${formatNumber(left)} ngày làm việc để gửi ${owed}`,
    request:
      left > 5
        ? `Đề nghị đơn vị chủ động chuẩn bị và gửi ${owed} đúng hạn.`
        : `Đề nghị đơn vị khẩn trương hoàn thiện, trình ký và gửi ${owed} đúng hạn.`,
    mood: left > 5 ? "calm" : "soon",
  };
}
