import type { MootReason } from "../domain/milestone-run.ts";
import type { Speaks } from "./language.ts";
import { lower, milestoneWords } from "./milestones.ts";

type Words = readonly [vi: string, en: string];

/** Why a milestone did not run, as its run has it on record. */
export function skippedWords({ say }: Speaks, reason: string): string {
  const overtaken = /^overtaken by (.+)$/.exec(reason)?.[1];
  if (overtaken !== undefined) {
    const by = milestoneWords({ say }, overtaken);
    return say(`đã đến mốc sau: ${lower(by)}`, `overtaken by: ${lower(by)}`);
  }
  const words = MOOT_BY_REASON.get(reason);
  return words ? say(...words) : reason;
}

const MOOT: Readonly<Record<Exclude<MootReason, `overtaken by ${string}`>, Words>> = {
  "its time had passed when the date was set": ["đã qua khi đặt thời hạn", "its time had passed when the date was set"],
  filed: ["đơn vị đã gửi báo cáo", "the unit had filed"],
  "the duty was given another date": ["đơn vị đã có thời hạn khác", "the duty was given another date"],
  "the date was moved": ["thời hạn đã được chuyển", "the date was moved"],
  "the directive was withdrawn": ["văn bản chỉ đạo đã được thu hồi", "the directive was withdrawn"],
  "the directive was not withdrawn": ["văn bản chỉ đạo không bị thu hồi", "the directive was not withdrawn"],
  "its reports are consolidated by then": ["khi đó đã tổng hợp báo cáo", "its reports are consolidated by then"],
  "no such report is asked for": ["văn bản không yêu cầu báo cáo này", "no such report is asked for"],
};
const MOOT_BY_REASON = new Map<string, Words>(Object.entries(MOOT));
