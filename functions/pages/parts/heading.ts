import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "./attributes.ts";

export type Heading = {
  readonly title: string | Html;
  readonly above?: string | Html | undefined;
  readonly below?: string | Html | undefined;
};

/** The page's title; above it what it belongs to, below it what is most worth knowing. */
export function heading(h: Heading): Html {
  return html`<div class="heading">
    ${h.above ? html`<p class="above">${h.above}</p>` : nothing}
    <h1>${h.title}</h1>
    ${h.below ? html`<div class="below">${h.below}</div>` : nothing}
  </div> `;
}
