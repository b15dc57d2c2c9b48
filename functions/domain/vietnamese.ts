import { dayNamedIn, isInclusive, isProvisionalDate, targetDayOf, timeNamedIn } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import type { DutyState } from "./duty.ts";
import { groupedDigits } from "./grouped-digits.ts";
import { formatInstant, localDateOf, weekdayOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** The states of a duty as they stand on screen. */
export const STATE_WORDS: Readonly<Record<DutyState, string>> = {
  awaiting: "chưa bắt đầu",
  draft: "đang soạn dự thảo",
  submitted: "đã gửi",
  returned: "đã trả lại, chờ bổ sung",
  accepted: "đã chấp nhận",
  exempt: "được miễn",
  withdrawn: "đã thu hồi",
};

/** A day as offices write it: `9/11/2017`. */
export function formatDay(date: LocalDate): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${Number(day)}/${Number(month)}/${year}`;
}

/** `thứ Sáu, 27/10/2017`. */
export function formatWeekday(date: LocalDate): string {
  return `${weekdayName(date)}, ${formatDay(date)}`;
}

/** A deadline as it was written: `trước ngày 30/10/2017`, `trước 16 giờ 00 ngày 30/10/2017`, `chậm nhất ngày 25/12/2026`. */
export function formatDue(deadline: Deadline): string {
  const day = formatDay(dayNamedIn(deadline));
  if (isInclusive(deadline)) return `chậm nhất ngày ${day}`;
  const time = timeNamedIn(deadline);
  return time === undefined ? `trước ngày ${day}` : `trước ${time.replace(":", " giờ ")} ngày ${day}`;
}

/** A deadline where the words before it stand above: `30/10/2017`, `16:00 30/10/2017`, `chậm nhất 25/12/2026`. */
export function formatDueShort(deadline: Deadline): string {
  const day = formatDay(dayNamedIn(deadline));
  return isInclusive(deadline) ? `chậm nhất ${day}` : `${timeNamedIn(deadline) ?? ""} ${day}`.trim();
}

/** Both dates of a deadline, which are always named together. */
export function formatDeadline(calendar: WorkingCalendar, deadline: Deadline, laddersTime?: string): string {
  const target = formatWeekday(targetDayOf(calendar, deadline, laddersTime));
  const open = isProvisionalDate(calendar, deadline, laddersTime) ? ", tạm tính" : "";
  return `${formatDue(deadline)} (ngày làm việc cuối cùng: ${target}${open})`;
}

/** An instant by the zone's clock, to the minute: `08:00 ngày 30/10/2017`. */
export function formatMinute(instant: EpochMs): string {
  return `${clockOf(instant, 5)} ngày ${formatDay(localDateOf(instant))}`;
}

/** To the second, never rounded up into the next day: `23:59:59 ngày 29/10/2017 (Chủ nhật, giờ Việt Nam)`. */
export function formatSecond(instant: EpochMs): string {
  const day = localDateOf(instant);
  return `${clockOf(instant, 8)} ngày ${formatDay(day)} (${weekdayName(day)}, giờ Việt Nam)`;
}

/** `1.000`, as vi-VN groups the digits of whole numbers. */
export function formatNumber(count: number): string {
  return groupedDigits(count, ".");
}

/** `thứ nhất`, `thứ hai` … as the second and later attempts of something are counted. */
export function formatOrdinal(count: number): string {
  return `thứ ${ORDINALS[count - 1] ?? formatNumber(count)}`;
}

/** How long a report is overdue, for both ways of counting; said once where they agree. */
export function formatOverdue({ days, workingDays }: { days: number; workingDays: number }): string {
  if (days === 0) return "quá hạn từ hôm nay";
  if (!workingDays) return `quá hạn ${formatNumber(days)} ngày`;
  if (days === workingDays) return `quá hạn ${formatNumber(days)} ngày làm việc`;
  return `quá hạn ${formatNumber(days)} ngày (${formatNumber(workingDays)} ngày làm việc)`;
}

/** The beginning of a sentence. */
export function capitalize(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase("vi") + text.slice(1);
}

/** A title within a sentence: “Đẩy mạnh thực hiện…” → “đẩy mạnh thực hiện…”, but “UBND…” and “Đắk Lắk…” stay. */
export function uncapitalize(text: string): string {
  const opensWithName = /^\p{Lu}(\p{Lu}|\S*\s+\p{Lu})/u.test(text);
  return opensWithName ? text : text.slice(0, 1).toLocaleLowerCase("vi") + text.slice(1);
}

const WEEKDAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];
const ORDINALS = ["nhất", "hai", "ba", "tư", "năm"];

/** `thứ Sáu`, as within a sentence. */
export function weekdayName(date: LocalDate): string {
  return WEEKDAYS[weekdayOf(date)] ?? "";
}

function clockOf(instant: EpochMs, length: number): string {
  return formatInstant(instant).slice(11, 11 + length);
}
