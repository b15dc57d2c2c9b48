import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { sendRateLimiterOf } from "../../../functions/mail/send-rate-limiter.ts";
import type { SendRateLimiter } from "../../../functions/mail/send-rate-limiter.ts";
import type { SendOutcome } from "../../../functions/mail/mailer.ts";
import { Timeline } from "../letters/timeline.ts";

const SENT: SendOutcome = { outcome: "sent", messageId: "m" };
const not = (outcome: Exclude<SendOutcome["outcome"], "sent">): SendOutcome => ({ outcome, why: "because" });

/** A limiter on a timeline of its own, which has as long as a function. */
function laneOn(time: Timeline, perSecond: number, lifeMs = 60_000): SendRateLimiter {
  const end = time.now() + lifeMs;
  return sendRateLimiterOf(perSecond, {
    now: () => time.now(),
    wait: (ms) => time.wait(ms),
    random: () => 0.5,
    timeLeftMs: () => end - time.now(),
  });
}

describe("a sendRateLimiter", () => {
  it("hands over its first letter a whole spacing after it began, and each later one a spacing after the last", async () => {
    const time = new Timeline();
    const sendRateLimiter = laneOn(time, 10);
    const at: number[] = [];
    const letter = () => sendRateLimiter.acquire((handOver) => handOver(async () => (at.push(time.now()), SENT)));
    await time.run([letter(), letter(), letter()]);
    expect(at).toEqual([100, 200, 300]);
  });

  it("claims a letter a fifth of a spacing ahead of its place at most, and twenty milliseconds at most", async () => {
    for (const [perSecond, claimedAt] of [
      [10, 80],
      [1, 980],
      [500, 1.6],
    ] as const) {
      const time = new Timeline();
      const claim = laneOn(time, perSecond).acquire(async () => time.now());
      await time.run([claim]);
      expect(await claim).toBeCloseTo(claimedAt);
    }
  });

  it("has one letter at a time between its claim and its handing over, however long the claim takes", async () => {
    const time = new Timeline();
    const sendRateLimiter = laneOn(time, 10);
    let between = 0;
    const most: number[] = [];
    const letter = (claimMs: number) =>
      sendRateLimiter.acquire(async (handOver) => {
        most.push(++between);
        await time.wait(claimMs);
        return handOver(async () => (between--, await time.wait(5000), SENT));
      });
    await time.run([letter(10), letter(900), letter(10), letter(10)]);
    expect(most).toEqual([1, 1, 1, 1]);
  });

  it("does not wait for the service's answer before the next letter", async () => {
    const time = new Timeline();
    const sendRateLimiter = laneOn(time, 10);
    const letter = () => sendRateLimiter.acquire((handOver) => handOver(async () => (await time.wait(700), SENT)));
    await time.run([letter(), letter(), letter()]);
    expect(time.now()).toBe(300 + 700);
  });

  it("gives the place of a turn that came to nothing, or to grief, to the next letter", async () => {
    const time = new Timeline();
    const sendRateLimiter = laneOn(time, 10);
    const nothing = sendRateLimiter.acquire(async () => "not claimed");
    const grief = sendRateLimiter.acquire(async () => Promise.reject(new Error("no table"))).catch(String);
    const at: number[] = [];
    await time.run([
      nothing,
      grief,
      sendRateLimiter.acquire((handOver) => handOver(async () => (at.push(time.now()), SENT))),
    ]);
    expect([await nothing, await grief, at]).toEqual(["not claimed", "Error: no table", [100]]);
  });

  it("pauses when letters come too fast, twice as long each time, until one is taken", async () => {
    const time = new Timeline();
    const sendRateLimiter = laneOn(time, 5);
    const answers = [not("throttled"), not("throttled"), not("throttled"), SENT, not("throttled"), SENT];
    const at: number[] = [];
    const all = async () => {
      for (const answer of answers)
        await sendRateLimiter.acquire((handOver) => handOver(async () => (at.push(time.now()), answer)));
    };
    await time.run([all()]);
    expect(at).toEqual([200, 1200, 3200, 7200, 7400, 8400]);
  });

  it("closes when it was told so for the sixth time without a letter taken in between", async () => {
    const time = new Timeline();
    const sendRateLimiter = laneOn(time, 500);
    const turns = Array.from({ length: 7 }, () =>
      sendRateLimiter.acquire((handOver) => handOver(async () => not("throttled"))),
    );
    await time.run(turns);
    expect((await Promise.all(turns)).filter((one) => one === "closed")).toHaveLength(1);
    expect(time.now()).toBeLessThan(1000);
  });

  it("closes once the account sends nothing: nobody else has a turn", async () => {
    const time = new Timeline();
    const sendRateLimiter = laneOn(time, 10);
    const letter = () => sendRateLimiter.acquire((handOver) => handOver(async () => not("closed")));
    const turns = [letter(), letter(), letter()];
    await time.run(turns);
    expect(await Promise.all(turns)).toEqual([not("closed"), "closed", "closed"]);
    expect(sendRateLimiter.isOpen()).toBe(false);
  });

  it.each(["held", "refused", "unknown"] as const)("goes on after a letter that is %s", async (outcome) => {
    const time = new Timeline();
    const sendRateLimiter = laneOn(time, 10);
    const turns = [not(outcome), SENT].map((answer) =>
      sendRateLimiter.acquire((handOver) => handOver(async () => answer)),
    );
    await time.run(turns);
    expect(await Promise.all(turns)).toEqual([not(outcome), SENT]);
  });

  it("begins no turn that might not be over when the function's time is", async () => {
    const time = new Timeline();
    const sendRateLimiter = laneOn(time, 0.1, 30_000);
    const turns = [1, 2].map(() => sendRateLimiter.acquire((handOver) => handOver(async () => SENT)));
    await time.run(turns);
    expect(await Promise.all(turns)).toEqual([SENT, "closed"]);
  });
});

describe("lanes side by side", () => {
  const anyLetter = fc.record({
    restMs: fc.nat({ max: 400 }),
    claimMs: fc.nat({ max: 150 }),
    outcome: fc.constantFrom(SENT, SENT, SENT, not("throttled"), not("unknown"), undefined),
    answerMs: fc.nat({ max: 900 }),
  });
  /** One row of invocations: each begins some time after the one before ended, on whichever machine. */
  const anyRow = fc.array(
    fc.record({ restMs: fc.nat({ max: 300 }), letters: fc.array(anyLetter, { maxLength: 12 }) }),
    {
      maxLength: 4,
    },
  );

  it.each([
    [1, 0.5, 2],
    [2, 7, 1],
    [3, 1, 1],
    [5, 10, 1],
  ])(
    "%i of %f letters a second, whatever comes when: never more than all of them may in any %i s",
    async (workers, perWorker, seconds) => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyRow, { minLength: workers, maxLength: workers }), async (rows) => {
          const time = new Timeline();
          const at: number[] = [];
          const row = async (invocations: (typeof rows)[number]) => {
            for (const { restMs, letters } of invocations) {
              await time.wait(restMs);
              const sendRateLimiter = laneOn(time, perWorker);
              await Promise.all(
                letters.map(async (letter) => {
                  await time.wait(letter.restMs);
                  await sendRateLimiter.acquire(async (handOver) => {
                    await time.wait(letter.claimMs);
                    const { outcome } = letter;
                    if (!outcome) return undefined;
                    return handOver(async () => (at.push(time.now()), await time.wait(letter.answerMs), outcome));
                  });
                }),
              );
            }
          };
          await time.run(rows.map(row));
          const most = Math.round(workers * perWorker * seconds);
          for (const begin of at)
            expect(at.filter((one) => one >= begin && one < begin + seconds * 1000).length).toBeLessThanOrEqual(most);
        }),
        { numRuns: 60 },
      );
    },
  );
});
