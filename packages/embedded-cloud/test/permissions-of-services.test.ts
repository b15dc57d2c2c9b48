import { expect, test } from "vitest";

import {
  arn,
  httpApi,
  permission,
  policy,
  queue,
  queuePolicy,
  role,
  standUpFixture,
  trigger,
} from "./fixture-cloud.ts";
import { account, jobsArn, may, put, needs, ask, region } from "./permission-fixture.ts";
import { startMs } from "./stand-ins.ts";

test("schedules write in their role; what the role may not do is a dead letter, if it may write that", async () => {
  const target = { Arn: arn("Jobs"), RoleArn: arn("Role"), DeadLetterConfig: { Arn: arn("Dead") }, Input: "{}" };
  const round = {
    Dead: queue(),
    Round: {
      Type: "AWS::Scheduler::Schedule",
      Properties: { FlexibleTimeWindow: { Mode: "OFF" }, ScheduleExpression: "rate(5 minutes)", Target: target },
    },
  };
  const countsOf = async (...statements: object[]) => {
    const { standIns, queueArn, movement, refusals } = await ask(statements as Record<string, unknown>[], round);
    await movement.settle();
    const counts = ["Jobs", "Dead"].map((id) => standIns.queues.counts(queueArn(id)).visible);
    return { counts, refused: refusals.all().map(({ caller, call }) => `${caller} ${call}`) };
  };
  expect(await countsOf(needs.send)).toEqual({ counts: [1, 0], refused: [] });
  const refused = ["scheduler.amazonaws.com sqs:SendMessage"];
  expect(await countsOf(may("sqs:SendMessage", arn("Dead")))).toEqual({ counts: [0, 1], refused });
  expect((await countsOf()).counts).toEqual([0, 0]);
});

const rule = {
  Rule: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventPattern: { source: ["aws.s3"] },
      Targets: [{ Id: "T", Arn: arn("Jobs"), DeadLetterConfig: { Arn: arn("Dead") } }],
    },
  },
  Dead: queue(),
};
const event = {
  version: "0" as const,
  id: "1",
  "detail-type": "Object Created",
  account,
  time: "2017-07-14T01:00:00Z",
  region,
  source: "aws.s3",
  resources: [],
  detail: {},
};

test("a rule writes only to a queue that lets it, on its own behalf; else it is a dead letter", async () => {
  const lets = (queueId: string, ruleId = "Rule") =>
    queuePolicy(queueId, {
      ...may("sqs:SendMessage", arn(queueId), { Condition: { ArnEquals: { "aws:SourceArn": arn(ruleId) } } }),
      Principal: { Service: "events.amazonaws.com" },
    });
  const Other = { ...rule.Rule, Properties: { EventPattern: { source: ["none"] } } };
  const countsOf = async (more: Record<string, unknown>) => {
    const { standIns, queueArn, movement } = await ask([], { ...rule, ...more });
    standIns.events.add(event, startMs);
    await movement.settle();
    return ["Jobs", "Dead"].map((id) => standIns.queues.counts(queueArn(id)).visible);
  };
  expect(await countsOf({ Lets: lets("Jobs") })).toEqual([1, 0]);
  expect(await countsOf({ Other, Lets: lets("Jobs", "Other"), LetsDead: lets("Dead") })).toEqual([0, 1]);
  expect(await countsOf({})).toEqual([0, 0]);
});

test("a route calls only a function that lets it; else it is answered that the server failed", async () => {
  const standUp = async (more: Record<string, unknown>) => {
    const { url, refusals } = await standUpFixture({
      functions: { Web: { code: "exports.handler = async () => 'here';" } },
      resources: { ...httpApi("Web", { "GET /a": "public" }), Role: role(), ...more },
      permitted: false,
    });
    const { status } = await fetch(`${url}/a`);
    return [status, ...refusals.all().map(({ call }) => call)];
  };
  const from = (path: string) =>
    permission("Web", "apigateway.amazonaws.com", {
      SourceArn: `arn:aws:execute-api:${region}:${account}:Api/*/*${path}`,
    });
  expect(await standUp({ Permission: from("/a") })).toEqual([200]);
  expect(await standUp({ Permission: from("/b") })).toEqual([500, "lambda:InvokeFunction"]);
  expect(await standUp({})).toEqual([500, "lambda:InvokeFunction"]);
});

test("a function whose role may not read its queue is not stood up: in the cloud, nothing would call it", async () => {
  const mapped = ask([may(["sqs:ReceiveMessage", "sqs:DeleteMessage"], arn("Jobs"))], {
    Mapping: trigger("Jobs", "Work"),
  });
  await expect(mapped).rejects.toThrow(`Test-Work may not call sqs:GetQueueAttributes on ${jobsArn}`);
});

test("managed policies of the template count, and a few of those that AWS keeps ready; another is refused by name", async () => {
  const attached = (ManagedPolicyArns: unknown[]) => ({
    Type: "AWS::IAM::Role",
    Properties: { AssumeRolePolicyDocument: policy(), ManagedPolicyArns },
  });
  const Managed = { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: policy(needs.put) } };
  const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
  const cloud = await ask([], { Managed, Role: attached([{ Ref: "Managed" }, basic]) });
  expect(await cloud.call(...put)).toBe("done");
  const Policy = {
    Type: "AWS::IAM::Policy",
    Properties: { PolicyName: "P", PolicyDocument: policy(needs.put), Roles: [{ Ref: "Role" }] },
  };
  expect(await (await ask([], { Policy })).call(...put)).toBe("done");
  const admin = ask([], { Role: attached(["arn:aws:iam::aws:policy/AdministratorAccess"]) });
  await expect(admin).rejects.toThrow("Role has the policy arn:aws:iam::aws:policy/AdministratorAccess; known are");
});

test("what policies hold that is not known here ends the start, all by name", async () => {
  const strange = ask([
    { ...needs.put, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } },
    { ...needs.send, Condition: { StringEquals: { "aws:SourceVpc": "v" } } },
  ]);
  await expect(strange).rejects.toThrow("Role (Own), statement 1: the operator IpAddress is not known");
  await expect(strange).rejects.toThrow("Role (Own), statement 2: the condition key aws:SourceVpc is not known");
});
