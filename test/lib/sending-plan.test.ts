import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { sendingPlan, sharedRate } from "../../lib/sending-plan.ts";
import { deployedFunctions, only, resourcesOf, synthesize } from "./synthesized.ts";

describe("the account's rate", () => {
  it.each([
    [1, { workers: 2, perWorker: 0.5, batchSize: 15 }],
    [2, { workers: 2, perWorker: 1, batchSize: 30 }],
    [3, { workers: 3, perWorker: 1, batchSize: 30 }],
    [14, { workers: 2, perWorker: 7, batchSize: 210 }],
    [37, { workers: 37, perWorker: 1, batchSize: 30 }],
    [50, { workers: 10, perWorker: 5, batchSize: 150 }],
    [200, { workers: 40, perWorker: 5, batchSize: 150 }],
  ])("of %i a second is shared like this", (perSecond, plan) => {
    expect(sendingPlan(perSecond)).toEqual(plan);
  });

  it("is never shared out beyond what it is, and from two letters a second on used by 99 % of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (perSecond) => {
        const { workers, perWorker } = sendingPlan(perSecond);
        expect(workers * perWorker).toBeLessThanOrEqual(perSecond);
        expect(workers * perWorker).toBeGreaterThanOrEqual(0.99 * perSecond);
        expect(workers).toBeGreaterThanOrEqual(2);
        expect(perWorker).toBeLessThanOrEqual(7);
        if (perSecond > 1) expect(Number.isInteger(perWorker)).toBe(true);
      }),
    );
  });

  it("may be shared among as many workers as are asked for", () => {
    expect(sendingPlan(1000, 2)).toEqual({ workers: 2, perWorker: 500, batchSize: 500 });
  });
});

describe("what is kept of the rate for receipts and other answers", () => {
  it.each([
    [14, { answers: 4, letters: 10 }],
    [50, { answers: 14, letters: 36 }],
    [200, { answers: 56, letters: 144 }],
    [7, { answers: 2, letters: 5 }],
  ])("of %i a second is this", (perSecond, shares) => {
    expect(sharedRate(perSecond)).toEqual(shares);
  });

  it("is some of it at any rate, and the shares are never more than the rate together", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (perSecond) => {
        const { answers, letters } = sharedRate(perSecond);
        const sent = [answers, letters].map((share) => {
          const { workers, perWorker } = sendingPlan(share);
          return workers * perWorker;
        });
        expect(Math.min(...sent)).toBeGreaterThan(0);
        expect((sent[0] ?? 0) + (sent[1] ?? 0)).toBeLessThanOrEqual(perSecond + 1e-9);
      }),
    );
  });
});

describe("the stack", () => {
  const template = synthesize({ mailRate: 50 });
  const post = only(deployedFunctions(template).filter(({ entry }) => entry === "send-mail"));
  const sources = resourcesOf(template, "AWS::Lambda::EventSourceMapping").filter(
    ({ properties }) => properties["FunctionName"].Ref === post.id,
  );
  const rateOf = ({ properties }: (typeof sources)[number]): number => {
    const isAnswers = /Answers/.test(properties["EventSourceArn"]["Fn::GetAtt"][0]);
    return Number(post.environment[isAnswers ? "ANSWER_RATE" : "SEND_RATE"]);
  };

  it("lets no more invocations run at once than the rate is shared among, over both of its queues", () => {
    expect(sources).toHaveLength(2);
    const together = sources.map((one) => one.properties["ScalingConfig"].MaximumConcurrency * rateOf(one));
    expect(together.reduce((sum, share) => sum + share)).toBe(50);
  });

  it("gives an invocation no more messages than it can send within half of its time", () => {
    for (const one of sources)
      expect(one.properties["BatchSize"] / rateOf(one)).toBeLessThanOrEqual(post.properties["Timeout"] / 2);
  });

  it("has the messages that could not be sent come back, each by itself", () => {
    for (const { properties } of sources)
      expect(properties["FunctionResponseTypes"]).toEqual(["ReportBatchItemFailures"]);
  });
});
