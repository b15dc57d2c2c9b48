import { describe, expect, it } from "vitest";

import { milestoneWords, unitsCounted } from "../../../functions/wording/milestones.ts";
import { skippedWords } from "../../../functions/wording/skipped-milestones.ts";
import { speaking } from "../../../functions/wording/language.ts";

const vi = { say: speaking("vi") };
const en = { say: speaking("en") };

describe("a milestone is named", () => {
  it.each([
    ["issue", "Giao nhiệm vụ", "Issue"],
    ["remind-10", "Nhắc trước 10 ngày làm việc", "Reminder 10 working days before"],
    ["remind-1", "Nhắc trước 1 ngày làm việc", "Reminder 1 working day before"],
    ["remind-0", "Nhắc trong ngày làm việc cuối cùng", "Reminder on the last working day"],
    ["escalate", "Thông báo chậm báo cáo", "Escalation"],
    ["follow-up-2", "Đôn đốc sau 2 ngày làm việc", "Follow-up after 2 working days"],
    ["receipt-2", "Biên nhận", "Receipt"],
    ["returned-1", "Trả lại để bổ sung", "Return for supplement"],
    ["extended-1", "Thông báo gia hạn", "Extension"],
    ["one-of-tomorrow", "one-of-tomorrow", "one-of-tomorrow"],
  ])("%s", (milestone, vietnamese, english) => {
    expect([milestoneWords(vi, milestone), milestoneWords(en, milestone)]).toEqual([vietnamese, english]);
  });
});

it.each([
  ["overtaken by remind-5", "đã đến mốc sau: nhắc trước 5 ngày làm việc"],
  ["its time had passed when the date was set", "đã qua khi đặt thời hạn"],
  ["filed", "đơn vị đã gửi báo cáo"],
  ["the duty was given another date", "đơn vị đã có thời hạn khác"],
  ["no such report is asked for", "văn bản không yêu cầu báo cáo này"],
  ["a reason of tomorrow", "a reason of tomorrow"],
])("a milestone that did not run says why: %s", (reason, words) => {
  expect(skippedWords(vi, reason)).toBe(words);
});

it("units are counted by the language's own rules", () => {
  expect([unitsCounted(vi, 1), unitsCounted(en, 1), unitsCounted(en, 1000), unitsCounted(vi, 1000)]).toEqual([
    "1 đơn vị",
    "1 unit",
    "1,000 units",
    "1.000 đơn vị",
  ]);
});
