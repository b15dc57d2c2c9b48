/** Markup that is safe to send: made by `html` only. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = string | number | Html | readonly Html[];

/** Markup with values put in: strings are escaped, markup stays, lists are joined. The template's indents go. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = withoutIndents(strings);
  return new Html(parts.map((part, i) => part + markupOf(values[i] ?? "")).join(""));
}

/** A template's parts are the same at each rendering: their indents are taken out at the first. */
function withoutIndents(strings: TemplateStringsArray): readonly string[] {
  let parts = templates.get(strings);
  if (!parts) {
    parts = strings.map((part) => part.replace(/\s*\n\s*/g, "\n"));
    templates.set(strings, parts);
  }
  return parts;
}

const templates = new WeakMap<TemplateStringsArray, readonly string[]>();

function markupOf(value: Value): string {
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(({ markup }) => markup).join("");
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
