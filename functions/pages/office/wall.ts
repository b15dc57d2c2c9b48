import { freedIn, summarize } from "../../domain/counts.ts";
import type { Summary } from "../../domain/counts.ts";
import { deadlineIn, dueAt, isPast, overdueDays } from "../../domain/deadline.ts";
import type { OpenDuty } from "../../domain/escalation.ts";
import { byName } from "../../domain/name-order.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { findObligation, obligationRefOf } from "../../use-cases/find-duty.ts";
import { formatDeadline, formatDue, formatMinute, formatNumber, timeLeft } from "../../wording/dates.ts";
import { attributes, nothing } from "../parts/attributes.ts";
import { page } from "../parts/frame.ts";
import { chip } from "../parts/state.ts";
import { tonePieces } from "../parts/tone-bar.ts";
import type { Tone } from "../../domain/tone.ts";
import { vi } from "../parts/vi.ts";
import { obligationPath } from "../paths.ts";
import type { PageHandler, Visit } from "../visit.ts";

const EVERY_SECONDS = 60;

/** As many names as a screen has room for, in letters that are read from three metres. */
const MOST_NAMED = 8;

/** Open duties are read so many, the nearest date first. */
const LOOKED_AT = 100;

/**
 * An obligation's state for a screen on the wall: it loads itself again, with no script, by the header `Refresh`. A browser that
 * shows it is in use, so the session lasts its twelve hours and not longer (D173); then the screen says so, and what it showed is gone.
 */
export const showWall: PageHandler = async (visit, effects) => {
  if (!visit.session) return signedOut(visit);
  const found = await findObligation(visit, effects);
  if (isRefusal(found)) return found;
  const ref = obligationRefOf(found);
  const where = { ...ref, place: found.place };
  const [counts, open] = await Promise.all([
    effects.register.counts.read(ref),
    effects.register.duties.openDuties(where, { limit: LOOKED_AT }),
  ]);
  const summary = summarize(counts, visit.receivedAt, found.place);
  const isStill = visit.query["still"] !== undefined;
  const deadline = deadlineIn(found.obligation);
  const { say, receivedAt, session } = visit;
  const main = html`
    <div class="heading">
      <h1>${vi(found.obligation.title)}</h1>
      <p>
        ${say("Thời hạn", "Due")} ${formatDeadline(visit, deadline)}${
          found.place.withdrawn
            ? html`: <b>${say("văn bản đã thu hồi", "withdrawn")}</b>`
            : html`: <b>${timeLeft(visit, deadline, receivedAt)}</b>`
        }
      </p>
    </div>
    ${figures(visit, summary)} ${urgent(visit, open.items, open.next !== undefined)}
    <p class="wall-foot">
      ${say("Cập nhật lúc", "As of")} <b>${formatMinute(visit, receivedAt)}</b>${
        isStill
          ? html` · ${say("đang dừng làm mới", "not refreshing")} · <a href="?">${say("Tự làm mới", "Refresh by itself")}</a>`
          : html` · ${say("tự làm mới mỗi phút", "refreshes every minute")} · <a href="?still=1">${say("Dừng", "Stop")}</a>`
      }
      · ${say("Phiên đăng nhập đến", "Signed in until")} ${formatMinute(visit, session.endsAt)} ·
      <a href="${obligationPath(ref)}">${say("Trang tổng quan", "Overview")}</a>
    </p>
  `;
  const headers = isStill ? {} : again;
  return page(visit, { title: say("Màn hình treo tường", "Screen for the wall"), main, headers, wall: true });
};

const again = { refresh: String(EVERY_SECONDS) };

/** Nothing of what the screen showed, in letters as large; it goes on by itself when somebody has signed in in this browser. */
function signedOut(visit: Visit): ReturnType<typeof page> {
  const { say } = visit;
  const title = say("Màn hình này đã đăng xuất", "This screen is signed out");
  const to = new URLSearchParams({ to: visit.path });
  const main = html`<div class="heading">
      <h1>${title}</h1>
      <p>${say("Số liệu không còn được hiển thị.", "Nothing is shown any more.")}</p>
    </div>
    <p class="wall-way"><a class="button main" href="/sign-in?${to.toString()}">${say("Đăng nhập lại", "Sign in again")}</a></p>`;
  return page(visit, { title, main, headers: again, wall: true });
}

function figures(visit: Visit, summary: Summary): Html {
  const { say } = visit;
  const number = (n: number) => formatNumber(visit, n);
  const owing = summary.units - freedIn(summary);
  const inTime = summary.open - summary.late;
  const shown: readonly { tone?: Tone; value: string; label: string }[] = [
    { value: `${number(summary.filed)}/${number(owing)}`, label: say("đơn vị đã gửi", "units have filed") },
    {
      ...(summary.late > 0 ? { tone: "red" as const } : {}),
      value: number(summary.late),
      label: say("quá hạn", "overdue"),
    },
    { value: number(inTime), label: say("còn thời hạn", "still in time") },
  ];
  const parts: { tone: Tone; count: number }[] = [
    { tone: "green", count: summary.filed },
    { tone: "grey", count: inTime },
    { tone: "red", count: summary.late },
  ];
  const words = shown.map(({ value, label }) => `${value} ${label}`).join("; ");
  return html`<dl class="numbers">
      ${shown.map(({ tone, value, label }) => html`<div${attributes({ class: tone })}><dt>${label}</dt><dd>${value}</dd></div>`)}
    </dl>
    <svg class="tone-bar" role="img" aria-label="${words}">${tonePieces(
      parts.filter(({ count }) => count > 0),
      {},
    )}</svg>`;
}

/** Whom to call first, by name and date alone: what else is known of a unit is not for a wall. */
function urgent(visit: Visit, open: readonly OpenDuty[], more: boolean): Html {
  const { say, receivedAt } = visit;
  if (open.length === 0)
    return html`<p class="wall-done">${chip("green", say("Không còn đơn vị nào phải gửi", "Nobody has still to file"))}</p>`;
  const first = open
    .toSorted((a, b) => dueAt(a.deadline) - dueAt(b.deadline) || byName(a.unitName, b.unitName))
    .slice(0, MOST_NAMED);
  const late = first.filter(({ deadline }) => isPast(deadline, receivedAt)).length;
  const title = late > 0 ? say("Quá hạn lâu nhất", "Longest overdue") : say("Sắp đến hạn nhất", "Due next");
  const items = first.map(({ unitName, deadline }) => html`<li>${vi(unitName)} ${whenDue(visit, deadline)}</li> `);
  return html`<h2>${title}</h2>
    <ol class="wall-names">${items}</ol>
    ${more || open.length > first.length ? html`<p>${say("và các đơn vị khác", "and others")}</p>` : nothing}`;
}

function whenDue(visit: Visit, deadline: OpenDuty["deadline"]): Html {
  const { say, receivedAt } = visit;
  if (!isPast(deadline, receivedAt)) return chip("grey", formatDue(visit, deadline));
  const days = overdueDays(deadline, receivedAt);
  const count = formatNumber(visit, days);
  return chip("red", days === 0 ? say("từ hôm nay", "since today") : say(`quá ${count} ngày`, `${count} days`));
}
