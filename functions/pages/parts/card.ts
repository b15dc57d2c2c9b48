import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing, wordsOf } from "./attributes.ts";

export type CardProps = {
  /** Where a link leads to it; made of the title if none is given. */
  readonly id?: string | undefined;
  readonly level?: 2 | 3 | undefined;
  /** Links and buttons beside the title. */
  readonly tools?: Html | undefined;
};

/** A part of a page with a title of its own. */
export function card(
  title: string | Html,
  content: Html,
  { id = slugOf(title), level = 2, tools }: CardProps = {},
): Html {
  const heading = level === 2 ? html`<h2 id="${id}-title">${title}</h2>` : html`<h3 id="${id}-title">${title}</h3>`;
  return html`<section class="card" id="${id}" aria-labelledby="${id}-title">
    <div class="card-head">${heading}${tools === undefined ? nothing : html`<div class="tools">${tools}</div>`}</div>
    ${content}
  </section> `;
}

/** What stands where a list has nothing to show: why, and what can be done. */
export function empty(text: string, more?: Html): Html {
  return html`<div class="empty"><p>${text}</p>${more ?? nothing}</div> `;
}

/** `Lịch sử nhiệm vụ` → `lich-su-nhiem-vu`. */
function slugOf(title: string | Html): string {
  return wordsOf(title)
    .markup.replace(/&#\d+;/g, "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
