import { expect, test } from "vitest";

import { refusalLine } from "../src/permissions/refusal.ts";
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
import { awsEnvironment, startMs } from "./stand-ins.ts";

const { region, account } = awsEnvironment;
const tableArn = `arn:aws:dynamodb:${region}:${account}:table/Test-Table`;
const jobsArn = `arn:aws:sqs:${region}:${account}:Test-Jobs`;
const may = (Action: string | string[], Resource: unknown, more = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

const table = {
  Type: "AWS::DynamoDB::Table",
  Properties: {
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "due", AttributeType: "S" },
    ],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
    GlobalSecondaryIndexes: [
      {
        IndexName: "due",
        KeySchema: [{ AttributeName: "due", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  },
};
const resources = {
  Table: table,
  Jobs: queue(),
  Files: {
    Type: "AWS::S3::Bucket",
    Properties: { BucketName: "files", VersioningConfiguration: { Status: "Enabled" } },
  },
  Set: { Type: "AWS::SES::ConfigurationSet", Properties: { Name: "letters" } },
  Sender: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "a.example" } },
};

/** Makes the one call that the event names, and answers what became of it. */
const code = `
const load = require("node:module").createRequire(${JSON.stringify(import.meta.filename)});
const clients = {
  dynamodb: ["@aws-sdk/client-dynamodb", "DynamoDBClient"], sqs: ["@aws-sdk/client-sqs", "SQSClient"],
  s3: ["@aws-sdk/client-s3", "S3Client"], ses: ["@aws-sdk/client-ses", "SESClient"],
  scheduler: ["@aws-sdk/client-scheduler", "SchedulerClient"],
};
exports.handler = async ({ service, command, input }) => {
  const [name, client] = clients[service];
  const sdk = load(name);
  const options = service === "s3" ? { forcePathStyle: true } : {};
  if (service === "sqs") input.QueueUrl = process.env.JOBS;
  if (service === "ses") input.RawMessage = { Data: Buffer.from(input.RawMessage) };
  try {
    await new sdk[client]({ ...options, maxAttempts: 1 }).send(new sdk[command](input));
    return "done";
  } catch (error) {
    return error.name + " " + error.$metadata?.httpStatusCode + ": " + error.message;
  }
};`;

async function ask(statements: Record<string, unknown>[], more: Record<string, unknown> = {}) {
  const cloud = await standUpFixture({
    functions: { Work: { code, properties: { Environment: { Variables: { JOBS: { Ref: "Jobs" } } } } } },
    resources: { ...resources, Role: role(...statements), ...more },
    permitted: false,
  });
  return {
    ...cloud,
    async call(service: string, command: string, input: object) {
      const outcome = await cloud.host.invoke(cloud.functionArn("Work"), { service, command, input });
      return outcome.outcome === "answered" ? outcome.payload : outcome.errorMessage;
    },
  };
}

const user = `arn:aws:sts::${account}:assumed-role/Test-Role/Test-Work`;
const key = { pk: { S: "a" } };
const put = ["dynamodb", "PutItemCommand", { TableName: "Test-Table", Item: key }] as const;
const query = [
  "dynamodb",
  "QueryCommand",
  {
    TableName: "Test-Table",
    IndexName: "due",
    KeyConditionExpression: "due = :d",
    ExpressionAttributeValues: { ":d": { S: "x" } },
  },
] as const;
const batch = ["dynamodb", "BatchGetItemCommand", { RequestItems: { "Test-Table": { Keys: [key] } } }] as const;
const sendBatch = ["sqs", "SendMessageBatchCommand", { Entries: [{ Id: "1", MessageBody: "x" }] }] as const;
const putObject = ["s3", "PutObjectCommand", { Bucket: "files", Key: "in/a", Body: "x" }] as const;
const getObject = ["s3", "GetObjectCommand", { Bucket: "files", Key: "in/none" }] as const;
const sendMail = [
  "ses",
  "SendRawEmailCommand",
  {
    Destinations: ["x@b.example"],
    ConfigurationSetName: "letters",
    RawMessage: "From: y@a.example\r\nTo: x@b.example\r\nSubject: s\r\n\r\nt\r\n",
  },
] as const;
const schedule = [
  "scheduler",
  "CreateScheduleCommand",
  {
    Name: "one",
    ScheduleExpression: "at(2030-01-01T00:00:00)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: { Arn: jobsArn, RoleArn: `arn:aws:iam::${account}:role/Test-Role` },
  },
] as const;
const scheduleArn = `arn:aws:scheduler:${region}:${account}:schedule/default/one`;
const mailArn = (of: string) => `arn:aws:ses:${region}:${account}:${of}`;
const needs = {
  put: may("dynamodb:PutItem", arn("Table")),
  query: may("dynamodb:Query", `${tableArn}/index/due`),
  batch: may("dynamodb:BatchGetItem", arn("Table")),
  send: may("sqs:SendMessage", arn("Jobs")),
  putObject: may("s3:PutObject", "arn:aws:s3:::files/in/*"),
  getObject: may(["s3:GetObject"], "arn:aws:s3:::files/*"),
  listBucket: may("s3:ListBucket", "arn:aws:s3:::files"),
  mail: may("ses:SendRawEmail", [mailArn("identity/*"), mailArn("configuration-set/letters")], {
    Condition: { StringEquals: { "ses:FromAddress": "y@a.example" } },
  }),
  schedule: may("scheduler:CreateSchedule", scheduleArn),
  pass: may("iam:PassRole", arn("Role"), {
    Condition: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
  }),
};
const all = Object.values(needs);

type Call = readonly [service: string, command: string, input: object];
test.each<[string, Call, object, string, string, string]>([
  [
    "an item",
    put,
    needs.put,
    "dynamodb:PutItem",
    tableArn,
    `AccessDeniedException 400: User: ${user} is not authorized to perform: dynamodb:PutItem on resource: ${tableArn} because no identity-based policy allows the dynamodb:PutItem action`,
  ],
  ["an index", query, needs.query, "dynamodb:Query", `${tableArn}/index/due`, "AccessDeniedException 400: "],
  ["a batch of items", batch, needs.batch, "dynamodb:BatchGetItem", tableArn, "AccessDeniedException 400: "],
  [
    "a batch of messages",
    sendBatch,
    needs.send,
    "sqs:SendMessage",
    jobsArn,
    `AccessDenied 403: User: ${user} is not authorized to perform: sqs:sendmessage on resource: ${jobsArn} because no identity-based policy allows the sqs:sendmessage action`,
  ],
  [
    "an object",
    putObject,
    needs.putObject,
    "s3:PutObject",
    "arn:aws:s3:::files/in/a",
    `AccessDenied 403: User: ${user} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::files/in/a" because`,
  ],
  [
    "a letter",
    sendMail,
    needs.mail,
    "ses:SendRawEmail",
    mailArn("identity/a.example"),
    `AccessDenied 403: User \`${user}' is not authorized to perform \`ses:SendRawEmail' on resource \`${mailArn("identity/a.example")}'`,
  ],
  ["a schedule", schedule, needs.schedule, "scheduler:CreateSchedule", scheduleArn, "AccessDeniedException 403: "],
  [
    "a role that is passed on",
    schedule,
    needs.pass,
    "iam:PassRole",
    `arn:aws:iam::${account}:role/Test-Role`,
    "AccessDeniedException 403: ",
  ],
])(
  "%s: what a function needs is enough, and without it the service refuses and says what is missing",
  async (_, call, need, action, resource, told) => {
    const allowed = await ask(all);
    expect(await allowed.call(...call)).toBe("done");
    expect(allowed.refusals.all()).toEqual([]);
    const refused = await ask(all.filter((one) => one !== need));
    expect(await refused.call(...call)).toContain(told);
    await expect.poll(() => refused.refusals.all()).toHaveLength(1);
    expect(refused.refusals.all().map(refusalLine)).toEqual([
      `Test-Work may not call ${action} on ${resource}: its role Test-Role lacks ${JSON.stringify({ Effect: "Allow", Action: action, Resource: resource })}`,
    ]);
    expect(refused.log.lines()).toMatchObject([{ functionName: "Test-Work" }]);
    expect(JSON.parse(refused.log.lines()[0]?.line ?? "")).toMatchObject({ level: "ERROR", call: action, resource });
  },
);

test("an object that is not there is missing only to those who may list its bucket", async () => {
  expect(await (await ask(all)).call(...getObject)).toMatch(/^NoSuchKey 404/);
  const blind = await ask(all.filter((one) => one !== needs.listBucket));
  expect(await blind.call(...getObject)).toMatch(
    /^AccessDenied 403: .* s3:ListBucket on resource: "arn:aws:s3:::files"/,
  );
});

test("a queue that forbids it has the last word, and another sender's address is not allowed", async () => {
  const forbids = queuePolicy("Jobs", { ...may("sqs:*", "*"), Effect: "Deny", Principal: { AWS: "*" }, Sid: "Closed" });
  const closed = await ask(all, { Closed: forbids });
  expect(await closed.call(...sendBatch)).toContain("with an explicit deny in a resource-based policy");
  expect(closed.refusals.all()[0]?.why).toMatch(/^Closed forbids it by \{.*"Sid":"Closed"/);
  const [service, command, input] = sendMail;
  const other = { ...input, RawMessage: input.RawMessage.replace("y@a.example", "z@a.example") };
  expect(await (await ask(all)).call(service, command, other)).toMatch(/^AccessDenied 403/);
});

test("the scheduler takes on only a role that trusts it", async () => {
  const distrusting = {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "lambda.amazonaws.com" },
      }),
      Policies: [{ PolicyName: "Own", PolicyDocument: policy(...all) }],
    },
  };
  expect(await (await ask(all, { Role: distrusting })).call(...schedule)).toContain(
    "ValidationException 400: The execution role",
  );
});

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
