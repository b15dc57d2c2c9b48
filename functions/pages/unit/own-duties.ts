import { isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import { obligationOf } from "../../domain/directive.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { legalBasisOf, destinationOf } from "../../wording/sentences.ts";
import { formatDeadline, formatDueShort, timeLeft } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { empty } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { stateChip } from "../parts/state.ts";
import { pagination } from "../parts/pagination.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { countsName } from "../../store/counts.ts";
import type { Settled } from "../../store/settled.ts";
import type { DutyAt } from "../../store/unit-duties.ts";
import type { Visit } from "../visit.ts";
import { nextStep } from "./duty-actions.ts";
import { dutyPath } from "../paths.ts";
import { deadlineIn, dueAt, isDueSoon, isPast } from "../../domain/deadline.ts";

/** Where a duty comes from: what an issued directive says of it, and the receiver's name. */
export type Sources = {
  readonly directives: ReadonlyMap<string, DirectiveRecord>;
  readonly names: ReadonlyMap<string, string>;
};

/** So many are shown whole, with all that a unit has to know of them; the others have a line each. */
const WHOLE = 3;

/** Of what is done, so many are listed on the first page, and so many when all of it is asked for. */
const FEW = 5;
const MANY = 50;

/** Which of a unit's duties a page reads, and how many others there are, all of them done. */
export type ToRead = { readonly read: readonly DutyAt[]; readonly besides: number };

/**
 * What may be open is always read; of obligations of which by their counts nothing is to be done, as many as the page lists,
 * the latest first. So it costs the same after ten years.
 */
export function dutiesToRead(
  { query }: Pick<Visit, "query">,
  places: readonly DutyAt[],
  { directives, settled }: Pick<Sources, "directives"> & { readonly settled: Settled },
): ToRead {
  const dated = places.map((place) => {
    const record = directives.get(place.directiveId);
    const obligation = record && obligationOf(record.directive, place.obligationId);
    return { place, due: obligation && settled.has(countsName(place)) ? dueAt(deadlineIn(obligation)) : undefined };
  });
  const open = dated.filter(({ due }) => due === undefined);
  const done = dated.filter(({ due }) => due !== undefined).toSorted((a, b) => (b.due ?? 0) - (a.due ?? 0));
  const asked = pageOfDone(query);
  const shown = done.slice(0, asked === 0 ? FEW : Math.min(asked, Math.ceil(places.length / MANY)) * MANY);
  return { read: [...open, ...shown].map(({ place }) => place), besides: done.length - shown.length };
}

/** A unit's duties: what is open first, the most urgent before the others, each with its next step; then what is done. */
export function ownDuties(
  visit: Visit,
  { duties, besides }: { readonly duties: readonly Duty[]; readonly besides: number },
  sources: Sources,
): Html {
  const { say } = visit;
  const open = duties.filter(isOpen).toSorted(byUrgency(visit));
  const done = duties.filter((duty) => !isOpen(duty)).toSorted((a, b) => dueAt(b.deadline) - dueAt(a.deadline));
  if (duties.length === 0) {
    return empty(
      say(
        "Đơn vị chưa được giao nhiệm vụ báo cáo nào. Khi có văn bản chỉ đạo mới, thư giao nhiệm vụ được gửi tới hộp thư của đơn vị.",
        "The unit has no report to file. When a new directive is issued, a letter comes to its mailbox.",
      ),
    );
  }
  const whole = open.length > WHOLE + 1 ? WHOLE : open.length;
  return html`${
    open.length === 0
      ? empty(say("Không còn báo cáo nào phải gửi.", "Nothing is owed."))
      : open.slice(0, whole).map((duty) => openDuty(visit, duty, sources))
  }
  ${whole === open.length ? nothing : furtherDuties(visit, open.slice(whole), sources)}
  ${done.length === 0 ? nothing : doneDuties(visit, { done, besides }, sources)}`;
}

/** Overdue, returned, due soon, begun, then the others; in each the nearest date first. */
function byUrgency({ receivedAt, calendar }: Visit): (a: Duty, b: Duty) => number {
  const urgency = ({ state, deadline }: Duty): number =>
    [
      isPast(deadline, receivedAt),
      state === "returned",
      isDueSoon(calendar, deadline, receivedAt),
      state === "draft",
      true,
    ].indexOf(true);
  return (a, b) => urgency(a) - urgency(b) || dueAt(a.deadline) - dueAt(b.deadline);
}

function openDuty(visit: Visit, duty: Duty, { directives, names }: Sources): Html {
  const { say, receivedAt } = visit;
  const record = directives.get(duty.directiveId);
  const obligation = record && obligationOf(record.directive, duty.obligationId);
  if (!record || !obligation) return nothing;
  const id = `${duty.directiveId}-${duty.obligationId}-${duty.unitId}`;
  const { href, label } = nextStep(visit, duty);
  const due = duty.state === "returned" ? say("Thời hạn bổ sung", "Supplement due") : say("Thời hạn", "Due");
  return html`<article class="card" aria-labelledby="${id}">
    <div class="card-head">
      <h3 id="${id}"><a href="${dutyPath(duty)}">${vi(obligation.title)}</a></h3>
      ${stateChip(visit, duty, receivedAt)}
    </div>
    ${facts([
      [due, html`${formatDeadline(visit, duty.deadline)}<br /><b>${timeLeft(visit, duty.deadline, receivedAt)}</b>`],
      [say("Căn cứ", "Asked for by"), vi(legalBasisOf(record.directive, obligation))],
      [
        say("Nơi nhận", "Goes to"),
        vi(destinationOf(obligation, names.get(obligation.receiver) ?? obligation.receiver)),
      ],
      ...(duty.state === "returned" && duty.supplement
        ? [
            [
              say("Nội dung cần bổ sung", "Asked for"),
              html`<blockquote>${vi(duty.supplement.reason)}</blockquote>`,
            ] as const,
          ]
        : []),
    ])}
    <div class="buttons">
      <a class="button main" href="${href}">${label}<span class="unseen">: ${vi(obligation.title)}</span></a>
      <a class="away" href="${dutyPath(duty)}">${say("Xem chi tiết", "Details")}<span class="unseen">: ${vi(obligation.title)}</span></a>
    </div>
  </article> `;
}

/** What can wait: a line each, with its next step. */
function furtherDuties(visit: Visit, duties: readonly Duty[], { directives }: Sources): Html {
  const { say, receivedAt } = visit;
  return table({
    caption: say("Các báo cáo khác phải gửi", "Other reports that are owed"),
    columns: [
      { label: say("Báo cáo", "Report") },
      { label: say("Thời hạn", "Due"), kind: "date" },
      { label: say("Trạng thái", "State") },
      { label: say("Việc tiếp theo", "Next step") },
    ],
    rows: duties.map((duty) => {
      const directive = directives.get(duty.directiveId)?.directive;
      const title = (directive && obligationOf(directive, duty.obligationId)?.title) ?? duty.obligationId;
      const { href, label } = nextStep(visit, duty);
      return [
        html`<a href="${dutyPath(duty)}">${vi(title)}</a><p class="quiet">${vi(directive?.number ?? duty.directiveId)}</p>`,
        html`${formatDueShort(duty.deadline)}<p class="quiet">${timeLeft(visit, duty.deadline, receivedAt)}</p>`,
        stateChip(visit, duty, receivedAt),
        html`<a href="${href}">${label}<span class="unseen">: ${vi(title)}</span></a>`,
      ];
    }),
    empty: "",
  });
}

/** The page of all that is done; 0 when the address asks for none. */
const pageOfDone = (query: Visit["query"]): number =>
  query["all"] === undefined ? 0 : Math.max(1, Math.trunc(Number(query["all"])) || 1);

/** What is done: the latest few, or a page of all that the address asks for. */
function doneDuties(
  visit: Visit,
  { done, besides }: { readonly done: readonly Duty[]; readonly besides: number },
  { directives }: Sources,
): Html {
  const { say, query, receivedAt } = visit;
  const total = done.length + besides;
  const pages = Math.ceil(total / MANY);
  const at = Math.min(pageOfDone(query), pages);
  const shown = at === 0 ? done.slice(0, FEW) : done.slice((at - 1) * MANY, at * MANY);
  const allOfThem = html`<p><a href="/?all=1">${say(`Xem tất cả ${total} báo cáo đã xong`, `See all ${total} that are done`)}</a></p>`;
  return html`${table({
    caption: say("Đã gửi, được miễn hoặc đã thu hồi", "Filed, exempt or withdrawn"),
    columns: [
      { label: say("Báo cáo", "Report") },
      { label: say("Văn bản", "Directive") },
      { label: say("Trước ngày", "Before"), kind: "date" },
      { label: say("Trạng thái", "State") },
    ],
    rows: shown.map((duty) => {
      const directive = directives.get(duty.directiveId)?.directive;
      const title = directive && obligationOf(directive, duty.obligationId)?.title;
      return [
        html`<a href="${dutyPath(duty)}">${vi(title ?? duty.obligationId)}</a>`,
        vi(directive?.number ?? duty.directiveId),
        formatDueShort(duty.deadline),
        stateChip(visit, duty, receivedAt),
      ];
    }),
    empty: "",
  })}
  ${at === 0 && shown.length < total ? allOfThem : nothing}
  ${
    at === 0
      ? nothing
      : pagination(visit, {
          first: at > 1 ? "/?all=1" : undefined,
          next: at < pages ? `/?all=${at + 1}` : undefined,
          shown: say(`Trang ${at} trên ${pages}`, `Page ${at} of ${pages}`),
        })
  }`;
}
