import type { Caller } from "../domain/access.ts";
import type { EpochMs } from "../domain/instant.ts";
import { seeOther } from "../http/exchange.ts";
import { log } from "../runtime/log.ts";
import { beginSession, endSession } from "../pages/session.ts";
import type { ArrivalHandler, SignInEffects } from "./arrival.ts";
import { browserName } from "./browser-name.ts";
import type { Failed } from "./failure.ts";
import { failurePage } from "./failure-page.ts";
import type { StartedSignIn } from "./started-sign-ins.ts";
import { forgetStart, startedSignIn } from "./started-sign-ins.ts";
import { signInAddress } from "./return-path.ts";
import { verifiedEmail } from "./verified-email.ts";

/**
 * Comes back from the issuer and begins a session, under a new secret, in place of the one that this browser may
 * have had. Either way the browser is led on, so that the code stays in no address bar.
 */
export const finishSignIn: ArrivalHandler = async ({ visit, cookies, search, userAgent, requestId }, effects) => {
  const { receivedAt: now } = visit;
  const started = startedSignIn(search.get("state"), { now, cookies });
  const person = started ? await personOf(search, started, effects) : NOT_STARTED_HERE;
  const forget = started ? [forgetStart(started)] : [];
  const to = started?.to ?? "/";
  if ("failed" in person) {
    const { failed, why } = person;
    log(failed === "unreachable" ? "warn" : "info", "A sign-in failed.", { requestId, failed, why });
    if (failed === "unreachable") return { ...failurePage(visit, failed, to), cookies: forget };
    return seeOther(signInAddress({ failed, to }), forget);
  }
  const { sessions } = effects.register;
  await endSession(cookies, sessions);
  const actedFor = await effects.register.units.unitsActedForBy(person.email);
  await relieveFirstKeeper(actedFor, now, effects);
  const { cookie } = await beginSession(person.email, now, sessions, { browser: browserName(userAgent), actedFor });
  log("info", "Somebody signed in.", { requestId });
  return seeOther(to, [cookie, ...forget]);
};

/** From now on the home unit's own contacts keep the register: the first of them is here (D174). */
async function relieveFirstKeeper(
  units: Caller["units"],
  now: EpochMs,
  { register, homeUnit, firstKeeper }: SignInEffects,
) {
  if (units.includes(homeUnit)) await register.staff.relieve(firstKeeper.email, now);
}

const NOT_STARTED_HERE: Failed = { failed: "lapsed", why: "not started in this browser, or too long ago" };

async function personOf(search: URLSearchParams, started: StartedSignIn, { issuer }: SignInEffects) {
  const finished = await issuer.finish(search, started);
  return "failed" in finished ? finished : verifiedEmail(finished.claims);
}
