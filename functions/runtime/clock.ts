import { randomUUID } from "node:crypto";

import type { EpochMs } from "../domain/instant.ts";

export type Clock = { readonly now: () => EpochMs };

export const systemClock: Clock = { now: () => Date.now() };

/**
 * 48 random bits in 8 characters: short, since a duty's ledger holds one for each letter. They are the last digits of a
 * random UUID, of which Node makes many at a time: half a microsecond, where six bytes asked of the system take fifteen.
 */
export function newAttempt(): string {
  return Buffer.from(randomUUID().slice(-12), "hex").toString("base64url");
}
