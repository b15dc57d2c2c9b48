import { expect, test } from "vitest";

import type { Cloud } from "../src/cloud.ts";
import { arn, linesOf, queue, standUpFixture, trigger } from "./fixture-cloud.ts";
import { startMs } from "./stand-ins.ts";

const minuteMs = 60_000;

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
