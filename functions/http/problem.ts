import type { Refusal } from "../domain/refusal.ts";
import type { Answer } from "./exchange.ts";

/** RFC 9457. `type` is relative to the site, so that it never names a host. */
type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
};

const KINDS = {
  invalid: { status: 400, title: "What was sent is not as it should be" },
  "not-signed-in": { status: 401, title: "Sign in first" },
  forbidden: { status: 403, title: "Not yours to do" },
  "not-found": { status: 404, title: "There is no such thing here" },
  conflict: { status: 409, title: "That does not fit the present state" },
  busy: { status: 409, title: "The same is under way already" },
  "too-large": { status: 413, title: "What was sent is too large" },
  "unsupported-type": { status: 415, title: "That kind of content is not read here" },
  "key-reused": { status: 422, title: "This Idempotency-Key stands for another request" },
  "internal-error": { status: 500, title: "Something broke on our side" },
} as const;
export type ProblemKind = keyof typeof KINDS;

/** The one place where a refusal becomes a status. */
export function problemOf(refusal: Refusal): Answer {
  const answer = problem(refusal.refused, refusal.detail, refusal.refused === "invalid" ? refusal.faults : undefined);
  return refusal.refused === "busy"
    ? { ...answer, headers: { ...answer.headers, "retry-after": String(refusal.retryAfterSeconds) } }
    : answer;
}

export function problem(kind: ProblemKind, detail: string, errors?: Problem["errors"]): Answer {
  const { status, title } = KINDS[kind];
  const body: Problem = { type: `/problems/${kind}`, title, status, detail, ...(errors ? { errors } : {}) };
  return { status, headers: { "content-type": "application/problem+json; charset=utf-8" }, body: JSON.stringify(body) };
}
