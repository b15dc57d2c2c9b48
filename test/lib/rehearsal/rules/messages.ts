import { expect } from "vitest";

import { arnOf, ref } from "../stacks.ts";
import type { Given, Resources } from "../stacks.ts";
import type { RuleCases } from "./rule-case.ts";

const allowed = (Action: string | string[], Resource: unknown) => ({ Effect: "Allow", Action, Resource });
const role = (Service = "lambda.amazonaws.com", others: object = {}): Given => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: { Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service } }] },
    ...others,
  },
});
const policy = (...Statement: unknown[]): Given => ({
  Type: "AWS::IAM::Policy",
  Properties: { PolicyName: "p", Roles: [ref("Role")], PolicyDocument: { Statement } },
});
const fn = (properties: object = {}, attributes: object = {}): Given => ({
  Type: "AWS::Lambda::Function",
  Properties: { Role: arnOf("Role"), Timeout: 20, ...properties },
  ...attributes,
});
const mapping = (properties: object = {}): Given => ({
  Type: "AWS::Lambda::EventSourceMapping",
  Properties: { EventSourceArn: arnOf("Queue"), FunctionName: ref("Function"), ...properties },
});
const queue = (properties: object = {}): Given => ({ Type: "AWS::SQS::Queue", Properties: { ...properties } });
const receiving = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
const worker = (others: Resources): Resources => ({
  Queue: queue({ VisibilityTimeout: 120 }),
  Role: role(),
  Policy: policy(allowed(receiving, arnOf("Queue"))),
  Function: fn({}, { DependsOn: ["Policy"] }),
  Mapping: mapping(),
  ...others,
});
const lacks = (...calls: string[]) =>
  calls.map((call) => `Mapping: The provided execution role does not have permissions to call ${call} on SQS`);
const asked = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

const plan = {
  Bucket: { Type: "AWS::S3::Bucket" },
  Plan: {
    Type: "AWS::GuardDuty::MalwareProtectionPlan",
    Properties: { Role: arnOf("Role"), ProtectedResource: { S3Bucket: { BucketName: ref("Bucket") } } },
    DependsOn: "Policy",
  },
};
const guard = "malware-protection-plan.guardduty.amazonaws.com";
const looking = policy(
  allowed(["s3:PutBucketNotification", "s3:GetBucketNotification", "s3:ListBucket"], arnOf("Bucket")),
  allowed("s3:PutObject", { "Fn::Join": ["", [arnOf("Bucket"), "/malware-protection-resource-validation-object"]] }),
);

const schedule = (properties: object = {}): Resources => ({
  Schedule: {
    Type: "AWS::Scheduler::Schedule",
    Properties: {
      ScheduleExpression: "rate(5 minutes)",
      Target: { Arn: arnOf("Queue"), RoleArn: arnOf("Role") },
      ...properties,
    },
  },
  Queue: queue(),
  Role: role("scheduler.amazonaws.com"),
  Policy: policy(allowed("sqs:SendMessage", arnOf("Queue"))),
});
const group = (attributes: object = {}): Given => ({ Type: "AWS::Scheduler::ScheduleGroup", ...attributes });

const rule = { Type: "AWS::Events::Rule", Properties: { Targets: [{ Id: "t", Arn: arnOf("Queue") }] } };
const letsIn = (Service: string) => ({
  Type: "AWS::SQS::QueuePolicy",
  Properties: {
    Queues: [ref("Queue")],
    PolicyDocument: { Statement: [{ ...allowed("sqs:SendMessage", arnOf("Queue")), Principal: { Service } }] },
  },
});

/** What holds for functions, their queues and schedules, and for mail. */
export const messageRules: RuleCases = {
  "function-may-take-its-messages": {
    keeps: [
      { title: "a policy that the function waits for", resources: worker({}) },
      {
        title: "the role's own policy, with patterns",
        resources: worker({
          Role: role("lambda.amazonaws.com", {
            Policies: [{ PolicyName: "p", PolicyDocument: { Statement: [allowed("sqs:*", "*")] } }],
          }),
          Policy: policy(allowed("sqs:SendMessage", arnOf("Queue"))),
        }),
      },
    ],
    breaks: [
      {
        title: "a policy that may come later",
        resources: worker({ Function: fn() }),
        says: lacks(...asked),
      },
      {
        title: "a policy on another queue",
        resources: worker({ Other: queue(), Policy: policy(allowed(receiving, arnOf("Other"))) }),
        says: lacks(...asked),
      },
      {
        title: "a policy that allows less",
        resources: worker({ Policy: policy(allowed(["sqs:ReceiveMessage"], arnOf("Queue"))) }),
        says: lacks("DeleteMessage", "GetQueueAttributes"),
      },
      {
        title: "a policy that denies",
        resources: worker({ Policy: policy({ ...allowed(receiving, arnOf("Queue")), Effect: "Deny" }) }),
        says: lacks(...asked),
      },
    ],
  },
  "event-source-has-a-cap": {
    keeps: [
      { title: "two at a time", resources: worker({ Mapping: mapping({ ScalingConfig: { MaximumConcurrency: 2 } }) }) },
    ],
    breaks: [
      {
        title: "as many as come",
        resources: worker({}),
        says: ["Mapping: has no ScalingConfig.MaximumConcurrency, and may take all of them"],
      },
    ],
  },
  "messages-hidden-while-worked-on": {
    keeps: [{ title: "six times as long", resources: worker({}) }],
    breaks: [
      {
        title: "five times as long",
        resources: worker({ Queue: queue({ VisibilityTimeout: 100 }) }),
        says: ["Mapping: its queue hides messages for 100 s; 6 × 20 s are 120 s"],
      },
      {
        title: "less long than the function runs",
        resources: worker({ Queue: queue({ VisibilityTimeout: 19 }) }),
        says: ["Mapping: its queue hides messages for 19 s, which Lambda refuses; 6 × 20 s are 120 s"],
      },
      {
        title: "as long as a queue does by itself",
        resources: worker({ Queue: queue() }),
        says: ["Mapping: its queue hides messages for 30 s; 6 × 20 s are 120 s"],
      },
    ],
  },
  "large-batches-wait-to-fill": {
    keeps: [
      { title: "ten at once", resources: worker({ Mapping: mapping({ BatchSize: 10 }) }) },
      {
        title: "a hundred after a second",
        resources: worker({ Mapping: mapping({ BatchSize: 100, MaximumBatchingWindowInSeconds: 1 }) }),
      },
    ],
    breaks: [
      {
        title: "eleven at once",
        resources: worker({ Mapping: mapping({ BatchSize: 11 }) }),
        says: ["Mapping: takes batches of 11 and waits 0 s for them to fill"],
      },
    ],
  },
  "environment-names-are-free": {
    keeps: [
      {
        title: "a name",
        resources: { Role: role(), Function: fn({ Environment: { Variables: { TABLE_NAME: "t" } } }) },
      },
    ],
    breaks: [
      {
        title: "names of Lambda's, and none at all",
        resources: {
          Role: role(),
          Function: fn({ Environment: { Variables: { AWS_REGION: "r", TZ: "z", A: "", "a-b": "" } } }),
        },
        says: ["AWS_REGION", "TZ", "A", "a-b"].map(
          (name) => `Function: its environment has ${name}, a name that Lambda does not take`,
        ),
      },
    ],
  },
  "function-in-its-role": {
    keeps: [{ title: "a role for Lambda", resources: { Role: role(), Function: fn() } }],
    breaks: [
      {
        title: "a role for the scheduler",
        resources: { Role: role("scheduler.amazonaws.com"), Function: fn() },
        says: ["Function: The role defined for the function cannot be assumed by Lambda"],
      },
    ],
  },
  "function-may-give-up": {
    keeps: [
      { title: "no dead letters", resources: { Role: role(), Function: fn() } },
      {
        title: "a policy that the function waits for",
        resources: {
          Role: role(),
          Queue: queue(),
          Policy: policy(allowed("sqs:SendMessage", arnOf("Queue"))),
          Function: fn({ DeadLetterConfig: { TargetArn: arnOf("Queue") } }, { DependsOn: "Policy" }),
        },
      },
    ],
    breaks: [
      {
        title: "a policy that may come later",
        resources: {
          Role: role(),
          Queue: queue(),
          Policy: policy(allowed("sqs:SendMessage", arnOf("Queue"))),
          Function: fn({ DeadLetterConfig: { TargetArn: arnOf("Queue") } }),
        },
        says: ["Function: The provided execution role does not have permissions to call sqs:SendMessage"],
      },
    ],
  },
  "nothing-reserved": {
    keeps: [
      {
        title: "nothing, and none at all",
        resources: { Role: role(), Function: fn({ ReservedConcurrentExecutions: 0 }) },
      },
    ],
    breaks: [
      {
        title: "one",
        resources: { Role: role(), Function: fn({ ReservedConcurrentExecutions: 1 }) },
        says: ["Function: reserves 1: decreases account's UnreservedConcurrentExecution below its minimum value"],
      },
    ],
  },
  "who-may-call-a-function": {
    keeps: [
      {
        title: "one caller",
        resources: {
          Role: role(),
          Function: fn(),
          P: { Type: "AWS::Lambda::Permission", Properties: { FunctionName: ref("Function") } },
        },
      },
    ],
    breaks: [
      {
        title: "a hundred callers",
        resources: {
          Role: role(),
          Function: fn(),
          ...Object.fromEntries(
            Array.from({ length: 100 }, (_, i) => [
              `P${i}`,
              {
                Type: "AWS::Lambda::Permission",
                Properties: { FunctionName: arnOf("Function"), Principal: "apigateway.amazonaws.com" },
              },
            ]),
          ),
        },
        says: [expect.stringMatching(/^Function: its policy comes to some \d{5} bytes; allowed: 20480$/)],
      },
    ],
  },
  "display-name-in-ascii": {
    keeps: [
      {
        title: "without marks",
        resources: { T: { Type: "AWS::SNS::Topic", Properties: { DisplayName: "Dung Han" } } },
      },
    ],
    breaks: [
      {
        title: "with marks",
        resources: { T: { Type: "AWS::SNS::Topic", Properties: { DisplayName: "Đúng Hạn" } } },
        says: ['T: Invalid parameter: DisplayName "Đúng Hạn"'],
      },
    ],
  },
  "queue-policy-is-small": {
    keeps: [{ title: "one action", resources: { Queue: queue(), P: letsIn("events.amazonaws.com") } }],
    breaks: [
      {
        title: "eight actions",
        resources: {
          P: {
            Type: "AWS::SQS::QueuePolicy",
            Properties: { Queues: ["q"], PolicyDocument: { Statement: [allowed("a b c d e f g h".split(" "), "*")] } },
          },
        },
        says: ["P: a statement of its policy has 8 actions"],
      },
    ],
  },
  "scheduler-may-act": {
    keeps: [{ title: "a role for the scheduler", resources: schedule() }],
    breaks: [
      {
        title: "a role for Lambda",
        resources: { ...schedule(), Role: role() },
        says: ["Schedule: The execution role you provide must allow AWS EventBridge Scheduler to assume the role"],
      },
    ],
  },
  "schedule-reaches-its-target": {
    keeps: [{ title: "a policy, whenever it comes", resources: schedule() }],
    breaks: [
      {
        title: "none for the target",
        resources: { ...schedule(), Policy: policy(allowed("sqs:ReceiveMessage", arnOf("Queue"))) },
        says: ["Schedule: its role may not sqs:SendMessage on its target"],
      },
    ],
  },
  "schedule-has-its-group": {
    keeps: [
      { title: "the one that is always there", resources: schedule({ GroupName: "default" }) },
      { title: "one that is named", resources: { ...schedule({ GroupName: ref("Group") }), Group: group() } },
    ],
    breaks: [
      {
        title: "one that may come later",
        resources: { ...schedule({ GroupName: "own" }), Group: group({ Properties: { Name: "own" } }) },
        says: ["Schedule: ResourceNotFoundException: Schedule group own does not exist"],
      },
    ],
  },
  "schedule-can-be-read": {
    keeps: ["rate(1 hour)", "at(2026-11-30T17:00:00)", "cron(0 8 ? * MON-FRI *)"].map((ScheduleExpression) => ({
      title: ScheduleExpression,
      resources: schedule({ ScheduleExpression }),
    })),
    breaks: ["rate(0 minutes)", "rate(5 seconds)", "cron(0 8 * * *)", "at(2026-11-30)"].map((ScheduleExpression) => ({
      title: ScheduleExpression,
      resources: schedule({ ScheduleExpression }),
      says: [`Schedule: Invalid Schedule Expression ${ScheduleExpression}`],
    })),
  },
  "events-are-let-in": {
    keeps: [
      { title: "by the queue's policy", resources: { Rule: rule, Queue: queue(), P: letsIn("events.amazonaws.com") } },
    ],
    breaks: [
      {
        title: "somebody else is",
        resources: { Rule: rule, Queue: queue(), P: letsIn("sns.amazonaws.com") },
        says: ["Rule: its target Queue does not let events.amazonaws.com send messages"],
      },
    ],
  },
  "mail-events-on-the-default-bus": {
    keeps: ["default"].map((bus) => ({ title: bus, resources: mailEvents(bus) })),
    breaks: [
      {
        title: "a bus of one's own",
        resources: mailEvents("own"),
        says: ["D: tells arn:aws:events:r:1:event-bus/own"],
      },
    ],
  },
  "sender-can-be-an-identity": {
    keeps: ["daklak.test", "dunghan@daklak.test"].map((name) => ({ title: name, resources: identity(name) })),
    breaks: ["daklak", "đắklắk.test", "a b@daklak.test"].map((name) => ({
      title: name,
      resources: identity(name),
      says: [`I: its identity is "${name}"`],
    })),
  },
  "scanner-may-look": {
    keeps: [{ title: "a role with all that it asks for", resources: { ...plan, Role: role(guard), Policy: looking } }],
    breaks: [
      {
        title: "a role for Lambda",
        resources: { ...plan, Role: role(), Policy: looking },
        says: ["Plan: The request was rejected because the provided IAM role cannot be assumed by the service"],
      },
      {
        title: "a policy that may come later",
        resources: { ...plan, Plan: { ...plan.Plan, DependsOn: [] }, Role: role(guard), Policy: looking },
        says: ["s3:PutBucketNotification", "s3:GetBucketNotification", "s3:ListBucket", "s3:PutObject"].map(
          (action) =>
            `Plan: The request was rejected because the provided IAM role does not have the required permissions (${action})`,
        ),
      },
    ],
  },
};

function mailEvents(bus: string): Resources {
  const EventBridgeDestination = { EventBusArn: `arn:aws:events:r:1:event-bus/${bus}` };
  return {
    D: {
      Type: "AWS::SES::ConfigurationSetEventDestination",
      Properties: { EventDestination: { EventBridgeDestination } },
    },
  };
}

function identity(EmailIdentity: string): Resources {
  return { I: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity } } };
}
