import { USUAL_LADDERS_TIME, dueAt, isPast, targetDayOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { isOpen } from "./duty.ts";
import type { Duty } from "./duty.ts";
import { addDays, formatInstant, instantOf, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { conflict, invalid } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { formatDay, formatDue } from "./vietnamese.ts";
import { firstWorkingDayFrom } from "./working-days.ts";
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

/** A letter that may be drafted at a moment; of an obligation by its date in force. */
export type LetterNow = {
  readonly kind: LetterKind;
  readonly deadline: Deadline;
  readonly calendar: WorkingCalendar;
  readonly now: EpochMs;
};

/**
 * By when a date must have come for a letter to name whoever has not filed by it. An urging letter names those whose last working
 * day is over, which is so of every date up to the next working day's morning; a criticism those past their date itself: until then a
 * report would still be in time.
 */
export function namedUntil({ kind, calendar, now }: Omit<LetterNow, "deadline">): EpochMs {
  if (kind === "criticism") return now;
  return instantOf(firstWorkingDayFrom(calendar, localDateOf(now)), USUAL_LADDERS_TIME);
}

/** Why a letter cannot be drafted yet: nothing is late before the obligation's own date is one that it names by. */
export function refuseTooSoon(letter: LetterNow): Refusal | undefined {
  const { kind, deadline, calendar } = letter;
  if (isPast(deadline, namedUntil(letter))) return undefined;
  return kind === "criticism" ? criticismTooSoon(deadline) : urgingTooSoon(targetDayOf(calendar, deadline));
}

/**
 * Whom a letter names of some duties: every unit that has not filed and whose own date is one that it names by. A unit that was given
 * a later date is left alone until that is over, too. Refused when it is too soon, and when there is nobody to name.
 * @param some whether the duties are some that were chosen, rather than all
 */
export function urgedNow(duties: Iterable<Duty>, letter: LetterNow, { some = false } = {}): Urged | Refusal {
  const tooSoon = refuseTooSoon(letter);
  if (tooSoon) return tooSoon;
  const until = namedUntil(letter);
  const all = [...duties];
  const [open, done] = [all.filter(isOpen), all.filter((duty) => !isOpen(duty))];
  const [named, inTime] = [
    open.filter(({ deadline }) => isPast(deadline, until)),
    open.filter(({ deadline }) => !isPast(deadline, until)),
  ];
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

/** Why there can be no letter to all who are late. @param inTime how many have not filed and still have time */
export function nobodyToName(inTime: number): Refusal {
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
