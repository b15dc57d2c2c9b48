import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDue, formatNumber } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import type { ClosingShown, Dashboard } from "./read-dashboard.ts";

/** What the consolidated report would lack if it were closed now: whom, and who of them would be cut short. */
export function closingCard(visit: Visit, found: FoundObligation, { closing, summary }: Dashboard): Html {
  // Of what was withdrawn nothing is consolidated any more.
  if (found.place.withdrawn || summary.units === 0) return nothing;
  const { say } = visit;
  const { owing, filed, late, inTime } = closing;
  const number = (n: number) => formatNumber(visit, n);
  const missing = late.units + inTime.units;
  return card(
    say("Nếu chốt bây giờ", "If it were closed now"),
    html`<p>
        ${say(
          `Báo cáo tổng hợp sẽ gồm ${number(filed)} trong ${number(owing)} đơn vị`,
          `The consolidated report would hold ${number(filed)} of ${number(owing)} units`,
        )}${
          missing === 0
            ? say(": đủ tất cả.", ": all of them.")
            : say(`, thiếu ${number(missing)}.`, `, and lack ${number(missing)}.`)
        }
      </p>
      ${named(visit, found, say("Đã quá hạn", "Overdue"), late)}
      ${named(
        visit,
        found,
        say(
          `Còn thời hạn, sẽ không có trong báo cáo tổng hợp (${number(inTime.units)})`,
          `Still in time, and would be cut short (${number(inTime.units)})`,
        ),
        inTime,
      )}`,
    {
      id: "closing",
      tools: html`<a href="${obligationPath(obligationRefOf(found))}/papers">${say("Dự thảo báo cáo", "Draft the report")}</a>`,
    },
  );
}

function named(
  visit: Visit,
  found: FoundObligation,
  title: string,
  { units, named: some }: ClosingShown["late"],
): Html {
  if (units === 0) return nothing;
  const shown = some.map(
    ({ unitId, unitName, deadline }, at) =>
      html`${at === 0 ? "" : ", "}<a href="${dutyPath({ ...obligationRefOf(found), unitId })}">${vi(unitName)}</a> (${formatDue(visit, deadline)})`,
  );
  const more = units - some.length;
  return html`<p>
    ${title}: ${shown}${more > 0 ? visit.say(` và ${formatNumber(visit, more)} đơn vị khác`, ` and ${formatNumber(visit, more)} more`) : ""}.
  </p>`;
}
