import { describe, expect, it } from "vitest";

import { tableShape } from "../../functions/store/table.ts";
import { arnOf, deployedFunctions, only, resourcesOf, statementsOf, synthesize } from "./synthesized.ts";
import type { Properties } from "./synthesized.ts";

const template = synthesize();
const deployed = deployedFunctions(template);
const functionNamed = (entry: string) => only(deployed.filter((fn) => fn.entry === entry));
const milestone = functionNamed("milestone");
const table = only(resourcesOf(template, "AWS::DynamoDB::GlobalTable")).id;
const everyStatement = resourcesOf(template, "AWS::IAM::Role").flatMap(({ id }) => statementsOf(template, id));
const scheduleRole = (milestone.environment["SCHEDULE_ROLE_ARN"] as { "Fn::GetAtt": [string] })["Fn::GetAtt"][0];

const about = (fn: typeof milestone, service: string) =>
  fn.statements.filter(({ actions }) => actions.some((action) => action.startsWith(`${service}:`)));

describe("the milestone function", () => {
  it("creates schedules of the one group, and does nothing else with the scheduler", () => {
    const { actions, resources } = only(about(milestone, "scheduler"));
    expect(actions).toEqual(["scheduler:CreateSchedule"]);
    const group = JSON.stringify(milestone.environment["SCHEDULE_GROUP"]);
    expect(JSON.stringify(resources)).toContain(`":schedule/",${group},"/*"`);
    expect(resources).toHaveLength(1);
  });

  it("passes exactly the one role, to the scheduler only; no other function passes any", () => {
    expect(about(milestone, "iam")).toEqual([
      {
        actions: ["iam:PassRole"],
        resources: [milestone.environment["SCHEDULE_ROLE_ARN"]],
        condition: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
      },
    ]);
    expect(everyStatement.filter(({ actions }) => actions.some((action) => action.startsWith("iam:")))).toHaveLength(1);
  });
});

describe("a milestone's schedule", () => {
  it("may put a message on the run queue, or on its dead letters, and nothing else", () => {
    expect(statementsOf(template, scheduleRole)).toEqual([
      {
        actions: ["sqs:SendMessage"],
        resources: [milestone.environment["RUN_QUEUE_ARN"], milestone.environment["SCHEDULE_DEAD_LETTER_ARN"]],
        condition: undefined,
      },
    ]);
  });

  it("acts in a role that only the schedules of its own group may take", () => {
    const role = template.findResources("AWS::IAM::Role")[scheduleRole]?.["Properties"];
    const group = only(resourcesOf(template, "AWS::Scheduler::ScheduleGroup")).id;
    expect(only<Properties>(role.AssumeRolePolicyDocument.Statement)["Condition"].StringEquals).toEqual({
      "aws:SourceAccount": { Ref: "AWS::AccountId" },
      "aws:SourceArn": arnOf(group),
    });
  });
});

describe("the watch's round", () => {
  it("lies outside the milestones' group, so that what sets milestones has no say over it", () => {
    const round = only(resourcesOf(template, "AWS::Scheduler::Schedule")).properties;
    expect(round).toMatchObject({ GroupName: "default", ScheduleExpression: "rate(5 minutes)" });
  });
});

describe("the register", () => {
  it("is read and written by key or index: nobody scans it, changes it or deletes it", () => {
    const allowed = new Set(
      everyStatement.flatMap(({ actions }) => actions).filter((action) => action.startsWith("dynamodb:")),
    );
    expect([...allowed].toSorted()).toEqual([
      "dynamodb:BatchGetItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]);
  });

  it.each(deployed.filter(({ environment }) => environment["TABLE_NAME"]))(
    "lets $entry at the one table and its two indexes, no other",
    (fn) => {
      const indexes = tableShape.indexes.map(({ name }) => ({ "Fn::Join": ["", [arnOf(table), `/index/${name}`]] }));
      expect(about(fn, "dynamodb").map(({ resources }) => resources)).toEqual([[arnOf(table)], indexes]);
    },
  );
});

describe("who only reads", () => {
  it.each(["reports", "watchdog"])("may write nothing into the register: %s", (entry) => {
    const actions = about(functionNamed(entry), "dynamodb").flatMap((statement) => statement.actions);
    expect([...new Set(actions)].toSorted()).toEqual(["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]);
  });

  it("puts nothing on a queue in the writing room, and in the watch only what is to be run", () => {
    expect(about(functionNamed("reports"), "sqs")).toEqual([]);
    const { actions, resources } = only(about(functionNamed("watchdog"), "sqs"));
    expect(actions).not.toContain("sqs:ReceiveMessage");
    expect(resources).toEqual([milestone.environment["RUN_QUEUE_ARN"]]);
  });
});

describe("a function without the table's name", () => {
  it.each(deployed.filter(({ environment }) => !environment["TABLE_NAME"]))("$entry may not touch the table", (fn) => {
    expect(about(fn, "dynamodb")).toEqual([]);
  });
});

describe("the post room", () => {
  it("writes from the one address, with the one configuration set, to whoever the mail service asks about; nobody else sends mail", () => {
    const senders = deployed.filter((fn) => about(fn, "ses").length > 0);
    const { actions, resources, condition } = only(about(only(senders), "ses"));
    expect(only(senders).entry).toBe("send-mail");
    expect(actions).toEqual(["ses:SendRawEmail"]);
    expect(condition).toEqual({ StringEquals: { "ses:FromAddress": "dunghan@daklak.example" } });
    const set = only(resourcesOf(template, "AWS::SES::ConfigurationSet")).id;
    expect(resources).toEqual([mailArn({ Ref: set }, "configuration-set/"), mailArn("identity/*")]);
  });
});

/** As the library writes an address in the account and region that the stack is deployed to. */
function mailArn(...parts: unknown[]): unknown {
  const [last, kind = ""] = parts;
  const start = ["arn:", { Ref: "AWS::Partition" }, ":ses:", { Ref: "AWS::Region" }, ":", { Ref: "AWS::AccountId" }];
  return { "Fn::Join": ["", [...start, ...(typeof last === "string" ? [`:${last}`] : [`:${String(kind)}`, last])]] };
}

describe("every role", () => {
  it("names what it may do, and to what: no wildcard for an action, none for all resources", () => {
    expect(everyStatement.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
    expect(everyStatement.flatMap(({ resources }) => resources).filter((resource) => resource === "*")).toEqual([]);
  });

  it("has no ready-made policy attached", () => {
    for (const { properties } of resourcesOf(template, "AWS::IAM::Role"))
      expect(properties["ManagedPolicyArns"]).toBeUndefined();
  });
});

describe("every queue", () => {
  it.each(resourcesOf(template, "AWS::SQS::Queue"))(
    "is encrypted and answers over TLS only: $id",
    ({ id, properties }) => {
      expect(properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 60 * 60 });
      const policies = resourcesOf(template, "AWS::SQS::QueuePolicy").filter(
        (policy) => policy.properties["Queues"][0].Ref === id,
      );
      expect(only(policies).properties["PolicyDocument"].Statement).toContainEqual(
        expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      );
    },
  );
});
