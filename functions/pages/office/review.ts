import { summarize } from "../../domain/counts.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { findDuty, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundDuty } from "../../use-cases/find-duty.ts";
import type { Submission } from "../../store/filings.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute, formatNumber } from "../../wording/dates.ts";
import { standingWords } from "../../wording/milestones.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { followsCard } from "../form-kit/preview-parts.ts";
import { versionToken } from "../form-kit/version.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons } from "../parts/fields.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { stateChip } from "../parts/state.ts";
import { withdrawalNotice } from "../parts/withdrawal-notice.ts";
import { vi } from "../parts/vi.ts";
import { addressOf, dutyPath, obligationPath } from "../paths.ts";
import { filedFiles } from "../unit/filed-files.ts";
import { filedText } from "../unit/filed-content.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { acceptance } from "./acceptance.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { sendingBack } from "./return.ts";
import { figuresBeside, sumsBeside } from "./review-figures.ts";
import { inReview } from "./review-next.ts";
import { reviewed } from "./reviewed.ts";
import { labelOf } from "./ruling-views.ts";

/** One report as its supervisor looks at it: text, figures and files side by side, to be accepted or sent back there and then. */
export const showReview: PageHandler = async (visit, effects) => {
  const found = await findDuty(visit, effects, "supervisor");
  if (isRefusal(found)) return found;
  const { duty, ref } = found;
  const { filings } = effects.register;
  const [counts, filed, earlier, told] = await Promise.all([
    effects.register.counts.read(ref),
    duty.revision > 0 ? filings.submission(ref, duty.revision) : undefined,
    duty.revision > 1 ? filings.submission(ref, duty.revision - 1) : undefined,
    reviewed(visit, found, effects),
  ]);
  const { say, receivedAt } = visit;
  const title = say(`Xem xét báo cáo: ${duty.unitName}`, `Review the report: ${duty.unitName}`);
  const waits = duty.state === "submitted";
  const waiting = summarize(counts, receivedAt, found.place).states["submitted"] ?? 0;
  const sums = sumsBeside(found, counts, receivedAt);
  const main = html`
    ${heading({
      above: vi(found.obligation.title),
      title: html`${say("Xem xét báo cáo", "Review the report")}: ${vi(duty.unitName)}`,
      below: html`<p>${stateChip(visit, duty, visit.receivedAt)} ${waits ? howManyWait(visit, waiting) : ""}</p>`,
    })}
    ${told} ${withdrawalNotice(visit, found.record)} ${waits ? nothing : notice("info", notWaiting(visit))}
    ${
      filed
        ? html`<div class="columns">
            ${reportCard(visit, found, filed)}
            <div>
              ${figuresBeside(visit, found.obligation, { filed, earlier, sums })} ${filesCard(visit, found, filed)}
              ${waits ? html`${acceptanceFollows(visit, found)} ${returnCard(visit, found)}` : nothing}
            </div>
          </div>`
        : nothing
    }
    ${deeds(visit, found, { others: waiting > (waits ? 1 : 0) })}
  `;
  return page(visit, {
    title,
    main,
    crumbs: [
      ...crumbsBelowObligation(visit, found),
      { href: `${obligationPath(ref)}/review`, label: say("Báo cáo chờ xem xét", "Reports to review") },
    ],
  });
};

/** By the counts, which may not have heard of this very report yet. */
function howManyWait(visit: Visit, waiting: number): string {
  const all = formatNumber(visit, Math.max(waiting, 1));
  return visit.say(`${all} báo cáo đang chờ xem xét`, `Waiting to be reviewed: ${all}`);
}

function notWaiting({ say }: Visit): string {
  return say(
    "Báo cáo này không chờ xem xét; nội dung dưới đây chỉ để đọc.",
    "This report does not wait to be reviewed; what stands below is for reading.",
  );
}

function reportCard(visit: Visit, found: FoundDuty, filed: Submission): Html {
  const { say } = visit;
  const { standing } = found.duty;
  const how = standing === undefined ? "" : `; ${standingWords(visit, standing)}`;
  const when = formatMinute(visit, filed.receivedAt);
  return card(
    say(`Báo cáo, lần gửi ${filed.revision}`, `The report, revision ${filed.revision}`),
    html`<p class="quiet">${filed.by}, ${say(`nhận lúc ${when}`, `received at ${when}`)}${how}</p>
      ${filedText(visit, found, filed, { level: 3, figures: false })}`,
    { id: "report" },
  );
}

function filesCard(visit: Visit, { ref }: FoundDuty, { report }: Submission): Html {
  const files = report?.attachments ?? [];
  return files.length === 0
    ? nothing
    : card(visit.say("Tài liệu đính kèm", "Attachments"), filedFiles(visit, dutyPath(ref), files, false), {
        id: "files",
      });
}

function acceptanceFollows(visit: Visit, found: FoundDuty): Html {
  const seen = acceptance.preview({ visit, found, body: {}, after: found.duty, unit: undefined });
  return isRefusal(seen)
    ? nothing
    : followsCard(visit, seen.follows, nothing, visit.say("Khi chấp nhận", "Once it is accepted"));
}

function returnCard(visit: Visit, found: FoundDuty): Html {
  if (found.record.withdrawal) return nothing;
  const { say } = visit;
  const fields = sendingBack.fields({
    visit,
    found,
    field: (name) => ({ name, label: labelOf(visit, sendingBack, name), value: "" }),
  });
  return card(
    say(...sendingBack.title),
    csrfForm(visit, {
      action: `${dutyPath(found.ref)}/return`,
      basis: versionToken(found.duty),
      content: html`${inReview}${fields}
      ${buttons({ label: say("Xem lại trước khi trả lại", "Look before it is returned"), do: "look", kind: "plain" })}`,
    }),
    { id: "return" },
  );
}

/** What can be done, at hand wherever one is in the report; the list knows which is the next. */
function deeds(visit: Visit, found: FoundDuty, { others }: { readonly others: boolean }): Html {
  const { say } = visit;
  const { duty, ref, record } = found;
  const accept = csrfForm(visit, {
    action: `${dutyPath(ref)}/acceptance`,
    basis: versionToken(duty),
    content: html`${inReview}<button class="button main" name="do" value="confirm">${
      others ? say("Chấp nhận, xem tiếp", "Accept, and on") : say("Chấp nhận", "Accept")
    }</button>`,
  });
  const sendBack = record.withdrawal
    ? nothing
    : html`<a class="button plain" href="#return">${say("Trả lại", "Return")}</a> `;
  const list = `${obligationPath(obligationRefOf(found))}/review`;
  const on = others
    ? html`<a class="away" href="${addressOf(list, { after: ref.unitId })}">${say("Để sau", "Leave it")}<span class="unseen">${say(", xem báo cáo tiếp theo", ", see the next")}</span></a>`
    : html`<a class="away" href="${list}">${say("Về danh sách", "Back to the list")}</a>`;
  return html`<div class="at-hand screen-only" role="group" aria-label="${say("Xử lý báo cáo này", "What can be done with this report")}">
    ${duty.state === "submitted" ? html`${accept} ${sendBack}` : nothing} ${on}
  </div> `;
}
