import english from "zod/v4/locales/en.js";
import * as z from "zod/mini";

import { invalid } from "./refusal.ts";
import type { Fault, Refusal } from "./refusal.ts";

z.config(english());

/**
 * Reads an unknown value by a schema, or refuses with every fault: its path (`obligations[0].before`), what
 * is wrong with it and the value got.
 */
export function read<S extends z.core.$ZodType>(schema: S, value: unknown, what: string): z.output<S> | Refusal {
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return result.data;
  const faults = result.error.issues.map(faultOf);
  return invalid(
    `${what} is not as it should be: ${faults.length === 1 ? "1 fault" : `${faults.length} faults`}.`,
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

function faultOf(issue: z.core.$ZodIssue): Fault {
  const got = issue.code === "unrecognized_keys" ? "" : `; got ${quote(issue.input)}`;
  return { path: pathOf(issue.path), message: `${issue.message}${got}` };
}
