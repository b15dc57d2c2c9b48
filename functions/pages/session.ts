import { createHash, randomBytes } from "node:crypto";

import type { Email } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { isOpen, NOTED_EVERY_MS } from "../domain/session.ts";
import type { KeptSession, SessionRules } from "../domain/session.ts";
import type { SessionName, Sessions } from "../store/sessions.ts";
import type { Session } from "./visit.ts";

/** A working day and its evening; then one signs in again. */
const SESSION_HOURS = 12;

/** `__Host-`: set by this host alone, over a safe connection, for all of its paths. */
const COOKIE = "__Host-session";
const KEEP = "Path=/; Secure; HttpOnly; SameSite=Lax";

/** How many characters of a token say whose it is. */
const PERSON_LENGTH = 22;

type Keeping<Asked extends keyof Sessions> = {
  readonly register: { readonly sessions: Pick<Sessions, Asked> };
  readonly sessionRules: SessionRules;
};

/** The session that a request's cookies name, if it counts still. That it is used is noted now and then. */
export async function sessionOf(
  cookies: readonly string[],
  now: EpochMs,
  { register: { sessions }, sessionRules }: Keeping<"session" | "use">,
): Promise<Session | undefined> {
  const token = tokenIn(cookies);
  if (token === undefined) return undefined;
  const name = nameOf(token);
  const kept = await sessions.session(name);
  if (!kept || !isOpen(kept, now, sessionRules)) return undefined;
  const isNoted = !sessionRules.notesUse || now < kept.usedAt + NOTED_EVERY_MS || (await sessions.use(name, now));
  return isNoted ? { token, principal: kept.principal, endsAt: kept.endsAt, actedFor: kept.actedFor } : undefined;
}

/**
 * Begins a session, always under a new secret.
 *
 * @param known the browser as its owner knows it, and the units that he acts for
 * @returns the cookie that holds it
 */
export async function beginSession(
  principal: Email,
  now: EpochMs,
  sessions: Pick<Sessions, "begin">,
  known: Partial<Pick<KeptSession, "browser" | "actedFor">> = {},
): Promise<{ cookie: string }> {
  const token = `${personOf(principal)}${randomBytes(32).toString("base64url")}`;
  const endsAt = now + SESSION_HOURS * 3_600_000;
  const session = { principal, startedAt: now, usedAt: now, endsAt, browser: "", ...known };
  if (!(await sessions.begin(nameOf(token), session))) throw new Error("A session's secret was given out twice.");
  return { cookie: `${COOKIE}=${token}; ${KEEP}` };
}

/** Ends the session that the cookies name. @returns the cookie that takes it from the browser */
export async function endSession(
  cookies: readonly string[],
  sessions: Pick<Sessions, "end">,
): Promise<{ cookie: string }> {
  const token = tokenIn(cookies);
  if (token !== undefined) await sessions.end(nameOf(token));
  return { cookie: `${COOKIE}=; Max-Age=0; ${KEEP}` };
}

/** Whether a browser shows a session's cookie, open or not. */
export const hasCookie = (cookies: readonly string[]): boolean => cookieNamed(cookies, COOKIE) !== undefined;

/** A cookie's value, from lines like `name=value`. */
export function cookieNamed(cookies: readonly string[], name: string): string | undefined {
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Under what the sessions of an address lie: a hash, since an address is not for cookies. */
export const personOf = (principal: string): string => hashOf(principal, "base64url").slice(0, PERSON_LENGTH);

/** Under what the session of a token lies. */
export function nameOf(token: string): SessionName {
  return { person: token.slice(0, PERSON_LENGTH), hash: hashOf(token, "hex") };
}

/** A token as `beginSession` makes it; what cannot be one costs the table no question. */
function tokenIn(cookies: readonly string[]): string | undefined {
  const token = cookieNamed(cookies, COOKIE);
  return token !== undefined && /^[\w-]{65}$/.test(token) ? token : undefined;
}

function hashOf(text: string, encoding: "hex" | "base64url"): string {
  return createHash("sha256").update(text).digest(encoding);
}
