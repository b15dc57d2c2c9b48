import { formatInstant, localDateOf } from "../../../../functions/domain/instant.ts";
import { capitalize, formatWeekday } from "../../../../functions/domain/vietnamese.ts";

/** `Thứ Sáu, 27/10/2017 08:00`, by the zone's clock. */
export function spokenInstant(ms: number): string {
  return `${capitalize(formatWeekday(localDateOf(ms)))} ${formatInstant(ms).slice(11, 16)}`;
}

/** `27/10 08:00`: for lists. */
export function shortInstant(ms: number): string {
  const [, month, day] = localDateOf(ms).split("-");
  return `${Number(day)}/${Number(month)} ${formatInstant(ms).slice(11, 16)}`;
}

/** A milestone in words, or as it is called where there are none for it. */
export function milestoneWords(milestone: string): string {
  const [, kind = milestone, days = ""] = /^(remind|follow-up)-(\d+)$/.exec(milestone) ?? [];
  switch (kind) {
    case "issue":
      return "Giao báo cáo";
    case "remind":
      return days === "0" ? "Nhắc trong ngày cuối cùng" : `Nhắc trước ${days} ngày làm việc`;
    case "escalate":
      return "Nêu tên đơn vị chậm";
    case "follow-up":
      return `Nhắc lại sau ${days} ngày làm việc`;
    case "receipt":
      return "Biên nhận";
    case "returned":
      return "Trả lại";
    case "extended":
      return "Gia hạn";
    case "exempted":
      return "Miễn báo cáo";
    case "reinstated":
      return "Hủy miễn";
    case "withdrawn":
      return "Thu hồi văn bản";
    default:
      return milestone;
  }
}

/** What a milestone's schedule is about, from its name: directive, obligation, perhaps a unit, milestone. */
export function scheduleWords(name: string): string {
  const parts = name.split(".");
  const of = parts.length > 3 ? `${parts[1]} · ${parts[2]}` : (parts[1] ?? "");
  return parts.length < 3 ? name : `${milestoneWords(parts.at(-1) ?? "")} (${of})`;
}

export const outcomeWords = { delivered: "đã đến", bounced: "bị trả về", complained: "bị báo thư rác" } as const;
