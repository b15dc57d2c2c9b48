import { createHash, createHmac } from "node:crypto";

import { describe, expect, it, vi } from "vitest";

import { bundled, environment, service, stub } from "./bundled-clients.ts";
import type { Received } from "./bundled-clients.ts";

const { DynamoDBClient, GetItemCommand, SQSClient, SendMessageBatchCommand } = bundled;
const { SchedulerClient, CreateScheduleCommand, SESClient, SendRawEmailCommand, Table } = bundled;
const read = new GetItemCommand({ TableName: "table", Key: { pk: { S: "a" } } });
const send = new SendMessageBatchCommand({
  QueueUrl: "http://127.0.0.1:1/0/post",
  Entries: [{ Id: "0", MessageBody: "body" }],
});
const schedule = new CreateScheduleCommand({
  Name: "name",
  ScheduleExpression: "at(2017-10-27T08:00:00)",
  FlexibleTimeWindow: { Mode: "OFF" },
  Target: { Arn: "arn:aws:sqs:::queue", RoleArn: "arn:aws:iam:::role" },
});
const letter = new SendRawEmailCommand({ RawMessage: { Data: Buffer.from("Subject: a\r\n\r\nb") } });

describe("a request of a bundled client", () => {
  const clients = [
    ["DynamoDB", "dynamodb", () => new DynamoDBClient({}).send(read)],
    ["SQS", "sqs", () => new SQSClient({ useQueueUrlAsEndpoint: false }).send(send)],
    ["Scheduler", "scheduler", () => new SchedulerClient({}).send(schedule)],
    ["SES", "ses", () => new SESClient({}).send(letter)],
  ] as const;

  it.each(clients)("is signed with the function's credentials: %s", async (_, name, request) => {
    const { received } = await service({ status: 400 });
    await expect(request()).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    const [{ headers }] = received as [Received];
    expect(headers["authorization"]).toMatch(
      new RegExp(`^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/\\d{8}/ap-southeast-1/${name}/aws4_request, SignedHeaders=`),
    );
    expect(headers["x-amz-security-token"]).toBe("a token of no one");
    expect(headers["authorization"]).toContain(`Signature=${signatureOf(received[0]!)}`);
  });

  it.each([
    ["us-east-1", "amazonaws.com"],
    ["ap-southeast-1", "amazonaws.com"],
    ["cn-north-1", "amazonaws.com.cn"],
    ["us-gov-west-1", "amazonaws.com"],
  ])("goes to the service of its region when nothing else is said: %s", async (region, domain) => {
    stub({ ...environment, AWS_REGION: region, AWS_ENDPOINT_URL: "" });
    const asked: string[] = [];
    const options = {
      maxAttempts: 1,
      requestHandler: {
        handle: async ({ protocol, hostname }: { protocol: string; hostname: string }) => {
          asked.push(`${protocol}//${hostname}`);
          throw new Error("No network here");
        },
      },
    };
    const queue = new SendMessageBatchCommand({ ...send.input, QueueUrl: `https://sqs.${region}.${domain}/0/post` });
    for (const request of [
      () => new DynamoDBClient(options).send(read),
      () => new SQSClient(options).send(queue),
      () => new SchedulerClient(options).send(schedule),
      () => new SESClient(options).send(letter),
    ]) {
      await expect(request()).rejects.toThrow("No network here");
    }
    expect(asked).toEqual(
      ["dynamodb", "sqs", "scheduler", "email"].map((name) => `https://${name}.${region}.${domain}`),
    );
  });

  it("goes to the queue's own address, wherever the service is said to be", async () => {
    const { url, received } = await service({ body: { Successful: [] } });
    stub({ AWS_ENDPOINT_URL: "http://127.0.0.1:1" });
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    await new SQSClient({}).send(new SendMessageBatchCommand({ ...send.input, QueueUrl: `${url}/0/post` }));
    expect(received).toHaveLength(1);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("using QueueUrl host as endpoint"));
    warn.mockRestore();
  });

  it("goes where the environment says for its service alone", async () => {
    const { url, received } = await service({ body: { Item: { pk: { S: "a" } } } });
    stub({ AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ENDPOINT_URL_DYNAMODB: url });
    expect(await new Table({ name: "table" }).get({ pk: "a", sk: "b" })).toEqual({ pk: "a" });
    expect(received).toHaveLength(1);
  });

  it("uses a connection again", async () => {
    const { received, sockets } = await service({});
    const client = new DynamoDBClient({});
    for (let i = 0; i < 3; i++) await client.send(read);
    expect(received).toHaveLength(3);
    expect(sockets.size).toBe(1);
  });

  it("is given up when the service is silent for longer than the client may wait", async () => {
    const { received } = await service({ headers: { "content-length": "9999" }, body: "{" });
    const client = new DynamoDBClient({ maxAttempts: 1, requestHandler: { socketTimeout: 60 } });
    await expect(client.send(read)).rejects.toMatchObject({ name: "TimeoutError" });
    expect(received).toHaveLength(1);
  });

  it("carries the trace by which Lambda notices functions that call one another without end", async () => {
    const { received } = await service({});
    stub({ AWS_LAMBDA_FUNCTION_NAME: "web", _X_AMZN_TRACE_ID: "Root=1-5759e988-bd862e3fe1be46a994272793" });
    await new DynamoDBClient({}).send(read);
    vi.stubGlobal("awslambda", { InvokeStore: { getXRayTraceId: () => "Root=of-the-runtime" } });
    await new DynamoDBClient({}).send(read);
    vi.unstubAllGlobals();
    expect(received.map(({ headers }) => headers["x-amzn-trace-id"])).toEqual([
      "Root=1-5759e988-bd862e3fe1be46a994272793",
      "Root=of-the-runtime",
    ]);
  });

  it("tells which SDK it comes from", async () => {
    const { received } = await service({});
    await new DynamoDBClient({}).send(read);
    expect(received[0]?.headers["user-agent"]).toMatch(/^aws-sdk-js\/3\.\d+\.\d+ .*api\/dynamodb#3\.\d+\.\d+/);
  });
});

/** The signature as AWS works it out, from what it received (Signature Version 4). */
function signatureOf({ method, path, headers, body }: Received): string {
  const [, scope = "", signed = ""] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+)/.exec(headers["authorization"] ?? "") ?? [];
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const request = [
    method,
    path,
    "",
    ...signed.split(";").map((name) => `${name}:${headers[name]}`),
    "",
    signed,
    sha256(body),
  ];
  const toSign = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(request.join("\n"))].join("\n");
  const key = scope.split("/").reduce<string | Buffer>(hmac, `AWS4${environment.AWS_SECRET_ACCESS_KEY}`);
  return hmac(key, toSign).toString("hex");
}
