import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect, onTestFinished, test } from "vitest";

import { awsEnvironment, startMs } from "./stand-ins.ts";
import { standUpFixture } from "./fixture-cloud.ts";

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];
const table = {
  Type: "AWS::DynamoDB::Table",
  Properties: {
    AttributeDefinitions: ["pk", "sk", "due"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: keys("pk", "sk"),
    BillingMode: "PAY_PER_REQUEST",
    GlobalSecondaryIndexes: [
      { IndexName: "open", KeySchema: keys("pk", "due"), Projection: { ProjectionType: "ALL" } },
    ],
  },
};
const TableName = "Test-Notes";
const item = (sk: string, more: object = {}) => ({ pk: { S: "p" }, sk: { S: sk }, ...more });
const due = (day: string) => ({ due: { S: day } });
const byTable = "The level of configured provisioned throughput for the table was exceeded.";
const byIndex =
  "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded.";

/** A cloud with one table, and a client that does not try again. */
async function start() {
  const cloud = await standUpFixture({ functions: {}, resources: { Notes: table } });
  const client = new DynamoDBClient({
    endpoint: cloud.endpoints["DYNAMODB"] ?? "",
    region: awsEnvironment.region,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  const { faults, clock } = cloud.standIns;
  const inject = (fault: object) => expect(faults.inject(fault).outcome).toBe("injected");
  const put = (sk: string, more: object = {}) => client.send(new PutItemCommand({ TableName, Item: item(sk, more) }));
  const get = (sk: string) => client.send(new GetItemCommand({ TableName, Key: item(sk) }));
  const remove = (sk: string) => client.send(new DeleteItemCommand({ TableName, Key: item(sk) }));
  const query = (more: Partial<QueryCommandInput> = {}) =>
    client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": { S: "p" } },
        ...more,
      }),
    );
  /** What the index shows: names, and when they are due. */
  const open = async (more: Partial<QueryCommandInput> = {}) =>
    ((await query({ IndexName: "open", ...more })).Items ?? []).map((one) => `${one["sk"]?.S} ${one["due"]?.S}`);
  return { client, faults, clock, inject, put, get, remove, query, open };
}

test("a throttled table refuses in the words of a table on demand, with what is throttled; as often as it is to", async () => {
  const { inject, put, get, faults } = await start();
  inject({ kind: "throttle-table", table: "Notes", count: 2 });
  await expect(put("a")).rejects.toMatchObject({
    name: "ThrottlingException",
    message: expect.stringMatching(/^Throughput exceeds the current capacity of your table or index\./),
    throttlingReasons: [
      {
        reason: "TableWriteKeyRangeThroughputExceeded",
        resource: `arn:aws:dynamodb:ap-southeast-1:000000000000:table/${TableName}`,
      },
    ],
  });
  await expect(get("a")).rejects.toMatchObject({
    throttlingReasons: [expect.objectContaining({ reason: "TableReadKeyRangeThroughputExceeded" })],
  });
  await put("a");
  expect((await get("a")).Item).toEqual(item("a"));
  await expect.poll(() => faults.waiting()).toEqual([]);
});

test("it refuses as a table with provisioned throughput does, where it is told to", async () => {
  const { inject, put } = await start();
  inject({ kind: "throttle-table", error: "ProvisionedThroughputExceededException" });
  await expect(put("a")).rejects.toMatchObject({
    name: "ProvisionedThroughputExceededException",
    message: expect.stringContaining(byTable),
    ThrottlingReasons: [expect.objectContaining({ reason: "TableWriteKeyRangeThroughputExceeded" })],
  });
});

test("it may refuse reads alone, or writes alone; what is written by then stays, and no more", async () => {
  const { inject, put, get, query, client } = await start();
  await put("a");
  inject({ kind: "throttle-table", operation: "write", count: "always" });
  const UpdateExpression = "SET due = :d";
  const update = { TableName, Key: item("a"), UpdateExpression, ExpressionAttributeValues: { ":d": { S: "1" } } };
  for (const refused of [put("b"), client.send(new UpdateItemCommand(update))])
    await expect(refused).rejects.toMatchObject({ name: "ThrottlingException" });
  expect((await query()).Items).toEqual([item("a")]);
  const other = await start();
  other.inject({ kind: "throttle-table", operation: "read", count: "always" });
  await other.put("a");
  for (const refused of [other.get("a"), other.query(), other.client.send(new ScanCommand({ TableName }))])
    await expect(refused).rejects.toMatchObject({ name: "ThrottlingException" });
  expect((await get("a")).Item).toBeDefined();
});

test("of a batch what is throttled comes back as not processed; all of it, and the batch is refused", async () => {
  const { inject, put, client, query } = await start();
  const writes = (...names: string[]) =>
    new BatchWriteItemCommand({
      RequestItems: { [TableName]: names.map((sk) => ({ PutRequest: { Item: item(sk) } })) },
    });
  const reads = (...names: string[]) =>
    new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: names.map((sk) => item(sk)) } } });
  inject({ kind: "throttle-table", count: 2 });
  const { UnprocessedItems } = await client.send(writes("a", "b", "c"));
  expect(UnprocessedItems).toEqual({
    [TableName]: ["a", "b"].map((sk) => ({ PutRequest: { Item: item(sk) } })),
  });
  expect((await query()).Items).toEqual([item("c")]);
  await put("d");
  inject({ kind: "throttle-table", count: 1 });
  const read = await client.send(reads("c", "d"));
  expect([read.Responses, read.UnprocessedKeys]).toEqual([
    { [TableName]: [item("d")] },
    { [TableName]: { ConsistentRead: false, Keys: [item("c")] } },
  ]);
  inject({ kind: "throttle-table", count: 4 });
  for (const batch of [writes("x", "y"), reads("c", "d")])
    await expect(client.send(batch as never)).rejects.toMatchObject({ name: "ThrottlingException" });
});

test("a throttled index refuses reads through it and writes that change it, and none else", async () => {
  const { inject, put, get, query, remove } = await start();
  await put("a", due("2017-10-30"));
  inject({ kind: "throttle-table", index: "open", error: "ProvisionedThroughputExceededException", count: "always" });
  const refused = { message: expect.stringContaining(byIndex) };
  await expect(query({ IndexName: "open" })).rejects.toMatchObject({
    ...refused,
    ThrottlingReasons: [
      {
        reason: "IndexReadKeyRangeThroughputExceeded",
        resource: `arn:aws:dynamodb:ap-southeast-1:000000000000:table/${TableName}/index/open`,
      },
    ],
  });
  await expect(put("b", due("2017-10-31"))).rejects.toMatchObject(refused);
  await expect(remove("a")).rejects.toMatchObject(refused);
  await put("c");
  await put("a", due("2017-10-30"));
  expect((await get("b")).Item).toBeUndefined();
  expect((await query()).Items).toHaveLength(2);
});

test("an index that lags shows what stood before: what has come, gone and changed is seen once its time is over", async () => {
  const { inject, put, remove, open, query, clock, faults } = await start();
  for (const [sk, day] of Object.entries({ a: "1", b: "2", c: "3" })) await put(sk, due(day));
  inject({ kind: "lag-index", index: "open", delaySeconds: 10 });
  await put("a", due("9"));
  await remove("b");
  await put("d", due("0"));
  await put("c");
  // Changed twice, it stands as before the first.
  await put("d", due("4"));
  expect(await open()).toEqual(["a 1", "b 2", "c 3"]);
  expect((await query()).Items?.map(({ sk }) => sk?.S)).toEqual(["a", "c", "d"]);
  clock.set(startMs + 9999);
  await put("e", due("5"));
  expect(await open()).toEqual(["a 1", "b 2", "c 3"]);
  clock.set(startMs + 10_000);
  expect(await open()).toEqual(["d 4", "a 9"]);
  clock.set(startMs + 20_000);
  expect(await open()).toEqual(["d 4", "e 5", "a 9"]);
  faults.clear();
  await put("f", due("6"));
  expect(await open()).toEqual(["d 4", "e 5", "f 6", "a 9"]);
});

test("a list of a lagging index goes on where it ended, either way, and within its bounds", async () => {
  const { inject, put, remove, open, query, client } = await start();
  const names = Array.from("abcdefgh");
  for (const [day, sk] of names.entries()) await put(sk, due(String(day)));
  inject({ kind: "lag-index" });
  for (const sk of ["a", "d", "e", "h"]) await remove(sk);
  await put("b", due("9"));
  await put("i", due("3"));
  const all = names.map((sk, day) => `${sk} ${day}`);
  const paged = async (more: Partial<QueryCommandInput>): Promise<string[]> => {
    const { Items = [], LastEvaluatedKey } = await query({ IndexName: "open", Limit: 3, ...more });
    const these = Items.map((one) => `${one["sk"]?.S} ${one["due"]?.S}`);
    return LastEvaluatedKey === undefined
      ? these
      : [...these, ...(await paged({ ...more, ExclusiveStartKey: LastEvaluatedKey }))];
  };
  expect(await paged({})).toEqual(all);
  expect(await paged({ ScanIndexForward: false })).toEqual(all.toReversed());
  const bounds = {
    KeyConditionExpression: "pk = :p AND due BETWEEN :from AND :to",
    ExpressionAttributeValues: { ":p": { S: "p" }, ":from": { S: "3" }, ":to": { S: "5" } },
  };
  expect(await open(bounds)).toEqual(all.slice(3, 6));
  const scanned = await client.send(new ScanCommand({ TableName, IndexName: "open" }));
  expect(scanned.Items?.map(({ sk }) => sk?.S)).toEqual(names);
});

test("an index lags for as many reads as it is to", async () => {
  const { inject, put, open, faults } = await start();
  inject({ kind: "lag-index", count: 1 });
  await put("a", due("1"));
  expect(await open()).toEqual([]);
  expect(await open()).toEqual(["a 1"]);
  await expect.poll(() => faults.waiting()).toEqual([]);
});

test("faults that were taken back strike no more", async () => {
  const { inject, put, faults } = await start();
  inject({ kind: "throttle-table", count: "always" });
  await expect(put("a")).rejects.toMatchObject({ name: "ThrottlingException" });
  faults.clear();
  await put("a");
});
