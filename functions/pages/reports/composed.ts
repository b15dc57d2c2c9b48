import { placeOf } from "../../domain/directive-record.ts";
import { consolidatorOf } from "../../domain/directive.ts";
import type { Obligation } from "../../domain/directive.ts";
import type { Duty } from "../../domain/duty.ts";
import { moveByUnit } from "../../domain/unit-moves.ts";
import { isRefusal, notFound } from "../../domain/refusal.ts";
import { findObligation, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { gatherReport } from "../../use-cases/gather-report.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { ReadingEffects, ReportsEffects } from "../../use-cases/effects.ts";
import { composedReport } from "../../documents/content/composed-report.ts";
import type { Composed } from "../../documents/content/composed-report.ts";
import { crumbsBelowObligation } from "../office/crumbs.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import { card } from "../parts/card.ts";
import { buttons, textArea } from "../parts/fields.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import { reportInHand } from "../unit/report-in-hand.ts";
import { reportFields } from "../unit/report-fields.ts";
import type { Typed } from "../unit/report-fields.ts";
import type { PageHandler, Visit } from "../visit.ts";

/**
 * The consolidated report as the draft of the visitor's own duty: what is still empty there is filled from it, what was
 * written stays. It is saved as every draft is, by the duty's own page.
 */
export const showComposed: PageHandler<ReportsEffects> = async (visit, effects) => {
  const found = await findObligation(visit, effects);
  if (isRefusal(found)) return found;
  const own = await ownDuty(visit, found, effects);
  if (!own) return NOT_ONES_OWN;
  const closed = moveByUnit(own.duty, { act: "draft" }, visit.receivedAt);
  if (isRefusal(closed)) return closed;
  const gathered = await gatherReport(found, effects, visit.receivedAt);
  if (isRefusal(gathered)) return gathered;
  const where = { ...found, obligation: own.obligation, ref: own.duty, duty: own.duty };
  const { typed, version } = await reportInHand(where, visit.caller.principal, effects);
  const composed = composedReport(gathered, own.obligation);
  const { say } = visit;
  const title = say("Đưa bản tổng hợp vào báo cáo", "Put the consolidation into the report");
  const main = html`
    ${heading({ above: vi(own.duty.unitName), title, below: html`<p>${vi(own.obligation.title)}</p>` })}
    ${notice(
      "info",
      say(
        "Bấm “Lưu vào bản dự thảo” để soạn tiếp trên biểu mẫu của đơn vị. Phần đã có nội dung được giữ nguyên; báo cáo chưa được gửi.",
        "Press “Save into the draft” to go on in your unit's form. What has been written stays as it is; nothing is filed yet.",
      ),
    )}
    ${composedForm(visit, own, { filled: filledIn(typed, composed), version, back: obligationPath(obligationRefOf(found)) })}
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found) });
};

type OwnDuty = { readonly duty: Duty; readonly obligation: Obligation };

/** The duty that is fulfilled by the consolidated report, if it is of a unit that the visitor acts for. */
async function ownDuty(
  { caller }: Visit,
  { record, obligation }: FoundObligation,
  { register }: ReadingEffects,
): Promise<OwnDuty | undefined> {
  const consolidator = consolidatorOf(record.directive, obligation);
  if (!consolidator) return undefined;
  for (const unitId of caller.units) {
    const ref = { directiveId: record.directive.id, obligationId: consolidator.id, unitId };
    const duty = await register.duties.duty(ref, placeOf(record, consolidator));
    if (duty) return { duty, obligation: consolidator };
  }
  return undefined;
}

const NOT_ONES_OWN = notFound(
  "No duty of your unit is fulfilled by this consolidated report.",
  "Đơn vị không có nhiệm vụ báo cáo nào tổng hợp từ các báo cáo này.",
);

/** What was written stays; what is empty is filled. */
function filledIn(typed: Typed, { sections, figures }: Composed): Typed {
  const made = {
    ...Object.fromEntries(Object.entries(sections).map(([id, text]) => [`sections.${id}`, text])),
    ...Object.fromEntries(Object.entries(figures).map(([id, total]) => [`figures.${id}`, String(total)])),
  };
  const names = new Set([...Object.keys(typed), ...Object.keys(made)]);
  return Object.fromEntries([...names].map((name) => [name, typed[name]?.trim() ? typed[name] : (made[name] ?? "")]));
}

type Filled = { readonly filled: Typed; readonly version: number; readonly back: string };

function composedForm(visit: Visit, { duty, obligation }: OwnDuty, { filled, version, back }: Filled): Html {
  const { say } = visit;
  const action = `${dutyPath(duty)}/report`;
  const fields = reportFields(visit, obligation).map(({ name, title }) =>
    name.startsWith("sections.")
      ? textArea({ name, label: vi(title), value: filled[name] ?? "", rows: 14, maxLength: 60_000, lang: "vi" })
      : html`<input type="hidden" name="${name}" value="${filled[name] ?? ""}" />`,
  );
  const content = html`
    <input type="hidden" name="basedOn" value="${version}" autocomplete="off" /><input type="hidden" name="tab" />
    ${fields}
    ${buttons(
      { label: say("Lưu vào bản dự thảo", "Save into the draft"), do: "save" },
      { label: say("Không lưu, về trang văn bản", "Leave it, back to the papers"), href: `${back}/papers` },
    )}
  `;
  return card(say("Nội dung", "What is reported"), csrfForm(visit, { action, content }), { id: "composed" });
}
