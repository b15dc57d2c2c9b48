import * as z from "zod/mini";

import type { EpochMs } from "../domain/instant.ts";
import { cookieNamed } from "../pages/session.ts";
import type { Secrets } from "./issuer.ts";
import { returnPath } from "./return-path.ts";

const MINUTES = 10;
/** So many tabs may be signing in at once; the cookies of more would outgrow what the gateway takes. */
const MOST = 4;

/** One for each sign-in, named by part of its state, so that two tabs do not break each other. */
const PREFIX = "__Host-signing-in-";
const KEEP = "Path=/; Secure; HttpOnly; SameSite=Lax";

const StartedSchema = z.object({
  state: z.string().check(z.regex(/^[\w-]{43}$/)),
  nonce: z.string().check(z.regex(/^[\w-]{43}$/)),
  verifier: z.string().check(z.regex(/^[\w-]{43}$/)),
  to: z.string(),
  startedAt: z.number(),
});
/** A sign-in that its browser has started, kept in that browser alone: who comes back elsewhere is not let in. */
export type StartedSignIn = z.infer<typeof StartedSchema>;

/** The cookies to be set when one more sign-in starts: its own, and the end of those that are too many. */
export function rememberStart(
  secrets: Secrets,
  { to, now, cookies }: { to: string; now: EpochMs; cookies: readonly string[] },
): string[] {
  const others = cookies
    .filter((cookie) => cookie.startsWith(PREFIX))
    .map((cookie) => cookie.slice(0, cookie.indexOf("=")))
    .map((name) => ({ name, startedAt: read(cookieNamed(cookies, name))?.startedAt ?? 0 }))
    .toSorted((a, b) => b.startedAt - a.startedAt);
  const value = Buffer.from(JSON.stringify({ ...secrets, to, startedAt: now })).toString("base64url");
  return [
    `${nameFor(secrets.state)}=${value}; Max-Age=${MINUTES * 60}; ${KEEP}`,
    ...others.slice(MOST - 1).map(({ name }) => gone(name)),
  ];
}

/** The sign-in that an answer of the issuer belongs to, if this browser started it, and not too long ago. */
export function startedSignIn(
  state: string | null,
  { now, cookies }: { now: EpochMs; cookies: readonly string[] },
): StartedSignIn | undefined {
  if (state === null) return undefined;
  const started = read(cookieNamed(cookies, nameFor(state)));
  if (started?.state !== state || now - started.startedAt > MINUTES * 60_000) return undefined;
  return { ...started, to: returnPath(started.to) };
}

/** The cookie that ends a sign-in: it comes back once. */
export const forgetStart = ({ state }: StartedSignIn): string => gone(nameFor(state));

const nameFor = (state: string): string => `${PREFIX}${state.slice(0, 8)}`;
const gone = (name: string): string => `${name}=; Max-Age=0; ${KEEP}`;

function read(value: string | undefined): StartedSignIn | undefined {
  if (value === undefined) return undefined;
  try {
    return z.safeParse(StartedSchema, JSON.parse(Buffer.from(value, "base64url").toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
