import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { nothing } from "../parts/attributes.ts";
import { page } from "../parts/frame.ts";
import type { Page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import type { Heading } from "../parts/heading.ts";
import type { Visit } from "../visit.ts";
import { aboveForm, titleOf } from "./again.ts";
import type { Again } from "./again.ts";

export type FormPage = Again &
  Pick<Page, "title" | "headers" | "crumbs" | "print"> &
  Pick<Heading, "above" | "below"> & {
    /** The title as it stands on the page, where that is not the same. */
    readonly heading?: string | Html | undefined;
    readonly steps?: Html | undefined;
    readonly content: Html;
    /** What a field is called where it does not stand beside its fault. */
    readonly labelOf?: ((field: string) => string) | undefined;
  };

/** A page with a form, or on the way to one: its title, why it is shown again if it is, and its content. */
export function formPage(visit: Visit, p: FormPage): Answer {
  const main = html`
    ${heading({ ...p, title: p.heading ?? p.title })}
    ${p.steps ?? nothing} ${aboveForm(visit, p, p.labelOf)} ${p.content}
  `;
  return page(visit, { ...p, title: titleOf(visit, p.title, p), main });
}
