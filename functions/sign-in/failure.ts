import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";

/** Why nobody was signed in. */
export const FAILURES = [
  /** Begun in another browser or too long ago, or used before. */
  "lapsed",
  /** Cancelled, or not allowed, at the issuer. */
  "denied",
  /** The issuer says that it cannot do it. */
  "refused",
  /** What the issuer answers is not what was asked for, or not its own. */
  "untrusted",
  "no-email",
  "unverified",
  "unreachable",
] as const;
export type Failure = (typeof FAILURES)[number];

/** `why` is for the log: a code, never what somebody wrote. */
export type Failed = { readonly failed: Failure; readonly why: string };

/** The client's errors, as the visitor is told of them; what is none of those is thrown on. */
export function failureOf(error: unknown): Failed {
  if (error instanceof AuthorizationResponseError) {
    return { failed: error.error === "access_denied" ? "denied" : "refused", why: codeLike(error.error) };
  }
  if (error instanceof ResponseBodyError) {
    const why = codeLike(error.error);
    if (error.status >= 500) return { failed: "unreachable", why };
    return { failed: error.error === "invalid_grant" ? "lapsed" : "refused", why };
  }
  if (error instanceof WWWAuthenticateChallengeError) return { failed: "refused", why: `status ${error.status}` };
  if (error instanceof ClientError && error.code !== undefined) {
    return { failed: SILENCE.has(error.code) ? "unreachable" : "untrusted", why: whyOf(error.code, error.cause) };
  }
  if (error instanceof TypeError && error.message === "fetch failed")
    return { failed: "unreachable", why: "no connection" };
  throw error;
}

/** The issuer does not answer, or what answers in its place is no issuer. */
const SILENCE: ReadonlySet<string> = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
]);

/** Which claim it was about, where the client says so. */
function whyOf(code: string, cause: unknown): string {
  const claim = claimIn(cause) ?? (cause instanceof Error ? claimIn(cause.cause) : undefined);
  return claim === undefined ? code : `${code} ${codeLike(claim)}`;
}

function claimIn(cause: unknown): string | undefined {
  return typeof cause === "object" && cause !== null && "claim" in cause && typeof cause.claim === "string"
    ? cause.claim
    : undefined;
}

/** A code of the standard as it is; anything else could hold anything, and is not written down. */
const codeLike = (text: string): string => (/^[a-z_]{1,40}$/.test(text) ? text : "a code of its own");
