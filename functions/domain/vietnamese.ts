import type { DutyState } from "./duty.ts";
import { groupedDigits } from "./grouped-digits.ts";
import { formatInstant, localDateOf } from "./instant.ts";
import type { EpochMs } from "./instant.ts";

/** The states of a duty as they stand on screen. */
export const STATE_WORDS: Readonly<Record<DutyState, string>> = {
  awaiting: "chưa báo cáo",
  draft: "đang soạn",
  submitted: "đã gửi",
  returned: "trả lại để bổ sung",
  accepted: "đã chấp nhận",
  exempt: "được miễn",
};

/** A day as offices write it: `9/11/2017`. */
export function formatDay(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${Number(day)}/${Number(month)}/${year}`;
}

/** An instant by the zone's clock, to the minute: `08:00 ngày 30/10/2017`. */
export function formatMinute(instant: EpochMs): string {
  return `${formatInstant(instant).slice(11, 16)} ngày ${formatDay(localDateOf(instant))}`;
}

/** `1.000`, as vi-VN groups the digits of whole numbers. */
export function formatNumber(count: number): string {
  return groupedDigits(count, ".");
}
