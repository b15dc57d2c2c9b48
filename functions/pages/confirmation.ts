import { createHmac, timingSafeEqual } from "node:crypto";

import type { Duty } from "../domain/duty.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { Answer, WebEffects } from "../http/exchange.ts";
import { attemptOf } from "../http/idempotency.ts";
import { alreadyDone, underWay } from "./refusal-pages.ts";
import type { Visit } from "./visit.ts";

/** What a duty was when a page was drawn from it: anybody's move since then makes the page's form stale. */
export function basisOf({ state, revision, sequence, ladder }: Duty): string {
  return [state, revision, sequence, ladder].join(".");
}

/**
 * The hidden fields of a form: what the page was drawn from, sealed by the session's secret together with the
 * address that the form posts to. No other site, person or page can make them, and nobody can change the basis (D36).
 */
export function sealed(visit: Visit, { action, basis = "" }: { action: string; basis?: string }): Html {
  const seal = `${visit.attempt}.${macOf(visit, { action, basis, nonce: visit.attempt })}`;
  return html`<input type="hidden" name="basis" value="${basis}" /><input type="hidden" name="seal" value="${seal}" />`;
}

/** Whether a posted form was sealed by a page of this session, for this address. */
export function isSealed(visit: Visit): boolean {
  const [nonce = "", mac = ""] = (visit.form.get("seal") ?? "").split(".");
  const right = macOf(visit, { action: visit.path, basis: visit.form.get("basis") ?? "", nonce });
  return (
    visit.session !== undefined &&
    nonce !== "" &&
    mac.length === right.length &&
    timingSafeEqual(Buffer.from(mac), Buffer.from(right))
  );
}

/**
 * Does the deed of a sealed form once: the same form sent again is told so, and where the result is. A deed that
 * was refused may be tried again with the same form.
 */
export async function once(
  visit: Visit,
  { register }: Pick<WebEffects, "register">,
  deed: (visit: Visit) => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> {
  const { principal } = visit.caller;
  const key = `form ${visit.form.get("seal") ?? ""}`;
  const known = await register.requests.begin(principal, key, { fingerprint: visit.path, now: visit.receivedAt });
  if (known !== "begun" && known !== "again")
    return known.answer ? alreadyDone(visit, known.answer.headers["location"]) : underWay(visit);
  try {
    const answer = await deed({ ...visit, attempt: await attemptOf(visit.caller, key) });
    if (isRefusal(answer) || answer.status >= 400) await register.requests.forget(principal, key);
    else {
      const { status, headers = {} } = answer;
      await register.requests.finish(principal, key, { status, headers: { ...headers }, body: "" });
    }
    return answer;
  } catch (error) {
    // Whatever it came to: the form's basis tells the next attempt whether the deed was done.
    await register.requests.forget(principal, key);
    throw error;
  }
}

type Sealed = { readonly action: string; readonly basis: string; readonly nonce: string };

function macOf({ session }: Visit, { action, basis, nonce }: Sealed): string {
  const parts = JSON.stringify([action, basis, nonce]);
  return createHmac("sha256", session?.token ?? "")
    .update(parts)
    .digest("base64url");
}
