import english from "zod/v4/locales/en.js";
import * as z from "zod/mini";

import { invalid } from "./refusal.ts";
import type { Fault, Refusal } from "./refusal.ts";
import { isBlank, vietnameseOf } from "./message.ts";
import { formatNumber } from "./vietnamese.ts";

z.config(english());

/** What is read, as the beginning of a sentence: `The report`, `Báo cáo`. */
export type What = { readonly en: string; readonly vi: string };

/**
 * Reads an unknown value by a schema, or refuses with every fault: its path (`obligations[0].before`), what
 * is wrong with it and the value got, in both languages.
 */
export function read<S extends z.core.$ZodType>(schema: S, value: unknown, what: What): z.output<S> | Refusal {
  const result = z.safeParse(schema, value, { reportInput: true });
  const unseen = protosIn(value).map((path) => ({
    path: pathOf(path),
    message: "is the name of nothing here",
    vi: "Mục này không dùng ở đây.",
  }));
  if (result.success && unseen.length === 0) return result.data;
  const faults = [...(result.error?.issues ?? []).map(faultOf), ...unseen];
  return invalid(
    `${what.en} is not as it should be: ${faults.length === 1 ? "1 fault" : `${faults.length} faults`}.`,
    `${what.vi} có ${faults.length} chỗ chưa đúng.`,
    faults,
  );
}

/** A value as a message quotes it: JSON, cut short, control characters escaped. */
export function quote(value: unknown): string {
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? "nothing");
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** A path as people write it: `obligations[0].before`. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : `${i === 0 ? "" : "."}${String(step)}`))
    .join("");
}

/** Where a value has a member `__proto__`: zod leaves it out of records without a word, and whoever sent it is to hear of it. */
function protosIn(value: unknown, path: readonly PropertyKey[] = []): (readonly PropertyKey[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    return name === "__proto__" ? [at] : protosIn(inner, at);
  });
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  const got = issue.code === "unrecognized_keys" ? "" : `; got ${quote(issue.input)}`;
  return {
    path: pathOf(issue.path),
    message: `${issue.message}${got}`,
    vi: `${vietnameseOf(issue)}${gotInVietnamese(issue)}.`,
  };
}

/** The value got, as somebody who typed it knows it: of a long text how long it is; of a whole object nothing. */
function gotInVietnamese({ code, input }: z.core.$ZodIssue): string {
  const counted = typeof input === "string" || Array.isArray(input) ? input : undefined;
  if (code === "too_big" && counted) return `; nhận được ${formatNumber(counted.length)}`;
  // Nobody who did not tick a box knows that he gave a `false`.
  if (isBlank(input) || typeof input === "object" || typeof input === "boolean") return "";
  // A day that does not exist, too, is quoted in the order in which it was typed.
  const [, year, month, day] = (typeof input === "string" && /^(\d{4})-(\d{2})-(\d{2})$/.exec(input)) || [];
  return `; nhận được ${day === undefined ? quote(input) : `${Number(day)}/${Number(month)}/${year}`}`;
}
