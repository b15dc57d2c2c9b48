import { arn, queue, role, standUpFixture } from "./fixture-cloud.ts";
import { awsEnvironment } from "./stand-ins.ts";

export const { region, account } = awsEnvironment;
export const tableArn = `arn:aws:dynamodb:${region}:${account}:table/Test-Table`;
export const jobsArn = `arn:aws:sqs:${region}:${account}:Test-Jobs`;
export const may = (Action: string | string[], Resource: unknown, more = {}) => ({
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

/** A function with these rights, and a call of it. */
export async function ask(statements: Record<string, unknown>[], more: Record<string, unknown> = {}) {
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

export const user = `arn:aws:sts::${account}:assumed-role/Test-Role/Test-Work`;
const key = { pk: { S: "a" } };
export const put = ["dynamodb", "PutItemCommand", { TableName: "Test-Table", Item: key }] as const;
export const query = [
  "dynamodb",
  "QueryCommand",
  {
    TableName: "Test-Table",
    IndexName: "due",
    KeyConditionExpression: "due = :d",
    ExpressionAttributeValues: { ":d": { S: "x" } },
  },
] as const;
export const batch = ["dynamodb", "BatchGetItemCommand", { RequestItems: { "Test-Table": { Keys: [key] } } }] as const;
export const sendBatch = ["sqs", "SendMessageBatchCommand", { Entries: [{ Id: "1", MessageBody: "x" }] }] as const;
export const putObject = ["s3", "PutObjectCommand", { Bucket: "files", Key: "in/a", Body: "x" }] as const;
export const getObject = ["s3", "GetObjectCommand", { Bucket: "files", Key: "in/none" }] as const;
export const sendMail = [
  "ses",
  "SendRawEmailCommand",
  {
    Destinations: ["x@b.example"],
    ConfigurationSetName: "letters",
    RawMessage: "From: y@a.example\r\nTo: x@b.example\r\nSubject: s\r\n\r\nt\r\n",
  },
] as const;
export const schedule = [
  "scheduler",
  "CreateScheduleCommand",
  {
    Name: "one",
    ScheduleExpression: "at(2030-01-01T00:00:00)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: { Arn: jobsArn, RoleArn: `arn:aws:iam::${account}:role/Test-Role` },
  },
] as const;
export const scheduleArn = `arn:aws:scheduler:${region}:${account}:schedule/default/one`;
export const mailArn = (of: string) => `arn:aws:ses:${region}:${account}:${of}`;
export const needs = {
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
export const all = Object.values(needs);
