import { supervises } from "../../domain/access.ts";
import { freedIn } from "../../domain/counts.ts";
import { deadlineIn, dueAt } from "../../domain/deadline.ts";
import type { Deadline } from "../../domain/deadline.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDay, formatDueShort, formatNumber, timeLeft } from "../../wording/dates.ts";
import { unitsCounted } from "../../wording/milestones.ts";
import { attributes, nothing } from "../parts/attributes.ts";
import { chip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import { toneBar } from "../parts/tone-bar.ts";
import { vi } from "../parts/vi.ts";
import { addressOf, obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";
import { dateOf } from "./watched.ts";
import type { Watched } from "./watched.ts";

type Shown = {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly watched: readonly Watched[];
  /** The names of the receivers, where they are to be shown. */
  readonly receivers?: ReadonlyMap<string, string> | undefined;
  readonly empty: string;
};

/** Obligations, one line each: its drawn state, its date, and what of it needs somebody, each number the way to those units. */
export function obligationTable(visit: Visit, { watched, receivers, ...shown }: Shown): Html {
  const { say } = visit;
  return table({
    ...shown,
    columns: [
      { label: say("Yêu cầu báo cáo", "Report asked for") },
      { label: say("Tiến độ", "Progress") },
      { label: say("Thời hạn", "Due"), kind: "date" },
      { label: say("Cần xử lý", "To be seen to") },
    ],
    rows: watched.map((one) => [
      html`<a href="${obligationPath(one.ref)}">${vi(one.obligation.title)}</a>${about(visit, one, receivers)}`,
      progress(visit, one),
      due(visit, one),
      toDo(visit, one),
    ]),
  });
}

function about(
  { say }: Visit,
  { record, obligation }: Watched,
  receivers: ReadonlyMap<string, string> | undefined,
): Html {
  const { number, issuedOn } = record.directive;
  const to = receivers
    ? html` · ${say("gửi", "to")} ${vi(receivers.get(obligation.receiver) ?? obligation.receiver)}`
    : nothing;
  return html`<p class="quiet">${say("Văn bản số", "Directive")} ${vi(number)}, ${formatDay(issuedOn)}${to}</p>`;
}

function progress(visit: Visit, { record, ref, summary, tones }: Watched): Html {
  const { say } = visit;
  const owed = summary.units - freedIn(summary);
  if (record.withdrawal) return chip("grey", say("Văn bản đã thu hồi", "Withdrawn"), "dash");
  if (summary.units === 0) return chip("blue", say("Đang giao nhiệm vụ", "Being laid out"));
  if (owed === 0) return chip("grey", say("Không còn đơn vị phải báo cáo", "Nobody owes it"), "dash");
  const count = (n: number) => formatNumber(visit, n);
  const { filed, states } = summary;
  const of = say(`${count(filed)}/${count(owed)} đơn vị đã gửi`, `${count(filed)} of ${count(owed)} units have filed`);
  const exempt = states["exempt"] ?? 0;
  const list = `${obligationPath(ref)}/duties`;
  return html`${toneBar(visit, tones)}<a href="${list}">${of}</a>${
    exempt === 0
      ? nothing
      : html`; <a href="${addressOf(list, { state: "exempt" })}">${say(`${count(exempt)} đơn vị được miễn`, `${count(exempt)} exempt`)}</a>`
  }`;
}

/** Its own date; and what is left until the date that counts now, where somebody owes it still. */
function due(visit: Visit, one: Watched): Html {
  const { receivedAt } = visit;
  const own = deadlineIn(one.obligation);
  const { date, needs } = one.standing;
  const other =
    date === undefined || date === own ? nothing : html` (${kindOfDate(visit, one, date)}: ${formatDueShort(date)})`;
  const left = date === undefined ? nothing : timeLeft(visit, dateOf(one), receivedAt);
  const pressing = needs.has("overdue") || needs.has("due-soon");
  return html`${formatDueShort(own)}${other}<p${attributes({ class: pressing ? "pressing" : "quiet" })}>${left}</p>`;
}

/** What a date is that is not the obligation's, as far as the counts tell: only a supplement may be due sooner. */
function kindOfDate({ say }: Visit, { obligation, summary }: Watched, date: Deadline): string {
  const supplement = summary.states["returned"] === summary.open || dueAt(date) < dueAt(deadlineIn(obligation));
  return supplement ? say("bổ sung", "supplement") : say("thời hạn riêng", "a date of its own");
}

function toDo(visit: Visit, one: Watched): Html | string {
  const lines = tasks(visit, one);
  if (lines.length === 0) return "";
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** What is to be seen to, each the way to exactly those units. */
function tasks(visit: Visit, { ref, obligation, summary, standing, toSendOn, record }: Watched): Html[] {
  if (record.withdrawal) return [];
  const { say } = visit;
  const path = obligationPath(ref);
  const list = (query: Record<string, string>) => addressOf(`${path}/duties`, query);
  const units = (n: number) => unitsCounted(visit, n);
  const { inTime, toReview, unreachable, unanswered, reasons, justFiled, filedSince } = standing;
  const way = (count: number, href: string, words: Html | string) =>
    count === 0 ? [] : [html`<a href="${href}">${words}</a>`];
  return [
    ...way(
      summary.late,
      `${path}/escalations`,
      chip("red", say(`${units(summary.late)} quá hạn`, `${units(summary.late)} overdue`)),
    ),
    ...way(
      inTime,
      list({ state: "open" }),
      standing.needs.has("due-soon")
        ? chip("orange", say(`${units(inTime)} sắp đến hạn`, `${units(inTime)} due soon`))
        : say(`${units(inTime)} chưa gửi`, `${units(inTime)} still to file`),
    ),
    ...way(
      toReview,
      supervises(visit.caller, obligation) ? `${path}/review` : list({ state: "submitted" }),
      chip(
        "blue",
        say(`${formatNumber(visit, toReview)} báo cáo chờ xem xét`, `${formatNumber(visit, toReview)} to review`),
      ),
    ),
    ...(toSendOn.length === 0
      ? []
      : [
          html`${chip("orange", say("chưa báo cáo tiếp", "not sent on"))}: ${vi(toSendOn.join("; "))}.
            <a href="${path}/forwarding">${say("Ghi nhận báo cáo tiếp", "Record that it was sent on")}</a>`,
        ]),
    ...way(
      unreachable,
      list({ state: "open", unreachable: "1" }),
      chip("red", say(`${units(unreachable)} không nhận được thư`, `${units(unreachable)} not reached by mail`)),
    ),
    ...way(
      unanswered,
      list({ unanswered: "1" }),
      say(`${units(unanswered)} chưa xác nhận`, `${units(unanswered)} not known to have received it`),
    ),
    ...way(
      reasons,
      list({ state: "open", reason: "1" }),
      say(`${units(reasons)} đã nêu lý do chậm`, `${units(reasons)} said why it will be late`),
    ),
    ...way(
      justFiled,
      list({ filed: filedSince }),
      say(
        `${units(justFiled)} mới gửi từ ${formatDay(filedSince)}`,
        `${units(justFiled)} filed since ${formatDay(filedSince)}`,
      ),
    ),
  ];
}
