import { expect, test } from "vitest";

import { allOf, engine, item, put } from "./table-engine.ts";

const described = { ":p": { S: "p" }, ":q": { S: "q" } };
test.each<[string, readonly [string, object], string]>([
  ["a key that is empty", put(""), "cannot contain an empty string value. Key: sk"],
  ["a key that is missing", ["PutItem", { Item: { pk: { S: "p" } } }], "Missing the key sk"],
  [
    "a key of another type",
    ["PutItem", { Item: { pk: { S: "p" }, sk: { N: "1" } } }],
    "Type mismatch for key sk expected: S actual: N",
  ],
  ["a key with more than a key", ["GetItem", { Key: item("1", { more: { S: "x" } }) }], "does not match the schema"],
  ["an index key that is empty", put("1", { due: { S: "" } }), "IndexName: open, IndexKey: due"],
  [
    "an index key of another type",
    put("1", { due: { N: "1" } }),
    "Type mismatch for Index Key due Expected: S Actual: N",
  ],
  [
    "a key that is changed",
    [
      "UpdateItem",
      { Key: item("1"), UpdateExpression: "SET sk = :p", ExpressionAttributeValues: { ":p": { S: "p" } } },
    ],
    "Cannot update attribute sk. This attribute is part of the key",
  ],
  ["an item over 400 KB", put("1", { text: { S: "x".repeat(410_000) } }), "Item size has exceeded"],
  ["a number of 39 digits", put("1", { n: { N: "1".repeat(39) } }), "more than 38 significant digits"],
  ["a number too large", put("1", { n: { N: "1e126" } }), "Number overflow"],
  ["a number too small", put("1", { n: { N: "1e-131" } }), "Number underflow"],
  ["what is no number", put("1", { n: { N: "ten" } }), "cannot be converted to a numeric value: ten"],
  ["an empty set", put("1", { s: { SS: [] } }), "may not be empty"],
  ["a set with a member twice", put("1", { s: { SS: ["a", "a"] } }), "contains duplicates"],
  ["a value of no type", put("1", { s: {} }), "must contain exactly one of the supported datatypes"],
  ["a value of two types", put("1", { s: { S: "a", N: "1" } }), "must contain exactly one of the supported datatypes"],
  ["a value of an unknown type", put("1", { s: { X: "a" } }), "must contain exactly one of the supported datatypes"],
  [
    "nesting beyond 32 levels",
    put(
      "1",
      Array.from({ length: 34 }).reduce((M: object) => ({ n: { M } }), {}),
    ),
    "Nesting Levels",
  ],
  ["a reserved word", ["Query", { ...allOf, FilterExpression: "name = :p" }], "reserved keyword: name"],
  ["an alias that stands for nothing", ["Query", { ...allOf, FilterExpression: "#x = :p" }], "attribute name: #x"],
  ["a value that stands for nothing", ["Query", { ...allOf, FilterExpression: "sk = :x" }], "attribute value: :x"],
  [
    "a value for nothing",
    ["Query", { ...allOf, ExpressionAttributeValues: described }],
    "unused in expressions: keys: {:q}",
  ],
  [
    "a query without its partition",
    ["Query", { KeyConditionExpression: "sk = :p", ExpressionAttributeValues: { ":p": { S: "p" } } }],
    "missed key schema element: pk",
  ],
  [
    "a consistent read of an index",
    ["Query", { ...allOf, IndexName: "open", ConsistentRead: true }],
    "Consistent reads are not supported",
  ],
  [
    "a list that goes on in another partition",
    ["Query", { ...allOf, ExclusiveStartKey: { pk: { S: "q" }, sk: { S: "1" } } }],
    "starting key is outside query boundaries",
  ],
  [
    "a list that goes on before what it asks for",
    [
      "Query",
      {
        KeyConditionExpression: "pk = :p AND sk > :q",
        ExpressionAttributeValues: described,
        ExclusiveStartKey: { pk: { S: "p" }, sk: { S: "a" } },
      },
    ],
    "starting key does not match the range key predicate",
  ],
  [
    "a list that goes on at more than a key",
    ["Query", { ...allOf, ExclusiveStartKey: item("1", { due: { S: "2" } }) }],
    "starting key is invalid",
  ],
  ["an index that is not there", ["Query", { ...allOf, IndexName: "shut" }], "does not have the specified index: shut"],
  ["what is no expression", ["Query", { ...allOf, FilterExpression: "sk = = :p" }], 'Syntax error; token: "="'],
  ["an empty expression", ["Query", { ...allOf, FilterExpression: " " }], "The expression can not be empty"],
  ...["sk < :p", "sk >= :p", ":p < sk", "sk BETWEEN :p AND :p"].flatMap((FilterExpression) =>
    [{ SS: ["a"] }, { NS: ["1"] }, { L: [] }, { M: {} }, { BOOL: true }, { NULL: true }].map(
      (unordered): [string, readonly [string, object], string] => [
        `an order of ${JSON.stringify(unordered)} in “${FilterExpression}”`,
        [
          "Query",
          {
            KeyConditionExpression: "pk = :q",
            FilterExpression: FilterExpression.replace("sk", "x"),
            ExpressionAttributeValues: { ":q": { S: "q" }, ":p": unordered },
          },
        ],
        `operand type: ${Object.keys(unordered).join("")}`,
      ],
    ),
  ),
  [
    "what was before expressions",
    ["PutItem", { Item: item("1"), Expected: {} }],
    "has what is not known here: Expected",
  ],
])("%s is refused, and said to be", async (_, [operation, input], why) => {
  const { ask } = await engine();
  const answer = await ask(operation, input);
  expect(answer).toMatchObject({ refused: "ValidationException" });
  expect(answer.why).toContain(why);
});
