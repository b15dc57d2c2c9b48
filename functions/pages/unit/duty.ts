import { actsFor } from "../../domain/access.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { readHistory } from "../../use-cases/read-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { stateChip } from "../parts/state.ts";
import { withdrawalNotice } from "../parts/withdrawal-notice.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { obligationPath } from "../paths.ts";
import { dutyActions } from "./duty-actions.ts";
import { dutyFacts } from "./duty-facts.ts";
import { dutyHistory } from "./duty-history.ts";
import type { Dossier } from "./duty-history.ts";
import { dutyLetters } from "./duty-letters.ts";
import { filedContent } from "./filed-content.ts";
import { draftSince } from "./report-in-hand.ts";
import { DRAFT_SAVED } from "./report-steps.ts";
import { crumbsOf, visitDutyWith, whoseDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** One duty: how it stands, what can be done, its report, its letters, its history. The same for all who may see it. */
export const showDuty: PageHandler = async (visit, effects) => {
  const { filings: kept, drafts: keptDrafts } = effects.register;
  const found = await visitDutyWith(visit, effects, "reader", ({ ref }) =>
    Promise.all([kept.dossier(ref), actsFor(visit.caller, ref.unitId) ? keptDrafts.drafts(ref) : undefined]),
  );
  if (isRefusal(found)) return found;
  const { own, duty, obligation, beside } = found;
  const [dossierKept, drafts] = beside;
  const { acts, filings } = await readHistory(found, effects, Promise.resolve(dossierKept));
  const dossier: Dossier = { history: acts, submissions: filings };
  const draft = draftSince(drafts?.present, dossier.submissions.at(-1));
  const main = html`
    ${heading({
      title: html`${vi(obligation.title)}`,
      above: whoseDuty(found),
      below: stateChip(visit, duty, visit.receivedAt),
    })}
    ${told(visit, found)} ${withdrawalNotice(visit, found.record)} ${dutyActions(visit, found)} ${dutyFacts(visit, found, draft)}
    ${own && !found.readsLists ? nothing : lastReport(visit, found, dossier)} ${dutyLetters(visit, found)}
    ${dutyHistory(visit, found, dossier)}
  `;
  const title = `${obligation.title} – ${duty.unitName}`;
  return page(visit, { title, main, crumbs: crumbsOf(visit, found, { below: false }) });
};

/** What the visitor has just done. */
function told({ say, query }: Visit, { supervisor, ref }: VisitedDuty): Html {
  const done = query["done"] ?? "";
  const words = DONE.get(done);
  if (words === undefined) return nothing;
  const next = supervisor && /^(accept|return)ed$/.test(done);
  return notice(
    "good",
    html`<p>${say(...words)}</p>${
      next
        ? html`<p><a href="${obligationPath(ref)}/review?after=${ref.unitId}">${say("Xem báo cáo tiếp theo đang chờ", "The next to review")}</a></p>`
        : nothing
    }`,
  );
}

const DONE = new Map<string, readonly [vi: string, en: string]>([
  ["filed", ["Báo cáo đã được gửi và tiếp nhận.", "The report is filed and received."]],
  ["saved", DRAFT_SAVED],
  ["reason", ["Đã ghi nhận lý do chậm. Thời hạn không thay đổi.", "The reason is stated. The date stays."]],
  [
    "returned",
    ["Đã trả lại báo cáo; đơn vị được báo bằng thư.", "The report is returned; the unit is told by letter."],
  ],
  ["accepted", ["Đã chấp nhận báo cáo.", "The report is accepted."]],
  ["extended", ["Đã gia hạn; đơn vị được báo bằng thư.", "The date is extended; the unit is told by letter."]],
  ["exempted", ["Đã miễn báo cáo; đơn vị được báo bằng thư.", "The unit is exempt; it is told by letter."]],
  ["reinstated", ["Đã hủy miễn; đơn vị được báo bằng thư.", "It is reinstated; the unit is told by letter."]],
  ["paper", ["Đã ghi nhận báo cáo giấy.", "The paper report is recorded."]],
]);

/** The report as it was filed last, to those who judge it or read it. */
function lastReport(visit: Visit, found: VisitedDuty, { submissions }: Dossier): Html {
  const { say } = visit;
  const last = submissions.at(-1);
  if (!last) return nothing;
  const { revision, by, receivedAt } = last;
  return card(
    say("Báo cáo đã gửi", "The report as filed"),
    html`<p class="quiet">${say("Lần gửi", "Revision")} ${revision}: ${by}, ${formatMinute(visit, receivedAt)}</p>
      ${filedContent(visit, found, last, 3)}`,
    { id: "report" },
  );
}
