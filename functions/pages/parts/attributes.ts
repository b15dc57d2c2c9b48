import { Html, html } from "../../runtime/html.ts";

/** No markup at all: what a part puts where nothing is to be said. */
export const nothing = new Html("");

/** Attributes of an element, each behind a space: `true` stands bare, what is false or undefined is left out. */
export function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): Html {
  const parts = Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    return value === true ? html` ${name}` : html` ${name}="${value}"`;
  });
  return html`${parts}`;
}

/** Markup for content that may be plain text. */
export function asHtml(content: Html | string): Html {
  return typeof content === "string" ? html`${content}` : content;
}

/** The words alone, still escaped: for a label that is told again in an attribute. */
export function wordsOf(content: Html | string): Html {
  return new Html(
    asHtml(content)
      .markup.replace(/<[^>]*>/g, "")
      .replace(/\s+/g, " ")
      .trim(),
  );
}
