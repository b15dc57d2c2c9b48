import type { SendOutcome } from "./mailer.ts";

/** Hands a letter over at its place in the limiter: waits for it, some milliseconds at most. */
export type HandOver = (send: () => Promise<SendOutcome>) => Promise<SendOutcome>;

/** The way of letters out of one invocation: one after the other, and never faster than its share of the rate. */
export type SendRateLimiter = {
  /** Whether another letter may have its turn within the invocation's time. */
  readonly isOpen: () => boolean;
  /** Whether it closed since the account has used up what it may send in a day. */
  readonly isPastQuota: () => boolean;
  /**
   * Waits for a turn and does what belongs to it: the claim, then at most one handing over. Of all the limiter's
   * letters only one is between the two at a time. A turn that hands nothing over costs nothing: the next has
   * its place. `closed` when there is no turn any more.
   */
  readonly acquire: <T>(work: (handOver: HandOver) => Promise<T>) => Promise<T | "closed">;
};

/** What a limiter is measured by. */
export type SendRateLimiterSurroundings = {
  /** Milliseconds that only go forward. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly timeLeftMs: () => number;
};

/** So much ahead of its place a letter is claimed; what the claim takes of it costs no time in the limiter. */
const CLAIM_AHEAD_MS = 20;
/** What a claim, a send that is given up and the write after it may take at worst: no turn begins later. */
const RESERVE_MS = 15_000;
/**
 * How long a limiter pauses when it was told that letters come too fast: a second, or seven letters of a faster limiter;
 * doubled each time that it is told again. After five pauses without a letter in between it closes.
 */
const PAUSE_MS = 1000;
const PAUSE_LETTERS = 7;
const MOST_PAUSES = 5;

/**
 * The limiter of one invocation, for `perSecond` letters a second. Its first letter is handed over one whole spacing
 * (1 ÷ perSecond) after the invocation began, and each later one at least a spacing after the one before.
 *
 * So the account's rate is kept by counting alone, whichever machines run the invocations, and they share nothing:
 * of invocations that never overlap, one after the other, any two letters are a spacing apart too, for the later
 * one waits a whole spacing from a beginning that was after the earlier one's end. Where at most W invocations run
 * at once, they make up at most W such rows; in any span of one spacing each row hands over one letter at most,
 * and in any second, wherever it begins, W × perSecond when that is a whole number for each row (lib/sending-plan.ts
 * sees to it). D20.
 *
 * Told that letters come too fast, it pauses, longer each time; told so again and again, or that the account sends
 * nothing at all for now, it closes, and the letters left go back to the queue unclaimed.
 */
export function sendRateLimiterOf(
  perSecond: number,
  { now, wait, random, timeLeftMs }: SendRateLimiterSurroundings,
): SendRateLimiter {
  const spacingMs = 1000 / perSecond;
  const aheadMs = Math.min(CLAIM_AHEAD_MS, spacingMs / 5);
  let next = now() + spacingMs;
  let line: Promise<unknown> = Promise.resolve();
  let shut = false;
  let pastQuota = false;
  let pauses = 0;

  const isOpen = (): boolean => !shut && timeLeftMs() - Math.max(0, next - now()) > RESERVE_MS;

  const learn = ({ outcome }: SendOutcome): void => {
    if (outcome === "sent") pauses = 0;
    if (outcome === "quota") pastQuota = true;
    if (outcome === "closed" || outcome === "quota") shut = true;
    if (outcome !== "throttled") return;
    const pauseMs = Math.min(PAUSE_MS, PAUSE_LETTERS * spacingMs) * 2 ** pauses++ * (0.5 + random());
    next = Math.max(next, now() + pauseMs);
    if (pauses > MOST_PAUSES) shut = true;
  };

  const until = async (instant: number): Promise<void> => {
    // A timer may go off a moment too soon.
    for (let left = instant - now(); left > 0; left = instant - now()) await wait(left);
  };

  return {
    isOpen,
    isPastQuota: () => pastQuota,
    async acquire(work) {
      const over = Promise.withResolvers<void>();
      const before = line;
      line = over.promise;
      await before;
      try {
        while (isOpen() && now() < next - aheadMs) await wait(next - aheadMs - now());
        if (!isOpen()) return "closed";
        const place = next;
        return await work(async (send) => {
          await until(place);
          next = Math.max(next, now() + spacingMs);
          const sending = send();
          over.resolve();
          const sent = await sending;
          learn(sent);
          return sent;
        });
      } finally {
        over.resolve();
      }
    },
  };
}

/**
 * How many messages of a batch are worked on at once: what is sent in two seconds, so that reading, and waiting for
 * the service's answers, costs the limiter nothing, and nobody decides on a letter long before its turn.
 */
export function lettersInHand(perSecond: number): number {
  return Math.min(20, Math.max(2, Math.ceil(2 * perSecond)));
}

/** A machine's own clock and timers. */
export const ofThisMachine: Omit<SendRateLimiterSurroundings, "timeLeftMs"> = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};
