import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Tone } from "../../domain/tone.ts";

export type Icon = "ring" | "half" | "done" | "clock" | "alert" | "info" | "dash";

/** A sign beside a word, never instead of it. It is drawn once, by the sheet of icons that every page carries. */
export function icon(name: Icon): Html {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-${name}" /></svg>`;
}

/** What fills a shape of a drawing in one of the five tones: its colour with a pattern of its own. For the attribute `fill`. */
export const toneFill = (tone: Tone): string => `url(#t-${tone})`;

/**
 * The shapes that `icon` uses. Shapes differ as well as colours: a ring not begun, half a disc under way, a tick
 * in time, a clock late, an exclamation mark overdue. The patterns of `toneFill` stand here too.
 */
export const iconSheet = html`<svg class="icon-sheet" aria-hidden="true" focusable="false" width="0" height="0">
  <symbol id="i-ring" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="2" /></symbol>
  <symbol id="i-half" viewBox="0 0 16 16"><path fill="currentColor" fill-rule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2v10A5 5 0 0 0 8 3Z" /></symbol>
  <symbol id="i-done" viewBox="0 0 16 16"><path fill="currentColor" fill-rule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm3.3 3.9L7 9.4 4.7 7.2 3.4 8.5 7 12l5.7-5.8Z" /></symbol>
  <symbol id="i-clock" viewBox="0 0 16 16"><path fill="currentColor" fill-rule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm-1 2.8v5l4 2.3.9-1.6L8.9 7.7V3.8Z" /></symbol>
  <symbol id="i-alert" viewBox="0 0 16 16"><path fill="currentColor" fill-rule="evenodd" d="M8 .8 15.6 15H.4Zm-1 5v4.7h2V5.8Zm0 6v1.7h2v-1.7Z" /></symbol>
  <symbol id="i-info" viewBox="0 0 16 16"><path fill="currentColor" fill-rule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm-1 6v5h2V7Zm0-3v2h2V4Z" /></symbol>
  <symbol id="i-dash" viewBox="0 0 16 16"><path fill="currentColor" fill-rule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3ZM5 7h6v2H5Z" /></symbol>
${tonePattern("grey", "M1 1h2v2H1ZM5 5h2v2H5Z")}
  ${tonePattern("blue", "M0 3h8v1.5H0Z")}
  ${tonePattern("green", "")}
  ${tonePattern("orange", "M0 6 6 0h2v0L0 8ZM7 8l1-1v1Z")}
  ${tonePattern("red", "M0 0h1.5v8H0ZM0 0h8v1.5H0Z")}
</svg>`;

function tonePattern(tone: Tone, over: string): Html {
  return html`<pattern id="t-${tone}" width="8" height="8" patternUnits="userSpaceOnUse">
    <rect class="${tone}" width="8" height="8" /><path class="over" d="${over}" />
  </pattern>`;
}
