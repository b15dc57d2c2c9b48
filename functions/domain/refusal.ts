/**
 * One thing wrong with what was sent: where, and what was wrong, the value got and what is allowed. The English
 * `message` is for the API; `vi` is the same as a sentence of its own, to stand beside a field of a form.
 */
export type Fault = { readonly path: string; readonly message: string; readonly vi: string };

/** What every refusal says: in English for the API, in Vietnamese for people at their pages. */
type Words = { readonly detail: string; readonly vi: string };

/** Every refusal that is expected; the unexpected throws. `http/problem.ts` turns them into statuses. */
export type Refusal = Words &
  (
    | { readonly refused: "not-found" }
    | { readonly refused: "forbidden" }
    | { readonly refused: "invalid"; readonly faults: readonly Fault[] }
    | { readonly refused: "conflict" }
    | { readonly refused: "busy"; readonly retryAfterSeconds: number }
    | { readonly refused: "key-reused" }
  );

export const notFound = (detail: string, vi: string): Refusal => ({ refused: "not-found", detail, vi });
export const forbidden = (detail: string, vi: string): Refusal => ({ refused: "forbidden", detail, vi });
export const conflict = (detail: string, vi: string): Refusal => ({ refused: "conflict", detail, vi });
export const busy = (detail: string, vi: string, retryAfterSeconds: number): Refusal => ({
  refused: "busy",
  detail,
  vi,
  retryAfterSeconds,
});
export const invalid = (detail: string, vi: string, faults: readonly Fault[]): Refusal => ({
  refused: "invalid",
  detail,
  vi,
  faults,
});

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refused" in value;
}
