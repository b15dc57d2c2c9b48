import type { Duty } from "../../domain/duty.ts";
import { contentHash } from "../../runtime/content-hash.ts";

/** What a duty was when a page was drawn from it: anybody's act since then makes the page's form stale. */
export function versionToken({ state, revision, sequence, ladder }: Duty): string {
  return [state, revision, sequence, ladder].join(".");
}

/** The same of anything else: another token, once anybody has changed it. */
export function stateOf(value: unknown): string {
  return contentHash(value ?? null).slice(0, 16);
}
