import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { localDateOf, yearOf } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { formatMinute } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";

/** What of the register needs doing, for those who keep it: directives not issued yet; on the first day, everything. */
export async function registerDesk(
  visit: Visit,
  records: readonly DirectiveRecord[],
  { register }: WebEffects,
): Promise<Html> {
  const { say } = visit;
  const drafts = records.filter(({ status }) => status === "draft");
  // Only a register without directives can be without units.
  const bare = records.length === 0 && (await register.units.units({ limit: 1 })).items.length === 0;
  const list = drafts.map(
    ({ directive, createdAt }) => html`<li>
      <a href="/directives/${directive.id}">${vi(directive.number)}: ${vi(directive.subject)}</a>
      <span class="quiet">(${say("nhập lúc", "entered at")} ${formatMinute(visit, createdAt)})</span>
    </li>`,
  );
  const first = html`<p>${say(
    "Danh bạ chưa có đơn vị nào: trước hết cần nhập danh sách đơn vị, sau đó nhập văn bản chỉ đạo.",
    "There is no unit yet: first enter the units, then a directive.",
  )}</p>`;
  const waiting = html`<p>${say("Văn bản chỉ đạo chưa giao nhiệm vụ:", "Directives not issued yet:")}</p><ul>${list}</ul>`;
  const none = html`<p>${say("Không có văn bản nào chờ giao nhiệm vụ.", "No directive is waiting to be issued.")}</p>`;
  return card(
    say("Danh bạ và văn bản", "The register"),
    html`${nextYear(visit)} ${bare ? first : drafts.length > 0 ? waiting : none}
      <p class="tools">
        ${bare ? html`<a href="/units/import">${say("Nhập danh sách đơn vị", "Import units")}</a>` : nothing}
        <a href="/directives/new">${say("Nhập văn bản chỉ đạo mới", "Enter a new directive")}</a>
        <a href="/units">${say("Đơn vị", "Units")}</a>
      </p>`,
    { id: "register" },
  );
}

/** From October on: the notice of the next year's days off, until that year is final. */
function nextYear({ say, receivedAt, calendar }: Visit): Html {
  const today = localDateOf(receivedAt);
  const year = yearOf(today) + 1;
  if (today.slice(5) < "10-01" || calendar.year(year).status === "final") return nothing;
  const words = say(
    `Lịch làm việc năm ${year} đang tạm tính: cần chốt khi có thông báo nghỉ lễ.`,
    `The calendar of ${year} is provisional: make it final by the notice.`,
  );
  return notice("info", html`<a href="/calendar/${year}">${words}</a>`);
}
