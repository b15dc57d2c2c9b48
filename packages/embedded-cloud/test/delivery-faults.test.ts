import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";

import type { Cloud } from "../src/cloud.ts";
import { arn, queue, standUpFixture, trigger } from "./fixture-cloud.ts";
import { awsEnvironment, startMs, startStandIns, temporaryDirectory } from "./stand-ins.ts";

const arnOf = (name: string) => `arn:aws:sqs:${awsEnvironment.region}:${awsEnvironment.account}:${name}`;
const minuteMs = 60_000;

async function start(options: { directory?: string } = {}) {
  const local = await startStandIns(options);
  const shape = { visibilityTimeoutSeconds: 30, delaySeconds: 0 };
  for (const name of ["dead", "other"]) local.queues.createQueue({ ...shape, name, arn: arnOf(name) });
  const redrive = { deadLetterArn: arnOf("dead"), maxReceiveCount: 2 };
  local.queues.createQueue({ ...shape, name: "run", arn: arnOf("run"), redrive });
  const send = (body: string, name = "run") => local.queues.send(arnOf(name), body);
  const received = (name = "run") => local.queues.receive(arnOf(name), 10).map(({ body }) => body);
  const inject = (fault: object) => expect(local.faults.inject(fault).outcome).toBe("injected");
  return { ...local, send, received, inject };
}

test("a message that comes twice is the same message, and each delivery is to be deleted", async () => {
  const { send, inject, queues, sqs, queueUrl } = await start();
  inject({ kind: "duplicate-messages", queue: "run" });
  const { messageId } = send("a");
  send("b");
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl("run"), MaxNumberOfMessages: 10 }),
  );
  expect(Messages.map(({ Body }) => Body)).toEqual(["a", "a", "b"]);
  expect(Messages.slice(0, 2).map(({ MessageId }) => MessageId)).toEqual([messageId, messageId]);
  queues.delete(arnOf("run"), Messages[0]?.ReceiptHandle ?? "");
  expect(queues.counts(arnOf("run")).inFlight).toBe(2);
});

test("the second delivery may come later", async () => {
  const { send, received, inject, clock } = await start();
  inject({ kind: "duplicate-messages", delaySeconds: 10 });
  send("a");
  expect(received()).toEqual(["a"]);
  clock.set(startMs + 10_000);
  expect(received()).toEqual(["a"]);
});

test("a late message comes behind those that were sent after it", async () => {
  const { send, received, inject, clock, queues } = await start();
  inject({ kind: "late-messages", queue: "run", count: 1 });
  send("a");
  send("b");
  expect(received()).toEqual(["b"]);
  expect(queues.nextVisibleAt(arnOf("run"))).toBe(startMs + 1000);
  clock.set(startMs + 1000);
  expect(received()).toEqual(["a"]);
});

test("only messages of the queue that is named are struck, and never dead letters", async () => {
  const { send, received, inject, faults } = await start();
  inject({ kind: "late-messages", queue: "run", count: 2 });
  inject({ kind: "duplicate-messages" });
  send("a", "dead");
  expect(faults.waiting()).toHaveLength(2);
  send("b", "other");
  expect(faults.waiting()).toMatchObject([{ remaining: 2 }]);
  expect([received("dead"), received("other")]).toEqual([["a"], ["b", "b"]]);
});

test("what was doubled and held up is so after a restart", async () => {
  const directory = temporaryDirectory();
  const before = await start({ directory });
  before.inject({ kind: "late-messages" });
  before.inject({ kind: "duplicate-messages" });
  const { messageId } = before.send("a");
  await before.stop();
  const after = await start({ directory });
  expect(after.received()).toEqual([]);
  after.clock.set(startMs + 1000);
  const ids = after.queues.receive(arnOf("run"), 10).map((message) => message.messageId);
  expect(ids).toEqual([messageId, messageId]);
});

const jobs = {
  functions: {
    Work: { code: "exports.handler = async ({ Records }) => console.log(Records.map(({ body }) => body).join());" },
  },
  resources: { Jobs: queue(), Mapping: trigger("Jobs", "Work") },
};
const at = (ms: number) => `at(${new Date(ms).toISOString().slice(0, 19)})`;
const linesOf = ({ log }: Pick<Cloud, "log">) => log.lines().map(({ line }) => line);

/** One-offs that put their names and times on the queue. */
async function scheduled(...times: readonly (readonly [name: string, atMs: number])[]) {
  const cloud = await standUpFixture(jobs);
  for (const [name, atMs] of times) {
    cloud.standIns.schedules.save(
      { groupName: "default", name },
      {
        ScheduleExpression: at(atMs),
        FlexibleTimeWindow: { Mode: "OFF" },
        ActionAfterCompletion: "DELETE",
        Target: {
          Arn: cloud.queueArn("Jobs"),
          RoleArn: "arn:aws:iam::000000000000:role/Test-Role",
          Input: `${name} <aws.scheduler.scheduled-time>`,
        },
      },
      undefined,
    );
  }
  const inject = (fault: object) => expect(cloud.standIns.faults.inject(fault).outcome).toBe("injected");
  return { ...cloud, inject };
}

test("a late schedule fires up to a minute after its time, told of the time that it was set for; others are not held up", async () => {
  const cloud = await scheduled(["early", startMs + minuteMs], ["soon", startMs + minuteMs + 20_000]);
  cloud.inject({ kind: "late-schedules", schedule: "early" });
  await cloud.movement.moveTo(startMs + 2 * minuteMs - 1);
  expect(linesOf(cloud)).toEqual([expect.stringMatching(/^soon 2017-07-14T01:01:20/)]);
  const { fired } = await cloud.movement.moveTo(startMs + 2 * minuteMs);
  expect(fired).toMatchObject([{ name: "early", atMs: startMs + minuteMs }]);
  await expect.poll(() => linesOf(cloud)).toHaveLength(2);
  expect(linesOf(cloud)[1]).toMatch(/^early 2017-07-14T01:01:00/);
});

test("a late schedule that is set anew, or deleted, is late no more", async () => {
  const cloud = await scheduled(["a", startMs + minuteMs], ["b", startMs + minuteMs]);
  const { schedules, faults } = cloud.standIns;
  const b = { groupName: "default", name: "b" };
  const { definition } = schedules.find(b) ?? {};
  cloud.inject({ kind: "late-schedules", count: 2 });
  await cloud.movement.moveTo(startMs + minuteMs);
  expect([schedules.nextDueAt(), faults.waiting()]).toEqual([startMs + 2 * minuteMs, []]);
  schedules.delete({ groupName: "default", name: "a" });
  schedules.save(b, { ...definition, ScheduleExpression: at(startMs + minuteMs + 1000) }, undefined);
  expect(schedules.nextDueAt()).toBe(startMs + minuteMs + 1000);
  schedules.delete(b);
  expect(schedules.nextDueAt()).toBeUndefined();
});

test("a schedule that fires twice puts two messages on its queue; a recurring one calls its function twice", async () => {
  const cloud = await scheduled(["a", startMs + minuteMs]);
  cloud.inject({ kind: "duplicate-schedules" });
  await cloud.movement.moveTo(startMs + minuteMs);
  await expect.poll(() => linesOf(cloud).join().split(",")).toHaveLength(2);

  const watched = await standUpFixture({
    functions: { Watch: { code: "exports.handler = async () => console.log('looked');" } },
    resources: {
      Round: {
        Type: "AWS::Scheduler::Schedule",
        Properties: {
          ScheduleExpression: "rate(5 minutes)",
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: { Arn: arn("Watch"), RoleArn: arn("Role") },
        },
      },
    },
  });
  await watched.movement.settle();
  expect(watched.standIns.faults.inject({ kind: "duplicate-schedules", schedule: "Round" }).outcome).toBe("injected");
  watched.standIns.schedules.noteActivity();
  const { rounds } = await watched.movement.moveTo(startMs + 5 * minuteMs);
  expect(rounds).toBe(2);
  await expect.poll(() => linesOf(watched)).toEqual(["looked", "looked", "looked"]);
});

test("a fault of the standing cloud must name a queue, a table or an index that is there", async () => {
  const { standIns } = await standUpFixture({
    ...jobs,
    resources: {
      ...jobs.resources,
      Dead: queue(),
      Other: queue({ RedrivePolicy: { deadLetterTargetArn: arn("Dead"), maxReceiveCount: 1 } }),
    },
  });
  expect(standIns.faults.inject({ kind: "late-messages", queue: "dead" })).toEqual({
    outcome: "rejected",
    errors: [{ path: "queue", message: 'Part of the name of a queue: Test-Jobs, Test-Other; got "dead"' }],
  });
  expect(standIns.faults.inject({ kind: "late-messages", queue: "Other" }).outcome).toBe("injected");
});
