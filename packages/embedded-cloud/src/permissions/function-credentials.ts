import { createHash } from "node:crypto";

const before = "LOCAL";

/**
 * The access key id of one environment of a function. Of it one can tell the function, also after another start: a link
 * that a function signed is judged by what that function may do.
 *
 * @param started how many environments were started before
 */
export function accessKeyIdOf(functionArn: string, started: number): string {
  return `${keyOf(functionArn)}${String(started).padStart(7, "0")}`;
}

/** The part of an access key id that all environments of a function have alike. */
export function keyOf(functionArn: string): string {
  return before + createHash("sha256").update(functionArn).digest("hex").slice(0, 8).toUpperCase();
}

/** That part of an access key id; undefined for one that no function was given: then a person at this machine asks. */
export function functionKeyIn(accessKeyId: string): string | undefined {
  return /^LOCAL[0-9A-F]{8}(?=\d{7}$)/.exec(accessKeyId)?.[0];
}

/** The access key id that a request is signed with; empty where there is none. */
export function accessKeyIdIn(authorization: string | undefined): string {
  return /Credential=([^/,]+)\//.exec(authorization ?? "")?.[1] ?? "";
}
