import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";

/** Data in Vietnamese (a unit's name, a directive's title) that may stand within an English page. */
export function vi(text: string): Html {
  return html`<span lang="vi">${text}</span>`;
}
