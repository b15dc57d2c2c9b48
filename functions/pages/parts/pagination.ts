import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Visit } from "../visit.ts";
import { nothing } from "./attributes.ts";

/** Which of so many pages of a list an address asks for: the first unless it names another, the last where it names one behind that. */
export const pageAskedFor = ({ query }: Pick<Visit, "query">, pages: number): number =>
  Math.min(pages, Math.max(1, Math.trunc(Number(query["page"])) || 1));

/** The way through a long list. Nothing where it fits on one page. */
export function pagination(
  { say }: Visit,
  p: { readonly first?: string | undefined; readonly next?: string | undefined; readonly shown?: string | undefined },
): Html {
  if (p.first === undefined && p.next === undefined) return nothing;
  return html`<nav class="pages" aria-label="${say("Các trang của danh sách", "Pages of the list")}">
    ${p.first === undefined ? nothing : html`<a rel="first" href="${p.first}">${say("Về trang đầu", "First page")}</a>`}
    ${p.shown === undefined ? nothing : html`<span>${p.shown}</span>`}
    ${p.next === undefined ? nothing : html`<a rel="next" href="${p.next}">${say("Trang tiếp", "Next page")}</a>`}
  </nav> `;
}
