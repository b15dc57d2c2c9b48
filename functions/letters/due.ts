import { dueAt, isPast, targetDayOf, timeNamedIn } from "../domain/deadline.ts";
import type { Deadline } from "../domain/deadline.ts";
import { supplementOwed } from "../domain/duty.ts";
import { localDateOf } from "../domain/instant.ts";
import type { LocalDate } from "../domain/instant.ts";
import type { LetterInput } from "../domain/letter-text.ts";
import { capitalize, formatDeadline, formatDue, formatWeekday } from "../domain/vietnamese.ts";
import { paragraph, strong } from "./layout.ts";
import type { Block } from "./letter-body.ts";
import { owedOf } from "./owed-now.ts";

type Dated = Pick<LetterInput, "calendar" | "now" | "obligation">;

/** The last working day of a deadline, as the ladder of its obligation counts. */
export function lastWorkingDay({ calendar, obligation }: Omit<Dated, "now">, deadline: Deadline): LocalDate {
  return targetDayOf(calendar, deadline, obligation.ladder.at);
}

/** A deadline that is or was in force, with its last working day: `trước ngày 30/10/2017 (ngày làm việc cuối cùng: …)`. */
export function deadlineWords({ calendar, obligation }: Omit<Dated, "now">, deadline: Deadline): string {
  return formatDeadline(calendar, deadline, obligation.ladder.at);
}

/**
 * The same of a deadline that is to be met. Nobody is pointed at a day that has passed: while one can still file though the last
 * working day is over, it says that it is.
 */
export function dueWords(input: Dated, deadline: Deadline): string {
  if (!onlyDaysOffAreLeft(input, deadline)) return deadlineWords(input, deadline);
  return `${formatDue(deadline)}; ngày làm việc cuối cùng (${formatWeekday(lastWorkingDay(input, deadline))}) đã qua`;
}

/** Whether the last working day is over, and the deadline is not. */
export function onlyDaysOffAreLeft(input: Dated, deadline: Deadline): boolean {
  return localDateOf(input.now) > lastWorkingDay(input, deadline) && !isPast(deadline, input.now);
}

/** Until when one can still file in time: `đến hết Chủ nhật, 29/10/2017`, `trước 16 giờ 00 ngày 30/10/2017`. */
function lastMoment(deadline: Deadline): string {
  return timeNamedIn(deadline) === undefined
    ? `đến hết ${formatWeekday(localDateOf(dueAt(deadline) - 1))}`
    : formatDue(deadline);
}

/** That a report which comes by the date in force is in time still, as its receipt will have it. */
export function stillInTime({ duty }: Pick<LetterInput, "duty">): string {
  const byExtension = !supplementOwed(duty) && duty.extension?.deadline === duty.deadline;
  const standing = byExtension ? "trong hạn gia hạn" : "đúng hạn";
  return `${capitalize(owedOf(duty))} gửi ${lastMoment(duty.deadline)} vẫn được tính là ${standing}.`;
}

/** What to say of a date that leaves no working day any more: that today is the last one, or until when one can still file. */
export function shortTime(input: LetterInput): Block[] {
  const { duty, now } = input;
  const owed = owedOf(duty);
  if (isPast(duty.deadline, now)) return [paragraph(strong(`Thời hạn này đã qua; đề nghị đơn vị gửi ${owed} ngay.`))];
  if (onlyDaysOffAreLeft(input, duty.deadline))
    return [paragraph(strong(stillInTime(input)), " Đề nghị đơn vị gửi ngay.")];
  return localDateOf(now) === lastWorkingDay(input, duty.deadline)
    ? [paragraph(strong(`Hôm nay là ngày làm việc cuối cùng để gửi ${owed}.`))]
    : [];
}
