import type { Schedules } from "../schedules/schedules.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { SendRateLimiter } from "../mail/send-rate-limiter.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { Queues } from "../queue/queues.ts";
import type { Register } from "../store/register.ts";

export type Clock = { readonly now: () => EpochMs };

/** Every side effect the program has. A handler takes the part that it needs. */
export type Effects = {
  readonly clock: Clock;
  readonly register: Register;
  readonly queues: Queues;
  readonly schedules: Schedules;
  readonly mailer: Mailer;
  /** The turns in which letters are handed over to the mailer: no letter goes out but in one. */
  readonly sendRateLimiter: SendRateLimiter;
  /** A name for one attempt, never given twice. */
  readonly newAttempt: () => string;
};

export const systemClock: Clock = { now: () => Date.now() };

/**
 * 48 random bits in 8 characters: short, since a duty's ledger holds one for each letter. They are the last digits of a
 * random UUID, of which Node makes many at a time: half a microsecond, where six bytes asked of the system take fifteen.
 */
export function newAttempt(): string {
  return Buffer.from(crypto.randomUUID().slice(-12), "hex").toString("base64url");
}
