import { ownPath } from "../pages/own-path.ts";

/** Several of them go into one request's cookies, which the gateway limits. */
const LONGEST = 600;

/** Where to go after signing in: a path of this site, but none of the sign-in itself; else the start. */
export function returnPath(to: string | undefined): string {
  const path = ownPath(to);
  return path.length > LONGEST || /^\/(?:sign-in|signed-in|sign-out)(?:[?#]|$)/.test(path) ? "/" : path;
}

/** The address that starts a sign-in, or says why one failed. */
export function signInAddress(p: { to: string; failed?: string; as?: "another" }): string {
  return `/sign-in?${new URLSearchParams(p).toString()}`;
}
