import { OF_AN_OBLIGATION, SECOND, apart, prefixesIn } from "./directive-places.ts";
import { nextOf } from "./obligation-fields.ts";

/**
 * Adds a report to what the form asks for, or takes one out (`remove 2.`), as the button pressed says; all else that was
 * typed stays. Where the first is taken out, the next takes its place.
 */
export function rearrange(form: URLSearchParams, pressed: string): void {
  if (pressed === "add") {
    form.append("more", nextOf(prefixesIn(form)).slice(0, -1));
    return;
  }
  const [, prefix] = /^remove (\d*\.?)$/.exec(pressed) ?? [];
  const prefixes = prefixesIn(form);
  if (prefix === undefined || prefixes.length === 1 || !prefixes.includes(prefix)) return;
  for (const name of fieldsUnder(form, prefix)) form.delete(name);
  const of = form.get(`${SECOND}of`);
  if (of === (prefix.slice(0, -1) || "1")) form.delete(`${SECOND}of`);
  if (prefix !== "") {
    withoutMore(form, prefix);
    return;
  }
  const [, next = ""] = prefixes;
  for (const name of fieldsUnder(form, next)) {
    for (const value of form.getAll(name)) form.append(apart(name)[1], value);
    form.delete(name);
  }
  withoutMore(form, next);
  if (of === next.slice(0, -1)) form.set(`${SECOND}of`, "1");
}

/** The names of a report's fields; those of the first are told from the directive's own by what they are called. */
function fieldsUnder(form: URLSearchParams, prefix: string): string[] {
  return [...new Set(form.keys())].filter((field) => {
    const [own, name] = apart(field);
    return own === prefix && (OF_AN_OBLIGATION.includes(name) || name === "id1");
  });
}

function withoutMore(form: URLSearchParams, prefix: string): void {
  const others = form.getAll("more").filter((number) => `${number}.` !== prefix);
  form.delete("more");
  for (const number of others) form.append("more", number);
}
