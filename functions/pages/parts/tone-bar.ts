import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber } from "../../wording/dates.ts";
import type { Visit } from "../visit.ts";
import { attributes } from "./attributes.ts";
import { toneFill } from "./icon.ts";
import { chip, toneWords } from "./state.ts";
import type { Tone } from "../../domain/tone.ts";

export type ToneCounts = Readonly<Partial<Record<Tone, number>>>;

/** How many of how many, drawn as one bar. The counts are told in words to those who cannot see it. */
export function toneBar(visit: Visit, counts: ToneCounts): Html {
  const parts = BAR.map((tone) => ({ tone, count: counts[tone] ?? 0 })).filter(({ count }) => count > 0);
  const words = parts.map(({ tone, count }) => `${toneWords(visit, tone)}: ${formatNumber(visit, count)}`).join("; ");
  return html`<svg class="tone-bar" role="img" aria-label="${words}">${tonePieces(parts, {})}</svg>`;
}

/** Counts beside each other, as wide as they are many: along the whole width, or from here so far, in hundredths of it. */
export function tonePieces(
  parts: readonly { readonly tone: Tone; readonly count: number }[],
  { from = 0, wide = 100, ...row }: { from?: number; wide?: number; y?: number; height?: number },
): Html {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  const pieces = parts.map(({ tone, count }) => {
    const [x, width] = [from + (before / total) * wide, (count / total) * wide].map(
      (hundredths) => `${Math.round(hundredths * 100) / 100}%`,
    );
    before += count;
    return html`<rect${attributes({ x, width, height: "100%", ...row, fill: toneFill(tone) })} />`;
  });
  return html`${pieces}`;
}

/** What the colours of a drawing mean, with their counts if there are any. */
export function legend(visit: Visit, counts?: ToneCounts): Html {
  const items = BAR.map((tone) => {
    const count = counts?.[tone];
    const words = toneWords(visit, tone);
    return html`<li>${chip(tone, count === undefined ? words : `${words}: ${formatNumber(visit, count)}`)}</li>`;
  });
  return html`<ul class="legend">${items}</ul> `;
}

/** What is done stands first, what is most wanting last. */
const BAR: readonly Tone[] = ["green", "orange", "blue", "grey", "red"];
