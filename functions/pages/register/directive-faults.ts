import type { Fault } from "../../domain/refusal.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import type { Visit } from "../visit.ts";
import { pathWords } from "./directive-words.ts";

const MOST_LISTED = 50;

/** What keeps a directive from being carried out, each at its place in words. */
export function directiveFaults(visit: Visit, faults: readonly Fault[], opening?: string): Html {
  const { say } = visit;
  const title = opening ?? say("Văn bản chưa thực hiện được vì:", "The directive cannot be carried out as it stands:");
  const rest = faults.length - MOST_LISTED;
  return notice(
    "bad",
    html`<p>${title}</p>
      <ul>
        ${faults.slice(0, MOST_LISTED).map(
          ({ path, vi, message }) => html`<li>
            <b>${pathWords(visit, path)}</b>: ${say(vi, message)} ${path === "" ? nothing : html`<small><code>${path}</code></small>`}
          </li>`,
        )}
        ${rest > 0 ? html`<li>${say(`… và ${rest} chỗ khác`, `… and ${rest} more`)}</li>` : nothing}
      </ul>`,
  );
}
