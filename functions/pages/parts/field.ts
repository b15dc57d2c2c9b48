import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { attributes, nothing } from "./attributes.ts";
import { icon } from "./icon.ts";

/** What every field has. */
export type FieldBase = {
  readonly name: string;
  /** Where the error summary leads; the name if none is given. */
  readonly id?: string | undefined;
  readonly label: string | Html;
  readonly hint?: string | Html | undefined;
  /** What is wrong with it: told beside the field, and the field is marked. */
  readonly fault?: string | undefined;
  /** As it was typed. */
  readonly value?: string | undefined;
  readonly required?: boolean | undefined;
  /** The language that is typed into it, where the page may be in another. */
  readonly lang?: "vi" | undefined;
};

/** The parts around one control: its label, what helps to fill it in, and what is wrong with it. */
export function field(f: FieldBase, control: Html): Html {
  return html`<div class="field${f.fault === undefined ? "" : " faulty"}">
    <label for="${idOf(f)}">${f.label}</label>
    ${aboutField(f)} ${control}
  </div> `;
}

/** The parts around several controls that answer one question. */
export function fieldGroup(f: FieldBase, controls: Html, role?: "radiogroup"): Html {
  const required = role && f.required ? "true" : undefined;
  const group = attributes({ role, "aria-required": required, ...described(f) });
  return html`<fieldset class="field${f.fault === undefined ? "" : " faulty"}"${group}>
    <legend>${f.label}</legend>
    ${aboutField(f)}
    <div class="choices">${controls}</div>
  </fieldset> `;
}

/**
 * The attributes of a control. Required is told, not enforced: the browser's own bubble would speak another
 * language, and keep a draft from being saved.
 */
export function controlAttributes(f: FieldBase, further: Parameters<typeof attributes>[0] = {}): Html {
  return attributes({
    id: idOf(f),
    name: f.name,
    lang: f.lang,
    "aria-required": f.required ? "true" : undefined,
    ...described(f, further["data-unit"] !== undefined),
    ...further,
  });
}

export const idOf = ({ id, name }: FieldBase): string => id ?? name;

function aboutField(f: FieldBase): Html {
  const id = idOf(f);
  return html`${f.hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${f.hint}</p>`}${
    f.fault === undefined ? nothing : html`<p class="fault" id="${id}-fault">${icon("alert")} ${f.fault}</p>`
  }`;
}

function described(f: FieldBase, hasUnit = false): Record<string, string | undefined> {
  const id = idOf(f);
  const by = [
    ...(f.hint === undefined ? [] : [`${id}-hint`]),
    ...(f.fault === undefined ? [] : [`${id}-fault`]),
    ...(hasUnit ? [`${id}-unit`] : []),
  ];
  return {
    "aria-describedby": by.length === 0 ? undefined : by.join(" "),
    "aria-invalid": f.fault === undefined ? undefined : "true",
  };
}
