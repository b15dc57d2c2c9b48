import type { Refusal } from "../../domain/refusal.ts";
import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import type { Answer } from "../../http/exchange.ts";
import { problemOf } from "../../http/problem.ts";
import { formatDeadline, formatMinute, timeLeft } from "../dates.ts";
import { nothing } from "../parts/attributes.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { errorSummary, notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { reportForm } from "./report-form.ts";
import type { ReportForm } from "./report-form.ts";
import type { ReportInHand } from "./report-in-hand.ts";
import { reportSteps } from "./report-steps.ts";
import { asideNotice } from "./two-drafts.ts";
import { closedNote } from "./held-back.ts";
import { obligationPath } from "../paths.ts";
import { crumbsOf, whoseDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** The page around a report's form: what is due and when, what is asked again, whose draft this is. */
export function formPage(
  visit: Visit,
  found: VisitedDuty,
  hand: ReportInHand,
  form: ReportForm,
  { status = 200, tell = nothing }: { status?: number | undefined; tell?: Html | undefined } = {},
): Answer {
  const { say } = visit;
  const { obligation, duty } = found;
  const h1 = say("Soạn báo cáo", "Write the report");
  const summary = form.faults.map(({ field, summary: text }) => ({ field, text }));
  const main = html`
    ${heading({
      title: h1,
      above: whoseDuty(found),
      below: html`<p>${vi(obligation.title)}</p><p>${deadline(visit, found)}</p>`,
    })}
    ${reportSteps(visit, 0)}
    ${tell} ${summary.length === 0 ? nothing : errorSummary(visit, summary)} ${done(visit, hand)}
    ${hand.aside && form.beside === undefined ? asideNotice(visit, found, hand.aside.savedAt) : nothing}
    ${form.beside === undefined ? nothing : mergeNotice(visit, form.beside.by)}
    ${duty.state === "returned" && duty.supplement ? returnNotice(visit, found) : nothing}
    ${origin(visit, found, hand)} ${consolidation(visit, found)}
    <p class="hint">${say(
      "Không đưa vào hệ thống nội dung thuộc bí mật nhà nước (Mật, Tối mật, Tuyệt mật).",
      "Nothing that is a state secret may be put into this system.",
    )} <a href="${found.path}/attachments">${say("Tài liệu đính kèm", "Attachments")}</a></p>
    ${reportForm(visit, found, form)}
  `;
  const title = `${summary.length > 0 ? say("Lỗi: ", "Error: ") : ""}${h1}`;
  return page(visit, { title, main, status, crumbs: crumbsOf(visit, found) });
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
  const left = duty.state === "submitted" ? "" : ` · ${timeLeft(visit, duty.before, visit.receivedAt)}`;
  return `${visit.say("Thời hạn: ", "Due ")}${formatDeadline(visit, duty.before)}${left}`;
}

function done({ query, say }: Visit, { draft }: ReportInHand): Html {
  if (query["done"] === "saved" && draft) {
    return notice(
      "good",
      say("Đã lưu bản dự thảo. Báo cáo chưa được gửi.", "The draft is saved. The report has not been filed."),
    );
  }
  if (query["done"] === "mine") {
    return notice(
      "good",
      say("Bản giữ riêng đã thành bản dự thảo chung.", "What was kept aside is now the unit's draft."),
    );
  }
  if (query["done"] === "theirs") {
    return notice(
      "good",
      say(
        "Đã bỏ bản giữ riêng; dưới đây là bản dự thảo chung.",
        "What was kept aside is gone; this is the unit's draft.",
      ),
    );
  }
  return nothing;
}

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
  const { say } = visit;
  const title = say("Không soạn báo cáo được nữa", "The report can no longer be written");
  const main = html`
    ${heading({ title, above: whoseDuty(found) })}
    ${closedNote(visit, found, refusal)}
  `;
  return page(visit, { title, main, status: problemOf(refusal).status, crumbs: crumbsOf(visit, found) });
}
