import type { DayOfFilings } from "../../domain/filing-series.ts";
import { addDays, daysBetween, instantOf, localDateOf } from "../../domain/instant.ts";
import type { EpochMs, LocalDate } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDay, formatDue, formatNumber } from "../../wording/dates.ts";
import { attributes, nothing } from "../parts/attributes.ts";
import type { Visit } from "../visit.ts";
import { dueAt } from "../../domain/deadline.ts";
import type { Deadline } from "../../domain/deadline.ts";
import { HALF_A_DAY, hundredths, percent, scaleOf, steps } from "./filings-steps.ts";
import type { Scale } from "./filings-steps.ts";

export type FilingsChart = {
  readonly series: readonly DayOfFilings[];
  /** How many owe the report: the height of the drawing. */
  readonly units: number;
  readonly issuedAt: EpochMs;
  readonly now: EpochMs;
  readonly target: LocalDate;
  readonly deadline: Deadline;
  /** Numbered as in the table beside the drawing. */
  readonly milestones: readonly { readonly number: number; readonly at: EpochMs; readonly past: boolean }[];
};

/** Pixels down; across all is in hundredths, so that the drawing fits any screen and its letters stay as they are. */
const ROW = 20;
const PLOT = 180;
/** Milestones closer than this, in hundredths of the width, are set below each other: they must not touch on a phone. */
const APART = 8;

/** First filings over time as steps, against the milestones, the last working day and the deadline. */
export function filingsChart(visit: Visit, chart: FilingsChart): Html {
  const scale = scaleOf(chart);
  const lines = markedLines(visit, chart, scale);
  const top = lines.length * ROW + 4;
  const bottom = top + PLOT;
  const marks = inRows(chart.milestones.map((milestone) => ({ ...milestone, x: scale.x(milestone.at) })));
  const rows = Math.max(0, ...marks.map(({ row }) => row + 1));
  const height = bottom + ROW + rows * ROW + 4;
  const y = (count: number) => Math.round(bottom - (count / Math.max(1, chart.units)) * PLOT);
  return html`<div class="chart">
    <svg width="100%" height="${height}" role="img" aria-labelledby="chart-title" aria-describedby="chart-desc">
      <title id="chart-title">${visit.say("Số đơn vị đã gửi lần đầu, theo thời gian", "First filings, over time")}</title>
      <desc id="chart-desc">${describe(visit, chart)}</desc>
      ${grid(visit, chart.units, y)} ${marks.map((mark) => milestoneMark(mark, { top, bottom }))}
      ${steps(chart, scale, y)} ${lines.map((line, row) => markedLine(line, { row, bottom }))}
      ${dayLabels(scale, bottom)}
    </svg>
  </div> `;
}

function grid(visit: Visit, units: number, y: (count: number) => number): Html {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => units / size <= 4) ?? Math.ceil(units / 4);
  const counts = Array.from({ length: Math.floor(units / step) + 1 }, (_, i) => i * step);
  // The line of all units is always drawn; one right below it would only crowd it.
  const shown = [...counts.filter((count) => units - count >= step / 2), units];
  const drawn = shown.map((count) => {
    const at = { x1: "0", x2: "100%", y1: y(count), y2: y(count) };
    return html`<line${attributes({ class: "grid", ...at })} />
      ${count === 0 ? nothing : html`<text${attributes({ class: "faint", x: "0", y: y(count) - 4 })}>${formatNumber(visit, count)}</text>`}`;
  });
  return html`${drawn}`;
}

type MarkedLine = { readonly kind: "mark" | "deadline" | "today"; readonly x: number; readonly text: string };

/** From right to left, each a row lower: so no line crosses the words of another. */
function markedLines(visit: Visit, { target, deadline, now }: FilingsChart, { x }: Scale): MarkedLine[] {
  const { say } = visit;
  const today = formatDay(localDateOf(now));
  const lines: MarkedLine[] = [
    {
      kind: "deadline",
      x: x(dueAt(deadline)),
      text: say(`Hết hạn: ${formatDue(visit, deadline)}`, `Deadline: ${formatDue(visit, deadline)}`),
    },
    {
      kind: "mark",
      x: x(instantOf(target) + HALF_A_DAY),
      text: say(`Ngày làm việc cuối: ${formatDay(target)}`, `Last working day: ${formatDay(target)}`),
    },
    { kind: "today", x: x(now), text: say(`Hôm nay: ${today}`, `Today: ${today}`) },
  ];
  return lines.filter((line) => line.x >= 0 && line.x <= 100).toSorted((a, b) => b.x - a.x);
}

function markedLine({ kind, x, text }: MarkedLine, { row, bottom }: { row: number; bottom: number }): Html {
  const top = row * ROW;
  const side = x > 42 ? { "text-anchor": "end", dx: -6 } : { dx: 6 };
  const line = { x1: percent(x), x2: percent(x), y1: top, y2: bottom };
  const look = kind === "today" ? { stroke: "currentColor", "stroke-width": 1.5 } : { class: kind };
  return html`<line${attributes({ ...look, ...line })} />
    <text${attributes({ x: percent(x), y: top + 14, ...side })}>${text}</text>`;
}

type Mark = FilingsChart["milestones"][number] & { readonly x: number; readonly row: number };

function inRows(marks: readonly Omit<Mark, "row">[]): Mark[] {
  const lastOfRow: number[] = [];
  return marks.map((mark) => {
    const free = lastOfRow.findIndex((last) => mark.x - last >= APART);
    const row = free < 0 ? lastOfRow.length : free;
    lastOfRow[row] = mark.x;
    return { ...mark, row };
  });
}

function milestoneMark({ number, x, row, past }: Mark, { top, bottom }: { top: number; bottom: number }): Html {
  const cy = bottom + ROW + row * ROW + ROW / 2;
  const line = { class: "grid", x1: percent(x), x2: percent(x), y1: top, y2: cy - 9 };
  const ring = past ? { "fill-opacity": 0.16 } : { "fill-opacity": 0, "stroke-dasharray": "2 2" };
  const circle = { cx: percent(x), cy, r: 9, fill: "currentColor", stroke: "currentColor", ...ring };
  return html`<line${attributes(line)} /><circle${attributes(circle)} />
    <text${attributes({ x: percent(x), y: cy + 4.5, "text-anchor": "middle" })}>${number}</text>`;
}

function dayLabels({ from, to }: Scale, bottom: number): Html {
  const days = daysBetween(from, to);
  const labels = [0, 1, 2, 3].map((third) => {
    const day = addDays(from, Math.round((third * days) / 3));
    const anchor = third === 0 ? "start" : third === 3 ? "end" : "middle";
    const x = percent(hundredths(daysBetween(from, day) / days));
    const place = { class: "faint", x, y: bottom + 15, "text-anchor": anchor };
    return html`<text${attributes(place)}>${formatDay(day).slice(0, -5)}</text>`;
  });
  return html`<line${attributes({ stroke: "currentColor", x1: 0, x2: "100%", y1: bottom, y2: bottom })} />${labels}`;
}

function describe(visit: Visit, { series, units, now, deadline, target }: FilingsChart): string {
  const filed = formatNumber(visit, series.at(-1)?.total ?? 0);
  const all = formatNumber(visit, units);
  const [today, last] = [localDateOf(now), target].map(formatDay);
  const due = formatDue(visit, deadline);
  return visit.say(
    `Đến ngày ${today} có ${filed} trên ${all} đơn vị đã gửi báo cáo lần đầu. Ngày làm việc cuối cùng ${last}; hết hạn ${due}. Các số liệu có trong bảng dưới hình.`,
    `Up to ${today}, ${filed} of ${all} units have filed a first time. Last working day ${last}; deadline ${due}. The numbers are in the table below the drawing.`,
  );
}
