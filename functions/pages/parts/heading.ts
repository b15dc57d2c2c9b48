import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import { nothing } from "./attributes.ts";

/** The page's title; above it what it belongs to, below it what is most worth knowing. */
export function heading(h: { title: string | Html; above?: string | Html; below?: Html | string }): Html {
  return html`<div class="heading">
    ${h.above === undefined ? nothing : html`<p class="above">${h.above}</p>`}
    <h1>${h.title}</h1>
    ${h.below === undefined ? nothing : html`<div class="below">${h.below}</div>`}
  </div> `;
}
