import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute } from "../../wording/dates.ts";
import { unitsCounted } from "../../wording/milestones.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { vi } from "../parts/vi.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";
import type { Dashboard } from "./read-dashboard.ts";

/** Named at once; the others stand in the list. */
const MOST_NAMED = 20;

/** Units that have not said yet that they received the directive, until the first reminder asks them for the report itself. */
export function unansweredCard(visit: Visit, found: FoundObligation, { unanswered }: Dashboard): Html {
  if (!unanswered) return nothing;
  const { say } = visit;
  const ref = obligationRefOf(found);
  const until = formatMinute(visit, unanswered.until);
  const named = unanswered.named
    .slice(0, MOST_NAMED)
    .map(
      (duty, at) =>
        html`${at === 0 ? "" : ", "}<a href="${dutyPath({ ...ref, unitId: duty.unitId })}">${vi(duty.unitName)}</a>`,
    );
  const count = unitsCounted(visit, unanswered.units);
  const isAll = named.length >= unanswered.units;
  const rest = isAll
    ? nothing
    : html`<p><a href="${obligationPath(ref)}/duties?unanswered=1">${say(`Xem đủ ${count}`, `See all ${count}`)}</a></p>`;
  return card(
    html`${say("Chưa xác nhận đã nhận văn bản", "Not known to have received it")}: ${count}`,
    html`<p>
        ${say(
          `Chưa xác nhận qua thư, chưa mở nhiệm vụ và chưa gửi báo cáo. Thư nhắc đầu tiên gửi lúc ${until}.`,
          `They have neither said so by the letter's link, nor opened the duty, nor filed. The first reminder goes out at ${until}.`,
        )}
      </p>
      ${named.length === 0 ? nothing : html`<p>${named}${isAll ? "." : "…"}</p>`} ${rest}`,
    { id: "unanswered" },
  );
}
