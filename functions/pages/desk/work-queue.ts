import { NEEDS, urgencyOf } from "../../domain/needs.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { empty } from "../parts/card.ts";
import { legend } from "../parts/tone-bar.ts";
import { addressOf } from "../paths.ts";
import type { Visit } from "../visit.ts";
import { needChip } from "./need-words.ts";
import { obligationTable } from "./obligation-table.ts";
import { OBLIGATIONS, PER_PAGE } from "./obligations.ts";
import type { Desk, Watched } from "./watched.ts";

/**
 * What needs somebody, the most urgent first. What is done with falls away to the list of all; what needs somebody never
 * does, however old it is: beyond what fits here it is counted, and goes on there.
 */
export function workQueue(visit: Visit, { waiting, done }: Desk): Html {
  const { say } = visit;
  const followed = waiting.length + done.length;
  if (followed === 0) {
    return empty(say("Chưa có yêu cầu báo cáo nào được giao.", "Nothing has been issued yet."));
  }
  const number = (n: number) => formatNumber(visit, n);
  const beyond = waiting.length - PER_PAGE;
  const rest = addressOf(OBLIGATIONS, { state: "to-do", page: "2" });
  const all = say(
    `Tất cả ${number(followed)} yêu cầu báo cáo, cả đã xong`,
    `All ${number(followed)} reports asked for, those done with among them`,
  );
  return html`${waiting.length === 0 ? empty(say("Không có yêu cầu báo cáo nào cần xử lý.", "Nothing needs to be seen to.")) : queue(visit, waiting)}
    ${
      beyond > 0
        ? html`<p><a href="${rest}">${say(`Còn ${number(beyond)} yêu cầu chưa xong`, `${number(beyond)} more that are not done with`)}</a></p>`
        : nothing
    }
    <p><a href="${OBLIGATIONS}">${all}</a></p>`;
}

function queue(visit: Visit, waiting: readonly Watched[]): Html {
  const { say } = visit;
  const counted = NEEDS.map((need) => ({
    need,
    count: waiting.filter(({ standing }) => standing.needs.has(need)).length,
  })).filter(({ count }) => count > 0);
  const ways = counted.map(
    ({ need, count }) =>
      html`<li><a href="${addressOf(OBLIGATIONS, { state: need })}">${needChip(visit, need, `: ${formatNumber(visit, count)}`)}</a></li>`,
  );
  const urgent = waiting.some(({ standing }) => urgencyOf(standing) < NEEDS.indexOf("open"));
  return html`<ul class="legend" aria-label="${say("Số yêu cầu báo cáo theo việc cần xử lý", "Reports asked for, by what they need")}">${ways}</ul>
    ${obligationTable(visit, {
      caption: urgent
        ? say("Cần xử lý, gấp nhất trước", "To be seen to, the most urgent first")
        : say("Đang chờ báo cáo, thời hạn gần nhất trước", "Still to come, the nearest date first"),
      watched: waiting.slice(0, PER_PAGE),
      empty: "",
    })}
    ${legend(visit)}`;
}
