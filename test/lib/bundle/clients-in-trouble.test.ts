import { createHash } from "node:crypto";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { RunMessage } from "../../../functions/queue/messages.ts";
import { bundled, service, stub } from "./bundled-clients.ts";

const { ConditionalCheckFailedException, DynamoDBClient, DynamoDBServiceException, GetItemCommand } = bundled;
const { ConflictException, CreateScheduleCommand, SchedulerClient, PutItemCommand, Table, queuesAt } = bundled;
const { SESClient, SESServiceException, SQSClient, SendRawEmailCommand } = bundled;
const read = new GetItemCommand({ TableName: "table", Key: { pk: { S: "a" } } });
const dynamoDb = (name: string, status = 400) => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: `says ${name}` },
});
const run = { directiveId: "5500", obligationId: "bao-cao", run: "2017-10-20.1" } as RunMessage;
const md5 = (text: string) => createHash("md5").update(text).digest("hex");

// The waits between attempts are a random part of what they may be: here a twentieth.
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0.05));
afterEach(() => void vi.restoreAllMocks());

describe("a bundled client", () => {
  it("asks again when the service fails", async () => {
    const { received } = await service({ status: 500 }, { body: { Item: { pk: { S: "a" } } } });
    expect(await new Table({ name: "table" }).get({ pk: "a", sk: "b" })).toEqual({ pk: "a" });
    expect(received.map(({ headers }) => headers["amz-sdk-request"])).toEqual(["attempt=1; max=4", "attempt=2; max=4"]);
  });

  it.each(["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"])(
    "asks DynamoDB four times when held back, longer and longer apart: %s",
    async (name) => {
      const { received } = await service(dynamoDb(name));
      const started = performance.now();
      await expect(new DynamoDBClient({}).send(read)).rejects.toMatchObject({ name, message: `says ${name}` });
      expect(received).toHaveLength(4);
      // A twentieth of 1, 2 and 4 seconds; timers may be early by less than a millisecond.
      expect(performance.now() - started).toBeGreaterThan(347);
    },
  );

  it("asks a queue three times when held back", async () => {
    const { url, received } = await service({
      status: 403,
      headers: { "x-amzn-query-error": "RequestThrottled;Sender" },
      body: { __type: "com.amazonaws.sqs#RequestThrottled", message: "slowly" },
    });
    await expect(queuesAt({ run: `${url}/0/run` }).askRun(run)).rejects.toMatchObject({
      name: "RequestThrottled",
      message: "slowly",
    });
    expect(received).toHaveLength(3);
  });

  it("asks no more often than it is told", async () => {
    const { received } = await service({ status: 503 });
    await expect(new SESClient({ maxAttempts: 1 }).send(letter())).rejects.toMatchObject({
      $metadata: { httpStatusCode: 503 },
    });
    expect(received).toHaveLength(1);
  });

  it("asks again when the service falls silent in the middle of its answer", async () => {
    const { received } = await service({ status: 200, headers: { "content-length": "1" }, body: "" }, {});
    const client = new DynamoDBClient({ requestHandler: { socketTimeout: 100 } });
    await client.send(read);
    expect(received).toHaveLength(2);
  });

  it("sets its clock by the service's when a request came too late", async () => {
    const anHourLater = Date.now() + 3_600_000;
    const { received } = await service(
      {
        ...dynamoDb("InvalidSignatureException"),
        headers: { date: new Date(anHourLater).toUTCString() },
      },
      {},
    );
    await new DynamoDBClient({}).send(read);
    const [, second] = received.map(({ headers }) => Date.parse(readable(headers["x-amz-date"])));
    expect(Math.abs((second ?? 0) - anHourLater)).toBeLessThan(5_000);
  });

  it("refuses to retry in a mode that is left out", async () => {
    await service({});
    stub({ AWS_RETRY_MODE: "adaptive" });
    await expect(new DynamoDBClient({}).send(read)).rejects.toThrow("AdaptiveRetryStrategy.js is left out");
  });

  it("refuses an endpoint that is left out", async () => {
    await service({});
    stub({ AWS_USE_FIPS_ENDPOINT: "true", AWS_ENDPOINT_URL: "" });
    await expect(new DynamoDBClient({}).send(read)).rejects.toThrow("FIPS and dual-stack endpoints are left out");
  });

  it("needs to know its region", async () => {
    await service({});
    stub({ AWS_REGION: undefined });
    await expect(new DynamoDBClient({}).send(read)).rejects.toThrow("getInstanceMetadataRegion.js is left out");
  });
});

describe("an error of a bundled client", () => {
  it("is a condition that did not hold, with the item that was there", async () => {
    const { received } = await service({
      status: 400,
      body: { ...dynamoDb("ConditionalCheckFailedException").body, Item: { pk: { S: "a" }, n: { N: "3" } } },
    });
    const put = new PutItemCommand({
      TableName: "table",
      Item: { pk: { S: "a" } },
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    const error = await new DynamoDBClient({}).send(put).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({
      Item: { pk: { S: "a" }, n: { N: "3" } },
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({ ReturnValuesOnConditionCheckFailure: "ALL_OLD" });
  });

  it("is an answer to the register, when a condition did not hold", async () => {
    await service(dynamoDb("ConditionalCheckFailedException"));
    expect(await new Table({ name: "table" }).put({ pk: "a", sk: "b" })).toBe(false);
  });

  it("goes by its own name when it has no class of its own", async () => {
    await service(dynamoDb("ResourceNotFoundException"));
    const error = await new DynamoDBClient({}).send(read).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DynamoDBServiceException);
    expect(error).not.toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({
      name: "ResourceNotFoundException",
      message: "says ResourceNotFoundException",
      $fault: "client",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("is a schedule that is there already", async () => {
    await service({ status: 409, headers: { "x-amzn-errortype": "ConflictException" }, body: { Message: "there" } });
    const create = new CreateScheduleCommand({
      Name: "name",
      ScheduleExpression: "at(2017-10-27T08:00:00)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: "arn:aws:sqs:::queue", RoleArn: "arn:aws:iam:::role" },
    });
    await expect(new SchedulerClient({}).send(create)).rejects.toBeInstanceOf(ConflictException);
  });

  it.each(["MessageRejected", "Throttling"])("of the mail service goes by its own name: %s", async (code) => {
    await service({
      status: 400,
      body: `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
    });
    const error = await new SESClient({ maxAttempts: 1 }).send(letter()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SESServiceException);
    expect(error).toMatchObject({ name: code, message: "no", $metadata: { httpStatusCode: 400 } });
  });
});

describe("a bundled client of a queue", () => {
  const taken = (hash: string) => ({ body: { Successful: [{ Id: "0", MessageId: "m", MD5OfMessageBody: hash }] } });

  it("compares what the queue took with what was sent", async () => {
    const { url, received } = await service(taken(md5(JSON.stringify(run))));
    await queuesAt({ run: `${url}/0/run` }).askRun(run);
    expect(received).toHaveLength(1);
    await expect(async () => {
      const { url: other } = await service(taken(md5("something else")));
      await queuesAt({ run: `${other}/0/run` }, new SQSClient({})).askRun(run);
    }).rejects.toThrow("Invalid MD5 checksum on messages: m");
  });
});

function letter() {
  return new SendRawEmailCommand({ RawMessage: { Data: Buffer.from("Subject: a\r\n\r\nb") } });
}

/** 20171027T010000Z as 2017-10-27T01:00:00Z. */
function readable(date = ""): string {
  return date.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)/, "$1-$2-$3:$4:");
}
