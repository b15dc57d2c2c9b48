import { supervises } from "../../domain/access.ts";
import { isLate, lateUnit } from "../../domain/escalation.ts";
import type { OpenDuty } from "../../domain/escalation.ts";
import { byName } from "../../domain/name-order.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { findObligation, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { formatDeadline, formatDue, formatMinute, formatNumber, timeLeft } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card, empty } from "../parts/card.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { printButton } from "../parts/letterhead.ts";
import { notice } from "../parts/notice.ts";
import { withdrawalNotice } from "../parts/withdrawal-notice.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { ACTS_ON_LATE, choosing } from "./choosing.ts";
import { escalationTable } from "./escalation-table.ts";
import { groundOf } from "./ground.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import { unitsCounted } from "../../wording/milestones.ts";
import { deadlineIn, dueAt } from "../../domain/deadline.ts";

/** More would be no list to act on; the file has them all. */
const MOST_LISTED = 1_000;

/** Who is late, by name, now: on the screen and on paper. */
export const showEscalations: PageHandler = (visit, effects) => escalationList(visit, effects, MOST_LISTED);

/** The list, of so many units at most. */
export async function escalationList(visit: Visit, effects: WebEffects, most: number): ReturnType<PageHandler> {
  const found = await findObligation(visit, effects);
  if (isRefusal(found)) return found;
  const [{ late, open, more }, receiver] = await Promise.all([
    readOpen(visit, found, effects, most),
    effects.register.units.unit(found.obligation.receiver),
  ]);
  const { say, receivedAt } = visit;
  const path = obligationPath(obligationRefOf(found));
  const title = say("Danh sách đơn vị chậm báo cáo", "List of late units");
  const count = more ? atLeast(visit, most) : unitsCounted(visit, late.length);
  const main = html`
    <p class="print-only"><b lang="vi">${receiver?.name ?? ""}</b></p>
    ${heading({
      above: vi(groundOf(found)),
      title,
      below: html`<p>${vi(found.obligation.title)}, ${formatDeadline(visit, deadlineIn(found.obligation))}</p>
        <p>
          ${say("Lập lúc", "As of")} ${formatMinute(visit, receivedAt)}: <b>${count}</b>
        </p>`,
    })}
    ${late.length === 0 ? nothing : tools(visit, found)} ${more ? tooMany(visit, path, most) : nothing}
    ${
      late.length === 0
        ? empty(say("Không có đơn vị nào chậm", "No unit is late"), stillOpen(visit, found, { open, most }))
        : html`${choosing(visit, found, { rows: late.length, acts: ACTS_ON_LATE, list: escalationTable(visit, found, late) })} ${ownDates(visit, found, open)}`
    }
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found) });
}

/** Who still owes the report: the late ones, longest overdue first, and those who have time. */
async function readOpen(visit: Visit, found: FoundObligation, { register }: WebEffects, limit: number) {
  const where = { ...obligationRefOf(found), place: found.place };
  const some = await register.duties.openDuties(where, { limit });
  // Too many still owe it to be read at once: then who is late is asked for alone.
  const listed = some.next
    ? await register.duties.lateDuties({ ...where, now: visit.receivedAt }, { limit })
    : { items: some.items.filter((duty) => isLate(duty, visit.receivedAt)), next: undefined };
  const late = listed.items
    .map((duty) => lateUnit(duty, visit.calendar, visit.receivedAt))
    .toSorted((a, b) => dueAt(a.deadline) - dueAt(b.deadline) || byName(a.unitName, b.unitName));
  return {
    late,
    open: some.next ? undefined : some.items.filter((duty) => !isLate(duty, visit.receivedAt)),
    more: listed.next !== undefined,
  };
}

function tools({ say, caller }: Visit, found: FoundObligation): Html {
  const path = obligationPath(obligationRefOf(found));
  const urging = supervises(caller, found.obligation)
    ? html`<a class="away" href="${path}/urging">${say("Soạn công văn đôn đốc", "Draft an urging letter")}</a>
        <a class="away" href="${path}/reminder?who=late">${say("Gửi thư nhắc", "Remind by hand")}</a>`
    : nothing;
  return html`<div class="buttons">
    ${printButton(say("In danh sách", "Print the list"))}
    <a class="away" href="${path}/papers/escalations.xlsx">${say("Tải tệp XLSX", "Download as XLSX")}</a>
    <a class="away" href="${path}/escalations.csv">${say("Tải tệp CSV", "Download as CSV")}</a>
    ${urging}
    <a class="away" href="${path}/duties?late=1">${say("Xem trong danh sách các đơn vị", "See in the list of units")}</a>
  </div> `;
}

function tooMany(visit: Visit, path: string, count: number): Html {
  const most = formatNumber(visit, count);
  return notice(
    "info",
    html`<p>
      ${visit.say(
        `Trang này chỉ có ${most} đơn vị đầu; tất cả có trong`,
        `Only the first ${most} units are on this page; all of them are in the`,
      )}
      <a href="${path}/escalations.csv">${visit.say("tệp CSV", "CSV file")}</a>.
    </p>`,
  );
}

function atLeast(visit: Visit, most: number): string {
  const number = formatNumber(visit, most);
  return visit.say(`hơn ${number} đơn vị`, `more than ${number} units`);
}

/** Where nobody is late: how many still have to file, and how long they have. */
function stillOpen(
  visit: Visit,
  found: FoundObligation,
  { open, most }: { readonly open: readonly OpenDuty[] | undefined; readonly most: number },
): Html {
  const { say, receivedAt } = visit;
  if (found.place.withdrawn) return withdrawalNotice(visit, found.record);
  if (open?.length === 0) {
    return html`<p>${say("Tất cả các đơn vị đã gửi báo cáo hoặc được miễn.", "All units have filed or are exempt.")}</p>`;
  }
  const some = open ? unitsCounted(visit, open.length) : atLeast(visit, most);
  const nearest =
    open?.map((duty) => duty.deadline).toSorted((a, b) => dueAt(a) - dueAt(b))[0] ?? deadlineIn(found.obligation);
  return html`<p>
    ${say(
      `Còn ${some} chưa gửi báo cáo; thời hạn gần nhất ${formatDeadline(visit, nearest)}: ${timeLeft(visit, nearest, receivedAt)}.`,
      `Still to file: ${some}; the nearest date is ${formatDeadline(visit, nearest)}: ${timeLeft(visit, nearest, receivedAt)}.`,
    )}
    <a href="${obligationPath(obligationRefOf(found))}/duties?sort=state">${say("Xem danh sách", "See the list")}</a>
  </p>`;
}

/** Who is not on the list since it was given a date of its own that has not come. */
function ownDates(visit: Visit, found: FoundObligation, open: readonly OpenDuty[] = []): Html {
  const { say } = visit;
  const own = open.filter(({ ladder }) => ladder > 0);
  if (own.length === 0) return nothing;
  const items = own
    .toSorted((a, b) => byName(a.unitName, b.unitName))
    .map((duty) => {
      const due = formatDue(visit, duty.deadline);
      const date =
        duty.state === "returned"
          ? say(`bổ sung ${due}`, `to supplement ${due}`)
          : say(`được gia hạn, ${due}`, `extended, ${due}`);
      return html`<li><a href="${dutyPath({ ...obligationRefOf(found), unitId: duty.unitId })}">${vi(duty.unitName)}</a>: ${date}</li> `;
    });
  return card(
    say("Có thời hạn riêng, chưa quá hạn", "With a date of their own, not overdue"),
    html`<ul>${items}</ul>`,
    {
      id: "own-dates",
    },
  );
}
