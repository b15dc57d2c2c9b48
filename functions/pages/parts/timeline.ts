import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "./attributes.ts";

export type Moment = {
  /** As `formatMinute` writes it. */
  readonly when: string;
  readonly what: Html | string;
  readonly who?: Html | string | undefined;
  readonly more?: Html | undefined;
};

/** What happened, moment by moment. */
export function timeline(moments: readonly Moment[]): Html {
  const items = moments.map(
    ({ when, what, who, more }) => html`<li>
      <p class="when">${when}${who === undefined ? nothing : html` · ${who}`}</p>
      <div class="what">${what}</div>
      ${more ?? nothing}
    </li>`,
  );
  return html`<ol class="timeline">${items}</ol> `;
}
