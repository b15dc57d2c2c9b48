import type { Limit } from "../../../lib/route-limits.ts";

/** A limit as the gateway keeps it: so many at once, filled up at so many a second. */
export class TokenBucket {
  readonly #limit: Limit;
  #tokens: number;
  #at = Number.NEGATIVE_INFINITY;

  constructor(limit: Limit) {
    this.#limit = limit;
    this.#tokens = limit.burst;
  }

  /** Whether one is left. @param at seconds, never earlier than before */
  has(at: number): boolean {
    const { perSecond, burst } = this.#limit;
    if (at > this.#at) this.#tokens = Math.min(burst, this.#tokens + (at - this.#at) * perSecond);
    this.#at = at;
    return this.#tokens >= 1;
  }

  /** Takes one, if it is left. */
  take(at: number): boolean {
    if (!this.has(at)) return false;
    this.#tokens -= 1;
    return true;
  }
}
