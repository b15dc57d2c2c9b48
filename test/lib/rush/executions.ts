import type { FunctionName } from "../../../functions/http/routes.ts";
import { TokenBucket } from "./token-bucket.ts";

/** How long a function is kept busy by a request, in seconds: on a machine that is there, and from cold. */
export type Busy = { readonly warm: number; readonly cold: number };

/**
 * How fast functions may grow: each by a thousand machines every ten seconds, refilled all along.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
const GROWTH = { perSecond: 100, burst: 1_000 };

/** A request that found no machine. */
export type Short = "the account's executions" | "a function's growth";

type Machine = { freeAt: number };

/**
 * The machines that functions run on, of an account that lets so many run at once. A machine takes one request at a
 * time, and one that is free is used again; none goes away during a rush.
 */
export class Executions {
  readonly #most: number;
  readonly #machines = new Map<FunctionName, Machine[]>();
  readonly #growth = new Map<FunctionName, TokenBucket>();
  /** The most that were busy at once. */
  peak = 0;

  /** @param most executions at once, without those that the queues may take */
  constructor(most: number) {
    this.#most = most;
  }

  /** Runs a request, or says what it lacks. @param at seconds, never earlier than before */
  runs(site: FunctionName, at: number, { warm, cold }: Busy): "runs" | Short {
    const own = this.#machines.get(site) ?? [];
    this.#machines.set(site, own);
    const busy = this.#busyAt(at);
    if (busy >= this.#most) return "the account's executions";
    const free = own.find(({ freeAt }) => freeAt <= at);
    if (free) free.freeAt = at + warm;
    else {
      const growth = this.#growth.get(site) ?? new TokenBucket(GROWTH);
      this.#growth.set(site, growth);
      if (!growth.take(at)) return "a function's growth";
      own.push({ freeAt: at + cold });
    }
    this.peak = Math.max(this.peak, busy + 1);
    return "runs";
  }

  #busyAt(at: number): number {
    let busy = 0;
    for (const own of this.#machines.values()) for (const { freeAt } of own) if (freeAt > at) busy++;
    return busy;
  }
}
