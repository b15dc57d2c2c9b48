import { once } from "node:events";
import dynalite from "dynalite";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { serveTables } from "../src/tables/serve-tables.ts";

type Ask = (operation: string, input: object) => Promise<{ status: number; body: Record<string, unknown> }>;

let ours: Ask;
let theirs: Ask;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const engine = await serveTables();
  ours = asking(engine.url);
  const other = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await once(other.listen(0, "127.0.0.1"), "listening");
  const address = other.address();
  if (address === null || typeof address === "string") throw new Error("dynalite has no port");
  theirs = asking(`http://127.0.0.1:${address.port}`);
  closers.push(
    () => engine.close(),
    () => new Promise((resolve) => other.close(resolve)),
  );
});
afterAll(() => Promise.all(closers.map((close) => close())));

function asking(url: string): Ask {
  return async (operation, input) => {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
        "x-amz-date": "20170714T010000Z",
        authorization: "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=0",
      },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
}

let tables = 0;

/** A table of both engines, with an index on `due`. */
async function freshTable(): Promise<string> {
  tables += 1;
  const TableName = `table-${tables}`;
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: "HASH" },
    { AttributeName: range, KeyType: "RANGE" },
  ];
  const input = {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "N" },
      { AttributeName: "due", AttributeType: "S" },
    ],
    KeySchema: keys("pk", "sk"),
    GlobalSecondaryIndexes: [
      {
        IndexName: "open",
        KeySchema: keys("pk", "due"),
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["a"] },
      },
    ],
  };
  for (const ask of [ours, theirs]) {
    await ask("CreateTable", input);
    for (;;) {
      const { body } = await ask("DescribeTable", { TableName });
      if ((body["Table"] as { TableStatus: string }).TableStatus === "ACTIVE") break;
    }
  }
  return TableName;
}

const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom("1.5", "-0.25", "1e3", "100000000000000000000", "0.00001", "-7.10", "123456789012345678901234567890"),
);
const text = fc.constantFrom("", "a", "ab", "b", "Đắk Lắk", "~", "🙂");
const scalar = fc.oneof(
  text.map((S) => ({ S })),
  number.map((N) => ({ N })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
  fc.constantFrom("YQ==", "YWI=").map((B) => ({ B })),
  // Sorted: to dynalite, sets in a list are others when their members come in another order.
  fc.subarray(["a", "b", "c"], { minLength: 1 }).map((SS) => ({ SS })),
  fc.subarray(["1", "2", "3"], { minLength: 1 }).map((NS) => ({ NS })),
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }).map((L) => ({ L })),
  fc.dictionary(fc.constantFrom("x", "y", "z"), scalar, { maxKeys: 3 }).map((M) => ({ M })),
);
const attribute = fc.constantFrom("a", "b", "c");
const path = fc.oneof(
  attribute.map((name) => `#${name}`),
  fc.tuple(attribute, fc.constantFrom("x", "y")).map(([name, member]) => `#${name}.#${member}`),
  fc.tuple(attribute, fc.integer({ min: 0, max: 2 })).map(([name, at]) => `#${name}[${at}]`),
);
const key = fc
  .tuple(fc.constantFrom("p", "q"), fc.constantFrom("1", "2", "3", "-1", "10", "2.5"))
  .map(([S, N]) => ({ pk: { S }, sk: { N } }));
const item = fc
  .tuple(key, fc.dictionary(attribute, value, { maxKeys: 3 }), fc.option(fc.constantFrom("2017-10-30", "2017-11-10")))
  .map(([keys, others, due]) => ({ ...keys, ...others, ...(due !== null && { due: { S: due } }) }));

const simple = fc.oneof(
  path.map((one) => `attribute_exists(${one})`),
  path.map((one) => `attribute_not_exists(${one})`),
  fc.tuple(path, fc.constantFrom("=", "<>")).map(([one, by]) => `${one} ${by} :v`),
  // Of a text or a number: dynalite puts lists, maps, sets and truth values in an order that the cloud refuses to.
  fc
    .tuple(path, fc.constantFrom("<", "<=", ">", ">="), fc.constantFrom(":text", ":one"))
    .map((parts) => parts.join(" ")),
  path.map((one) => `${one} IN (:v, :w)`),
  path.map((one) => `contains(${one}, :v)`),
  path.map((one) => `size(${one}) > :one`),
  path.map((one) => `attribute_type(${one}, :type)`),
  path.map((one) => `begins_with(${one}, :text)`),
);
const condition = fc.oneof(
  simple,
  fc.tuple(simple, simple).map(([a, b]) => `${a} AND ${b}`),
  fc.tuple(simple, simple, simple).map(([a, b, c]) => `(${a} OR NOT ${b}) AND ${c}`),
);
const update = fc.oneof(
  path.map((one) => `SET ${one} = :v`),
  fc.tuple(path, path).map(([a, b]) => `SET ${a} = ${b}`),
  fc.tuple(path, path).map(([a, b]) => `SET ${a} = if_not_exists(${b}, :v)`),
  path.map((one) => `SET ${one} = ${one} + :one`),
  path.map((one) => `SET ${one} = list_append(${one}, :list)`),
  path.map((one) => `REMOVE ${one}`),
  path.map((one) => `ADD ${one} :one`),
  path.map((one) => `ADD ${one} :set`),
  path.map((one) => `DELETE ${one} :set`),
  fc.tuple(attribute, attribute).map(([a, b]) => `SET #${a} = :v REMOVE #${b}`),
);

/** A request with what its expressions use, and no more. */
function withAliases(request: Record<string, unknown>, [v, w]: readonly [unknown, unknown]): object {
  const written = Object.values(request)
    .filter((one) => typeof one === "string")
    .join(" ");
  const values: Record<string, unknown> = {
    ":v": v,
    ":w": w,
    ":one": { N: "1" },
    ":type": { S: "N" },
    ":text": { S: "a" },
    ":list": { L: [{ S: "new" }] },
    ":set": { SS: ["b", "d"] },
  };
  const used = (alias: string) => new RegExp(`${alias}\\b`).test(written);
  const names = ["a", "b", "c", "x", "y", "pk", "sk", "due"].filter((name) => used(`#${name}`));
  const kept = Object.entries(values).filter(([alias]) => used(alias));
  return {
    ...request,
    ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])) }),
    ...(kept.length > 0 && { ExpressionAttributeValues: Object.fromEntries(kept) }),
  };
}

const two = fc.tuple(scalar, scalar);
const operation = fc.oneof(
  fc.tuple(item, fc.option(condition), two).map(([Item, when, values]) => ({
    name: "PutItem",
    input: withAliases({ Item, ReturnValues: "ALL_OLD", ...(when !== null && { ConditionExpression: when }) }, values),
  })),
  fc
    .tuple(key, update, fc.option(condition), fc.constantFrom("ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"), two)
    .map(([Key, UpdateExpression, when, ReturnValues, values]) => ({
      name: "UpdateItem",
      input: withAliases(
        { Key, UpdateExpression, ReturnValues, ...(when !== null && { ConditionExpression: when }) },
        values,
      ),
    })),
  fc.tuple(key, fc.option(condition), two).map(([Key, when, values]) => ({
    name: "DeleteItem",
    input: withAliases({ Key, ReturnValues: "ALL_OLD", ...(when !== null && { ConditionExpression: when }) }, values),
  })),
  fc.tuple(key, path, path).map(([Key, one, other]) => ({
    name: "GetItem",
    input: withAliases({ Key, ProjectionExpression: `${one}, ${other}` }, [undefined, undefined]),
  })),
  fc
    .tuple(
      fc.constantFrom("#sk > :one", "#sk <= :one", "#sk BETWEEN :one AND :one", ""),
      fc.boolean(),
      fc.option(condition),
      two,
    )
    .map(([range, ScanIndexForward, filter, values]) => {
      const KeyConditionExpression = `#pk = :pk${range === "" ? "" : ` AND ${range}`}`;
      const input = withAliases(
        { KeyConditionExpression, ...(filter !== null && { FilterExpression: filter }) },
        values,
      ) as { ExpressionAttributeValues?: object };
      const all = { ...input.ExpressionAttributeValues, ":pk": { S: "p" } };
      return { name: "Query", input: { ...input, ScanIndexForward, ExpressionAttributeValues: all } };
    }),
);

/** Sets have no order, no attributes are as good as an empty map of them, and the words of a fault are each engine's own. */
function comparable({ status, body: { Attributes = {}, ...others } }: Awaited<ReturnType<Ask>>): unknown {
  const body = { Attributes, ...others };
  if (status !== 200) return String(others["__type"]).split("#")[1];
  return JSON.parse(
    JSON.stringify(body, (name, one: unknown) =>
      (name === "SS" || name === "NS") && Array.isArray(one) ? one.toSorted() : one,
    ),
  );
}

test("whatever is asked of a table, it answers as dynalite does", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 25 }), async (operations) => {
      const TableName = await freshTable();
      for (const { name, input } of operations) {
        const [our, their] = await Promise.all([ours, theirs].map((ask) => ask(name, { TableName, ...input })));
        expect(comparable(our!), `${name} ${JSON.stringify(input)}`).toEqual(comparable(their!));
      }
      const index = { TableName, IndexName: "open", KeyConditionExpression: "pk = :p" };
      const values = { ExpressionAttributeValues: { ":p": { S: "p" } } };
      const [our, their] = await Promise.all([ours, theirs].map((ask) => ask("Query", { ...index, ...values })));
      // Entries of one date have no order.
      const sorted = (answer: Awaited<ReturnType<Ask>>) =>
        (comparable(answer) as { Items: { sk: { N: string } }[] }).Items.toSorted(
          (a, b) => Number(a.sk.N) - Number(b.sk.N),
        );
      expect(sorted(our!)).toEqual(sorted(their!));
    }),
    { numRuns: 60 },
  );
});
