import type { Visit } from "../visit.ts";

/** A field of the form, and what is said before what is wrong there: which line of it. */
export type Place = { readonly field: string; readonly before: string };

/** Fields of the obligation by which the receiver reports on what it has consolidated begin with this. */
export const SECOND = "c.";

/** So many reports the form shows, besides the consolidated one; a directive that demands more is entered as a file. */
export const MOST_REPORTS = 6;

/** The fields of one obligation in their order. */
export const OF_AN_OBLIGATION: readonly string[] =
  "title item kinds q units except receiver onBehalfOf forwardTo before acceptWithin outline signedPaper remindWorkingDaysBefore followUpWorkingDaysAfter".split(
    " ",
  );

/**
 * What the fields of each report begin with, in their order: those of the first with nothing, those of a further one with
 * a number that stays its own, since one before it may be taken out.
 */
export function prefixesIn(form: URLSearchParams): string[] {
  const further = form.getAll("more").filter((number) => /^[1-9]\d?$/.test(number));
  return ["", ...[...new Set(further)].slice(0, MOST_REPORTS - 1).map((number) => `${number}.`)];
}

/** What a field's name begins with, and what it is called within its obligation. */
export function apart(field: string): readonly [prefix: string, name: string] {
  const prefix = /^(?:c|\d{1,2})\./.exec(field)?.[0] ?? "";
  return [prefix, field.slice(prefix.length)];
}

/**
 * The place on the form of something that a directive's path leads to. Fields are called as the last part of
 * their path is, but `grounds`, since every form has a field `basis` of its own.
 */
export function placeOf(
  { say, form }: Pick<Visit, "say" | "form">,
  path: string,
  lineOf: (name: string, section: number, figure?: number) => number | undefined,
): Place {
  const [, index, below = ""] = /^obligations\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  if (index === undefined)
    return { field: WHOLE[path] ?? path.replace(/\[.*/, "").replace("basis", "grounds"), before: "" };
  const prefix = prefixesIn(form)[Number(index)] ?? SECOND;
  const [, section, figure] = /^outline\[(\d+)\](?:\.figures\[(\d+)\])?/.exec(below) ?? [];
  if (section !== undefined) {
    const field = `${prefix}outline`;
    const line = lineOf(field, Number(section), figure === undefined ? undefined : Number(figure));
    return { field, before: line === undefined ? "" : say(`Dòng ${line}: `, `Line ${line}: `) };
  }
  const [head = "", next] = below.split(/[.[]/);
  if (head === "reporters") {
    // Who consolidates is who received: the consolidated report has no field for it.
    if (prefix === SECOND) return { field: `${consolidatedBy(form)}receiver`, before: "" };
    return { field: `${prefix}${next ?? "kinds"}`, before: "" };
  }
  const field = head === "ladder" ? (next ?? "remindWorkingDaysBefore") : (NAMES[head] ?? head);
  return { field: `${prefix}${field || "title"}`, before: "" };
}

/** What the fields of the report begin with that the consolidated one is made of: the first unless another was chosen. */
export function consolidatedBy(form: URLSearchParams): string {
  const chosen = `${form.get(`${SECOND}of`) ?? ""}.`;
  return prefixesIn(form).find((prefix) => prefix === chosen) ?? "";
}

const NAMES: Readonly<Record<string, string>> = { by: "before", consolidates: "title" };

const WHOLE: Readonly<Record<string, string>> = {
  "": "number",
  obligations: "title",
  signer: "signer.name",
  contact: "contact.name",
};
