import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import type { Place } from "./place.ts";
import { readTables } from "./template/table-resources.ts";
import type { TableResource } from "./template/table-resources.ts";
import type { Template } from "./template/template.ts";

export type TableEngine = { readonly url: string; close(): Promise<void> };

/**
 * Starts dynalite on 127.0.0.1. It has no time to live: what has expired stays, so whoever reads such an item checks
 * its expiry himself, as he must in the cloud too, where the sweep may come days late.
 *
 * @param directory of its files; undefined keeps all in memory
 */
export async function startDynamoDb(directory: string | undefined): Promise<TableEngine> {
  const server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    ...(directory !== undefined && { path: directory }),
  });
  // As long as the clients keep theirs: see listenOnLoopback.
  server.keepAliveTimeout = 10 * 60_000;
  server.on("request", (request) => {
    // Dynalite throws what a connection says that is cut, and a function that is killed cuts its own.
    request.removeAllListeners("error");
    request.on("error", () => {});
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("DynamoDB has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined || error === null ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** Creates the tables of the template; one that is there already stays, with its items. */
export async function createTables({
  template,
  client,
}: {
  readonly template: Template;
  readonly client: DynamoDBClient;
}): Promise<TableResource[]> {
  const tables = readTables(template);
  const { TableNames: existing = [] } = await client.send(new ListTablesCommand({}));
  for (const { name, shape } of tables) {
    if (!existing.includes(name)) await client.send(new CreateTableCommand(shape));
    // It answers before the table is there; a first request would find none.
    while (!(await isActive(client, name))) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return tables;
}

async function isActive(client: DynamoDBClient, name: string): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  return (
    Table?.TableStatus === "ACTIVE" &&
    (Table.GlobalSecondaryIndexes ?? []).every(({ IndexStatus }) => IndexStatus === "ACTIVE")
  );
}

/** A client of the deployment's own. */
export function dynamoDbClient(endpoint: string, { region }: Place): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: "deployment", secretAccessKey: "none" } });
}
