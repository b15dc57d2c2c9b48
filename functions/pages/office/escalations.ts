import { supervises } from "../../domain/access.ts";
import { byDateThenName, isLate, lateUnit } from "../../domain/escalation.ts";
import { byName } from "../../domain/name-order.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { findObligation, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { DeskEffects } from "../../use-cases/effects.ts";
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
import { addressOfPlace, placeInList } from "./place-in-list.ts";
import type { PlaceInList } from "./place-in-list.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import { unitsCounted } from "../../wording/milestones.ts";
import { deadlineIn, isPast } from "../../domain/deadline.ts";
import { summarize } from "../../domain/counts.ts";
import { pagination } from "../parts/pagination.ts";

/** As many as keep the page under 60 KB. */
const PAGE = 30;

/** Who is late, by name, now: on the screen and on paper. */
export const showEscalations: PageHandler<DeskEffects> = (visit, effects) => escalationList(visit, effects, PAGE);

/** The list, so many units a page: the longest overdue first. */
export async function escalationList(
  visit: Visit,
  effects: DeskEffects,
  limit: number,
): ReturnType<PageHandler<DeskEffects>> {
  const found = await findObligation(visit, effects);
  if (isRefusal(found)) return found;
  const place = placeInList(visit);
  if (isRefusal(place)) return place;
  const { late, next, inTime, own, counted, receiver } = await readLists(visit, found, effects, { place, limit });
  const { say, receivedAt } = visit;
  const path = `${obligationPath(obligationRefOf(found))}/escalations`;
  const title = say("Danh sách đơn vị chậm báo cáo", "List of late units");
  const isWhole = place.shown === 0 && next === undefined;
  const total = isWhole ? late.length : Math.max(counted.late, place.shown + late.length);
  const last = place.shown + late.length;
  const number = (n: number) => formatNumber(visit, n);
  const main = html`
    <p class="print-only"><b lang="vi">${receiver?.name ?? ""}</b></p>
    ${heading({
      above: vi(groundOf(found)),
      title,
      below: html`<p>${vi(found.obligation.title)}, ${formatDeadline(visit, deadlineIn(found.obligation))}</p>
        <p>
          ${say("Lập lúc", "As of")} ${formatMinute(visit, receivedAt)}: <b>${unitsCounted(visit, total)}</b>
        </p>`,
    })}
    ${late.length === 0 ? nothing : tools(visit, found)} ${isWhole ? nothing : wholeList(visit, found)}
    ${
      late.length === 0
        ? empty(say("Không có đơn vị nào chậm", "No unit is late"), stillOpen(visit, found, { inTime, counted }))
        : choosing(visit, found, {
            rows: late.length,
            acts: ACTS_ON_LATE,
            list: escalationTable(visit, found, late, place.shown),
          })
    }
    ${pagination(visit, {
      first: place.shown > 0 ? path : undefined,
      next: next === undefined ? undefined : addressOfPlace(path, { after: next, shown: last }),
      shown: say(
        `Đơn vị ${number(place.shown + 1)}–${number(last)} trên ${number(total)}`,
        `Units ${number(place.shown + 1)}–${number(last)} of ${number(total)}`,
      ),
    })}
    ${late.length === 0 ? nothing : ownDates(visit, found, own)}
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found) });
}

/**
 * A page of who is late, by date and then by name; who still has time, the nearest first; and who of them has a date of its
 * own. Each is a range of the index; how many there are beyond a page the counts know.
 */
async function readLists(
  { receivedAt: now, calendar }: Visit,
  found: FoundObligation,
  { register }: DeskEffects,
  { place: { after }, limit }: { place: PlaceInList; limit: number },
) {
  const ref = obligationRefOf(found);
  const where = { ...ref, place: found.place };
  const { deadline } = found.place;
  const [listed, open, later, counts, receiver] = await Promise.all([
    register.desk.openByDate(where, { after, between: { comeBy: now }, limit }),
    register.desk.openByDate(where, { between: { notComeBy: now }, limit: MOST_NAMED }),
    // Once the obligation's own date has come, whoever has time has it by another.
    isPast(deadline, now)
      ? undefined
      : register.desk.openByDate(where, { between: { laterThan: deadline }, limit: MOST_NAMED }),
    register.counts.read(ref),
    register.units.unit(found.obligation.receiver),
  ]);
  const inTime = { ...open, items: open.items.filter((duty) => !isLate(duty, now)) };
  const own = new Map(
    [...inTime.items, ...(later?.items ?? [])].filter(({ ladder }) => ladder > 0).map((duty) => [duty.unitId, duty]),
  );
  return {
    // The index may have the date from which the obligation's was moved.
    late: listed.items
      .filter((duty) => isLate(duty, now))
      .map((duty) => lateUnit(duty, calendar, now))
      .toSorted(byDateThenName),
    next: listed.next,
    inTime,
    own: { items: [...own.values()], more: (later ?? open).next !== undefined },
    counted: summarize(counts, now, found.place),
    receiver,
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

/** Of a list in pages: where all of it is, for whoever wants it on paper. */
function wholeList(visit: Visit, found: FoundObligation): Html {
  const path = obligationPath(obligationRefOf(found));
  return notice(
    "info",
    html`<p>
      ${visit.say("Danh sách có nhiều trang; toàn bộ có trong", "The list has several pages; all of it is in the")}
      <a href="${path}/escalations.csv">${visit.say("tệp CSV", "CSV file")}</a>.
    </p>`,
  );
}

/** Where nobody is late: how many still have to file, and how long they have. */
function stillOpen(
  visit: Visit,
  found: FoundObligation,
  { inTime, counted }: Pick<Awaited<ReturnType<typeof readLists>>, "inTime" | "counted">,
): Html {
  const { say, receivedAt } = visit;
  if (found.place.withdrawn) return withdrawalNotice(visit, found.record);
  const [first] = inTime.items;
  if (!first) {
    return html`<p>${say("Tất cả các đơn vị đã gửi báo cáo hoặc được miễn.", "All units have filed or are exempt.")}</p>`;
  }
  const some = unitsCounted(visit, inTime.next === undefined ? inTime.items.length : counted.open);
  const nearest = first.deadline;
  return html`<p>
    ${say(
      `Còn ${some} chưa gửi báo cáo; thời hạn gần nhất ${formatDeadline(visit, nearest)}: ${timeLeft(visit, nearest, receivedAt)}.`,
      `Still to file: ${some}; the nearest date is ${formatDeadline(visit, nearest)}: ${timeLeft(visit, nearest, receivedAt)}.`,
    )}
    <a href="${obligationPath(obligationRefOf(found))}/duties?sort=state">${say("Xem danh sách", "See the list")}</a>
  </p>`;
}

/** Who is not on the list since it was given a date of its own that has not come. */
function ownDates(
  visit: Visit,
  found: FoundObligation,
  { items: own, more }: Awaited<ReturnType<typeof readLists>>["own"],
): Html {
  const { say } = visit;
  if (own.length === 0) return nothing;
  const path = obligationPath(obligationRefOf(found));
  const items = own
    .toSorted((a, b) => byName(a.unitName, b.unitName))
    .map((duty) => {
      const due = formatDue(visit, duty.deadline);
      const date = duty.state === "returned" ? say(`bổ sung ${due}`, `to supplement ${due}`) : due;
      return html`<li><a href="${dutyPath({ ...obligationRefOf(found), unitId: duty.unitId })}">${vi(duty.unitName)}</a>: ${date}</li> `;
    });
  const rest = more
    ? html`<p><a href="${path}/duties?sort=-deadline">${say("Xem các đơn vị khác", "See the others")}</a></p>`
    : nothing;
  return card(
    say("Có thời hạn riêng, chưa quá hạn", "With a date of their own, not overdue"),
    html`<ul>${items}</ul>
      ${rest}`,
    { id: "own-dates" },
  );
}

/** Named beside the list; the others stand in the list of units. */
const MOST_NAMED = 40;
