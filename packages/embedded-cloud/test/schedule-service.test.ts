import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  TagResourceCommand,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import type { CreateScheduleCommandInput } from "@aws-sdk/client-scheduler";
import { expect, test } from "vitest";
import { awsEnvironment, startMs, startStandIns, temporaryDirectory } from "./stand-ins.ts";

const queueArn = `arn:aws:sqs:${awsEnvironment.region}:${awsEnvironment.account}:run`;
const roleArn = `arn:aws:iam::${awsEnvironment.account}:role/schedules`;
const watch = {
  name: "watch",
  groupName: "default",
  expression: "rate(5 minutes)",
  target: { arn: `arn:aws:lambda:${awsEnvironment.region}:${awsEnvironment.account}:function:watch`, roleArn },
};

function milestone(overrides: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput {
  return {
    Name: "remind-10",
    GroupName: "ladder",
    ScheduleExpression: "at(2017-10-13T08:00:00)",
    ScheduleExpressionTimezone: "Asia/Ho_Chi_Minh",
    FlexibleTimeWindow: { Mode: "OFF" },
    ActionAfterCompletion: "DELETE",
    Target: {
      Arn: queueArn,
      RoleArn: roleArn,
      Input: '{"at":"<aws.scheduler.scheduled-time>"}',
      RetryPolicy: { MaximumRetryAttempts: 10 },
      DeadLetterConfig: { Arn: `${queueArn}-dead` },
    },
    ...overrides,
  };
}

async function start(options: { directory?: string } = {}) {
  const local = await startStandIns(options);
  local.schedules.createGroup("ladder");
  const create = (overrides: Partial<CreateScheduleCommandInput> = {}) =>
    local.scheduler.send(new CreateScheduleCommand(milestone(overrides)));
  return { ...local, create };
}

test("a milestone fires once, at its time in its zone, with its context filled in, and is gone", async () => {
  const { create, schedules, scheduler } = await start();
  const { ScheduleArn } = await create();
  expect(ScheduleArn).toBe(
    `arn:aws:scheduler:${awsEnvironment.region}:${awsEnvironment.account}:schedule/ladder/remind-10`,
  );
  const dueMs = Date.parse("2017-10-13T08:00:00+07:00");
  expect(schedules.nextDueAt()).toBe(dueMs);
  expect(schedules.takeDue(dueMs - 1)).toEqual([]);
  expect(schedules.takeDue(dueMs)).toEqual([
    {
      groupName: "ladder",
      name: "remind-10",
      targetArn: queueArn,
      roleArn,
      input: '{"at":"2017-10-13T01:00:00Z"}',
      scheduledMs: dueMs,
      recurring: false,
      deadLetterArn: `${queueArn}-dead`,
    },
  ]);
  expect(schedules.nextDueAt()).toBeUndefined();
  const gone = new GetScheduleCommand({ Name: "remind-10", GroupName: "ladder" });
  await expect(scheduler.send(gone)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test("schedules fire in order of time, and a disabled one does not", async () => {
  const { create, schedules } = await start();
  await create({ Name: "b", ScheduleExpression: "at(2017-10-20T08:00:00)" });
  await create({ Name: "c", ScheduleExpression: "at(2017-10-13T08:00:00)" });
  await create({ Name: "a", ScheduleExpression: "at(2017-10-20T08:00:00)" });
  await create({ Name: "off", State: "DISABLED" });
  const fired = schedules.takeDue(Date.parse("2018-01-01T00:00:00Z"));
  expect(fired.map(({ name }) => name)).toEqual(["c", "a", "b"]);
});

test.each([
  ["at(2017-10-13T08:00:00)", "Asia/Ho_Chi_Minh", "2017-10-13T01:00:00Z"],
  ["at(2017-10-13T08:00:00)", undefined, "2017-10-13T08:00:00Z"],
  ["at(2017-10-29T02:30:00)", "Asia/Kolkata", "2017-10-28T21:00:00Z"],
  ["at(2017-11-05T08:00:00)", "America/New_York", "2017-11-05T13:00:00Z"],
])("%s in %s is %s", async (ScheduleExpression, ScheduleExpressionTimezone, instant) => {
  const { create, schedules } = await start();
  await create({ ScheduleExpression, ScheduleExpressionTimezone });
  expect(schedules.nextDueAt()).toBe(Date.parse(instant));
});

test("a one-off whose time is past is accepted, and due at once", async () => {
  const { create, schedules, clock } = await start();
  await create({ ScheduleExpression: "at(2017-01-02T08:00:00)" });
  expect(schedules.nextDueAt()).toBeLessThan(clock.now());
  expect(schedules.takeDue(clock.now())).toHaveLength(1);
});

test("a one-off without an action after completion stays, and does not fire again", async () => {
  const { create, schedules, scheduler } = await start();
  await create({ ActionAfterCompletion: "NONE" });
  expect(schedules.takeDue(Date.parse("2018-01-01T00:00:00Z"))).toHaveLength(1);
  expect(schedules.takeDue(Date.parse("2019-01-01T00:00:00Z"))).toEqual([]);
  const kept = await scheduler.send(new GetScheduleCommand({ Name: "remind-10", GroupName: "ladder" }));
  expect(kept.State).toBe("ENABLED");
});

test("creating twice is a conflict, but repeating a request by its token is not", async () => {
  const { create } = await start();
  await create({ ClientToken: "one" });
  await expect(create()).rejects.toMatchObject({ name: "ConflictException" });
  await expect(create({ ClientToken: "one" })).resolves.toMatchObject({ ScheduleArn: expect.any(String) });
  await expect(create({ ClientToken: "one", ScheduleExpression: "rate(1 day)" })).rejects.toMatchObject({
    name: "ConflictException",
  });
});

test("a schedule is read, moved and deleted by name and group", async () => {
  const { create, scheduler, schedules, clock } = await start();
  await create();
  clock.set(startMs + 1000);
  const ScheduleExpression = "at(2017-10-16T08:00:00)";
  await scheduler.send(new UpdateScheduleCommand({ ...milestone(), ScheduleExpression }));
  const { $metadata: _, ...read } = await scheduler.send(
    new GetScheduleCommand({ Name: "remind-10", GroupName: "ladder" }),
  );
  expect(read).toEqual({
    ...milestone(),
    ScheduleExpression,
    Arn: `arn:aws:scheduler:${awsEnvironment.region}:${awsEnvironment.account}:schedule/ladder/remind-10`,
    State: "ENABLED",
    CreationDate: new Date(startMs),
    LastModificationDate: new Date(startMs + 1000),
  });
  expect(schedules.nextDueAt()).toBe(Date.parse("2017-10-16T08:00:00+07:00"));
  const drop = new DeleteScheduleCommand({ Name: "remind-10", GroupName: "ladder" });
  await scheduler.send(drop);
  await expect(scheduler.send(drop)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  await expect(scheduler.send(new UpdateScheduleCommand(milestone()))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});

test("schedules are listed by group, prefix and state, page by page", async () => {
  const { create, scheduler } = await start();
  for (const Name of ["a-1", "a-2", "a-3", "b-1"])
    await create({ Name, State: Name === "a-3" ? "DISABLED" : "ENABLED" });
  const list = async (input = {}) => {
    const { Schedules, NextToken } = await scheduler.send(new ListSchedulesCommand(input));
    return { names: Schedules?.map(({ Name }) => Name), NextToken };
  };
  expect(await list({ GroupName: "ladder", NamePrefix: "a", State: "ENABLED" })).toEqual({ names: ["a-1", "a-2"] });
  const first = await list({ MaxResults: 3 });
  expect(first.names).toEqual(["a-1", "a-2", "a-3"]);
  expect(await list({ MaxResults: 3, NextToken: first.NextToken })).toEqual({ names: ["b-1"] });
  await expect(list({ GroupName: "none" })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test("a group is made, found and listed, and takes its schedules with it", async () => {
  const { create, scheduler, schedules } = await start();
  await create();
  const make = new CreateScheduleGroupCommand({ Name: "other" });
  await scheduler.send(make);
  await expect(scheduler.send(make)).rejects.toMatchObject({ name: "ConflictException" });
  expect((await scheduler.send(new GetScheduleGroupCommand({ Name: "other" }))).State).toBe("ACTIVE");
  await scheduler.send(new DeleteScheduleGroupCommand({ Name: "ladder" }));
  const groups = await scheduler.send(new ListScheduleGroupsCommand({}));
  expect(groups.ScheduleGroups?.map(({ Name }) => Name)).toEqual(["default", "other"]);
  expect(schedules.nextDueAt()).toBeUndefined();
  await expect(scheduler.send(new DeleteScheduleGroupCommand({ Name: "default" }))).rejects.toThrow("default group");
});

const target = { Arn: queueArn, RoleArn: roleArn };
test.each<[string, Partial<CreateScheduleCommandInput>, string]>([
  ["a name with a space", { Name: "a b" }, "Value 'a b' at 'name' failed to satisfy constraint"],
  ["a name of 65 characters", { Name: "a".repeat(65) }, "at 'name' failed to satisfy constraint"],
  ["a day that no month has", { ScheduleExpression: "at(2017-02-30T08:00:00)" }, "Invalid Schedule Expression"],
  ["a time with a zone in it", { ScheduleExpression: "at(2017-10-13T08:00:00Z)" }, "Invalid Schedule Expression"],
  ["a plural of one", { ScheduleExpression: "rate(1 minutes)" }, "Invalid Schedule Expression"],
  ["a cron expression", { ScheduleExpression: "cron(0 8 * * ? *)" }, "does not run cron expressions"],
  ["a zone that does not exist", { ScheduleExpressionTimezone: "Asia/Buon_Ma_Thuot" }, "Asia/Buon_Ma_Thuot"],
  ["no window", { FlexibleTimeWindow: undefined }, "at 'FlexibleTimeWindow'"],
  ["a flexible window without its size", { FlexibleTimeWindow: { Mode: "FLEXIBLE" } }, "MaximumWindowInMinutes"],
  ["no role", { Target: { ...target, RoleArn: undefined } }, "at 'Target.RoleArn'"],
  ["a target that is no ARN", { Target: { ...target, Arn: "run" } }, "Value 'run' at 'Target.Arn'"],
  ["an input over 256 KB", { Target: { ...target, Input: "x".repeat(262_145) } }, "at most 262144 bytes; got 262145"],
  [
    "text for a function that takes JSON",
    { Target: { RoleArn: roleArn, Arn: watch.target.arn, Input: "x" } },
    "well-formed JSON",
  ],
  ["186 retries", { Target: { ...target, RetryPolicy: { MaximumRetryAttempts: 186 } } }, "Value '186'"],
])("%s is refused", async (_, overrides, message) => {
  const { create, schedules } = await start();
  await expect(create(overrides)).rejects.toMatchObject({
    name: "ValidationException",
    message: expect.stringContaining(message),
  });
  expect(schedules.schedules()).toEqual([]);
});

test("a schedule in a group that does not exist, and an operation that is not known, are refused by name", async () => {
  const { create, scheduler } = await start();
  await expect(create({ GroupName: "none" })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  const tag = new TagResourceCommand({ ResourceArn: roleArn, Tags: [] });
  await expect(scheduler.send(tag)).rejects.toThrow("POST tags/{Name}");
});

test("a recurring schedule fires at every tick while something happens, and once a day while nothing does", async () => {
  const { schedules } = await start();
  schedules.putRecurring(watch);
  schedules.noteActivity();
  const fired = schedules.takeDue(startMs + 3 * 86_400_000);
  const minutes = fired.map(({ scheduledMs }) => (scheduledMs - startMs) / 60_000);
  const day = 24 * 60;
  expect(minutes).toEqual([0, 5, 10, 15, 20, 25, 30, 30 + day, 30 + 2 * day]);
});

test("a recurring schedule wakes for a milestone, on its own grid", async () => {
  const { create, schedules } = await start();
  schedules.putRecurring(watch);
  await create({ ScheduleExpression: "at(2017-07-14T15:02:00)" });
  const at = (time: string) => Date.parse(`2017-07-14T${time}+07:00`);
  const fired = schedules.takeDue(at("15:12:00"));
  expect(fired.map(({ name, scheduledMs }) => [name, scheduledMs])).toEqual([
    ["watch", startMs],
    ["remind-10", at("15:02:00")],
    ["watch", at("15:05:00")],
    ["watch", at("15:10:00")],
  ]);
});

test("a target without an input gets the notification that the service makes", async () => {
  const { schedules } = await start();
  schedules.putRecurring(watch);
  const [fired] = schedules.takeDue(startMs);
  expect(JSON.parse(fired!.input)).toMatchObject({
    source: "aws.scheduler",
    "detail-type": "Scheduled Event",
    time: "2017-07-14T01:00:00Z",
  });
});

test("schedules survive a restart, and a recurring one keeps its rhythm", async () => {
  const directory = temporaryDirectory();
  const before = await start({ directory });
  await before.create();
  before.schedules.putRecurring(watch);
  before.schedules.takeDue(startMs);
  await before.stop();
  const after = await start({ directory });
  after.schedules.putRecurring(watch);
  expect(after.schedules.nextDueAt()).toBe(startMs + 86_400_000);
  expect(after.schedules.schedules().map(({ name }) => name)).toEqual(["watch", "remind-10"]);
});

test("a firing whose handing over fails is not lost", async () => {
  const { create, schedules, stateDb } = await start();
  await create();
  const fireAndFail = () =>
    stateDb.transaction(() => {
      expect(schedules.takeDue(Date.parse("2018-01-01T00:00:00Z"))).toHaveLength(1);
      throw new Error("the queue is gone");
    });
  expect(fireAndFail).toThrow("the queue is gone");
  expect(schedules.takeDue(Date.parse("2018-01-01T00:00:00Z"))).toHaveLength(1);
});
