import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Answer } from "../../http/exchange.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { attemptOf } from "../../http/idempotency.ts";
import { alreadyDone, underWay } from "../refusal-pages.ts";
import type { Visit } from "../visit.ts";

/**
 * Does what a form asks for once: the same form sent again is told so, and where the result is. What was refused may be
 * tried again with the same form.
 */
export async function submitOnce(
  visit: Visit,
  { register }: Pick<WebEffects, "register">,
  submit: (visit: Visit) => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> {
  const { principal } = visit.caller;
  const key = `form ${visit.form.get("seal") ?? ""}`;
  const known = await register.requests.begin(principal, key, { fingerprint: visit.path, now: visit.receivedAt });
  if (known !== "begun" && known !== "again")
    return known.answer ? alreadyDone(visit, known.answer.headers["location"]) : underWay(visit);
  try {
    const answer = await submit({ ...visit, attempt: attemptOf(visit.caller, key) });
    if (isRefusal(answer) || answer.status >= 400) await register.requests.forget(principal, key);
    else {
      const { status, headers = {} } = answer;
      await register.requests.finish(principal, key, { status, headers: { ...headers }, body: "" });
    }
    return answer;
  } catch (error) {
    // Whatever it came to: the form's basis tells the next attempt whether it was done.
    await register.requests.forget(principal, key);
    throw error;
  }
}
