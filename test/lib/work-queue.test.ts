import { App, Duration, Stack } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { describe, expect, it } from "vitest";

import { DungHanFunction } from "../../lib/dung-han-function.ts";
import { WorkQueue } from "../../lib/work-queue.ts";
import { only, resourcesOf, synthesize } from "./synthesized.ts";

const template = synthesize();
const works = resourcesOf(template, "AWS::Lambda::EventSourceMapping").map(({ properties: source }) => ({
  source,
  queue: only(resourcesOf(template, "AWS::SQS::Queue").filter(({ id }) => isOf(source["EventSourceArn"], id))),
  worker: only(resourcesOf(template, "AWS::Lambda::Function").filter(({ id }) => id === source["FunctionName"].Ref)),
}));

function isOf(arn: unknown, id: string): boolean {
  return JSON.stringify(arn) === JSON.stringify({ "Fn::GetAtt": [id, "Arn"] });
}

describe("every queue of work", () => {
  it.each(works)(
    "hides a message for six times the time of one try and what a batch waits, and tries it for an hour: $queue.id",
    ({ source, queue, worker }) => {
      const { VisibilityTimeout: hidden, RedrivePolicy } = queue.properties;
      const window = source["MaximumBatchingWindowInSeconds"] ?? 0;
      expect(hidden).toBe(6 * worker.properties["Timeout"] + window);
      expect(hidden * RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(3600);
      expect(hidden * (RedrivePolicy.maxReceiveCount - 1)).toBeLessThan(3600);
    },
  );

  it.each(works)("has a limit to how many batches are worked on at once: $queue.id", ({ source }) => {
    expect(source["ScalingConfig"].MaximumConcurrency).toBeGreaterThanOrEqual(2);
  });

  it("is worked off by one function", () => {
    const queues = resourcesOf(template, "AWS::SQS::Queue").filter(({ properties }) => properties["RedrivePolicy"]);
    expect(works.map(({ queue }) => queue.id).toSorted()).toEqual(queues.map(({ id }) => id).toSorted());
  });

  it("is not given to a function that may run for longer than it was told", () => {
    const stack = new Stack(new App(), "Test");
    const queue = new WorkQueue(stack, "Jobs", { workTime: Duration.seconds(20) });
    const slow = new DungHanFunction(stack, "Slow", {
      entry: "counts",
      code: Code.fromInline("exports.handler = () => {}"),
      timeout: Duration.seconds(21),
      memorySize: 256,
      environment: {},
    });
    expect(() => slow.worksOff(queue, { batchSize: 1, maxConcurrency: 2 })).toThrow(
      "Test/Slow may run for 21 seconds; its queue, Test/Jobs, was made for 20",
    );
  });
});

describe("the mail service's reports", () => {
  it.each([
    [14, 2],
    [50, 5],
    [200, 20],
  ])("are worked off as fast as they come, at %i letters a second by %i at once", (mailRate, atOnce) => {
    const of = synthesize({ mailRate });
    const hear = only(
      resourcesOf(of, "AWS::Lambda::Function").filter(
        ({ properties }) => properties["Description"] === "functions/mail-events.ts",
      ),
    );
    const source = only(
      resourcesOf(of, "AWS::Lambda::EventSourceMapping").filter(
        ({ properties }) => properties["FunctionName"].Ref === hear.id,
      ),
    );
    expect(source.properties["ScalingConfig"].MaximumConcurrency).toBe(atOnce);
  });
});
