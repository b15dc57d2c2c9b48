import { keepsRegister, supervises } from "../../domain/access.ts";
import { capitalize } from "../../domain/vietnamese.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { findObligationWith, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDeadline, timeLeft } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { withdrawalNotice } from "../parts/withdrawal-notice.ts";
import { vi } from "../parts/vi.ts";
import type { OfficeEffects } from "../../use-cases/effects.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { closingCard } from "./closing-card.ts";
import { filingsCard } from "./filings-card.ts";
import { forwardingCard } from "./forwarding-card.ts";
import { kindsCard } from "./kinds-card.ts";
import { milestonesCard } from "./milestones-card.ts";
import { groundOf } from "./ground.ts";
import { crumbsToObligation } from "./crumbs.ts";
import { obligationPath } from "../paths.ts";
import { movesNotice } from "./moves-notice.ts";
import { progressCard } from "./progress-card.ts";
import { readBeside, readDashboard } from "./read-dashboard.ts";
import { totalsCard } from "./totals-card.ts";
import { unansweredCard } from "./unanswered-card.ts";
import { deafReceiverCard, unreachableCard } from "./unreachable-card.ts";
import { deadlineIn } from "../../domain/deadline.ts";

/** An obligation's dashboard: how many of how many, by kind of unit and over time, against the milestones. */
export const showObligation: PageHandler<OfficeEffects> = async (visit, effects) => {
  const found = await findObligationWith(visit, effects, (known) => readBeside(known, effects));
  if (isRefusal(found)) return found;
  const dashboard = await readDashboard(found, effects, { now: visit.receivedAt, calendar: visit.calendar });
  const { title } = found.obligation;
  const deadline = deadlineIn(found.obligation);
  const main = html`
    ${heading({
      above: vi(groundOf(found)),
      title: vi(title),
      below: html`<p>
        ${capitalize(formatDeadline(visit, deadline))}${found.place.withdrawn ? nothing : html`: <b>${timeLeft(visit, deadline, visit.receivedAt)}</b>`}
      </p>`,
    })}
    ${withdrawalNotice(visit, found.record)} ${movesNotice(visit, found.record.moves[found.obligation.id])}
    ${deafReceiverCard(visit, dashboard)} ${unreachableCard(visit, found, dashboard)} ${progressCard(visit, found, dashboard)}
    ${unansweredCard(visit, found, dashboard)}
    ${kindsCard(visit, found, dashboard)} ${totalsCard(visit, found, dashboard)}
    ${forwardingCard(visit, found, dashboard)} ${closingCard(visit, found, dashboard)} ${filingsCard(visit, found, dashboard)}
    ${milestonesCard(visit, found.obligation, dashboard)} ${waysOn(visit, found)}
  `;
  return page(visit, { title, main, crumbs: crumbsToObligation(visit) });
};

function waysOn(visit: Visit, found: FoundObligation): Html {
  const { say } = visit;
  const path = obligationPath(obligationRefOf(found));
  const readOnly = supervises(visit.caller, found.obligation)
    ? nothing
    : html`<p class="quiet">
        ${say(
          "Trang này chỉ để xem; việc xử lý từng nhiệm vụ thuộc cơ quan tổng hợp.",
          "This page is for reading; rulings are the supervisor's.",
        )}
      </p>`;
  const stands = !found.place.withdrawn;
  const mayMove = stands && supervises(visit.caller, found.obligation);
  const mayAdd = stands && (mayMove || keepsRegister(visit.caller, visit.homeUnit));
  const deeds = html`${
    mayMove
      ? html`<a href="${path}/reminder">${say("Gửi thư nhắc", "Remind by hand")}</a>
          <a href="${path}/date">${say("Chuyển thời hạn", "Move the date")}</a>`
      : nothing
  }
  ${
    mayAdd
      ? html`<a href="${path}/addition">${say("Thêm đơn vị", "Add units")}</a>
          <a href="${path}/release">${say("Bớt đơn vị", "Release units")}</a>`
      : nothing
  }`;
  const lists = card(
    say("Danh sách và tệp", "Lists and files"),
    html`<ul>
        <li><a href="${path}/duties">${say("Danh sách các đơn vị", "List of units")}</a></li>
        ${
          supervises(visit.caller, found.obligation)
            ? html`<li><a href="${path}/review">${say("Báo cáo chờ xem xét", "Reports to review")}</a></li>`
            : nothing
        }
        <li>
          <a href="${path}/escalations">${say("Danh sách đơn vị chậm báo cáo", "List of late units")}</a>
          (<a href="${path}/escalations.csv">${say("tải tệp CSV", "download as CSV")}</a>)
        </li>
        <li>
          <a href="${path}/papers">${say(
            "Văn bản và tệp: báo cáo tổng hợp, công văn đôn đốc, danh sách, hồ sơ",
            "Papers and files: consolidated report, urging letter, lists, evidence",
          )}</a>
        </li>
        <li><a href="${path}/situation">${say("Bản in tình hình gửi báo cáo", "How the units reported, for print")}</a></li>
        <li><a href="${path}/wall">${say("Màn hình treo tường, tự làm mới", "Screen for the wall, which refreshes itself")}</a></li>
        <li>
          <a href="/directives/${found.record.directive.id}">${say("Văn bản chỉ đạo", "Directive")}
          ${vi(found.record.directive.number)}</a>
        </li>
      </ul>
      ${readOnly}`,
    { id: "lists" },
  );
  return html`<div class="screen-only">
    ${mayAdd ? card(say("Thao tác", "What can be done"), html`<p class="tools">${deeds}</p>`, { id: "deeds" }) : nothing}
    ${lists}
  </div>`;
}
