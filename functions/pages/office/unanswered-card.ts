import { isUnanswered } from "../../domain/duty.ts";
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
export function unansweredCard(visit: Visit, found: FoundObligation, { duties, runs }: Dashboard): Html {
  const { say, receivedAt } = visit;
  const first = runs.find(({ milestone, byHand }) => milestone !== "issue" && !byHand);
  if (found.place.withdrawn || !first || first.at <= receivedAt) return nothing;
  const ref = obligationRefOf(found);
  const list = `${obligationPath(ref)}/duties?unanswered=1`;
  const until = formatMinute(visit, first.at);
  const about = html`<p>
    ${say(
      `Chưa xác nhận qua thư, chưa mở nhiệm vụ và chưa gửi báo cáo. Thư nhắc đầu tiên gửi lúc ${until}.`,
      `They have neither said so by the letter's link, nor opened the duty, nor filed. The first reminder goes out at ${until}.`,
    )}
  </p>`;
  const title = say("Chưa xác nhận đã nhận văn bản", "Not known to have received it");
  if (!duties)
    return card(
      title,
      html`${about}<p><a href="${list}">${say("Xem trong danh sách các đơn vị", "See in the list of units")}</a></p>`,
      { id: "unanswered" },
    );
  const unanswered = duties.filter(isUnanswered);
  if (unanswered.length === 0) return nothing;
  const named = unanswered
    .slice(0, MOST_NAMED)
    .map(
      (duty, at) =>
        html`${at === 0 ? "" : ", "}<a href="${dutyPath({ ...ref, unitId: duty.unitId })}">${vi(duty.unitName)}</a>`,
    );
  const count = unitsCounted(visit, unanswered.length);
  const rest =
    unanswered.length > MOST_NAMED
      ? html`<p><a href="${list}">${say(`Xem đủ ${count}`, `See all ${count}`)}</a></p>`
      : nothing;
  return card(
    html`${title}: ${count}`,
    html`${about}
      <p>${named}${unanswered.length > MOST_NAMED ? "…" : "."}</p>
      ${rest}`,
    { id: "unanswered" },
  );
}
