import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { freedIn } from "../../domain/counts.ts";
import { formatNumber } from "../../wording/dates.ts";
import { attributes } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { chip, toneWords } from "../parts/state.ts";
import { toneBar } from "../parts/tone-bar.ts";
import type { ToneCounts } from "../parts/tone-bar.ts";
import type { Tone } from "../../domain/tone.ts";
import type { Visit } from "../visit.ts";
import { obligationPath } from "../paths.ts";
import type { Dashboard } from "./read-dashboard.ts";

/** How many of how many, in one figure and one bar. */
export function progressCard(visit: Visit, found: FoundObligation, { progress: known, summary }: Dashboard): Html {
  const { say } = visit;
  const list = `${obligationPath(obligationRefOf(found))}/duties`;
  const number = (n: number) => formatNumber(visit, n);
  const exempt = summary.states["exempt"] ?? 0;
  const progress = known?.overall;
  const withdrawn = summary.states["withdrawn"] ?? 0;
  const owing = progress?.owing ?? summary.units - freedIn(summary);
  const filed = progress?.filed ?? summary.filed;
  const figures = [
    { value: `${number(filed)} / ${number(owing)}`, label: say("đơn vị đã gửi", "units have filed") },
    {
      value: number(summary.late),
      label: say("đơn vị quá hạn", "units overdue"),
      tone: summary.late > 0 ? "red" : undefined,
    },
    ...(exempt > 0
      ? [{ value: number(exempt), label: say("đơn vị được miễn, không tính", "exempt, not counted") }]
      : []),
    ...(withdrawn > 0
      ? [{ value: number(withdrawn), label: say("đơn vị được thu hồi yêu cầu, không tính", "withdrawn, not counted") }]
      : []),
  ];
  const beingCounted = html`<p class="quiet">
    ${say(
      "Màu của các đơn vị đang được đếm lại; đề nghị tải lại trang sau ít phút.",
      "The units' colours are being counted afresh; load this page again in some minutes.",
    )}
  </p>`;
  return card(
    say("Tiến độ chung", "Progress"),
    html`<dl class="numbers">
        ${figures.map(
          ({ value, label, tone }) => html`<div${attributes({ class: tone })}><dt>${label}</dt><dd>${value}</dd></div>`,
        )}
      </dl>
      ${progress ? html`${toneBar(visit, progress.tones)} ${linkedLegend(visit, progress.tones, list)}` : beingCounted}`,
    { id: "progress", tools: html`<a href="${list}">${say("Danh sách các đơn vị", "List of units")}</a>` },
  );
}

/** The colours with their counts, each the way to the units it counts. */
function linkedLegend(visit: Visit, counts: ToneCounts, list: string): Html {
  const items = LEGEND.map((tone) => {
    const count = counts[tone] ?? 0;
    const shown = chip(tone, `${toneWords(visit, tone)}: ${formatNumber(visit, count)}`);
    return html`<li>${count === 0 ? shown : html`<a href="${list}?state=${tone}">${shown}</a>`}</li>`;
  });
  return html`<ul class="legend">${items}</ul> `;
}

/** In the order of the bar. */
const LEGEND: readonly Tone[] = ["green", "orange", "blue", "grey", "red"];
