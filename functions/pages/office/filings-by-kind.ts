import { dueAt } from "../../domain/deadline.ts";
import { isFreed } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import { filingSeries } from "../../domain/filing-series.ts";
import type { DayOfFilings } from "../../domain/filing-series.ts";
import { localDateOf } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber, formatWeekday } from "../../wording/dates.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import { attributes, nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { table } from "../parts/table.ts";
import type { Visit } from "../visit.ts";
import type { FilingsChart } from "./filings-chart.ts";
import { percent, scaleOf, steps } from "./filings-steps.ts";

/** First filings of one kind of unit, day by day, and of how many. */
export type KindsFilings = { readonly kind: string; readonly units: number; readonly series: readonly DayOfFilings[] };

/** Of the duties themselves. */
export function filingsByKind(duties: readonly Duty[]): KindsFilings[] {
  const byKind = Map.groupBy(duties, ({ kind }) => kind);
  return inOrderOfKind(byKind.keys()).map((kind) => {
    const some = byKind.get(kind) ?? [];
    const days: Record<string, number> = {};
    for (const { submittedAt } of some) {
      if (submittedAt === undefined) continue;
      const day = localDateOf(submittedAt);
      days[day] = (days[day] ?? 0) + 1;
    }
    // As in the drawing of all: who filed and was freed afterwards did file.
    const units = some.filter((duty) => !isFreed(duty) || duty.submittedAt !== undefined).length;
    return { kind, units, series: filingSeries(days) };
  });
}

/** Pixels down: the words of a kind, and its drawing. */
const [WORDS, PLOT, GAP] = [20, 44, 12];

/** The same time for each kind of unit, one drawing below the other, each as high as all of its units. */
export function filingsByKindCard(visit: Visit, chart: FilingsChart, kinds: readonly KindsFilings[]): Html {
  if (kinds.length < 2) return nothing;
  const { say } = visit;
  const scale = scaleOf(chart);
  const rows = kinds.map(({ kind, units, series }, at) => {
    const top = at * (WORDS + PLOT + GAP);
    const [high, low] = [top + WORDS, top + WORDS + PLOT];
    const y = (count: number) => Math.round(low - (count / Math.max(1, units)) * PLOT);
    const filed = formatNumber(visit, series.at(-1)?.total ?? 0);
    const due = percent(scale.x(dueAt(chart.deadline)));
    return html`<text${attributes({ x: 0, y: top + 14 })}>${kindWords(visit, kind)}: ${filed}/${formatNumber(visit, units)}</text>
      <line${attributes({ class: "grid", x1: 0, x2: "100%", y1: high, y2: high })} />
      ${steps({ series, now: chart.now }, scale, y)}
      <line${attributes({ stroke: "currentColor", x1: 0, x2: "100%", y1: low, y2: low })} />
      <line${attributes({ class: "deadline", x1: due, x2: due, y1: high, y2: low })} />`;
  });
  return card(
    say("Báo cáo đã gửi theo thời gian, từng loại đơn vị", "Filings over time, by kind of unit"),
    html`<div class="chart">
        <svg${attributes({ width: "100%", height: kinds.length * (WORDS + PLOT + GAP), role: "img" })} aria-labelledby="kinds-chart-title" aria-describedby="kinds-chart-desc">
          <title id="kinds-chart-title">${say("Số đơn vị đã gửi lần đầu theo loại đơn vị, theo thời gian", "First filings by kind of unit, over time")}</title>
          <desc id="kinds-chart-desc">${say(
            "Mỗi loại đơn vị một hình, cùng trục thời gian; đường đứng là thời hạn. Các số liệu có trong bảng dưới hình.",
            "One drawing for each kind of unit, on the same days; the upright line is the deadline. The numbers are in the table below.",
          )}</desc>
          ${rows}
        </svg>
      </div>
      <details>
        <summary>${say("Xem số liệu từng loại đơn vị dạng bảng", "The numbers of each kind as a table")}</summary>
        ${kindsTable(visit, kinds)}
      </details>`,
    { id: "filings-by-kind" },
  );
}

function kindsTable(visit: Visit, kinds: readonly KindsFilings[]): Html {
  const { say } = visit;
  const days = [...new Set(kinds.flatMap(({ series }) => series.map(({ day }) => day)))].toSorted();
  return table({
    caption: say("Báo cáo gửi lần đầu theo ngày và loại đơn vị", "First filings by day and kind of unit"),
    columns: [
      { label: say("Ngày", "Day") },
      ...kinds.map(({ kind }) => ({ label: kindWords(visit, kind), kind: "number" as const })),
    ],
    rows: days.map((day) => [
      formatWeekday(visit, day),
      ...kinds.map(({ series }) => formatNumber(visit, series.find((one) => one.day === day)?.filed ?? 0)),
    ]),
    empty: say("Chưa có số liệu.", "There are no numbers yet."),
  });
}
