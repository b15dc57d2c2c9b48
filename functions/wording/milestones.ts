import type { Standing } from "../domain/duty.ts";
import { milestoneShown } from "../domain/letter.ts";
import { formatNumber } from "./dates.ts";
import type { Speaks } from "./language.ts";

type Words = readonly [vi: string, en: string];

/** A milestone, or the act that a letter answers, as people say it. */
export function milestoneWords({ say }: Speaks, milestone: string): string {
  const name = milestoneShown(milestone);
  const words = NAMED[name] ?? counted(name);
  return words ? say(...words) : name;
}

export function standingWords({ say }: Speaks, standing: Standing): string {
  return say(...STANDING_WORDS[standing]);
}

/** `4 đơn vị`, `4 units`. */
export function unitsCounted(visit: Speaks, count: number): string {
  const number = formatNumber(visit, count);
  return visit.say(`${number} đơn vị`, `${number} ${count === 1 ? "unit" : "units"}`);
}

/** The beginning of what stands within a sentence. */
export function lower(words: string): string {
  return words.slice(0, 1).toLocaleLowerCase("vi") + words.slice(1);
}

const STANDING_WORDS: Record<Standing, Words> = {
  "on-time": ["đúng hạn", "on time"],
  "within-extension": ["trong hạn gia hạn", "within the extension"],
  late: ["muộn", "late"],
};

const NAMED: Readonly<Record<string, Words>> = {
  issue: ["Giao nhiệm vụ", "Issue"],
  "remind-0": ["Nhắc trong ngày làm việc cuối cùng", "Reminder on the last working day"],
  escalate: ["Thông báo chậm báo cáo", "Escalation"],
  receipt: ["Biên nhận", "Receipt"],
  returned: ["Trả lại để bổ sung", "Return for supplement"],
  extended: ["Thông báo gia hạn", "Extension"],
  moved: ["Chuyển thời hạn", "Move of the date"],
  exempted: ["Thông báo miễn báo cáo", "Exemption"],
  reinstated: ["Thông báo hủy miễn", "Reinstatement"],
  withdrawn: ["Thông báo thu hồi", "Withdrawal"],
};

function counted(name: string): Words | undefined {
  const [, kind, days = ""] = /^(remind|follow-up|by-hand)-(\d+)$/.exec(name) ?? [];
  const unit = days === "1" ? "working day" : "working days";
  if (kind === "remind") return [`Nhắc trước ${days} ngày làm việc`, `Reminder ${days} ${unit} before`];
  if (kind === "follow-up") return [`Đôn đốc sau ${days} ngày làm việc`, `Follow-up after ${days} ${unit}`];
  if (kind === "by-hand") return [`Nhắc trực tiếp, lần ${days}`, `Reminder by hand ${days}`];
  return undefined;
}
