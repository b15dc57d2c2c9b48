import type { Email, UnitId } from "./ids.ts";
import type { EpochMs } from "./instant.ts";

/** Somebody's sign-in in one browser. */
export type KeptSession = {
  readonly principal: Email;
  readonly startedAt: EpochMs;
  /** The last request that was noted: an open session may have been used up to `NOTED_EVERY_MS` later. */
  readonly usedAt: EpochMs;
  readonly endsAt: EpochMs;
  /** What browser it is in, so that its owner knows it again; empty when that is not known. */
  readonly browser: string;
  /** The units that its person acted for when it began: a page may read them ahead. What he may do the register says. */
  readonly actedFor?: readonly UnitId[] | undefined;
};

/** How a deployment keeps sessions. */
export type SessionRules = {
  /** How long one stays open unused, at most. */
  readonly idleMs: number;
  /** Whether the function notes that a session is used; one that only reads does not. */
  readonly notesUse: boolean;
};

/** Usual requests write nothing: that a session is used is noted no more often than this (D173). */
export const NOTED_EVERY_MS = 5 * 60_000;

/** Whether a session counts: neither its twelve hours are over, nor the time that it may lie unused. */
export function isOpen(
  { usedAt, endsAt }: Pick<KeptSession, "usedAt" | "endsAt">,
  now: EpochMs,
  { idleMs }: Pick<SessionRules, "idleMs">,
): boolean {
  return now < Math.min(endsAt, usedAt + idleMs);
}
