import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";

/** What is known of one thing, each value behind its name. */
export function facts(rows: readonly (readonly [label: string, value: Html | string])[]): Html {
  return html`<dl class="facts">${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl> `;
}
