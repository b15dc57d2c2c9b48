import type { Process, Step } from "./process.ts";
import type { Random } from "./random.ts";

/** What may happen to a process at a step. */
export type Fault =
  | { readonly kind: "crash-before" | "crash-after" | "repeated" | "throttled" }
  | { readonly kind: "freeze-before" | "freeze-after"; readonly ms: number }
  /** The client gives up waiting; what was asked for was done, or was not, or is done only later. */
  | { readonly kind: "lost"; readonly done: boolean; readonly lateMs: number };

export type FaultKind = Fault["kind"];

const MINUTE = 60_000;

const WRITING: Record<FaultKind, number> = {
  "crash-before": 3,
  "crash-after": 4,
  "freeze-before": 2,
  "freeze-after": 2,
  lost: 2,
  // The SDK asks again when an answer does not come, and is then told of the second asking alone
  // (aws/aws-sdk-java#2667): a conditional write that was done says that its condition does not hold.
  repeated: 3,
  throttled: 1,
};
const READING: Partial<Record<FaultKind, number>> = { "crash-before": 3, "freeze-before": 2, throttled: 1 };
/** What its answers may be the mail service decides; the client never asks twice. */
const MAILING: Partial<Record<FaultKind, number>> = {
  "crash-before": 3,
  "crash-after": 5,
  "freeze-before": 2,
  "freeze-after": 2,
};

/**
 * The longest that a process is frozen between writing a claim and handing the letter over. A worker that slept there
 * past the lease would wake and send what somebody else has sent since, and nothing that it can do could prevent it;
 * that it is killed long before, by its function's time limit, is what the lease is built on. Everywhere else it may
 * sleep as long as it likes.
 */
const FROZEN_UNDER_CLAIM_MS = 3.5 * MINUTE;

export type Harshness = {
  /** How likely something happens at a step. */
  readonly rate: number;
  readonly kinds: readonly FaultKind[];
  /** How many things happen in a history, at most. */
  readonly most: number;
};

/** Decides at each step of each process what happens to it, if anything. */
export class Faults {
  readonly #random: Random;
  readonly #harshness: Harshness;
  #done = 0;

  constructor(random: Random, harshness: Harshness) {
    this.#random = random;
    this.#harshness = harshness;
  }

  get done(): number {
    return this.#done;
  }

  at(process: Process, step: Step, now: number): Fault | undefined {
    if (this.#done === this.#harshness.most || !this.#random.chance(this.#harshness.rate) || process.spared)
      return undefined;
    const weights = step.service === "mail" ? MAILING : step.writes ? WRITING : READING;
    const { kinds } = this.#harshness;
    const possible = Object.fromEntries(Object.entries(weights).filter(([kind]) => kinds.includes(kind as FaultKind)));
    if (Object.keys(possible).length === 0) return undefined;
    const kind = this.#random.weighted<FaultKind>(possible);
    this.#done++;
    switch (kind) {
      case "lost":
        return {
          kind,
          done: this.#random.chance(0.6),
          lateMs: this.#random.chance(0.3) ? this.#random.int(1, 12_000) : 0,
        };
      case "freeze-before":
      case "freeze-after":
        return { kind, ms: this.#frozenFor(process, step, kind, now) };
      default:
        return { kind };
    }
  }

  #frozenFor(process: Process, step: Step, kind: "freeze-before" | "freeze-after", now: number): number {
    const longest = this.#random.pick([20_000, 20_000, 2 * MINUTE, 5 * MINUTE, 40 * MINUTE]);
    const ms = this.#random.int(500, process.mayOutlive ? longest : Math.max(1000, process.deadline - now + 5000));
    const underClaim = step.role === "claim" || (step.role === "send" && kind === "freeze-before");
    if (!underClaim) return ms;
    const short = Math.max(0, Math.min(ms, FROZEN_UNDER_CLAIM_MS - process.frozenUnderClaimMs));
    process.frozenUnderClaimMs += short;
    return short;
  }
}
