import type { Caller } from "../domain/access.ts";
import { contentHash } from "../runtime/content-hash.ts";
import type { Answer, Request } from "./exchange.ts";
import type { ReadingEffects } from "../use-cases/effects.ts";
import { problemOf } from "./problem.ts";

/** The attempt of a request with an Idempotency-Key: the same whenever it is sent again. */
export function attemptOf(caller: Caller, key: string): string {
  return `k${contentHash([caller.principal, key]).slice(0, 15)}`;
}

/**
 * Carries a write out once for each Idempotency-Key of a caller: sent again, it gets the first answer. The key
 * with another request is refused; one whose first attempt is still running is asked to wait. After an attempt that
 * came to no answer the request is carried out as one that was sent again.
 */
export async function once(
  { key, request, method }: { key: string; request: Request; method: string },
  { register }: ReadingEffects,
  carryOut: (request: Request) => Promise<Answer>,
): Promise<Answer> {
  const { caller, path, query, body, receivedAt } = request;
  const fingerprint = contentHash([method, path, query, body]);
  const known = await register.requests.begin(caller.principal, key, { fingerprint, now: receivedAt });
  if (known !== "begun" && known !== "again") {
    if (known.fingerprint !== fingerprint)
      return problemOf({
        refused: "key-reused",
        detail: "This Idempotency-Key was sent with another request; give each request a key of its own.",
        vi: "Mã yêu cầu này đã được gửi kèm một yêu cầu khác; mỗi yêu cầu cần một mã riêng.",
      });
    if (!known.answer)
      return problemOf({
        refused: "busy",
        detail: "The first request with this Idempotency-Key is still under way.",
        vi: "Yêu cầu đầu tiên với mã này đang được xử lý.",
        retryAfterSeconds: 5,
      });
    return { ...known.answer, headers: { ...known.answer.headers, "idempotency-replayed": "true" } };
  }
  try {
    const answer = await carryOut({ ...request, again: known === "again" });
    const { status, body: answered, headers = {} } = answer;
    // “Busy, come again” is no outcome: the same request, sent again, is to be carried out.
    if (headers["retry-after"] !== undefined) await register.requests.forget(caller.principal, key);
    else await register.requests.finish(caller.principal, key, { status, body: answered, headers: { ...headers } });
    return answer;
  } catch (error) {
    await register.requests.giveUp(caller.principal, key);
    throw error;
  }
}
