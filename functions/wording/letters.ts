import type { LetterStatus } from "../domain/letter.ts";
import type { LetterEntry } from "../domain/letter.ts";
import { NEVER_ALLOWED, UNREACHABLE, WRITTEN_LATELY } from "../domain/owed.ts";
import type { SkipReason, SupervisorSkipReason } from "../domain/owed.ts";
import { MAILBOX_FULL, PAST_QUOTA } from "../domain/waiting.ts";
import { milestoneWords } from "./milestones.ts";
import type { Speaks } from "./language.ts";

type Words = readonly [vi: string, en: string];
type SimpleReason = Exclude<SkipReason | SupervisorSkipReason, `overtaken by ${string}`>;

/** Which letter it is: of a receipt, for which filing, too. */
export function letterWords(visit: Speaks, milestone: string): string {
  const words = milestoneWords(visit, milestone);
  const revision = /^receipt-(\d+)$/.exec(milestone)?.[1];
  return revision === undefined ? words : `${words}${visit.say(`, lần gửi ${revision}`, `, revision ${revision}`)}`;
}

/** What is known of a letter that is owed and has no entry yet. */
export function dueWords({ say }: Speaks): string {
  return say("Đã đến lúc gửi; thư đang chờ lượt.", "Its time has come; it waits for its turn.");
}

/** What is known of a letter beyond its state: that nothing is known yet, too. */
export function outcomeWords(visit: Speaks, { status, reason }: LetterEntry): string {
  const { say } = visit;
  switch (status) {
    case "claimed":
      return say("Chưa có kết quả gửi.", "Nothing is known of it yet.");
    case "waiting":
      return say(...(WAITING.get(reason ?? "") ?? NOT_ALLOWED));
    case "sent":
      return say(
        "Máy chủ thư đã nhận; chưa có tin thư đã đến nơi.",
        "The mail service took it; no word yet that it arrived.",
      );
    case "delivered":
      return say("Hộp thư của đơn vị đã nhận.", "The unit's mailbox took it.");
    case "delayed":
      return say(
        "Hộp thư nhận chưa tiếp nhận; hệ thống còn đang gửi.",
        "The mailbox has not taken it; it is being tried again.",
      );
    case "bounced":
      return say(
        "Thư bị trả về từ địa chỉ này; lần gửi tiếp theo, nếu có, ghi ở dòng riêng.",
        "It came back from that address; a further try, if any, has a line of its own.",
      );
    case "complained":
      return say(
        "Người nhận báo là thư rác; địa chỉ không được dùng nữa.",
        "Reported as spam; the address is no longer written to.",
      );
    case "rejected":
      return reason === undefined
        ? say("Dịch vụ thư từ chối nội dung thư; thư không được gửi.", "The mail service would not send what it says.")
        : say(
            `Dịch vụ thư không nhận địa chỉ này (${reason}); lần gửi tiếp theo, nếu có, ghi ở dòng riêng.`,
            `The mail service would not take that address (${reason}); a further try, if any, has a line of its own.`,
          );
    case "skipped":
      return skippedWords(visit, reason ?? "");
    default:
      return status satisfies never;
  }
}

const NOT_ALLOWED: Words = [
  "Dịch vụ thư chưa cho gửi đến địa chỉ này; hệ thống tự thử lại mỗi giờ.",
  "The mail service takes nothing for this address yet; it is tried again every hour.",
];
const WAITING = new Map<string, Words>([
  [
    MAILBOX_FULL,
    ["Hộp thư đầy; hệ thống tự gửi lại sau một ngày.", "The mailbox is full; it is tried again a day later."],
  ],
  [
    PAST_QUOTA,
    ["Đã gửi hết hạn mức thư trong ngày; hệ thống tự gửi tiếp.", "The day's quota is used up; it goes out by itself."],
  ],
]);

/** Why a letter was not sent: the reasons that owed.ts decides by. */
function skippedWords(visit: Speaks, reason: string): string {
  const known = SKIPPED_BY_REASON.get(reason);
  if (known) return visit.say(...known);
  const later = /^overtaken by (\S+)$/.exec(reason)?.[1];
  if (later === undefined) return reason;
  const words = milestoneWords(visit, later);
  return visit.say(`Đã đến mốc sau: ${words}.`, `Overtaken: ${words}.`);
}

const SKIPPED: Readonly<Record<SimpleReason, Words>> = {
  filed: ["Đơn vị đã gửi báo cáo.", "The unit had filed."],
  exempt: ["Đơn vị được miễn báo cáo.", "The unit was exempt."],
  withdrawn: ["Văn bản chỉ đạo đã được thu hồi.", "The directive was withdrawn."],
  reinstated: ["Việc miễn đã được hủy.", "The exemption was undone."],
  "its time had passed when the unit was added": [
    "Mốc này đã qua khi đơn vị được bổ sung.",
    "Its time had passed when the unit was added.",
  ],
  "has a date of its own": ["Đơn vị có thời hạn riêng.", "The unit has a date of its own."],
  "its date was moved": ["Thời hạn đã được chuyển.", "Its date was moved."],
  "not late": ["Đơn vị không chậm.", "The unit was not late."],
  "its date has passed": ["Thời hạn đã qua.", "Its date had passed."],
  "nobody is late": ["Không có đơn vị nào chậm.", "Nobody was late."],
  "named in the list of that morning": ["Danh sách chung đã nêu.", "The list of all names it."],
  [NEVER_ALLOWED]: [
    "Suốt 30 ngày, dịch vụ thư không cho gửi đến địa chỉ này.",
    "For 30 days the mail service took nothing for its address.",
  ],
  [UNREACHABLE]: ["Người nhận không có địa chỉ nào nhận được thư.", "Its addressee has no address that takes mail."],
  "already written to at this milestone": [
    "Địa chỉ này đã nhận thư ở cùng mốc.",
    "The same address was written to already.",
  ],
  [WRITTEN_LATELY]: ["Thư trước chưa đủ một ngày làm việc.", "Its last letter was not a working day old."],
};
const SKIPPED_BY_REASON = new Map<string, Words>(Object.entries(SKIPPED));

/** How a letter fared, in a word or two. */
export function letterStatusWords({ say }: Speaks, status: LetterStatus): string {
  return say(...STATUSES[status]);
}

const STATUSES: Record<LetterStatus, readonly [vi: string, en: string]> = {
  claimed: ["Đang gửi", "Being sent"],
  waiting: ["Đang chờ gửi", "Waiting"],
  sent: ["Đã gửi", "Sent"],
  delivered: ["Đã đến nơi", "Delivered"],
  delayed: ["Chưa đến, đang gửi lại", "Delayed, tried again"],
  bounced: ["Bị trả về", "Came back"],
  complained: ["Bị báo là thư rác", "Reported as spam"],
  rejected: ["Bị từ chối", "Refused"],
  skipped: ["Không gửi", "Not sent"],
};
