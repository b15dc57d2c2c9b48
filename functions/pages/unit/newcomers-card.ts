import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { byName } from "../../domain/name-order.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { findNewcomers } from "../../use-cases/find-newcomers.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { vi } from "../parts/vi.ts";
import { obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";

/** Units of a kind that reports which were entered after the issue: offered to be added, each obligation with a link that has them chosen. */
export async function newcomersCard(
  visit: Visit,
  records: readonly DirectiveRecord[],
  effects: WebEffects,
): Promise<Html> {
  const { say } = visit;
  const found = await findNewcomers(records, visit, effects);
  if (found.length === 0) return nothing;
  const lines = found.map(({ record, obligation, units }) => {
    const inOrder = units.toSorted((a, b) => byName(a.name, b.name));
    const path = obligationPath({ directiveId: record.directive.id, obligationId: obligation.id });
    const chosen = inOrder.map(({ id }) => id).join(",");
    return html`<li>
      ${vi(obligation.title)} (${vi(record.directive.number)}): <b>${vi(inOrder.map(({ name }) => name).join("; "))}</b>.
      <a href="${path}/addition?units=${chosen}">${say("Thêm vào danh sách báo cáo", "Add to those who report")}<span class="unseen">: ${vi(obligation.title)}</span></a>
    </li> `;
  });
  return card(
    say("Đơn vị mới, chưa được giao báo cáo", "New units that are not asked to report"),
    html`<p>${say(
      "Nhập vào danh bạ sau khi giao nhiệm vụ, thuộc loại đơn vị phải báo cáo:",
      "Entered after the issue, of a kind that reports:",
    )}</p>
      <ul>${lines}</ul>`,
    { id: "newcomers" },
  );
}
