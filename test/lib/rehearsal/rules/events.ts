import { arnOf, ref } from "../stacks.ts";
import type { Given, Resources } from "../stacks.ts";
import { allowed, policy, role } from "./roles.ts";
import type { RuleCases } from "./rule-case.ts";

const queue = (properties: object = {}): Given => ({ Type: "AWS::SQS::Queue", Properties: { ...properties } });

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

/** What holds for schedules and events, for mail and for the scanner. */
export const eventRules: RuleCases = {
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
