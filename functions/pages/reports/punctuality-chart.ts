import { rateOf } from "../../domain/punctuality.ts";
import type { Punctuality } from "../../domain/punctuality.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { attributes } from "../parts/attributes.ts";
import { chip } from "../parts/state.ts";
import { tonePieces } from "../parts/tone-bar.ts";
import type { Tone } from "../../domain/tone.ts";
import type { Visit } from "../visit.ts";

/** One line of the drawing: as the table below names it. */
export type Bar = { readonly name: string; readonly punctuality: Punctuality; readonly isDue: boolean };

/** Pixels down for a line, and of it for its bar; across all is in hundredths, so that the drawing fits any screen. */
const [ROW, BAR] = [26, 16];
const [FROM, WIDE] = [12, 72];

/** How units kept dates: one bar a line, in order of the table below it, which has the same numbers. */
export function punctualityChart(visit: Visit, title: string, bars: readonly Bar[]): Html {
  const { say } = visit;
  const bottom = bars.length * ROW;
  const lines = bars.map((bar, at) => {
    const middle = at * ROW + ROW / 2;
    return html`<text${attributes({ x: 0, y: middle + 4.5 })}>${bar.name}</text>
      ${tonePieces(partsOf(bar), { from: FROM, wide: WIDE, y: middle - BAR / 2, height: BAR })}
      <text${attributes({ x: "100%", y: middle + 4.5, "text-anchor": "end" })}>${rateWords(visit, bar)}</text>`;
  });
  const grid = [0, 50, 100].map((share) => {
    const x = `${FROM + (share / 100) * WIDE}%`;
    return html`<line${attributes({ class: "grid", x1: x, x2: x, y1: 0, y2: bottom })} />
      <text${attributes({ class: "faint", x, y: bottom + 15, "text-anchor": "middle" })}>${share}%</text>`;
  });
  return html`<div class="chart">
      <svg width="100%" height="${bottom + 20}" role="img" aria-labelledby="rates-title" aria-describedby="rates-desc">
        <title id="rates-title">${title}</title>
        <desc id="rates-desc">${say(
          "Mỗi thanh cho một dòng của bảng dưới hình; bên phải là tỷ lệ đúng hạn. Các số liệu có trong bảng.",
          "One bar for each row of the table below; on the right the on-time rate. The table has the numbers.",
        )}</desc>
        ${grid} ${lines}
      </svg>
    </div>
    <ul class="legend">${LEGEND.map(([tone, ...words]) => html`<li>${chip(tone, say(...words))}</li>`)}</ul> `;
}

const LEGEND: readonly (readonly [Tone, vi: string, en: string])[] = [
  ["green", "Gửi đúng hạn", "Filed on time"],
  ["blue", "Gửi trong hạn gia hạn", "Filed within an extension"],
  ["orange", "Gửi muộn", "Filed late"],
  ["red", "Chưa gửi, yêu cầu đã đến hạn", "Never filed, and due"],
  ["grey", "Chưa gửi, chưa đến hạn", "Not filed, not due yet"],
];

function partsOf({ punctuality: { onTime, withinExtension, late, never }, isDue }: Bar) {
  const parts: { tone: Tone; count: number }[] = [
    { tone: "green", count: onTime },
    { tone: "blue", count: withinExtension },
    { tone: "orange", count: late },
    { tone: isDue ? "red" : "grey", count: never },
  ];
  return parts.filter(({ count }) => count > 0);
}

/** The rate in a hundred, never rounded up: all is only said where all were in time. A dash where there is nothing to say yet. */
export function rateWords(
  { say }: Pick<Visit, "say">,
  { punctuality, isDue }: Pick<Bar, "punctuality" | "isDue">,
): string {
  const rate = isDue ? rateOf(punctuality) : undefined;
  if (rate === undefined) return "–";
  // A thousandth of the rounding of floating point is no tenth of a hundredth.
  const tenths = Math.floor(rate * 1000 + 1e-9);
  const text = String(tenths / 10);
  return say(`${text.replace(".", ",")}%`, `${text}%`);
}
