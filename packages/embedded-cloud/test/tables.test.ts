import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

import { canonicalNumber } from "../src/tables/numbers.ts";
import { TableStore } from "../src/tables/table-store.ts";
import { allOf, engine, item, letters, put, sks } from "./table-engine.ts";
import type { Said } from "./table-engine.ts";
import { temporaryDirectory } from "./stand-ins.ts";

test("what was written is there after a kill -9 of the process", async () => {
  const directory = temporaryDirectory();
  const writer = spawn(process.execPath, [
    "--input-type=module",
    "-e",
    `import { TableStore } from ${JSON.stringify(new URL("../src/tables/table-store.ts", import.meta.url).href)};
     import { tableService } from ${JSON.stringify(new URL("../src/tables/table-service.ts", import.meta.url).href)};
     const service = tableService(new TableStore(${JSON.stringify(directory)}));
     const ask = (operation, input) => service({ method: "POST", url: "/", headers: { "x-amz-target": "DynamoDB_20120810." + operation }, body: JSON.stringify(input) });
     await ask("CreateTable", ${JSON.stringify(letters)});
     await ask("PutItem", { TableName: "letters", Item: { pk: { S: "p" }, sk: { S: "Đắk Lắk" } } });
     console.log("written");
     setInterval(() => {}, 1000);`,
  ]);
  await once(writer.stdout, "data");
  writer.kill("SIGKILL");
  await once(writer, "exit");
  const { ask } = await engine({ directory });
  expect(await ask("Query", allOf)).toMatchObject({ Items: [item("Đắk Lắk")] });
});

test("two processes cannot have one directory open", async () => {
  const directory = temporaryDirectory();
  await engine({ directory });
  expect(() => new TableStore(directory)).toThrow("locked");
});

test("items come in the order of their keys' bytes, numbers by what they are, either way", async () => {
  const { ask } = await engine();
  for (const sk of ["b", "a", "Z", "ă", "aa", "🙂", "\uFFFD"]) await ask(...put(sk));
  const sorted = ["Z", "a", "aa", "b", "ă", "\uFFFD", "🙂"];
  expect(sks(await ask("Query", allOf))).toEqual(sorted);
  expect(sks(await ask("Query", { ...allOf, ScanIndexForward: false }))).toEqual(sorted.toReversed());
});

test("a list is read page by page, onwards and backwards, in the table and in an index, each item once", async () => {
  const { ask } = await engine();
  for (let i = 0; i < 25; i += 1) {
    await ask(...put(String(i).padStart(2, "0"), { due: { S: `2017-10-${10 + (i % 3)}` } }));
  }
  for (const more of [
    {},
    { ScanIndexForward: false },
    { IndexName: "open" },
    { IndexName: "open", ScanIndexForward: false },
  ]) {
    const whole = sks(await ask("Query", { ...allOf, ...more }));
    const read: string[] = [];
    let ExclusiveStartKey: object | undefined;
    do {
      const page: Said = await ask("Query", {
        ...allOf,
        ...more,
        Limit: 7,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      });
      read.push(...sks(page));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    expect(read).toEqual(whole);
    expect(read).toHaveLength(25);
  }
});

test("a page ends with the item that makes it a megabyte, whatever the filter lets through", async () => {
  const { ask } = await engine();
  for (let i = 0; i < 8; i += 1) await ask(...put(String(i), { text: { S: "x".repeat(300_000) } }));
  const asked = { ...allOf, FilterExpression: "sk = :none", ReturnConsumedCapacity: "TOTAL" };
  const page = await ask("Query", {
    ...asked,
    ExpressionAttributeValues: { ":p": { S: "p" }, ":none": { S: "none" } },
  });
  expect(page).toMatchObject({ Items: [], Count: 0, ScannedCount: 4, LastEvaluatedKey: item("3") });
  expect(page.ConsumedCapacity.CapacityUnits).toBeCloseTo(Math.ceil((4 * 300_012) / 4096) / 2, 0);
});

test("sort keys that begin alike are found, and no others", async () => {
  const { ask } = await engine();
  for (const sk of ["A#1", "A#2", "A", "A$", "B#1", "A#\u{10FFFF}"]) await ask(...put(sk));
  const asked = {
    KeyConditionExpression: "pk = :p AND begins_with(sk, :begin)",
    ExpressionAttributeValues: { ":p": { S: "p" }, ":begin": { S: "A#" } },
  };
  expect(sks(await ask("Query", asked))).toEqual(["A#1", "A#2", "A#\u{10FFFF}"]);
  expect(sks(await ask("Query", { ...asked, ScanIndexForward: false }))).toEqual(["A#\u{10FFFF}", "A#2", "A#1"]);
});

test("keys may be numbers and bytes, which sort as such", async () => {
  for (const [type, values] of [
    ["N", ["-100", "-9.5", "-9", "0", "0.001", "7", "10", "1e20"]],
    ["B", ["AA==", "AAE=", "AQ==", "fw==", "gA==", "/w=="]],
  ] as const) {
    const AttributeDefinitions = [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: type },
    ];
    const { ask } = await engine({ table: { ...letters, AttributeDefinitions, GlobalSecondaryIndexes: [] } });
    for (const one of values.toReversed()) await ask("PutItem", { Item: { pk: { S: "p" }, sk: { [type]: one } } });
    const { Items } = await ask("Query", allOf);
    const read = Items.map(({ sk }) => sk[type]);
    expect(read).toEqual(values.map((one) => (type === "N" ? canonicalNumber(one) : one)));
    const from = { KeyConditionExpression: "pk = :p AND sk >= :from" };
    const third = await ask("Query", {
      ...from,
      ExpressionAttributeValues: { ":p": { S: "p" }, ":from": { [type]: values[2] } },
    });
    expect(third.Count).toBe(values.length - 2);
  }
});

test("an index follows its items: they come, move and go with what they hold", async () => {
  const { ask } = await engine();
  const open = async () => (await ask("Query", { ...allOf, IndexName: "open" })).Items;
  await ask(...put("1", { due: { S: "2017-10-30" }, text: { S: "not projected" } }));
  await ask(...put("2"));
  expect(await open()).toEqual([item("1", { due: { S: "2017-10-30" } })]);
  const change = (UpdateExpression: string, values: object) =>
    ask("UpdateItem", { Key: item("1"), UpdateExpression, ...values });
  await change("SET due = :d", { ExpressionAttributeValues: { ":d": { S: "2017-11-10" } } });
  expect(await open()).toEqual([item("1", { due: { S: "2017-11-10" } })]);
  await change("REMOVE due", {});
  expect(await open()).toEqual([]);
  await ask(...put("1", { due: { S: "2017-10-30" } }));
  await ask("DeleteItem", { Key: item("1") });
  expect(await open()).toEqual([]);
});

test("a condition that does not hold changes nothing, and tells of the item only who asks", async () => {
  const { ask } = await engine();
  await ask(...put("1", { state: { S: "filed" } }));
  const Item = item("1", { state: { S: "open" } });
  const refused = { refused: "ConditionalCheckFailedException", why: "The conditional request failed" };
  const condition = { ConditionExpression: "attribute_not_exists(pk)" };
  expect(await ask("PutItem", { Item, ...condition })).toEqual(refused);
  const asked = { Item, ...condition, ReturnValuesOnConditionCheckFailure: "ALL_OLD" };
  expect(await ask("PutItem", asked)).toEqual({ ...refused, item: item("1", { state: { S: "filed" } }) });
  expect(await ask("GetItem", { Key: item("1") })).toEqual({ Item: item("1", { state: { S: "filed" } }) });
});

test("a batch is written whole or not at all, and read in whatever order it is asked for", async () => {
  const { ask } = await engine();
  const writes = (...all: object[]) => ask("BatchWriteItem", { RequestItems: { letters: all } });
  const putting = (sk: string) => ({ PutRequest: { Item: item(sk) } });
  await writes(putting("1"), putting("2"), putting("3"));
  expect(await writes(putting("4"), putting("4"))).toMatchObject({ refused: "ValidationException" });
  expect(await writes(putting("5"), { PutRequest: { Item: { pk: { S: "p" } } } })).toMatchObject({
    refused: "ValidationException",
  });
  await writes({ DeleteRequest: { Key: item("2") } });
  const read = await ask("BatchGetItem", {
    RequestItems: { letters: { Keys: ["1", "2", "3", "4", "5"].map((sk) => item(sk)) } },
  });
  expect(read).toEqual({ Responses: { letters: [item("1"), item("3")] }, UnprocessedKeys: {} });
});

test("an attribute may have any name", async () => {
  const { ask } = await engine();
  const odd = Object.fromEntries([
    ["__proto__", { S: "a" }],
    ["constructor", { N: "1" }],
    ["", { M: {} }],
  ]);
  await ask(...put("1", odd));
  await ask("UpdateItem", {
    Key: item("1"),
    UpdateExpression: "SET #p = :b ADD #c :one",
    ExpressionAttributeNames: { "#p": "__proto__", "#c": "constructor" },
    ExpressionAttributeValues: { ":b": { S: "b" }, ":one": { N: "1" } },
  });
  const { Item } = await ask("GetItem", { Key: item("1") });
  expect(Object.entries(Item)).toEqual(
    expect.arrayContaining([
      ["__proto__", { S: "b" }],
      ["constructor", { N: "2" }],
      ["", { M: {} }],
    ]),
  );
});

test("tables are made, listed, described and deleted by name; another operation is refused by its name", async () => {
  const { ask } = await engine();
  await ask("CreateTable", { ...letters, TableName: "others" });
  expect(await ask("ListTables", {})).toEqual({ TableNames: ["letters", "others"] });
  expect(await ask("ListTables", { Limit: 1 })).toEqual({ TableNames: ["letters"], LastEvaluatedTableName: "letters" });
  expect(await ask("CreateTable", letters)).toMatchObject({ refused: "ResourceInUseException" });
  await ask(...put("1"));
  expect(await ask("DescribeTable", { TableName: "letters" })).toMatchObject({
    Table: { TableStatus: "ACTIVE", ItemCount: 1 },
  });
  await ask("DeleteTable", { TableName: "letters" });
  expect(await ask("ListTables", {})).toEqual({ TableNames: ["others"] });
  expect(await ask("GetItem", { Key: item("1") })).toMatchObject({ refused: "ResourceNotFoundException" });
  expect(await ask("TransactWriteItems", {})).toMatchObject({
    refused: "UnknownOperationException",
    why: expect.stringContaining("TransactWriteItems"),
  });
});
