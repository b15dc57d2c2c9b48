import type { Refusal } from "../domain/refusal.ts";
import { isThrottled } from "../runtime/throttled.ts";
import type { Answer } from "./exchange.ts";

/** RFC 9457. `type` is relative to the site, so that it never names a host. */
type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
};

/** `vi` is the title on pages. */
const KINDS = {
  invalid: { status: 400, title: "What was sent is not as it should be", vi: "Nội dung gửi đến chưa đúng" },
  "not-signed-in": { status: 401, title: "Sign in first", vi: "Cần đăng nhập trước" },
  forbidden: { status: 403, title: "Not yours to do", vi: "Không thuộc quyền thực hiện" },
  "not-found": {
    status: 404,
    title: "There is no such thing here",
    vi: "Không có trang này, hoặc đơn vị không được xem",
  },
  "method-not-allowed": { status: 405, title: "Not by this method", vi: "Phương thức này không dùng ở đây" },
  conflict: { status: 409, title: "That does not fit the present state", vi: "Không phù hợp với trạng thái hiện tại" },
  busy: { status: 409, title: "The same is under way already", vi: "Việc này đang được xử lý" },
  "too-large": { status: 413, title: "What was sent is too large", vi: "Nội dung gửi đến quá lớn" },
  "unsupported-type": {
    status: 415,
    title: "That kind of content is not read here",
    vi: "Loại nội dung này không được tiếp nhận",
  },
  "key-reused": {
    status: 422,
    title: "This Idempotency-Key stands for another request",
    vi: "Mã yêu cầu này đã dùng cho một yêu cầu khác",
  },
  overloaded: { status: 503, title: "Too much is asked at this moment", vi: "Hệ thống đang quá tải" },
  "internal-error": { status: 500, title: "Something broke on our side", vi: "Hệ thống gặp lỗi" },
} as const;
export type ProblemKind = keyof typeof KINDS;

/** The one place where a refusal becomes a status. */
export function problemOf(refusal: Refusal): Answer {
  // The Vietnamese of a refusal is for pages; the API's answers are in English alone.
  const errors =
    refusal.refused === "invalid" ? refusal.faults.map(({ path, message }) => ({ path, message })) : undefined;
  const answer = problem(refusal.refused, refusal.detail, errors);
  return refusal.refused === "busy"
    ? { ...answer, headers: { ...answer.headers, "retry-after": String(refusal.retryAfterSeconds) } }
    : answer;
}

/** Seconds after which what was turned away is asked for again, at the least: a table that is written to more has room for it then. */
export const OVERLOADED_FOR_SECONDS = 5;

/** What failed is on record, and the asker is told by which name, and whether it will be carried out later as it is. */
export function failed(error: unknown, requestId: string): Answer {
  const onRecord = `The fault is on record as request ${requestId}.`;
  if (!isThrottled(error))
    return problem("internal-error", `${onRecord} Trying again is safe: it completes what was begun.`);
  const again = "Send the same again after a while, a write with the same Idempotency-Key: it is done once.";
  const answer = problem("overloaded", `${onRecord} ${again}`);
  return { ...answer, headers: { ...answer.headers, "retry-after": String(OVERLOADED_FOR_SECONDS) } };
}

/** The title of a refusal in both languages, for a page. */
export function titleOf({ refused }: Refusal): { readonly en: string; readonly vi: string } {
  const { title, vi } = KINDS[refused];
  return { en: title, vi };
}

export function problem(kind: ProblemKind, detail: string, errors?: Problem["errors"]): Answer {
  const { status, title } = KINDS[kind];
  const body: Problem = { type: `/problems/${kind}`, title, status, detail, ...(errors ? { errors } : {}) };
  const headers = {
    "content-type": "application/problem+json; charset=utf-8",
    // The gateway let a token in that stands for nobody here (RFC 6750, section 3.1).
    ...(status === 401 && { "www-authenticate": 'Bearer error="invalid_token"' }),
  };
  return { status, headers, body: JSON.stringify(body) };
}
