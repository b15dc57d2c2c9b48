import { parseDay, parseDeadline } from "../../wording/dates.ts";

/** A field as it was typed, without the spaces around it; empty when nothing was. */
export function textIn(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? "").trim();
}

/** A deadline as schemas read it; one that cannot be read stays as it was typed, for the fault to quote. */
export function deadlineTyped(form: URLSearchParams, name: string): ReturnType<typeof parseDeadline> {
  return parseDeadline(textIn(form, name));
}

/** A day as schemas read it; one that cannot be read as a day stays as it was typed, for the fault to quote. */
export function dayIn(form: URLSearchParams, name: string): string {
  const text = textIn(form, name);
  return parseDay(text) ?? text;
}
