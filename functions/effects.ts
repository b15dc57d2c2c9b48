import type { Schedules } from "./calendar/schedules.ts";
import type { EpochMs } from "./domain/instant.ts";
import type { Lane } from "./mail/lane.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { Queues } from "./queue/queues.ts";
import type { Register } from "./store/register.ts";

export type Clock = { readonly now: () => EpochMs };

/** Every side effect the program has. A handler takes the part that it needs. */
export type Effects = {
  readonly clock: Clock;
  readonly register: Register;
  readonly queues: Queues;
  readonly schedules: Schedules;
  readonly mailer: Mailer;
  /** The turns in which letters are handed over to the mailer: no letter goes out but in one. */
  readonly lane: Lane;
  /** A name for one attempt, never given twice. */
  readonly newAttempt: () => string;
};

export const systemClock: Clock = { now: () => Date.now() };

/** 48 random bits in 8 characters: short, since a duty's ledger holds one for each letter. */
export function newAttempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
