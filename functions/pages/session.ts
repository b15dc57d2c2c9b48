import { createHash, randomBytes } from "node:crypto";

import type { Email } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Sessions } from "../store/sessions.ts";
import type { Session } from "./visit.ts";

/** A working day and its evening; then one signs in again. */
const SESSION_HOURS = 12;

/** `__Host-`: set by this host alone, over a safe connection, for all of its paths. */
const COOKIE = "__Host-session";
const KEEP = "Path=/; Secure; HttpOnly; SameSite=Lax";

/** The session that a request's cookies name, if it has not ended. */
export async function sessionOf(
  cookies: readonly string[],
  now: EpochMs,
  sessions: Pick<Sessions, "session">,
): Promise<Session | undefined> {
  const token = tokenIn(cookies);
  if (token === undefined) return undefined;
  const kept = await sessions.session(hashOf(token), now);
  return kept && { token, principal: kept.principal, endsAt: kept.endsAt };
}

/** Begins a session, always under a new secret. @returns the cookie that holds it */
export async function beginSession(
  principal: Email,
  now: EpochMs,
  sessions: Pick<Sessions, "begin">,
): Promise<{ cookie: string }> {
  const token = randomBytes(32).toString("base64url");
  const session = { principal, startedAt: now, endsAt: now + SESSION_HOURS * 3_600_000 };
  if (!(await sessions.begin(hashOf(token), session))) throw new Error("A session's secret was given out twice.");
  return { cookie: `${COOKIE}=${token}; ${KEEP}` };
}

/** Ends the session that the cookies name. @returns the cookie that takes it from the browser */
export async function endSession(
  cookies: readonly string[],
  sessions: Pick<Sessions, "end">,
): Promise<{ cookie: string }> {
  const token = tokenIn(cookies);
  if (token !== undefined) await sessions.end(hashOf(token));
  return { cookie: `${COOKIE}=; Max-Age=0; ${KEEP}` };
}

/** A cookie's value, from lines like `name=value`. */
export function cookieNamed(cookies: readonly string[], name: string): string | undefined {
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** A secret as `beginSession` makes it; what cannot be one costs the table no question. */
function tokenIn(cookies: readonly string[]): string | undefined {
  const token = cookieNamed(cookies, COOKIE);
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
