import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { AttributeDefinition, GlobalSecondaryIndex } from "@aws-sdk/client-dynamodb";
import { serveTables } from "embedded-cloud/tables";

import { Table } from "../../../functions/store/dynamo.ts";
import { registerIn } from "../../../functions/store/register.ts";
import type { Register } from "../../../functions/store/register.ts";
import { tableShape } from "../../../functions/store/table.ts";

/** A DynamoDB to test against: where it listens, and how to end it. */
export type Engine = {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
};

/** The embedded engine, in memory. */
export async function embeddedEngine(): Promise<Engine> {
  const server = await serveTables();
  return { endpoint: server.url, close: () => server.close() };
}

/** Request units: read; written to the table; and written to its indexes, where the engine says so. */
export type Cost = { read: number; write: number; index: number };
export type TestRegister = {
  readonly register: Register;
  readonly table: Table;
  readonly client: DynamoDBClient;
  readonly name: string;
  /** What an action cost, by the engine's own figures. */
  readonly costOf: (action: () => Promise<unknown>) => Promise<Cost>;
};

let tables = 0;

/** A register on a table of its own. */
export async function freshRegister({ endpoint }: Engine): Promise<TestRegister> {
  const client = new DynamoDBClient({
    endpoint,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const name = `register-${++tables}-${process.pid}`;
  await client.send(new CreateTableCommand(tableInput(name)));
  while ((await client.send(new DescribeTableCommand({ TableName: name }))).Table?.TableStatus !== "ACTIVE");
  const cost: Cost = { read: 0, write: 0, index: 0 };
  const table = new Table({
    name,
    client,
    meter: (operation, units, ofIndexes) => {
      if (operation === "read") cost.read += units;
      else {
        cost.write += units - ofIndexes;
        cost.index += ofIndexes;
      }
    },
  });
  const costOf = async (action: () => Promise<unknown>): Promise<Cost> => {
    Object.assign(cost, { read: 0, write: 0, index: 0 });
    await action();
    return { ...cost };
  };
  return { register: registerIn(table), table, client, name, costOf };
}

function tableInput(name: string): ConstructorParameters<typeof CreateTableCommand>[0] {
  const { partitionKey, sortKey, indexes } = tableShape;
  const attributes = new Set<string>([
    partitionKey,
    sortKey,
    ...indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ]);
  const keySchema = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: "HASH" as const },
    { AttributeName: sort, KeyType: "RANGE" as const },
  ];
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [...attributes].map((AttributeName): AttributeDefinition => ({
      AttributeName,
      AttributeType: "S",
    })),
    KeySchema: keySchema(partitionKey, sortKey),
    GlobalSecondaryIndexes: indexes.map((index): GlobalSecondaryIndex => ({
      IndexName: index.name,
      KeySchema: keySchema(index.partitionKey, index.sortKey),
      Projection:
        index.projection === "KEYS_ONLY"
          ? { ProjectionType: "KEYS_ONLY" }
          : { ProjectionType: "INCLUDE", NonKeyAttributes: [...index.projection] },
    })),
  };
}
