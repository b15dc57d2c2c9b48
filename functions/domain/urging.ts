import { dueAt, isPast, targetDayOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { isOpen } from "./duty.ts";
import type { Duty } from "./duty.ts";
import { addDays, formatInstant, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { conflict, invalid } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { formatDay, formatDue } from "./vietnamese.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** Whom a letter about missing reports is to name, and who is left out since a later date was given to him. */
export type Urged = {
  readonly named: readonly Duty[];
  readonly inTime: readonly Duty[];
  /** Who has filed, or owes the report no more. */
  readonly done: readonly Duty[];
};

/** What the letter is: it presses for the report, or censures in writing that there is none. */
export type LetterKind = "urging" | "criticism";

/**
 * Whom an urging letter names at a moment: every unit that has not filed and whose last working day is over. A unit
 * that was given a later date is left alone until that is over, too. A criticism names those past their date itself:
 * until then a report would still be in time.
 * Refused before the last working day is over, when nothing is late yet; and when everybody has filed.
 * @param some whether the duties are some that were chosen, rather than all
 */
export function urgedNow(
  duties: Iterable<Duty>,
  {
    kind,
    deadline,
    calendar,
    now,
    some = false,
  }: { kind: LetterKind; deadline: Deadline; calendar: WorkingCalendar; now: EpochMs; some?: boolean },
): Urged | Refusal {
  const targetDay = targetDayOf(calendar, deadline);
  const tooSoon = kind === "criticism" ? !isPast(deadline, now) : localDateOf(now) <= targetDay;
  if (tooSoon) return kind === "criticism" ? criticismTooSoon(deadline) : urgingTooSoon(targetDay);
  const all = [...duties];
  const [open, done] = [all.filter(isOpen), all.filter((duty) => !isOpen(duty))];
  const isNamed = (duty: Duty): boolean =>
    kind === "criticism" ? isPast(duty.deadline, now) : localDateOf(now) > targetDayOf(calendar, duty.deadline);
  const [named, inTime] = [open.filter(isNamed), open.filter((duty) => !isNamed(duty))];
  return named.length > 0 ? { named, inTime, done } : some ? NONE_OF_THEM : nobodyToName(inTime.length);
}

/** The new date that a letter sets: a day still to come, within a year. */
export function refuseNewDate(newBefore: LocalDate, now: EpochMs): Refusal | undefined {
  const today = localDateOf(now);
  if (newBefore > today && newBefore <= addDays(today, 366)) return undefined;
  return invalid("The letter cannot set that date.", "Không đặt được thời hạn này.", [
    {
      path: "before",
      message: `must be later than today, ${today}, and within a year; got ${newBefore}`,
      vi: `Thời hạn mới phải sau ngày ${formatDay(today)} và trong vòng một năm; nhận được ${formatDay(newBefore)}.`,
    },
  ]);
}

function urgingTooSoon(targetDay: LocalDate): Refusal {
  return conflict(
    `Units can still file on their last working day, ${targetDay}: an urging letter can be drafted from the day after it.`,
    `Các đơn vị còn được gửi báo cáo đến hết ngày làm việc cuối cùng, ${formatDay(targetDay)}: chỉ soạn công văn đôn đốc từ ngày hôm sau.`,
  );
}

function criticismTooSoon(deadline: Deadline): Refusal {
  return conflict(
    `Reports are in time until ${formatInstant(dueAt(deadline))}: a criticism can be drafted from then on.`,
    `Báo cáo gửi ${formatDue(deadline)} vẫn đúng hạn: chỉ soạn văn bản phê bình sau thời điểm này.`,
  );
}

const NONE_OF_THEM = conflict(
  "None of the units that were chosen is late: they have filed, are exempt, or were given later dates, which are not over.",
  "Không đơn vị nào được chọn đang chậm báo cáo: đã gửi, được miễn, hoặc có thời hạn riêng chưa hết.",
);

function nobodyToName(inTime: number): Refusal {
  return inTime === 0
    ? conflict(
        "Every unit has filed or is exempt: there is nobody to write to.",
        "Tất cả các đơn vị đã gửi báo cáo hoặc được miễn: không có đơn vị nào để gửi văn bản.",
      )
    : conflict(
        `Nobody is late: those who have not filed (${inTime}) were given later dates, which are not over.`,
        `Không có đơn vị nào chậm: ${inTime} đơn vị chưa gửi đều có thời hạn riêng chưa hết.`,
      );
}
