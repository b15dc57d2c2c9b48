import { expect, test } from "vitest";

import { mailEvent } from "../src/mail/mail-events.ts";
import { arn, linesOf, queue, standUpFixture } from "./fixture-cloud.ts";
import { awsEnvironment, startMs, startStandIns } from "./stand-ins.ts";

const minuteMs = 60_000;

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
