import * as z from "zod/mini";

import { lacking, trusts } from "../grants.ts";
import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";

const ruleQuotas = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
const schedulePage = page("AWS::Scheduler::Schedule");
const scheduleTypes = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html";
const deleteGroup = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteScheduleGroup.html";
const retry = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html";

const RuleSchema = z.object({ Targets: z._default(z.array(z.object({ Arn: z.string() })), []) });
const ScheduleSchema = z.object({
  GroupName: z._default(z.string(), "default"),
  ScheduleExpression: z.string(),
  Target: z.object({ Arn: z.string(), RoleArn: z.string() }),
});

export const types: ResourceTypes = {
  "AWS::Events::Rule": {
    source: page("AWS::Events::Rule"),
    claims: [{ by: ["Name"], second: "refused", source: page("AWS::Events::Rule") }],
  },
  "AWS::Scheduler::ScheduleGroup": {
    source: page("AWS::Scheduler::ScheduleGroup"),
    claims: [{ by: ["Name"], second: "refused", source: deleteGroup }],
    loss: "every reminder and escalation that is set",
  },
  "AWS::Scheduler::Schedule": {
    source: schedulePage,
    claims: [{ by: ["GroupName", "Name"], second: "refused", source: schedulePage }],
  },
};

export const rules: readonly Rule[] = [
  {
    id: "scheduler-may-act",
    policy: "The role of a schedule lets the scheduler act as it.",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html#setting-up-execution-role",
    breaches: each("AWS::Scheduler::Schedule", ScheduleSchema, ({ Target }, { stack }) =>
      trusts(stack.named(Target.RoleArn), "scheduler.amazonaws.com")
        ? []
        : ["The execution role you provide must allow AWS EventBridge Scheduler to assume the role"],
    ),
  },
  {
    id: "schedule-reaches-its-target",
    policy: "The role of a schedule may do what its target asks for, before the first time comes.",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets.html",
    breaches: each("AWS::Scheduler::Schedule", ScheduleSchema, ({ Target }, { stack, before }) => {
      const call = { "AWS::Lambda::Function": "lambda:InvokeFunction", "AWS::SQS::Queue": "sqs:SendMessage" };
      const action = new Map(Object.entries(call)).get(stack.named(Target.Arn)?.type ?? "");
      const role = stack.named(Target.RoleArn);
      // A policy that comes after the schedule comes minutes before its time: it is asked for, not waited for.
      const there = new Set([...before, ...stack.ofType("AWS::IAM::Policy").map(({ id }) => id)]);
      return lacking({ stack, role, actions: action ? [action] : [], on: Target.Arn, before: there }).map(
        (missing) => `its role may not ${missing} on its target`,
      );
    }),
  },
  {
    id: "schedule-has-its-group",
    policy: "The group of a schedule is there before it.",
    source: schedulePage,
    breaches: each("AWS::Scheduler::Schedule", ScheduleSchema, ({ GroupName }, { stack, before }) => {
      const isReady = stack
        .ofType("AWS::Scheduler::ScheduleGroup")
        .some(
          (group) =>
            before.has(group.id) && (group.properties["Name"] === GroupName || stack.named(GroupName) === group),
        );
      return GroupName === "default" || isReady
        ? []
        : [`ResourceNotFoundException: Schedule group ${GroupName} does not exist`];
    }),
  },
  {
    id: "schedule-can-be-read",
    policy: "A schedule is at(…), rate(… of minutes, hours or days) or cron(six fields).",
    source: scheduleTypes,
    breaches: each("AWS::Scheduler::Schedule", ScheduleSchema, ({ ScheduleExpression: expression }) =>
      /^(at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)|rate\([1-9]\d* (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/.test(
        expression,
      )
        ? []
        : [`Invalid Schedule Expression ${expression}`],
    ),
  },
  {
    id: "events-are-let-in",
    policy: "A queue that a rule hands events to lets EventBridge in: without that they are lost, and nothing says so.",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
    breaches: each("AWS::Events::Rule", RuleSchema, ({ Targets }, { stack }) =>
      Targets.map(({ Arn }) => stack.named(Arn))
        .filter((target) => target?.type === "AWS::SQS::Queue")
        .filter(
          (target) =>
            !stack
              .ofType("AWS::SQS::QueuePolicy")
              .some(
                ({ properties }) =>
                  z.parse(z.array(z.string()), properties["Queues"]).some((queue) => stack.named(queue) === target) &&
                  JSON.stringify(properties["PolicyDocument"]).includes('"events.amazonaws.com"'),
              ),
        )
        .map((target) => `its target ${target?.id} does not let events.amazonaws.com send messages`),
    ),
  },
];

export const limits: readonly Limit[] = [
  { of: "AWS::Events::Rule", at: "Targets", most: 5, unit: "entries", source: ruleQuotas },
  { of: "AWS::Events::Rule", at: "EventPattern", most: 2048, unit: "characters", source: ruleQuotas },
  ...["AWS::Events::Rule Targets[]", "AWS::Scheduler::Schedule Target"].flatMap((place): Limit[] => {
    const [of = "", at = ""] = place.split(" ");
    return [
      {
        of,
        at: `${at}.RetryPolicy.MaximumEventAgeInSeconds`,
        least: 60,
        most: 86_400,
        unit: "seconds",
        source: retry,
      },
      { of, at: `${at}.RetryPolicy.MaximumRetryAttempts`, most: 185, unit: "", source: retry },
    ];
  }),
];
