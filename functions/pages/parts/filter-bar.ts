import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Visit } from "../visit.ts";
import { nothing } from "./attributes.ts";

/** The filters of a list: they live in the address, so that a filtered list can be kept, sent and gone back to. */
export function filterBar(
  { say }: Visit,
  p: {
    /** The path of the list. */
    readonly action: string;
    readonly fields: readonly Html[];
    /** Whether any filter is set: then they can be taken off together. */
    readonly filtered: boolean;
    /** Kept as it is: the order of the list. */
    readonly hidden?: Readonly<Record<string, string>> | undefined;
  },
): Html {
  const hidden = Object.entries(p.hidden ?? {}).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const clear = p.filtered ? html`<a class="away" href="${p.action}">${say("Bỏ lọc", "Clear filters")}</a>` : nothing;
  return html`<form class="filters" method="get" action="${p.action}" role="search">
    ${hidden}${p.fields}
    <div class="buttons"><button class="button plain">${say("Lọc", "Filter")}</button>${clear}</div>
  </form> `;
}
