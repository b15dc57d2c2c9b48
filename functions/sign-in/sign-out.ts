import { log } from "../runtime/log.ts";
import { endSession } from "../pages/session.ts";
import type { ArrivalHandler } from "./arrival.ts";
import { signedOut } from "./pages.ts";

/** Ends the session here, then leads on to end the one at the issuer. */
export const signOut: ArrivalHandler = async ({ visit, cookies, requestId }, { register, issuer }) => {
  const { cookie } = await endSession(cookies, register.sessions);
  const place = await issuer.signOutAddress();
  if ("address" in place) return signedOut(visit, place.address, [cookie]);
  log("warn", "Somebody could not be led to sign out at the issuer.", { requestId, why: place.why });
  return signedOut(visit, undefined, [cookie]);
};
