import { acknowledgedAt, isOpen } from "../../domain/duty.ts";
import { localDateOf } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { SavedDraft } from "../../store/filings.ts";
import { formatDay, formatDeadline, formatMinute, timeLeft } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { lastLetter } from "./duty-letters.ts";
import { standingWords } from "../../wording/milestones.ts";
import { contactWords } from "../../wording/sentences.ts";
import { destination } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

type Row = readonly [label: string, value: Html | string];

/** How a duty stands: its dates and where each comes from, what is asked again, why it is late. */
export function dutyFacts(visit: Visit, found: VisitedDuty, draft: SavedDraft | undefined): Html {
  const { say } = visit;
  const { duty } = found;
  const { contact } = found.record.directive;
  const letter = lastLetter(visit, found);
  return card(
    say("Tình trạng", "How it stands"),
    html`${facts([
      ...deadlineRows(visit, found),
      [say("Nơi nhận", "Goes to"), destination(found)],
      ...receivedRow(visit, found),
      ...scanRow(visit, found),
      ...(contact ? [[say("Đầu mối theo dõi", "In charge"), vi(contactWords(contact))] as const] : []),
      ...filingRows(visit, found),
      ...supplementRows(visit, found),
      ...reasonRows(visit, found),
      ...(draft ? [draftRow(visit, draft)] : []),
      ...(letter ? [[say("Thư gần nhất", "Last letter"), letter] as const] : []),
    ])}
    ${found.own && duty.state === "draft" ? html`<p class="quiet">${notFiled(visit)}</p>` : nothing}`,
    { id: "state" },
  );
}

function deadlineRows(visit: Visit, { duty }: VisitedDuty): Row[] {
  const { say } = visit;
  const { extension, deadline } = duty;
  const left = isOpen(duty) ? html`<br /><b>${timeLeft(visit, deadline, visit.receivedAt)}</b>` : nothing;
  const inForce = html`${formatDeadline(visit, deadline)}${left}`;
  const label = duty.state === "returned" ? say("Thời hạn bổ sung", "Supplement due") : say("Thời hạn", "Due");
  if (!extension) return [[label, inForce]];
  const { reason, approvedBy, documentNumber, previousDeadline } = extension;
  return [
    [extension.deadline === deadline ? say("Thời hạn đã gia hạn", "Due, extended") : label, inForce],
    ...(extension.deadline === deadline
      ? []
      : [[say("Từng gia hạn đến", "Was extended to"), formatDeadline(visit, extension.deadline)] as const]),
    [say("Thời hạn trước gia hạn", "Due before the extension"), formatDeadline(visit, previousDeadline)],
    [
      say("Căn cứ gia hạn", "Extension"),
      html`<p>${vi(reason)}</p><p>${say("Người duyệt", "Approved by")}: ${vi(approvedBy)}; ${say("văn bản", "document")}: ${vi(documentNumber)}</p>`,
    ],
  ];
}

/** The công văn itself, where it was scanned. */
function scanRow({ say }: Visit, { record: { directive, scan } }: VisitedDuty): Row[] {
  if (!scan) return [];
  const kind = scan.kind.toUpperCase();
  const to = `/directives/${directive.id}/attachments/${scan.id}/content`;
  return [
    [say("Văn bản", "Directive"), html`<a href="${to}">${say("Văn bản giao", "The directive itself")} (${kind})</a>`],
  ];
}

/** To the supervisor: whether the unit is known to have received what is asked of it. */
function receivedRow(visit: Visit, { duty, own }: VisitedDuty): Row[] {
  const at = acknowledgedAt(duty);
  if (own || (at === undefined && !isOpen(duty))) return [];
  const { say } = visit;
  return [
    [
      say("Đã nhận văn bản", "Received"),
      at === undefined ? say("Chưa xác nhận", "Not known yet") : formatMinute(visit, at),
    ],
  ];
}

function filingRows(visit: Visit, { duty, path }: VisitedDuty): Row[] {
  const { say } = visit;
  if (duty.revision === 0 || duty.submittedAt === undefined) return [];
  const standing = duty.standing === undefined ? "" : ` (${standingWords(visit, duty.standing)})`;
  const links = Array.from({ length: duty.revision }, (_, at) => duty.revision - at).map(
    (revision) =>
      html`<li>${say("Lần", "Revision")} ${revision}: <a href="${path}/revisions/${revision}">${say("nội dung", "content")}<span class="unseen"> ${revision}</span></a>,
        <a href="${path}/receipts/${revision}">${say("biên nhận", "receipt")}<span class="unseen"> ${revision}</span></a></li>`,
  );
  return [
    [say("Gửi lần đầu", "First filed"), `${formatMinute(visit, duty.submittedAt)}${standing}`],
    [say("Các lần gửi", "Revisions"), html`<ul class="revisions">${links}</ul>`],
  ];
}

function supplementRows(visit: Visit, { duty, receiverName }: VisitedDuty): Row[] {
  const { say } = visit;
  const { supplement, state } = duty;
  if (!supplement) return [];
  const result = supplement.standing
    ? html`<p>${say("Đã bổ sung", "Supplemented")}, ${standingWords(visit, supplement.standing)} (${formatDeadline(visit, supplement.deadline)}).</p>`
    : nothing;
  return [
    [
      state === "returned" ? say("Nội dung cần bổ sung", "Asked for") : say("Đã yêu cầu bổ sung", "Was asked for"),
      html`<p>${vi(receiverName)}:</p><blockquote>${vi(supplement.reason)}</blockquote>${result}`,
    ],
  ];
}

function reasonRows(visit: Visit, { duty }: VisitedDuty): Row[] {
  const { say } = visit;
  const { reason } = duty;
  if (!reason) return [];
  const { text, promisedOn, at } = reason;
  const passed = promisedOn !== undefined && promisedOn < localDateOf(visit.receivedAt);
  const promise =
    promisedOn === undefined
      ? nothing
      : html`<p>${say("Dự kiến gửi", "To be filed on")} ${formatDay(promisedOn)}${passed ? say(" (đã qua)", " (has passed)") : ""}</p>`;
  return [
    [
      say("Lý do đơn vị nêu", "Reason stated"),
      html`<blockquote>${vi(text)}</blockquote>${promise}<p class="quiet">${formatMinute(visit, at)}</p>`,
    ],
  ];
}

function draftRow(visit: Visit, { version, savedAt, savedBy }: SavedDraft): Row {
  const at = formatMinute(visit, savedAt);
  return [
    visit.say("Bản dự thảo", "Draft"),
    visit.say(`Số ${version}, ${savedBy} lưu lúc ${at}`, `Version ${version}, saved by ${savedBy} at ${at}`),
  ];
}

function notFiled({ say }: Visit): string {
  return say(
    "Bản dự thảo chưa được tính là báo cáo; đơn vị vẫn nhận thư nhắc cho đến khi gửi chính thức.",
    "A draft does not count as filed; reminders go on until the report is filed.",
  );
}
