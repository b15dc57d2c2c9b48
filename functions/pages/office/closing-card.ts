import { closingNow } from "../../domain/closing.ts";
import type { LeftOut } from "../../domain/closing.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { inOrderOfOffices } from "../../documents/content/order.ts";
import { formatDue, formatNumber } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import type { Dashboard } from "./read-dashboard.ts";

/** What the consolidated report would lack if it were closed now: whom, and who of them would be cut short. */
export function closingCard(visit: Visit, found: FoundObligation, { duties }: Dashboard): Html {
  // Of what was withdrawn nothing is consolidated any more.
  if (!duties || found.place.withdrawn) return nothing;
  const { say, receivedAt } = visit;
  const { owing, filed, missing, cutShort } = closingNow(inOrderOfOffices(duties), receivedAt);
  const number = (n: number) => formatNumber(visit, n);
  const late = missing.filter(({ inTime }) => !inTime);
  const inTime = missing.filter((unit) => unit.inTime);
  return card(
    say("Nếu chốt bây giờ", "If it were closed now"),
    html`<p>
        ${say(
          `Báo cáo tổng hợp sẽ gồm ${number(filed)} trong ${number(owing)} đơn vị`,
          `The consolidated report would hold ${number(filed)} of ${number(owing)} units`,
        )}${
          missing.length === 0
            ? say(": đủ tất cả.", ": all of them.")
            : say(`, thiếu ${number(missing.length)}.`, `, and lack ${number(missing.length)}.`)
        }
      </p>
      ${named(visit, found, say("Đã quá hạn", "Overdue"), late)}
      ${named(
        visit,
        found,
        say(
          `Còn thời hạn, sẽ không có trong báo cáo tổng hợp (${number(cutShort)})`,
          `Still in time, and would be cut short (${number(cutShort)})`,
        ),
        inTime,
      )}`,
    {
      id: "closing",
      tools: html`<a href="${obligationPath(obligationRefOf(found))}/papers">${say("Dự thảo báo cáo", "Draft the report")}</a>`,
    },
  );
}

/** More names would be no glance; the list of units has them. */
const MOST_NAMED = 40;

function named(visit: Visit, found: FoundObligation, title: string, units: readonly LeftOut[]): Html {
  if (units.length === 0) return nothing;
  const shown = units
    .slice(0, MOST_NAMED)
    .map(
      ({ unitId, unitName, deadline }, at) =>
        html`${at === 0 ? "" : ", "}<a href="${dutyPath({ ...obligationRefOf(found), unitId })}">${vi(unitName)}</a> (${formatDue(visit, deadline)})`,
    );
  const more = units.length - MOST_NAMED;
  return html`<p>
    ${title}: ${shown}${more > 0 ? visit.say(` và ${formatNumber(visit, more)} đơn vị khác`, ` and ${formatNumber(visit, more)} more`) : ""}.
  </p>`;
}
