import { expect, test } from "vitest";

import type { Cloud } from "../src/cloud.ts";
import { arn, linesOf, queue, standUpFixture, trigger } from "./fixture-cloud.ts";
import { startMs } from "./stand-ins.ts";

const minuteMs = 60_000;
const reporting = { FunctionResponseTypes: ["ReportBatchItemFailures"] };
const withDeadLetters = (maxReceiveCount: number) => ({
  Jobs: queue({ VisibilityTimeout: 120, RedrivePolicy: { deadLetterTargetArn: arn("Dead"), maxReceiveCount } }),
  Dead: queue(),
});

test("a message is handed over as a record of SQS, and is gone when its function has done it", async () => {
  const cloud = await standUpFixture({
    functions: { Work: { code: "exports.handler = async ({ Records }) => console.log(JSON.stringify(Records));" } },
    resources: { Jobs: queue(), Mapping: trigger("Jobs", "Work") },
  });
  const jobs = cloud.queueArn("Jobs");
  const { messageId } = cloud.standIns.queues.send(jobs, "văn bản", {
    attributes: { kind: { DataType: "String", StringValue: "letter" } },
  });
  await cloud.movement.settle();
  await expect.poll(linesOf(cloud)).toHaveLength(1);
  expect(JSON.parse(cloud.log.lines()[0]?.line ?? "")).toEqual([
    {
      messageId,
      receiptHandle: expect.any(String),
      body: "văn bản",
      attributes: expect.objectContaining({ ApproximateReceiveCount: "1", SentTimestamp: String(startMs) }),
      messageAttributes: {
        kind: { dataType: "String", stringValue: "letter", stringListValues: [], binaryListValues: [] },
      },
      md5OfBody: "e73d7b505647656d73142821233f561d",
      eventSource: "aws:sqs",
      eventSourceARN: jobs,
      awsRegion: "ap-southeast-1",
    },
  ]);
  expect(cloud.standIns.queues.counts(jobs)).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
});

test("messages come in batches of the mapping's size, and no more batches at once than it allows", async () => {
  const cloud = await standUpFixture({
    functions: {
      Work: {
        code: `exports.handler = async ({ Records }) => {
          console.log("begin " + Records.length);
          await new Promise((resolve) => setTimeout(resolve, 50));
          console.log("end");
        };`,
      },
    },
    resources: {
      Jobs: queue(),
      Mapping: trigger("Jobs", "Work", { BatchSize: 2, ScalingConfig: { MaximumConcurrency: 1 } }),
    },
  });
  for (const body of ["1", "2", "3", "4", "5"]) cloud.standIns.queues.send(cloud.queueArn("Jobs"), body);
  await cloud.movement.settle();
  // The first message is taken as soon as it is there.
  await expect.poll(linesOf(cloud)).toEqual(["begin 1", "end", "begin 2", "end", "begin 2", "end"]);
});

const countingBatches = {
  functions: { Work: { code: "exports.handler = async ({ Records }) => console.log(Records.length);" } },
  resources: { Jobs: queue(), Mapping: trigger("Jobs", "Work", { BatchSize: 4, MaximumBatchingWindowInSeconds: 5 }) },
};
const othersAtWork = ({ work }: Pick<Cloud, "work">) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  void work.during(() => promise);
  return resolve;
};

test("with a window, messages wait for each other while others are at work, and go together once nobody is", async () => {
  const cloud = await standUpFixture(countingBatches);
  const done = othersAtWork(cloud);
  for (const body of ["1", "2", "3"]) cloud.standIns.queues.send(cloud.queueArn("Jobs"), body);
  done();
  await cloud.movement.settle();
  await expect.poll(linesOf(cloud)).toEqual(["3"]);
});

test("a batch that is full goes at once, and what is left soon after, though others are still at work", async () => {
  const cloud = await standUpFixture(countingBatches);
  const done = othersAtWork(cloud);
  for (const body of ["1", "2", "3", "4", "5"]) cloud.standIns.queues.send(cloud.queueArn("Jobs"), body);
  await expect.poll(linesOf(cloud), { timeout: 10_000 }).toEqual(["4", "1"]);
  done();
});

test("of a batch, what is reported as failed comes again after its visibility timeout; the rest is gone", async () => {
  const cloud = await standUpFixture({
    functions: {
      Work: {
        code: `exports.handler = async ({ Records }) => {
          for (const { body, attributes } of Records) console.log(body + attributes.ApproximateReceiveCount);
          return { batchItemFailures: Records.filter(({ body, attributes }) => body === "bad" && attributes.ApproximateReceiveCount === "1")
            .map(({ messageId }) => ({ itemIdentifier: messageId })) };
        };`,
      },
    },
    resources: { ...withDeadLetters(5), Mapping: trigger("Jobs", "Work", reporting) },
  });
  const { queues } = cloud.standIns;
  cloud.standIns.clock.set(startMs + 1);
  queues.send(cloud.queueArn("Jobs"), "good", { delaySeconds: 1 });
  queues.send(cloud.queueArn("Jobs"), "bad", { delaySeconds: 1 });
  await cloud.movement.moveTo(startMs + minuteMs);
  await expect.poll(linesOf(cloud)).toEqual(["good1", "bad1"]);
  expect(queues.counts(cloud.queueArn("Jobs"))).toEqual({ visible: 0, delayed: 0, inFlight: 1 });
  await cloud.movement.moveTo(startMs + 3 * minuteMs);
  await expect.poll(linesOf(cloud)).toEqual(["good1", "bad1", "bad2"]);
  expect(queues.counts(cloud.queueArn("Jobs"))).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
});

test.each([
  ["throws", "throw new Error('no');"],
  ["answers what cannot be read", "return { batchItemFailures: 7 };"],
  ["names a message that is not of the batch", "return { batchItemFailures: [{ itemIdentifier: 'other' }] };"],
])("a function that %s fails the whole batch, and after enough tries it goes to the dead letters", async (_, body) => {
  const cloud = await standUpFixture({
    functions: { Work: { code: `exports.handler = async () => { console.log("tried"); ${body} };` } },
    resources: { ...withDeadLetters(3), Mapping: trigger("Jobs", "Work", reporting) },
  });
  const { queues } = cloud.standIns;
  queues.send(cloud.queueArn("Jobs"), "lost");
  await cloud.movement.moveTo(startMs + 60 * minuteMs);
  await expect.poll(() => cloud.log.lines().filter(({ line }) => line === "tried")).toHaveLength(3);
  expect(queues.counts(cloud.queueArn("Jobs"))).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
  expect(queues.receive(cloud.queueArn("Dead"), 10).map((message) => message.body)).toEqual(["lost"]);
});

test("a mapping with a filter is refused: what it keeps back would come through", async () => {
  const resources = { Jobs: queue(), Mapping: trigger("Jobs", "Work", { FilterCriteria: { Filters: [] } }) };
  await expect(standUpFixture({ functions: { Work: { code: "" } }, resources })).rejects.toThrow("FilterCriteria");
});
