import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import type { RunMessage } from "../../../../functions/queue/messages.ts";
import { queuesAt } from "../../../../functions/queue/queues.ts";
import { Table } from "../../../../functions/store/dynamo.ts";
import { absent, allOf, equals } from "../../../../functions/store/expressions.ts";
import { bundled, service } from "../bundled-clients.ts";

const item = {
  pk: "a",
  sk: "Đúng hạn “😀”\n\\\u0007",
  number: -1.5e-7,
  most: Number.MAX_SAFE_INTEGER,
  yes: true,
  none: null,
  empty: "",
  gone: undefined,
  list: [1, "hai", [], { three: null }],
  map: { "a.b": { c: "d" }, __type: "a name like any other" },
  words: new Set(["x", "y"]),
  numbers: new Set([1, 2]),
  bytes: new Uint8Array([0, 1, 250, 251]),
  packed: Buffer.from("Đúng hạn"),
  manyBytes: new Set([new Uint8Array([1]), new Uint8Array([2])]),
};
const attributes = {
  pk: { S: "a" },
  number: { N: "-1.5e-7" },
  yes: { BOOL: true },
  none: { NULL: true },
  list: { L: [{ N: "1" }, { M: { three: { S: "Đúng hạn" } } }] },
  words: { SS: ["x", "y"] },
  text: { S: 'no "B":"c", nor "BS":["AQ=="]' },
  B: { B: "AAH6+w==" },
  BS: { BS: ["AAH6+w==", ""] },
  M: { M: { B: { S: "AAH6" }, BS: { L: [{ B: "AAH6" }] } } },
};
const answer = {
  body: {
    Item: attributes,
    Attributes: attributes,
    Items: [attributes, attributes],
    LastEvaluatedKey: { pk: { S: "a" }, sk: { S: "b" } },
    ConsumedCapacity: {
      TableName: "table",
      CapacityUnits: 1.5,
      GlobalSecondaryIndexes: { byDate: { CapacityUnits: 1 } },
    },
  },
};
const key = { pk: "a", sk: "b" };

/** What a table sends, and what it makes of the answer: first by the SDK as it comes, then by a bundle. */
async function both(ask: (table: Table) => Promise<unknown>, given: object) {
  const { received } = await service(given);
  const outcomes: unknown[] = [];
  for (const Either of [Table, bundled.Table]) {
    const counted: unknown[] = [];
    const table = new Either({ name: "table", meter: (...count) => void counted.push(count) });
    outcomes.push({ result: await ask(table), counted });
  }
  const sent = received.map(({ method, path, headers, body }) => ({
    method,
    path,
    type: headers["content-type"],
    target: headers["x-amz-target"],
    body: JSON.parse(body),
  }));
  return { sent, outcomes };
}

describe("a bundled table says and hears word for word what the SDK does", () => {
  it.each<[string, (table: Table) => Promise<unknown>, object?]>([
    ["get", (table) => table.get(key, { consistent: true })],
    ["put", (table) => table.put(item, absent("pk"))],
    ["put without a condition", (table) => table.put(item)],
    ["remove", (table) => table.remove(key, equals(["map", "a.b"], new Set(["x"])))],
    [
      "update",
      (table) =>
        table.updateAndRead(
          key,
          {
            set: { list: item.list },
            setIn: [{ path: ["map", "a.b"], value: item.map }],
            add: { n: 1 },
            remove: [["x"]],
          },
          [allOf(equals("yes", true), absent("none"))],
          "ALL_OLD",
        ),
    ],
    ["query", (table) => table.query(equals("pk", "a"), { index: "byDate", limit: 3, after: key, descending: true })],
    [
      "get many",
      (table) => table.getMany([key, { pk: "c", sk: "d" }]),
      { body: { Responses: { table: [attributes] }, UnprocessedKeys: {}, ConsumedCapacity: [{ CapacityUnits: 2 }] } },
    ],
    [
      "write many",
      (table) => table.writeMany({ put: [item], remove: [key] }),
      { body: { UnprocessedItems: {}, ConsumedCapacity: [{ CapacityUnits: 2 }] } },
    ],
    ["nothing found", (table) => table.get(key), { body: {} }],
    [
      "a condition that did not hold",
      (table) => table.put(item, absent("pk")),
      { status: 400, body: { __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException" } },
    ],
    [
      "an error",
      (table) =>
        table.get(key).catch(({ name, message, $fault, $metadata }: Record<string, unknown>) => ({
          name,
          message,
          $fault,
          status: ($metadata as { httpStatusCode: number }).httpStatusCode,
        })),
      {
        status: 400,
        headers: { "x-amzn-requestid": "a-request" },
        body: { __type: "com.amazon.coral.validate#ValidationException", message: "One or more parameters" },
      },
    ],
  ])("%s", async (_, ask, given = answer) => {
    const { sent, outcomes } = await both(ask, given);
    expect(sent).toEqual([sent[0], sent[0]]);
    expect(outcomes).toEqual([outcomes[0], outcomes[0]]);
  });
});

it("says to a queue word for word what the SDK says", async () => {
  const run = { directiveId: "5500", obligationId: "báo-cáo-“😀”", run: "2017-10-20.1" } as RunMessage;
  const taken = createHash("md5").update(JSON.stringify(run)).digest("hex");
  const { url, received } = await service({
    body: { Successful: [{ Id: "0", MessageId: "m", MD5OfMessageBody: taken }], Failed: [] },
  });
  for (const connect of [queuesAt, bundled.queuesAt]) await connect({ run: `${url}/0/run` }).askRun(run);
  const [asItComes, inABundle] = received.map(({ path, headers, body }) => ({
    path,
    type: headers["content-type"],
    target: headers["x-amz-target"],
    mode: headers["x-amzn-query-mode"],
    body: JSON.parse(body),
  }));
  expect(asItComes?.body.Entries[0].MessageBody).toBe(JSON.stringify(run));
  expect(inABundle).toEqual(asItComes);
});

it("asks again when something that is no JSON answers for the service", async () => {
  const { received } = await service({ status: 502, body: "<html>Bad gateway</html>" }, answer);
  expect(await new bundled.Table({ name: "table" }).get(key)).toMatchObject({ pk: "a" });
  expect(received).toHaveLength(2);
});
