import { deadlineInField } from "../../domain/deadline.ts";
import { DUTY_STATES } from "../../domain/duty.ts";
import { LocalDateSchema } from "../../domain/instant.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { STATE_WORDS } from "../../domain/vietnamese.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { HistoryEntry, Submission } from "../../store/filings.ts";
import { formatDay, formatDue, formatMinute } from "../../wording/dates.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { timeline } from "../parts/timeline.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { receiptNumber } from "./filing-facts.ts";
import type { VisitedDuty } from "./visited-duty.ts";

export type Dossier = { readonly history: readonly HistoryEntry[]; readonly submissions: readonly Submission[] };

/** Everything that was done to a duty: who, what, when, from which state; the last first. Nothing of it can be changed. */
export function dutyHistory(visit: Visit, found: VisitedDuty, { history, submissions }: Dossier): Html {
  const { say } = visit;
  const { issuedAt } = found.record;
  const acts = history.map((entry) => ({ order: entry.at, moment: actMoment(visit, entry) }));
  const filings = submissions.map((filed) => ({ order: filed.writtenAt, moment: filingMoment(visit, found, filed) }));
  const issue =
    issuedAt === undefined || found.duty.addedAt !== undefined
      ? []
      : [{ order: issuedAt, moment: issueMoment(visit, issuedAt) }];
  const moments = [...issue, ...acts, ...filings].toSorted((a, b) => a.order - b.order).toReversed();
  return card(say("Lịch sử", "History"), timeline(moments.map(({ moment }) => moment)), { id: "history" });
}

function issueMoment(visit: Visit, at: EpochMs) {
  return { when: formatMinute(visit, at), what: visit.say("Giao nhiệm vụ báo cáo", "The duty was issued") };
}

function actMoment(visit: Visit, { at, by, act, from, to, details }: HistoryEntry) {
  const { say } = visit;
  const known = ACTS.get(act);
  const rows = Object.entries(details).flatMap(([name, value]) => {
    const label = DETAILS.get(name);
    if (label === undefined || typeof value !== "string" || value === "") return [];
    const deadline = deadlineInField(name, value);
    return [[say(...label), deadline === undefined ? detail(value) : html`${formatDue(visit, deadline)}`] as const];
  });
  return {
    when: formatMinute(visit, at),
    who: by,
    what: html`${known ? say(...known) : act}${from === to ? "" : ` (${stateName(visit, from)} → ${stateName(visit, to)})`}`,
    more: rows.length === 0 ? undefined : facts(rows),
  };
}

function filingMoment(visit: Visit, { duty, path }: VisitedDuty, filed: Submission) {
  const { say } = visit;
  const { revision, channel, by, receivedAt, writtenAt } = filed;
  const number = receiptNumber(duty, filed);
  const what =
    channel === "paper"
      ? say(
          `Ghi nhận báo cáo giấy, đến lúc ${formatMinute(visit, receivedAt)}`,
          `Paper report recorded; it came at ${formatMinute(visit, receivedAt)}`,
        )
      : say(`Gửi báo cáo, lần ${revision}`, `Filed, revision ${revision}`);
  const receipt = number === undefined ? "" : say(`, số tiếp nhận ${number}`, `, receipt ${number}`);
  return {
    when: formatMinute(visit, channel === "paper" ? writtenAt : receivedAt),
    who: by,
    what: html`<a href="${path}/revisions/${revision}">${what}</a>${receipt}`,
  };
}

function stateName({ say }: Visit, name: string): string {
  const state = DUTY_STATES.find((one) => one === name);
  return state === undefined ? name : say(STATE_WORDS[state], name);
}

/** A day among the details reads as one; what was written in several lines stands in them. */
function detail(value: string): Html {
  const day = LocalDateSchema.safeParse(value);
  if (day.success) return html`${formatDay(day.data)}`;
  return value.includes("\n") ? html`<blockquote>${vi(value)}</blockquote>` : vi(value);
}

type Words = readonly [vi: string, en: string];

const ACTS = new Map<string, Words>([
  ["add", ["Bổ sung vào danh sách báo cáo; giao nhiệm vụ", "Added to those who report; the duty was issued"]],
  ["return", ["Trả lại để bổ sung", "Returned, to be supplemented"]],
  ["accept", ["Chấp nhận báo cáo", "Accepted"]],
  ["extend", ["Gia hạn", "Extended"]],
  ["exempt", ["Miễn báo cáo", "Exempted"]],
  ["withdraw", ["Thu hồi văn bản chỉ đạo", "Directive withdrawn"]],
  ["reinstate", ["Hủy miễn báo cáo", "Reinstated"]],
  ["reason", ["Nêu lý do chậm", "Reason for delay stated"]],
  ["move-date", ["Chuyển thời hạn", "Date moved"]],
  ["remind", ["Nhắc trực tiếp", "Reminded by hand"]],
]);

const DATE: Words = ["Thời hạn", "Date"];
const PREVIOUS: Words = ["Thời hạn trước", "Date before"];
const REASON: Words = ["Lý do", "Reason"];

const DETAILS = new Map<string, Words>([
  ["before", DATE],
  ["by", DATE],
  ["previousBefore", PREVIOUS],
  ["previousBy", PREVIOUS],
  ["reason", REASON],
  ["approvedBy", ["Người duyệt", "Approved by"]],
  ["documentNumber", ["Văn bản", "Document"]],
  ["text", REASON],
  ["note", ["Lưu ý thêm", "Added"]],
  ["promisedOn", ["Ngày dự kiến gửi", "Will be filed on"]],
]);
