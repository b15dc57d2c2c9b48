import { expect, test } from "vitest";

import type { Cloud } from "../src/cloud.ts";
import { mailEvent } from "../src/mail/mail-events.ts";
import { arn, queue, standUpFixture, trigger } from "./fixture-cloud.ts";
import { awsEnvironment, startMs, startStandIns } from "./stand-ins.ts";

const minuteMs = 60_000;
const reporting = { FunctionResponseTypes: ["ReportBatchItemFailures"] };
const withDeadLetters = (maxReceiveCount: number) => ({
  Jobs: queue({ VisibilityTimeout: 120, RedrivePolicy: { deadLetterTargetArn: arn("Dead"), maxReceiveCount } }),
  Dead: queue(),
});

/** What the functions wrote, line by line. */
const linesOf =
  ({ log }: Pick<Cloud, "log">) =>
  () =>
    log.lines().map(({ line }) => line);

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

const rule = {
  Rule: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventPattern: { source: ["aws.ses"], detail: { mail: { tags: { "ses:configuration-set": ["letters"] } } } },
      State: "ENABLED",
      Targets: [{ Id: "Target0", Arn: arn("Hear"), DeadLetterConfig: { Arn: arn("Unheard") } }],
    },
  },
  Unheard: queue(),
};
const sentTo = (configurationSet: string) =>
  mailEvent(
    {
      messageId: "m1",
      atMs: startMs,
      source: "a@b.example",
      recipients: ["c@d.example"],
      subject: "",
      tags: {},
      configurationSet,
    },
    { kind: "send", recipients: ["c@d.example"] },
    awsEnvironment,
  );

test("an event whose rule names a queue lies there at once; one that no rule wants lies nowhere", async () => {
  const cloud = await standUpFixture({ functions: {}, resources: { ...rule, Hear: queue() } });
  const { events, queues } = cloud.standIns;
  events.add(sentTo("letters"), startMs);
  events.add(sentTo("others"), startMs);
  events.add(sentTo("letters"), startMs + minuteMs);
  const received = () => queues.receive(cloud.queueArn("Hear"), 10).map(({ body }): unknown => JSON.parse(body));
  expect(received()).toEqual([sentTo("letters")]);
  expect(events.nextEventAt()).toBe(startMs + minuteMs);
  await cloud.movement.moveTo(startMs + minuteMs);
  expect(received()).toContainEqual(sentTo("letters"));
});

test("an event goes straight on with what it tells of, or not at all", async () => {
  const { stateDb, events } = await startStandIns();
  const given: string[] = [];
  events.offerTo((event) => {
    stateDb.afterCommit(() => given.push(event.id));
    return true;
  });
  stateDb.transaction(() => {
    events.add(sentTo("letters"), startMs);
    expect(given).toEqual([]);
  });
  expect(() =>
    stateDb.transaction(() => {
      events.add(sentTo("letters"), startMs);
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(given).toEqual([sentTo("letters").id]);
  expect(events.takeEvents()).toEqual([]);
});

test("an event of SES reaches the function whose rule matches, and is gone; another is gone unheard", async () => {
  const cloud = await standUpFixture({
    functions: { Hear: { code: "exports.handler = async (event) => console.log(event['detail-type']);" } },
    resources: rule,
  });
  const { events } = cloud.standIns;
  events.add(sentTo("letters"), startMs);
  events.add(sentTo("others"), startMs);
  await cloud.movement.settle();
  await expect.poll(linesOf(cloud)).toEqual(["Email Sent"]);
  expect(events.nextEventAt()).toBeUndefined();
});

test("an event of SES reaches the queue whose rule matches, as it is, and is not lost when nobody reads it", async () => {
  const [target] = rule.Rule.Properties.Targets;
  const toQueue = { ...rule.Rule.Properties, Targets: [{ ...target, Arn: arn("Reports") }] };
  const cloud = await standUpFixture({
    functions: {},
    resources: { ...rule, Rule: { ...rule.Rule, Properties: toQueue }, Reports: queue() },
  });
  const { events, queues } = cloud.standIns;
  events.add(sentTo("letters"), startMs);
  events.add(sentTo("others"), startMs);
  await cloud.movement.settle();
  expect(events.nextEventAt()).toBeUndefined();
  const received = queues.receive(cloud.queueArn("Reports"), 10);
  expect(received.map(({ body }) => JSON.parse(body))).toEqual([sentTo("letters")]);
});

test("a function that fails on an event is called again after one and two minutes; then the event is a dead letter", async () => {
  const cloud = await standUpFixture({
    functions: {
      Hear: { code: "exports.handler = async () => { console.log(Date.now()); throw new Error('deaf'); };" },
    },
    resources: rule,
  });
  const { events, queues } = cloud.standIns;
  events.add(sentTo("letters"), startMs);
  await cloud.movement.settle();
  expect(events.nextEventAt()).toBe(startMs + minuteMs);
  await cloud.movement.moveTo(startMs + 10 * minuteMs);
  await expect
    .poll(() => cloud.log.lines().flatMap(({ line }) => (/^\d+$/.test(line) ? [Number(line) - startMs] : [])))
    .toEqual([0, minuteMs, 3 * minuteMs]);
  expect(events.nextEventAt()).toBeUndefined();
  const [dead] = queues.receive(cloud.queueArn("Unheard"), 10);
  expect(JSON.parse(dead?.body ?? "")).toMatchObject({ "detail-type": "Email Sent" });
  expect(dead?.messageAttributes["ERROR_MESSAGE"]).toEqual({ DataType: "String", StringValue: "deaf" });
});

test("a function's own dead letters go before the rule's", async () => {
  const cloud = await standUpFixture({
    functions: {
      Hear: {
        code: "exports.handler = async () => { throw new Error('deaf'); };",
        properties: { DeadLetterConfig: { TargetArn: arn("Own") } },
      },
    },
    resources: { ...rule, Own: queue() },
  });
  cloud.standIns.events.add(sentTo("letters"), startMs);
  await cloud.movement.moveTo(startMs + 10 * minuteMs);
  expect(cloud.standIns.queues.counts(cloud.queueArn("Own")).visible).toBe(1);
  expect(cloud.standIns.queues.counts(cloud.queueArn("Unheard")).visible).toBe(0);
});

const round = {
  Missed: queue(),
  Round: {
    Type: "AWS::Scheduler::Schedule",
    Properties: {
      FlexibleTimeWindow: { Mode: "OFF" },
      ScheduleExpression: "rate(5 minutes)",
      Target: { Arn: arn("Watch"), RoleArn: arn("Role"), DeadLetterConfig: { Arn: arn("Missed") } },
    },
  },
};

test("a recurring schedule calls its function; half an hour after the last that happened, once a day", async () => {
  const cloud = await standUpFixture({
    functions: { Watch: { code: "exports.handler = async () => console.log(Date.now());" } },
    resources: round,
  });
  await cloud.movement.settle();
  await expect.poll(linesOf(cloud)).toEqual([String(startMs)]);
  const { rounds, fired } = await cloud.movement.moveTo(startMs + 3 * 86_400_000);
  expect({ rounds, fired }).toEqual({ rounds: 3, fired: [] });
  cloud.standIns.schedules.noteActivity();
  expect((await cloud.movement.moveTo(startMs + 3 * 86_400_000 + 30 * minuteMs)).rounds).toBe(6);
});

test("a schedule whose function fails is tried again, and then is a dead letter", async () => {
  const cloud = await standUpFixture({
    functions: { Watch: { code: "exports.handler = async () => { throw new Error('asleep'); };" } },
    resources: round,
  });
  await cloud.movement.settle();
  expect(cloud.standIns.queues.counts(cloud.queueArn("Missed")).visible).toBe(1);
});

const once = (
  cloud: Cloud,
  name: string,
  { atMs, queueArn, deadLetterArn }: { atMs: number; queueArn: string; deadLetterArn?: string },
) =>
  cloud.standIns.schedules.save(
    { groupName: "default", name },
    {
      ScheduleExpression: `at(${new Date(atMs).toISOString().slice(0, 19)})`,
      FlexibleTimeWindow: { Mode: "OFF" },
      ActionAfterCompletion: "DELETE",
      Target: {
        Arn: queueArn,
        RoleArn: "arn:aws:iam::000000000000:role/Test-Role",
        Input: name,
        ...(deadLetterArn && { DeadLetterConfig: { Arn: deadLetterArn } }),
      },
    },
    undefined,
  );

test("a move goes through all that falls due, in order, and each is done before the next begins", async () => {
  const cloud = await standUpFixture({
    functions: {
      Work: {
        code: "exports.handler = async ({ Records }) => console.log(Records[0].body + ' ' + new Date().toISOString());",
      },
    },
    resources: { Jobs: queue(), Mapping: trigger("Jobs", "Work", { BatchSize: 1 }) },
  });
  const queueArn = cloud.queueArn("Jobs");
  once(cloud, "second", { atMs: startMs + 10 * minuteMs, queueArn });
  once(cloud, "first", { atMs: startMs + 5 * minuteMs, queueArn });
  once(cloud, "later", { atMs: startMs + 60 * minuteMs, queueArn });
  cloud.standIns.queues.send(queueArn, "delayed", { delaySeconds: 450 });
  expect(cloud.movement.nextFiring()).toEqual({ atMs: startMs + 5 * minuteMs, name: "first", target: "Test-Jobs" });
  const moved = await cloud.movement.moveTo(startMs + 30 * minuteMs);
  expect(moved).toEqual({
    nowMs: startMs + 30 * minuteMs,
    fired: [
      { atMs: startMs + 5 * minuteMs, name: "first", target: "Test-Jobs" },
      { atMs: startMs + 10 * minuteMs, name: "second", target: "Test-Jobs" },
    ],
    rounds: 0,
  });
  await expect
    .poll(linesOf(cloud))
    .toEqual(["first 2017-07-14T01:05:00.000Z", "delayed 2017-07-14T01:07:30.000Z", "second 2017-07-14T01:10:00.000Z"]);
});

test("a schedule whose queue is gone is a dead letter", async () => {
  const cloud = await standUpFixture({ functions: {}, resources: { Missed: queue() } });
  const deadLetterArn = cloud.queueArn("Missed");
  once(cloud, "lost", { atMs: startMs + minuteMs, queueArn: cloud.queueArn("Gone"), deadLetterArn });
  await cloud.movement.moveTo(startMs + minuteMs);
  expect(cloud.standIns.queues.receive(deadLetterArn, 1)[0]?.body).toBe("lost");
});

test("the clock only moves forward; the moment that it was put to last is not past, though requests tick it on", async () => {
  const { movement, standIns } = await standUpFixture({ functions: {} });
  await movement.moveTo(startMs + minuteMs);
  standIns.clock.tick();
  expect((await movement.moveTo(startMs + minuteMs)).nowMs).toBe(startMs + minuteMs + 1);
  await expect(movement.moveTo(startMs + minuteMs - 1)).rejects.toThrow(
    "The clock only moves forward: got 2017-07-14T01:00:59.999Z, allowed is 2017-07-14T01:01:00.000Z or later",
  );
  expect(standIns.clock.now()).toBe(startMs + minuteMs + 1);
});

test("of two moves at once the second waits for the first", async () => {
  const { movement } = await standUpFixture({ functions: {} });
  const [first, second] = await Promise.allSettled([
    movement.moveTo(startMs + 2 * minuteMs),
    movement.moveTo(startMs + minuteMs),
  ]);
  expect([first?.status, second?.status]).toEqual(["fulfilled", "rejected"]);
});
