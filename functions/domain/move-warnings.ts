import { deadlineIn, dueAt, isPast, targetDayOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { consolidatorOf } from "./directive.ts";
import type { Directive, Obligation } from "./directive.ts";
import type { Duty } from "./duty.ts";
import { addDays, localDateOf } from "./instant.ts";
import type { EpochMs } from "./instant.ts";
import { ladderFor } from "./ladder.ts";
import { workingDaysAfter } from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** Something that follows from a new date and that its giver should know; nothing is refused for it. */
export type DateWarning = {
  readonly code: "consolidation-days" | "milestones-overtaken" | "no-longer-late" | "extensions-kept";
  readonly message: string;
  readonly vi: string;
  readonly from?: number;
  readonly to?: number;
};

export type NewDate = {
  readonly deadline: Deadline;
  readonly previous: Deadline;
  readonly movedAt: EpochMs;
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly calendar: WorkingCalendar;
};

/**
 * How many working days are left to whoever consolidates, from the first day that is late to the last working day of the
 * consolidated report: of 30/10 and “trước ngày 10/11/2017” it is 9, of 6/11 it is 4.
 */
export function consolidationDays(calendar: WorkingCalendar, deadline: Deadline, consolidator: Obligation): number {
  const target = targetDayOf(calendar, deadlineIn(consolidator), consolidator.ladder.at);
  return workingDaysAfter(calendar, addDays(localDateOf(dueAt(deadline)), -1), target);
}

/** The days that a new date takes from the consolidation, or gives to it. */
export function consolidationWarning({ deadline, previous, directive, obligation, calendar }: NewDate): DateWarning[] {
  const consolidator = consolidatorOf(directive, obligation);
  if (!consolidator) return [];
  const [from, to] = [previous, deadline].map((date) => consolidationDays(calendar, date, consolidator));
  return from === to || from === undefined || to === undefined
    ? []
    : [
        {
          code: "consolidation-days",
          message: `Working days left for the consolidated report: ${from} → ${to}.`,
          vi: `Số ngày làm việc còn lại để tổng hợp: ${from} → ${to}.`,
          from,
          to,
        },
      ];
}

/** All that follows from moving an obligation's date, beside the move itself. */
export function moveWarnings(
  move: NewDate & { readonly duties: readonly { readonly before: Duty; readonly after: Duty }[] },
): DateWarning[] {
  const { deadline, movedAt, duties, directive, obligation, calendar } = move;
  const overtaken = ladderFor(calendar, { directive, obligation, deadline }).filter(({ at }) => at < movedAt).length;
  const isLateBy = (date: Deadline): boolean => isPast(date, movedAt);
  const saved = duties.filter(({ before, after }) => isLateBy(before.deadline) && !isLateBy(after.deadline)).length;
  const kept = duties.filter(({ after }) => after.deadline !== deadline).length;
  const counted = (code: DateWarning["code"], to: number, message: string, vi: string): DateWarning[] =>
    to === 0 ? [] : [{ code, message, vi, to }];
  return [
    ...consolidationWarning(move),
    ...counted(
      "milestones-overtaken",
      overtaken,
      `Milestones of the new date whose time has passed, and that are left out: ${overtaken}.`,
      `Số mốc của thời hạn mới đã qua, được bỏ: ${overtaken}.`,
    ),
    ...counted(
      "no-longer-late",
      saved,
      `Units that are late and will not be any more: ${saved}.`,
      `Số đơn vị đang chậm sẽ không còn chậm: ${saved}.`,
    ),
    ...counted(
      "extensions-kept",
      kept,
      `Units that keep a date of their own: ${kept}.`,
      `Số đơn vị giữ thời hạn riêng: ${kept}.`,
    ),
  ];
}
