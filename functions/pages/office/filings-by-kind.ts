import type { Summary, filedByKind } from "../../domain/counts.ts";
import { dueAt } from "../../domain/deadline.ts";
import { filingSeries } from "../../domain/filing-series.ts";
import type { DayOfFilings } from "../../domain/filing-series.ts";
import { addDays, weekdayOf } from "../../domain/instant.ts";
import type { LocalDate } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDay, formatNumber, formatWeekday } from "../../wording/dates.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import { attributes, nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { table } from "../parts/table.ts";
import type { Visit } from "../visit.ts";
import type { FilingsChart } from "./filings-chart.ts";
import { percent, scaleOf, steps } from "./filings-steps.ts";

/** First filings of one kind of unit, day by day, and of how many. */
export type KindsFilings = { readonly kind: string; readonly units: number; readonly series: readonly DayOfFilings[] };

/** As they are counted. */
export function filingsByKind({ byKind }: Pick<Summary, "byKind">, filed: FiledByKind): KindsFilings[] {
  return inOrderOfKind(Object.keys(byKind)).map((kind) => {
    const { filed: has, open } = byKind[kind] ?? { filed: 0, open: 0 };
    const series = filingSeries(filed[kind] ?? {});
    // As in the drawing of all: who filed and was freed afterwards did file.
    return { kind, units: Math.max(has + open, series.at(-1)?.total ?? 0), series };
  });
}

type FiledByKind = NonNullable<ReturnType<typeof filedByKind>>;

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

/** Of more days than these the table goes by weeks: a cell for each kind and day would be half of the page. */
const MOST_DAYS = 14;

function kindsTable(visit: Visit, kinds: readonly KindsFilings[]): Html {
  const { say } = visit;
  const days = [...new Set(kinds.flatMap(({ series }) => series.map(({ day }) => day)))].toSorted();
  const byWeek = days.length > MOST_DAYS;
  const rows = byWeek ? [...new Set(days.map(mondayOf))] : days;
  const isIn = (row: LocalDate, day: LocalDate): boolean => (byWeek ? mondayOf(day) : day) === row;
  const filedIn = (row: LocalDate, { series }: KindsFilings): number =>
    series.reduce((sum, { day, filed }) => (isIn(row, day) ? sum + filed : sum), 0);
  return table({
    caption: byWeek
      ? say("Báo cáo gửi lần đầu theo tuần và loại đơn vị", "First filings by week and kind of unit")
      : say("Báo cáo gửi lần đầu theo ngày và loại đơn vị", "First filings by day and kind of unit"),
    columns: [
      { label: byWeek ? say("Tuần từ ngày", "Week from") : say("Ngày", "Day") },
      ...kinds.map(({ kind }) => ({ label: kindWords(visit, kind), kind: "number" as const })),
    ],
    rows: rows.map((row) => [
      byWeek ? formatDay(row) : formatWeekday(visit, row),
      ...kinds.map((kind) => formatNumber(visit, filedIn(row, kind))),
    ]),
    empty: say("Chưa có số liệu.", "There are no numbers yet."),
  });
}

const mondayOf = (day: LocalDate): LocalDate => addDays(day, -((weekdayOf(day) + 6) % 7));
