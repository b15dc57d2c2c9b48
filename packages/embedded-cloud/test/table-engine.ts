import { onTestFinished } from "vitest";

import { tableService } from "../src/tables/table-service.ts";
import { TableStore } from "../src/tables/table-store.ts";

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];
export const letters = {
  TableName: "letters",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ["pk", "sk", "due"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  KeySchema: keys("pk", "sk"),
  GlobalSecondaryIndexes: [
    { IndexName: "open", KeySchema: keys("pk", "due"), Projection: { ProjectionType: "KEYS_ONLY" } },
  ],
};

/** What the tests read of answers, and of refusals. */
export type Said = {
  readonly Items: readonly { readonly sk: Readonly<Record<string, string>> }[];
  readonly Item: object;
  readonly Count: number;
  readonly LastEvaluatedKey?: object;
  readonly ConsumedCapacity: { readonly CapacityUnits: number };
  readonly why: string;
};

/** Asks an engine of its own, which has one table. */
export async function engine({ directory, table = letters }: { directory?: string; table?: object } = {}) {
  const store = new TableStore(directory);
  let open = true;
  const close = () => {
    if (open) store.close();
    open = false;
  };
  onTestFinished(close);
  const service = tableService(store);
  const gone = new AbortController().signal;
  async function ask(operation: string, input: object): Promise<Said> {
    const headers = { "x-amz-target": `DynamoDB_20120810.${operation}` };
    const body = JSON.stringify({
      ...(!operation.includes("Table") && !operation.startsWith("Batch") && { TableName: "letters" }),
      ...input,
    });
    const answer = await service({ method: "POST", url: "/", headers, body, gone });
    if (answer === "cut") throw new Error("cut");
    const said = JSON.parse(answer.body);
    return answer.status === 200
      ? said
      : { refused: said.__type.split("#")[1], why: said.message, ...(said.Item && { item: said.Item }) };
  }
  if (store.find("letters") === undefined) await ask("CreateTable", table);
  return { ask, close };
}

export const item = (sk: string, more: object = {}) => ({ pk: { S: "p" }, sk: { S: sk }, ...more });
export const put = (sk: string, more: object = {}) => ["PutItem", { Item: item(sk, more) }] as const;
export const allOf = { KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "p" } } };
export const sks = ({ Items }: Said) => Items.map(({ sk }) => sk["S"] ?? "");
