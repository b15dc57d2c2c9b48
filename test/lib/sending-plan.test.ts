import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { sendingPlan } from "../../lib/sending-plan.ts";
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

describe("the stack", () => {
  const template = synthesize({ mailRate: 50 });
  const post = only(deployedFunctions(template).filter(({ entry }) => entry === "send-mail"));
  const { properties: source } = only(
    resourcesOf(template, "AWS::Lambda::EventSourceMapping").filter(
      ({ properties }) => properties["FunctionName"].Ref === post.id,
    ),
  );

  it("lets no more invocations run at once than the rate is shared among", () => {
    expect(source["ScalingConfig"].MaximumConcurrency * Number(post.environment["SEND_RATE"])).toBe(50);
  });

  it("gives an invocation no more messages than it can send within half of its time", () => {
    expect(source["BatchSize"] / Number(post.environment["SEND_RATE"])).toBeLessThanOrEqual(
      post.properties["Timeout"] / 2,
    );
  });

  it("has the messages that could not be sent come back, each by itself", () => {
    expect(source["FunctionResponseTypes"]).toEqual(["ReportBatchItemFailures"]);
  });
});
