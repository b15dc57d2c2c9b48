/** One thing wrong with what was sent: where, and what was wrong, the value got and what is allowed. */
export type Fault = { readonly path: string; readonly message: string };

/** Every refusal that is expected; the unexpected throws. `http/problem.ts` turns them into statuses. */
export type Refusal =
  | { readonly refused: "not-found"; readonly detail: string }
  | { readonly refused: "forbidden"; readonly detail: string }
  | { readonly refused: "invalid"; readonly detail: string; readonly faults: readonly Fault[] }
  | { readonly refused: "conflict"; readonly detail: string }
  | { readonly refused: "busy"; readonly detail: string; readonly retryAfterSeconds: number }
  | { readonly refused: "key-reused"; readonly detail: string };

export const notFound = (detail: string): Refusal => ({ refused: "not-found", detail });
export const forbidden = (detail: string): Refusal => ({ refused: "forbidden", detail });
export const conflict = (detail: string): Refusal => ({ refused: "conflict", detail });
export const busy = (detail: string, retryAfterSeconds: number): Refusal => ({
  refused: "busy",
  detail,
  retryAfterSeconds,
});
export const invalid = (detail: string, faults: readonly Fault[]): Refusal => ({ refused: "invalid", detail, faults });

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refused" in value;
}
