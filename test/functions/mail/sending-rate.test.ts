import type { SQSEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";

import { sendOnce } from "../../../functions/use-cases/send-once.ts";
import { sendRateLimiterOf, lettersInHand } from "../../../functions/mail/send-rate-limiter.ts";
import { handleEach } from "../../../functions/queue/handle-each.ts";
import { sendingPlan } from "../../../lib/sending-plan.ts";
import { email, ref, unitNamed } from "../season.ts";
import { Random } from "../../simulation/random.ts";
import { Timeline } from "../letters/timeline.ts";

/** How long the queue is played for; what is counted begins when every worker has begun, and ends before any has. */
const PLAYED_MS = 180_000;
const WARM_MS = 30_000;

/** The services' answers, in milliseconds: mostly quick, seldom slow. */
const READING = { low: 4, high: 80 };
const CLAIMING = { low: 4, high: 25 };
const CLAIMING_SLOWLY = { low: 25, high: 400 };
const CONFIRMING = { low: 5, high: 80 };
const SENDING = { low: 40, high: 600 };
/** From the end of one invocation to the beginning of the next, and what a new machine takes to start. */
const HANDING_OVER = { low: 20, high: 400 };
const COLD_START_MS = 900;

type Span = { readonly low: number; readonly high: number };

/** The moments at which letters were handed over, with a queue that never ends. */
async function letters(rate: number, seed: number, others = 0): Promise<number[]> {
  const random = new Random(seed);
  const time = new Timeline();
  const plan = sendingPlan(rate);
  const handedOver: number[] = [];
  const take = ({ low, high }: Span) => time.wait(random.mostlyLow(low, high));
  const answer = async (span: Span) => (await take(span), true);
  const register = {
    letters: {
      claim: () => answer(random.chance(0.03) ? CLAIMING_SLOWLY : CLAIMING),
      confirm: () => answer(CONFIRMING),
    },
  } as unknown as Parameters<typeof sendOnce>[0]["register"];
  const mailer = {
    send: async () => {
      handedOver.push(time.now());
      await take(SENDING);
      return { outcome: "sent" as const, messageId: "m" };
    },
  };
  const unit = unitNamed("stc").id;
  const letter = {
    ledger: { key: { pk: "", sk: "" }, kind: "duty" as const },
    letter: { ladder: 0, milestone: "remind-10", addressee: "unit" as const },
    to: email("vanthu@stc.daklak.example"),
    tags: { unit },
    text: { subject: "", text: "", html: "" },
    lookedAfterBy: { ...ref, run: "ALL#issue" },
  };

  const invocation = async () => {
    const end = time.now() + 60_000;
    // A timer goes off up to a millisecond late.
    const wait = (ms: number) => time.wait(ms + random.next());
    const around = { now: () => time.now(), wait, random: () => random.next(), timeLeftMs: () => end - time.now() };
    const sendRateLimiter = sendRateLimiterOf(plan.perWorker, around);
    const records = Array.from({ length: plan.batchSize }, (_, i) => ({ messageId: String(i), body: "{}" }));
    const answered = await handleEach(
      { Records: records } as SQSEvent,
      async () => {
        await take(READING);
        // A letter that is not owed any more.
        if (random.chance(others)) return "done";
        const sent = await sendOnce(
          { clock: { now: () => time.now() }, register, mailer, sendRateLimiter, newAttempt: () => "a" },
          letter,
        );
        return sent === "look-again" ? "again" : sent;
      },
      { atOnce: lettersInHand(plan.perWorker) },
    );
    expect(answered.batchItemFailures).toEqual([]);
  };
  const worker = async () => {
    await time.wait(random.int(0, 5_000));
    while (time.now() < PLAYED_MS) {
      await take(HANDING_OVER);
      if (random.chance(0.05)) await time.wait(COLD_START_MS);
      await invocation();
    }
  };
  await time.run(Array.from({ length: plan.workers }, worker));
  return handedOver.filter((at) => at >= WARM_MS && at < PLAYED_MS);
}

/** The most that fall into any stretch of so many milliseconds, wherever it begins. */
function mostWithin(moments: readonly number[], ms: number): number {
  const inOrder = moments.toSorted((a, b) => a - b);
  let [first, most] = [0, 0];
  for (const [last, at] of inOrder.entries()) {
    while (inOrder[first]! <= at - ms) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe("with a queue that never ends, the account's rate is used and never exceeded", () => {
  it.each([
    [1, 2000],
    [2, 1000],
    [14, 1000],
    [37, 1000],
    [50, 1000],
    [200, 1000],
  ])("%i a second, in no stretch of %i ms more", { timeout: 60_000 }, async (rate, stretchMs) => {
    for (const seed of [1, 2]) {
      const moments = await letters(rate, seed);
      const share = moments.length / ((rate * (PLAYED_MS - WARM_MS)) / 1000);
      expect(share).toBeGreaterThanOrEqual(0.95);
      expect(share).toBeLessThanOrEqual(1);
      expect(mostWithin(moments, stretchMs)).toBeLessThanOrEqual((rate * stretchMs) / 1000);
    }
  });

  it("letters that are not owed any more take none of it", { timeout: 60_000 }, async () => {
    const moments = await letters(14, 4, 0.4);
    expect(moments.length / ((14 * (PLAYED_MS - WARM_MS)) / 1000)).toBeGreaterThanOrEqual(0.95);
    expect(mostWithin(moments, 1000)).toBeLessThanOrEqual(14);
  });
});
