import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Visit } from "../visit.ts";
import { attributes, nothing } from "./attributes.ts";

/** Where the visitor is on the way of several pages: write, look, done. `at` counts from 0. */
export function steps({ say }: Visit, at: number, labels: readonly string[]): Html {
  const items = labels.map((label, i) => {
    const done = i < at ? html`<span class="unseen">${say(" (đã xong)", " (done)")}</span>` : nothing;
    const state = attributes({ class: i < at ? "past" : undefined, "aria-current": i === at ? "step" : undefined });
    return html`<li${state}>${label}${done}</li>`;
  });
  return html`<ol class="steps" aria-label="${say("Các bước", "Steps")}">${items}</ol> `;
}

/** The way of whatever is ruled: it is filled in, looked at, and done. */
export function rulingSteps(visit: Visit, at: 0 | 1): Html {
  const { say } = visit;
  return steps(visit, at, [say("Nhập nội dung", "Fill in"), say("Xem lại", "Look"), say("Thực hiện", "Done")]);
}
