import type { Visit } from "../visit.ts";

/** A field of the form, and what is said before what is wrong there: which line of it. */
export type Place = { readonly field: string; readonly before: string };

/** Fields of the second obligation, by which the receiver reports on what it has consolidated, begin with this. */
export const SECOND = "c.";

/**
 * The place on the form of something that a directive's path leads to. Fields are called as the last part of
 * their path is, but `grounds`, since every form has a field `basis` of its own.
 */
export function placeOf(
  { say }: Pick<Visit, "say">,
  path: string,
  lineOf: (name: string, section: number, figure?: number) => number | undefined,
): Place {
  const [, index, below = ""] = /^obligations\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  if (index === undefined)
    return { field: WHOLE[path] ?? path.replace(/\[.*/, "").replace("basis", "grounds"), before: "" };
  const prefix = index === "0" ? "" : SECOND;
  const [, section, figure] = /^outline\[(\d+)\](?:\.figures\[(\d+)\])?/.exec(below) ?? [];
  if (section !== undefined) {
    const field = `${prefix}outline`;
    const line = lineOf(field, Number(section), figure === undefined ? undefined : Number(figure));
    return { field, before: line === undefined ? "" : say(`Dòng ${line}: `, `Line ${line}: `) };
  }
  const [head = "", next] = below.split(/[.[]/);
  // Who consolidates is who received: the second obligation has no field for it.
  if (head === "reporters") return { field: prefix === "" ? (next ?? "kinds") : "receiver", before: "" };
  const field = head === "ladder" ? (next ?? "remindWorkingDaysBefore") : head === "consolidates" ? "title" : head;
  return { field: `${prefix}${(field === "by" ? "before" : field) || "title"}`, before: "" };
}

const WHOLE: Readonly<Record<string, string>> = {
  "": "number",
  obligations: "title",
  signer: "signer.name",
  contact: "contact.name",
};
