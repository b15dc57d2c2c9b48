import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Visit } from "../visit.ts";
import { attributes, nothing } from "./attributes.ts";
import { controlAttributes, field, fieldGroup, idOf } from "./field.ts";
import type { FieldBase } from "./field.ts";

export type { FieldBase } from "./field.ts";

type TextField = FieldBase & {
  readonly width?: "short" | "medium" | "full" | undefined;
  readonly inputMode?: "numeric" | "email" | "tel" | undefined;
  readonly maxLength?: number | undefined;
};

/** One line of text. */
export function textField(f: TextField): Html {
  const { width = "full", inputMode: inputmode, maxLength: maxlength } = f;
  const spellcheck = inputmode === undefined ? undefined : "false";
  return field(f, line(f, { inputmode, maxlength, spellcheck, class: `${width}-width` }));
}

/**
 * Several lines of text. The browser does not cut it off at `maxLength`, since what was pasted would be lost
 * without a word: the script counts, and the server says how much is too much.
 */
export function textArea(
  f: FieldBase & { readonly rows?: number | undefined; readonly maxLength?: number | undefined },
): Html {
  const { rows = 6, maxLength, value = "" } = f;
  const further = { rows, "data-limit": maxLength };
  return field(
    f,
    html`<textarea${controlAttributes(f, further)}>
${value}</textarea>`,
  );
}

/** A whole number, with the unit it is counted in, and the figure that it may not exceed. */
export function numberField(
  f: FieldBase & {
    readonly unit?: string | undefined;
    /** `field`: the id of the other field; `text`: what is told as soon as this one exceeds it. */
    readonly atMost?: { readonly field: string; readonly text: string } | undefined;
  },
): Html {
  const { unit, atMost } = f;
  const control = line(f, {
    inputmode: "numeric",
    class: "number",
    "data-unit": unit,
    "data-at-most": atMost?.field,
    "data-at-most-text": atMost?.text,
  });
  const behind = unit === undefined ? nothing : html`<span class="unit" id="${idOf(f)}-unit">${unit}</span>`;
  return field(f, html`<span class="with-unit">${control}${behind}</span>`);
}

/** A day, typed as it is written: a picker is slower, and is different in every browser. */
export function dateField(visit: Visit, f: FieldBase): Html {
  const hint = f.hint ?? visit.say("Ngày/tháng/năm, ví dụ: 27/10/2017", "Day/month/year, for example 27/10/2017");
  const withHint = { ...f, hint };
  return field(withHint, line(withHint, { spellcheck: "false", class: "date" }));
}

/** One of several, behind a button of the browser's own. */
export function selectField(
  f: FieldBase & { readonly options: readonly { readonly value: string; readonly label: string }[] },
): Html {
  const options = f.options.map(
    ({ value, label }) => html`<option${attributes({ value, selected: value === f.value })}>${label}</option>`,
  );
  return field(f, html`<select${controlAttributes(f)}>${options}</select>`);
}

/** One of a few, all in sight. */
export function radioField(
  f: FieldBase & {
    readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string | undefined }[];
  },
): Html {
  const choices = f.options.map((option, at) =>
    choice("radio", f, { ...option, at, checked: option.value === f.value }),
  );
  return fieldGroup(f, html`${choices}`, "radiogroup");
}

/** Any of a few. */
export function checkboxField(
  f: FieldBase & {
    readonly options: readonly {
      readonly value: string;
      readonly label: string;
      readonly checked?: boolean | undefined;
      readonly hint?: string | undefined;
    }[];
  },
): Html {
  return fieldGroup(f, html`${f.options.map((option, at) => choice("checkbox", f, { ...option, at }))}`);
}

/** A file of the visitor's. Its form needs `enctype="multipart/form-data"`. */
export function fileField(f: FieldBase & { readonly accept: string; readonly multiple?: boolean }): Html {
  return field(f, html`<input type="file"${controlAttributes(f, { accept: f.accept, multiple: f.multiple })} />`);
}

export type Button = {
  readonly label: string;
  /** What the handler reads from the field `do`. */
  readonly do?: string | undefined;
  readonly kind?: "main" | "plain" | "danger" | undefined;
  /** A link in the row, to leave the form by. */
  readonly href?: string | undefined;
};

/** The row of buttons that ends a form; the first is the main one unless told otherwise. */
export function buttons(...row: readonly Button[]): Html {
  const all = row.map(({ label, do: deed, kind, href }, at) => {
    if (href !== undefined) return html`<a class="away" href="${href}">${label}</a>`;
    const name = deed === undefined ? undefined : "do";
    const look = `button ${kind ?? (at === 0 ? "main" : "plain")}`;
    return html`<button type="submit"${attributes({ class: look, name, value: deed })}>${label}</button>`;
  });
  return html`<div class="buttons">${all}</div> `;
}

type Choice = {
  readonly value: string;
  readonly label: string;
  readonly at: number;
  readonly checked?: boolean | undefined;
  readonly hint?: string | undefined;
};

/** The first has the group's id, so that the error summary leads to it. */
function choice(type: "radio" | "checkbox", f: FieldBase, { value, label, at, checked, hint }: Choice): Html {
  const id = at === 0 ? idOf(f) : `${idOf(f)}-${at + 1}`;
  const by = hint === undefined ? undefined : `${id}-about`;
  const control = attributes({ type, id, name: f.name, value, checked, "aria-describedby": by });
  return html`<div class="choice">
    <input${control} /><label for="${id}">${label}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-about">${hint}</p>`}
  </div> `;
}

/** No `autocomplete="off"`: a browser's Back would leave it empty beside the text areas that it fills again. */
function line(f: FieldBase, further: Parameters<typeof controlAttributes>[1]): Html {
  const { value = "" } = f;
  return html`<input type="text"${controlAttributes(f, { value, ...further })} />`;
}
