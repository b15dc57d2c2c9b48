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

/** What one answer tells of: so many faults, each in so many characters. A body of 300 KB can have 100,000 faults. */
const MOST = { faults: 50, path: 200, words: 500 };

/** Something was sent that is not as it should be: the first faults, and how many more there are. */
export function invalid(detail: string, vi: string, faults: readonly Fault[]): Refusal {
  const more = faults.length - MOST.faults;
  const told = faults.slice(0, MOST.faults).map((fault) => ({
    path: cut(fault.path, MOST.path),
    message: cut(fault.message, MOST.words),
    vi: cut(fault.vi, MOST.words),
  }));
  const rest = { path: "", message: `and ${more} more faults`, vi: `Còn ${more} chỗ khác chưa đúng.` };
  return { refused: "invalid", detail, vi, faults: more > 0 ? [...told, rest] : told };
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refused" in value;
}
