import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleGroupCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import type { CreateScheduleCommandInput } from "@aws-sdk/client-scheduler";

import { parseInstant } from "../../../functions/domain/instant.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { scheduleName } from "../../../functions/schedules/schedule-name.ts";
import { schedulesIn } from "../../../functions/schedules/schedules.ts";
import { refusalOf } from "../clause.ts";
import type { Clause } from "../clause.ts";
import { arnOfQueue, awsEnvironment, resources } from "../services.ts";
import type { Services } from "../services.ts";

const api = "https://docs.aws.amazon.com/scheduler/latest/APIReference";
const { group: GroupName } = resources;
const roleArn = `arn:aws:iam::${awsEnvironment.account}:role/schedules`;
const settings = { group: GroupName, roleArn, queueArn: arnOfQueue("run"), deadLetterArn: arnOfQueue("dead") };

const milestone = {
  directiveId: "5500-ubnd",
  obligationId: "quy-3",
  ladder: 0,
  milestone: "remind-10",
  at: parseInstant("2099-10-13T08:00:00+07:00"),
  phase: "planned",
  letters: {},
} as unknown as MilestoneRun;
const Name = scheduleName(milestone);
const longest = { ...milestone, unitId: `xa-${"a".repeat(60)}` } as unknown as MilestoneRun;

const set = ({ scheduler }: Services, run = milestone, group: string = GroupName) =>
  schedulesIn({ ...settings, group }, scheduler).set(run);

/** A schedule as plain data, without its moments and what the client itself adds to the answer. */
async function get({ scheduler }: Services, name = Name): Promise<Record<string, unknown>> {
  const found = await scheduler.send(new GetScheduleCommand({ Name: name, GroupName }));
  const left = Object.entries(found).filter(([member, value]) => !aside.has(member) && value != null);
  return Object.fromEntries(left);
}

const aside: ReadonlySet<string> = new Set(["$metadata", "CreationDate", "LastModificationDate"]);

const plain: CreateScheduleCommandInput = {
  Name: "plain",
  GroupName,
  ScheduleExpression: "rate(5 minutes)",
  FlexibleTimeWindow: { Mode: "OFF" },
  Target: { Arn: arnOfQueue("run"), RoleArn: roleArn },
};
const create = ({ scheduler }: Services, changed: Partial<CreateScheduleCommandInput>) =>
  scheduler.send(new CreateScheduleCommand({ ...plain, ...changed }));

async function namesIn({ scheduler }: Services, filter: { NamePrefix?: string; State?: "DISABLED" } = {}) {
  const names: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await scheduler.send(
      new ListSchedulesCommand({ GroupName, MaxResults: 2, ...filter, ...(NextToken && { NextToken }) }),
    );
    names.push(...(page.Schedules ?? []).map((schedule) => schedule.Name));
    NextToken = page.NextToken;
  } while (NextToken);
  return names.toSorted();
}

/** What each of some definitions is refused with. */
async function refusals(services: Services, wrong: readonly Partial<CreateScheduleCommandInput>[]): Promise<string[]> {
  const names: string[] = [];
  for (const [i, changed] of wrong.entries())
    names.push(await refusalOf(create(services, { Name: `wrong-${i}`, ...changed })));
  return names;
}

const invalid = (times: number) => Array.from({ length: times }, () => "ValidationException");

export const scheduleClauses: readonly Clause[] = [
  {
    title: "a milestone's schedule stands there as it was set, in the zone of its wall time",
    source: `${api}/API_GetSchedule.html`,
    see: async (services) => {
      await set(services);
      return get(services);
    },
    expected: {
      Arn: `arn:aws:scheduler:${awsEnvironment.region}:${awsEnvironment.account}:schedule/ladder/${Name}`,
      Name,
      GroupName,
      ScheduleExpression: "at(2099-10-13T08:00:00)",
      ScheduleExpressionTimezone: "Asia/Ho_Chi_Minh",
      FlexibleTimeWindow: { Mode: "OFF" },
      ActionAfterCompletion: "DELETE",
      State: "ENABLED",
      Target: {
        Arn: arnOfQueue("run"),
        RoleArn: roleArn,
        Input: JSON.stringify({ directiveId: "5500-ubnd", obligationId: "quy-3", run: "ALL#remind-10" }),
        RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 3600 },
        DeadLetterConfig: { Arn: arnOfQueue("dead") },
      },
    },
  },
  {
    title: "a milestone that is set twice has one schedule, the first",
    source: `${api}/API_CreateSchedule.html`,
    see: async (services) => {
      await set(services);
      await set(services, { ...milestone, at: parseInstant("2099-10-14T08:00:00+07:00") });
      return [await namesIn(services), (await get(services))["ScheduleExpression"]];
    },
    expected: [[Name], "at(2099-10-13T08:00:00)"],
  },
  {
    title: "a name of any length that the program makes is one that the service takes",
    source: `${api}/API_CreateSchedule.html`,
    see: async (services) => {
      await set(services, longest);
      return [(await get(services, scheduleName(longest)))["Name"], scheduleName(longest).length];
    },
    expected: [scheduleName(longest), 64],
  },
  {
    title: "a group that is not there is refused by name",
    source: `${api}/API_CreateSchedule.html`,
    see: async (services) => refusalOf(set(services, milestone, "none")),
    expected: "ResourceNotFoundException",
  },
  {
    title: "what a definition leaves out has the service's own values",
    source: `${api}/API_CreateSchedule.html`,
    see: async (services) => {
      await create(services, {});
      const { State, ScheduleExpressionTimezone, ActionAfterCompletion } = await get(services, "plain");
      return { State, ScheduleExpressionTimezone, ActionAfterCompletion };
    },
    expected: { State: "ENABLED", ScheduleExpressionTimezone: "UTC", ActionAfterCompletion: "NONE" },
  },
  {
    title: "a retry policy that is left out is the service's own: 185 tries in a day",
    source:
      "https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_scheduler_targets.ScheduleTargetBaseProps.html",
    see: async (services) => {
      await create(services, {});
      return (await get(services, "plain"))["Target"];
    },
    expected: {
      Arn: arnOfQueue("run"),
      RoleArn: roleArn,
      RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
    },
  },
  {
    title: "an update replaces all, and what it leaves out has the service's own values",
    source: `${api}/API_UpdateSchedule.html`,
    see: async (services) => {
      await set(services);
      const changed = { ...plain, Name, ScheduleExpression: "at(2099-10-16T08:00:00)" };
      await services.scheduler.send(new UpdateScheduleCommand(changed));
      const { ScheduleExpression, ScheduleExpressionTimezone, ActionAfterCompletion, State } = await get(services);
      return { ScheduleExpression, ScheduleExpressionTimezone, ActionAfterCompletion, State };
    },
    expected: {
      ScheduleExpression: "at(2099-10-16T08:00:00)",
      ScheduleExpressionTimezone: "UTC",
      ActionAfterCompletion: "NONE",
      State: "ENABLED",
    },
  },
  {
    title: "what is not there cannot be read, changed or deleted",
    source: `${api}/API_DeleteSchedule.html`,
    see: async ({ scheduler }) => [
      await refusalOf(scheduler.send(new GetScheduleCommand({ Name: "none", GroupName }))),
      await refusalOf(scheduler.send(new UpdateScheduleCommand({ ...plain, Name: "none" }))),
      await refusalOf(scheduler.send(new DeleteScheduleCommand({ Name: "none", GroupName }))),
    ],
    expected: ["ResourceNotFoundException", "ResourceNotFoundException", "ResourceNotFoundException"],
  },
  {
    title: "schedules are listed by group, by the beginning of their names and by state, a page at a time",
    source: `${api}/API_ListSchedules.html`,
    see: async (services) => {
      for (const name of ["a.1", "a.2", "b.1", "a.3"]) await create(services, { Name: name });
      await create(services, { Name: "b.off", State: "DISABLED" });
      await create(services, { Name: "elsewhere", GroupName: "default" });
      return [
        await namesIn(services),
        await namesIn(services, { NamePrefix: "a." }),
        await namesIn(services, { State: "DISABLED" }),
      ];
    },
    expected: [["a.1", "a.2", "a.3", "b.1", "b.off"], ["a.1", "a.2", "a.3"], ["b.off"]],
  },
  {
    title: "a request that is repeated with its token is the first one again",
    source: `${api}/API_CreateSchedule.html`,
    see: async (services) => [
      await refusalOf(create(services, { ClientToken: "one" })),
      await refusalOf(create(services, { ClientToken: "one" })),
      await refusalOf(create(services, { ClientToken: "two" })),
    ],
    expected: ["done", "done", "ConflictException"],
  },
  {
    title: "a moment or a rhythm that is none is refused",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    see: async (services) =>
      refusals(
        services,
        ["at(2099-02-30T08:00:00)", "at(2099-10-13)", "rate(1 minutes)", "rate(0 minutes)", "tomorrow"].map(
          (ScheduleExpression) => ({ ScheduleExpression }),
        ),
      ),
    expected: invalid(5),
  },
  {
    title: "a zone that is none is refused",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    see: async (services) => refusals(services, [{ ScheduleExpressionTimezone: "Asia/Ha_Noi" }]),
    expected: invalid(1),
  },
  {
    title: "a name with a sign, or of 65, is refused",
    source: `${api}/API_CreateSchedule.html`,
    see: async (services) => refusals(services, [{ Name: "a#b" }, { Name: "a".repeat(65) }]),
    expected: invalid(2),
  },
  {
    title: "a retry policy, a window, a role or a dead-letter queue outside of what is allowed is refused",
    source: `${api}/API_Target.html`,
    see: async (services) => {
      const Target = { Arn: arnOfQueue("run"), RoleArn: roleArn };
      return refusals(services, [
        { Target: { ...Target, RetryPolicy: { MaximumRetryAttempts: 186 } } },
        { Target: { ...Target, RetryPolicy: { MaximumEventAgeInSeconds: 59 } } },
        { Target: { ...Target, RoleArn: "schedules" } },
        { Target: { ...Target, DeadLetterConfig: { Arn: "dead" } } },
        { FlexibleTimeWindow: { Mode: "FLEXIBLE" } },
        { FlexibleTimeWindow: { Mode: "OFF", MaximumWindowInMinutes: 5 } },
      ]);
    },
    expected: invalid(6),
  },
  {
    title: "a group is made once, and its schedules go with it",
    source: `${api}/API_DeleteScheduleGroup.html`,
    see: async (services) => {
      const { scheduler } = services;
      const again = await refusalOf(scheduler.send(new CreateScheduleGroupCommand({ Name: GroupName })));
      await create(services, {});
      await scheduler.send(new DeleteScheduleGroupCommand({ Name: GroupName }));
      await services.pass(0.1);
      return [
        again,
        await refusalOf(scheduler.send(new GetScheduleGroupCommand({ Name: GroupName }))),
        await refusalOf(get(services, "plain")),
      ];
    },
    expected: ["ConflictException", "ResourceNotFoundException", "ResourceNotFoundException"],
  },
  {
    title: "the default group cannot be deleted",
    source: `${api}/API_DeleteScheduleGroup.html`,
    see: async ({ scheduler }) => refusalOf(scheduler.send(new DeleteScheduleGroupCommand({ Name: "default" }))),
    expected: "ValidationException",
  },
];
