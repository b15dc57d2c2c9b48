import type { Refusal } from "../../domain/refusal.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { problemOf } from "../../http/problem.ts";
import { formatDeadline, formatMinute, timeLeft } from "../../wording/dates.ts";
import type { Again } from "../form-kit/again.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { dutyPage } from "./duty-page.ts";
import { reportForm } from "./report-form.ts";
import type { ReportForm } from "./report-form.ts";
import type { ReportInHand } from "./report-in-hand.ts";
import { DRAFT_SAVED, reportSteps } from "./report-steps.ts";
import { asideNotice } from "./two-drafts.ts";
import { closedNote } from "./held-back.ts";
import { obligationPath } from "../paths.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** The page around a report's form: what is due and when, what is asked again, whose draft this is. */
export function reportPage(
  visit: Visit,
  found: VisitedDuty,
  hand: ReportInHand,
  form: ReportForm,
  told: Again = {},
): Answer {
  const { say } = visit;
  const { obligation, duty } = found;
  const content = html`
    ${done(visit, hand)}
    ${hand.aside && form.beside === undefined ? asideNotice(visit, found, hand) : nothing}
    ${form.beside === undefined ? nothing : mergeNotice(visit, form.beside.by)}
    ${duty.state === "returned" && duty.supplement ? returnNotice(visit, found) : nothing}
    ${origin(visit, found, hand)} ${consolidation(visit, found)}
    <p class="hint">${say(
      "Không đưa vào hệ thống nội dung thuộc bí mật nhà nước (Mật, Tối mật, Tuyệt mật).",
      "Nothing that is a state secret may be put into this system.",
    )} <a href="${found.path}/attachments">${say("Tài liệu đính kèm", "Attachments")}</a></p>
    ${reportForm(visit, found, form)}
  `;
  return dutyPage(visit, found, {
    ...told,
    faults: form.faults,
    title: say("Soạn báo cáo", "Write the report"),
    below: html`<p>${vi(obligation.title)}</p><p>${deadline(visit, found)}</p>`,
    steps: reportSteps(visit, found, "write"),
    content,
  });
}

/** A report that is made of others' can be begun from what they say. */
function consolidation({ say }: Visit, { obligation, ref }: VisitedDuty): Html {
  if (obligation.consolidates === undefined) return nothing;
  const path = obligationPath({ ...ref, obligationId: obligation.consolidates });
  return html`<p>
    <a href="${path}/composed">${say("Đưa bản tổng hợp của các đơn vị vào báo cáo này", "Put the units' consolidation into this report")}</a>
  </p>`;
}

function deadline(visit: Visit, { duty }: VisitedDuty): string {
  const left = duty.state === "submitted" ? "" : ` · ${timeLeft(visit, duty.deadline, visit.receivedAt)}`;
  return `${visit.say("Thời hạn: ", "Due ")}${formatDeadline(visit, duty.deadline)}${left}`;
}

/** What the visitor has just done with a draft. */
function done({ query, say }: Visit, { draft }: ReportInHand): Html {
  const words = query["done"] === "saved" && !draft ? undefined : DONE.get(query["done"] ?? "");
  return words ? notice("good", say(...words)) : nothing;
}

const DONE = new Map<string, readonly [vi: string, en: string]>([
  ["saved", DRAFT_SAVED],
  ["mine", ["Bản giữ riêng đã thành bản dự thảo chung.", "What was kept aside is now the unit's draft."]],
  [
    "theirs",
    ["Đã bỏ bản giữ riêng; dưới đây là bản dự thảo chung.", "What was kept aside is gone; this is the unit's draft."],
  ],
  ["away", ["Bản giữ riêng vẫn còn; dưới đây là bản dự thảo chung.", "It stays aside; this is the unit's draft."]],
]);

function mergeNotice({ say }: Visit, by: string): Html {
  return notice(
    "info",
    say(
      `Biểu mẫu đang hiện bản giữ riêng; chỗ nào bản dự thảo chung của ${by} ghi khác thì nêu ngay phía trên. Lưu lại để bản ghép thành bản dự thảo chung.`,
      `The form shows what was kept aside; where the unit's draft, of ${by}, differs, that stands above. Save it to make the two one.`,
    ),
  );
}

/** What the supervisor asks for, in its own words. */
function returnNotice(visit: Visit, { duty, receiverName }: VisitedDuty): Html {
  const { say } = visit;
  return notice(
    "warning",
    html`<p>${vi(receiverName)} ${say("đã trả lại báo cáo và đề nghị bổ sung:", "returned the report and asks for:")}</p>
      <blockquote>${vi(duty.supplement?.reason ?? "")}</blockquote>`,
  );
}

/** Where the words in the form come from: a saved draft, or what was filed last. */
function origin(visit: Visit, { duty }: VisitedDuty, { draft, filed }: ReportInHand): Html {
  const { say } = visit;
  const next = duty.revision + 1;
  const again =
    duty.revision === 0
      ? ""
      : say(
          `Đơn vị đã gửi báo cáo; nếu gửi lại, đây là lần gửi ${next}. Các lần gửi trước vẫn được lưu.`,
          `The unit has filed already; filed again, this is revision ${next}. What was filed before stays.`,
        );
  const from = draft
    ? say(
        `Bản dự thảo số ${draft.version}, ${draft.savedBy} lưu lúc ${formatMinute(visit, draft.savedAt)}.`,
        `Version ${draft.version} of the draft, saved by ${draft.savedBy} at ${formatMinute(visit, draft.savedAt)}.`,
      )
    : filed?.report
      ? say(
          `Biểu mẫu bắt đầu từ nội dung lần gửi ${filed.revision}.`,
          `The form begins with what revision ${filed.revision} says.`,
        )
      : "";
  return again === "" && from === "" ? nothing : html`<p class="origin">${again} ${from}</p>`;
}

/** Why there is no form. */
export function closedPage(visit: Visit, found: VisitedDuty, refusal: Refusal): Answer {
  return dutyPage(visit, found, {
    title: visit.say("Không soạn báo cáo được nữa", "The report can no longer be written"),
    content: closedNote(visit, found, refusal),
    status: problemOf(refusal).status,
  });
}
