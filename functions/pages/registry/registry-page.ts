import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import type { Answer } from "../../http/exchange.ts";
import { sealed } from "../confirmation.ts";
import { nothing } from "../parts/attributes.ts";
import { postForm } from "../parts/form.ts";
import type { Form } from "../parts/form.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import type { Visit } from "../visit.ts";
import { aboveForm, titleOf } from "../form-state.ts";
import type { Again } from "../form-state.ts";

export type RegistryPage = Again & {
  readonly title: string;
  /** The title as it stands on the page, where that is more than words. */
  readonly heading?: string | Html | undefined;
  readonly above?: string | Html;
  readonly below?: string | Html;
  readonly steps?: Html | undefined;
  readonly content: Html;
  /** What a field is called where it does not stand beside its fault. */
  readonly labelOf?: ((field: string) => string) | undefined;
  /** The list that the page is below, and what lies between. */
  readonly of?: List | undefined;
  readonly crumbs?: readonly { readonly href: string; readonly label: string }[] | undefined;
};

/** A page of the registry: its title, why it is shown again if it is, and its content. */
export function registryPage(visit: Visit, p: RegistryPage): Answer {
  const { title, above, below, of, crumbs = [], status } = p;
  const main = html`
    ${heading({ title: p.heading ?? title, ...(above ? { above } : {}), ...(below ? { below } : {}) })}
    ${p.steps ?? nothing}${aboveForm(visit, p, p.labelOf)}${p.content}
  `;
  const faulty = status === 400 ? { faults: [{ field: "", text: "" }] } : {};
  return page(visit, {
    title: titleOf(visit, title, faulty),
    main,
    status,
    crumbs: of ? [{ href: of, label: visit.say(...LISTS[of]) }, ...crumbs] : undefined,
  });
}

type List = "/units" | "/staff" | "/directives";

const LISTS: Readonly<Record<List, readonly [vi: string, en: string]>> = {
  "/units": ["Đơn vị", "Units"],
  "/staff": ["Cán bộ", "Staff"],
  "/directives": ["Văn bản chỉ đạo", "Directives"],
};

/** A form under the page's seal. */
export function sealedForm(visit: Visit, { basis, ...form }: Form & { readonly basis?: string | undefined }): Html {
  const seal = sealed(visit, { action: form.action, ...(basis ? { basis } : {}) });
  return postForm({ ...form, content: html`${seal}${form.content}` });
}

/** The way out of a form, back to the list. */
export const leave = ({ say }: Visit, href: List) => ({ label: say("Hủy, về danh sách", "Cancel"), href });
