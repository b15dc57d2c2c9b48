import { mayForward, readsLists } from "../../domain/access.ts";
import type { Obligation } from "../../domain/directive.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { notForwarded } from "../../domain/forwarding.ts";
import type { ObligationRef } from "../../domain/ids.ts";
import { freedIn, summarize } from "../../domain/counts.ts";
import type { Summary } from "../../domain/counts.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { formatDay, formatDeadline, formatNumber, timeLeft } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { empty } from "../parts/card.ts";
import { notice } from "../parts/notice.ts";
import { chip } from "../parts/state.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { obligationPath } from "../paths.ts";
import { deadlineIn, dueAt } from "../../domain/deadline.ts";

type Watched = { readonly record: DirectiveRecord; readonly obligation: Obligation; readonly ref: ObligationRef };

/** Of what the visitor reads, the latest are on the first page, with what has yet to be sent on; older ones stand with their directives. */
const MOST = 12;

/** The issued obligations whose lists the visitor may read, the latest first. */
export function watchedBy({ caller }: Visit, records: Iterable<DirectiveRecord>, homeUnit: string): Watched[] {
  return [...records]
    .filter(({ status }) => status === "issued")
    .flatMap((record) =>
      record.directive.obligations
        .filter((obligation) => readsLists(caller, obligation, homeUnit))
        .map((obligation) => ({
          record,
          obligation,
          ref: { directiveId: record.directive.id, obligationId: obligation.id },
        })),
    )
    .toSorted((a, b) => dueAt(deadlineIn(b.obligation)) - dueAt(deadlineIn(a.obligation)));
}

/** How many of how many, for each: from the counts, at the same price for any number of units. */
export async function watchedObligations(
  visit: Visit,
  watched: readonly Watched[],
  effects: WebEffects,
): Promise<Html> {
  const { say, receivedAt } = visit;
  if (watched.length === 0) {
    return empty(say("Chưa có yêu cầu báo cáo nào được giao.", "Nothing has been issued yet."));
  }
  // However old it is, what has to be sent on is asked for until it is.
  const missing = await notSentOn(visit, watched, effects);
  const read = watched.filter((one, at) => at < MOST || missing.has(one));
  const counts = await Promise.all(read.map(({ ref }) => effects.register.counts.read(ref)));
  const summaries = new Map(
    read.map((one, at) => [
      one,
      summarize(counts[at] ?? {}, receivedAt, { withdrawn: one.record.withdrawal !== undefined }),
    ]),
  );
  const asked = (one: Watched): readonly string[] =>
    (summaries.get(one)?.filed ?? 0) > 0 ? (missing.get(one) ?? []) : [];
  const shown = read.filter((one) => watched.indexOf(one) < MOST || asked(one).length > 0);
  const items = shown.map((one) => watchedOne(visit, one, summaries.get(one) ?? summarize({}, receivedAt), asked(one)));
  const older = html`<p><a href="/directives">${say("Xem các văn bản trước đây", "Earlier directives")}</a></p>`;
  return html`${items}${shown.length < watched.length ? older : nothing}`;
}

/** To whom the visitor has still to record that reports were sent on, once they are filed. One request for all. */
async function notSentOn(
  { caller }: Visit,
  watched: readonly Watched[],
  { register }: WebEffects,
): Promise<ReadonlyMap<Watched, readonly string[]>> {
  const goingOn = watched.filter(
    ({ record, obligation }) => !record.withdrawal && obligation.forwardTo?.length && mayForward(caller, obligation),
  );
  if (goingOn.length === 0) return new Map();
  const records = await register.forwardings.ofEach(goingOn.map(({ ref }) => ref));
  const missing = goingOn.map((one, at) => [one, notForwarded(one.obligation, records[at] ?? [])] as const);
  return new Map(missing.filter(([, to]) => to.length > 0));
}

function watchedOne(
  visit: Visit,
  { record, obligation, ref }: Watched,
  summary: Summary,
  missing: readonly string[],
): Html {
  const { say, receivedAt } = visit;
  const path = obligationPath(ref);
  const id = `watch-${ref.directiveId}-${ref.obligationId}`;
  const { number, issuedOn } = record.directive;
  const count = (n: number) => formatNumber(visit, n);
  const { filed, open } = summary;
  const owed = summary.units - freedIn(summary);
  const of = say(`${count(filed)}/${count(owed)} đơn vị đã gửi`, `${count(filed)} of ${count(owed)} units have filed`);
  const left = open === 0 ? nothing : html` · ${timeLeft(visit, deadlineIn(obligation), receivedAt)}`;
  return html`<article class="card" aria-labelledby="${id}">
    <div class="card-head">
      <h3 id="${id}"><a href="${path}">${vi(obligation.title)}</a></h3>
      ${record.withdrawal ? chip("grey", say("Văn bản đã thu hồi", "Withdrawn"), "dash") : progressChip(visit, { ...summary, owed })}
    </div>
    <p class="quiet">${say("Văn bản số", "Directive")} ${vi(number)}, ${formatDay(issuedOn)} · ${formatDeadline(visit, deadlineIn(obligation))}${left}</p>
    <p><b>${of}</b>${freedWords(visit, summary)}</p>
    ${
      missing.length === 0
        ? nothing
        : notice(
            "warning",
            html`${say("Báo cáo đã được gửi, chưa báo cáo tiếp:", "Filed, and still to be sent on to:")} ${vi(missing.join("; "))}.
              <a href="${path}/forwarding">${say("Ghi nhận báo cáo tiếp", "Record that it was sent on")}</a>`,
          )
    }
    <p><progress value="${filed}" max="${Math.max(owed, 1)}" aria-label="${of}"></progress></p>
    <p class="tools">
      <a href="${path}">${say("Tổng quan", "Overview")}<span class="unseen">: ${vi(obligation.title)}</span></a>
      <a href="${path}/duties">${say("Danh sách đơn vị", "The units")}<span class="unseen">: ${vi(obligation.title)}</span></a>
      <a href="${path}/escalations">${say("Danh sách chậm báo cáo", "Who is late")}<span class="unseen">: ${vi(obligation.title)}</span></a>
    </p>
  </article> `;
}

/** Who is counted with nobody: exempt, or withdrawn with the directive. */
function freedWords(visit: Visit, { states }: Summary): Html[] {
  const { say } = visit;
  const [exempt = 0, withdrawn = 0] = [states["exempt"], states["withdrawn"]];
  const count = (n: number) => formatNumber(visit, n);
  return [
    ...(exempt === 0 ? [] : [html`; ${say(`${count(exempt)} đơn vị được miễn`, `${count(exempt)} exempt`)}`]),
    ...(withdrawn === 0
      ? []
      : [html`; ${say(`${count(withdrawn)} đơn vị không còn phải gửi`, `${count(withdrawn)} withdrawn`)}`]),
  ];
}

/** How it stands in a word: nobody is counted yet while the duties are laid out. */
function progressChip(visit: Visit, { units, owed, open, late }: Summary & { readonly owed: number }): Html {
  const { say } = visit;
  const count = (n: number) => formatNumber(visit, n);
  if (late > 0) return chip("red", say(`${count(late)} đơn vị quá hạn`, `${count(late)} overdue`));
  if (open > 0) return chip("blue", say(`${count(open)} đơn vị chưa gửi`, `${count(open)} still to file`));
  if (units === 0) return chip("blue", say("Đang giao nhiệm vụ", "Being laid out"));
  if (owed === 0) return chip("grey", say("Không còn đơn vị phải báo cáo", "Nobody owes it"), "dash");
  return chip("green", say("Đã gửi đủ", "All have filed"));
}
