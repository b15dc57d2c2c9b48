import { seeOther } from "../http/exchange.ts";
import { log } from "../runtime/log.ts";
import { endSession, hasCookie, sessionOf } from "../pages/session.ts";
import type { ArrivalHandler } from "./arrival.ts";
import { failurePage, namedFailure } from "./failure-page.ts";
import { alreadySignedIn, leadingOn, sessionEnded } from "./pages.ts";
import { returnPath } from "./return-path.ts";
import { rememberStart } from "./started-sign-ins.ts";

/**
 * Starts a sign-in and leads to the issuer. Who is signed in already is asked whether to go on or to be somebody
 * else; who comes back from a sign-in that failed, or whose session has ended, is told so first.
 */
export const startSignIn: ArrivalHandler = async ({ visit, cookies, fromOwnPage, requestId }, effects) => {
  const { issuer, register, sessionRules } = effects;
  const to = returnPath(visit.query["to"]);
  const another = visit.query["as"] === "another";
  const session = await sessionOf(cookies, visit.receivedAt, effects);
  const known = session ? { ...visit, session, caller: { principal: session.principal, units: [] } } : visit;
  const failure = namedFailure(visit.query["failed"]);
  if (failure) return failurePage(known, failure, to);
  if (session && !another) return alreadySignedIn(known, to);
  if (!another && hasCookie(cookies)) {
    const { cookie } = await endSession(cookies, register.sessions);
    return sessionEnded(visit, { to, idleMs: sessionRules.idleMs, cookies: [cookie] });
  }

  const started = await issuer.start({ another, language: visit.language });
  if ("failed" in started) {
    log("warn", "A sign-in could not start.", { requestId, why: started.why });
    return failurePage(known, started.failed, to);
  }
  const remembered = rememberStart(started.secrets, { to, now: visit.receivedAt, cookies });
  return fromOwnPage ? leadingOn(visit, started.address, remembered) : seeOther(started.address, remembered);
};
