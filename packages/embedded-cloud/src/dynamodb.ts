import { MessageChannel, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { compileCache } from "./compile-cache.ts";
import type { DynamoDbThreadMessage, DynamoDbThreadReport } from "./dynamodb-thread.ts";
import type { ServiceServer } from "./loopback-server.ts";
import type { AwsEnvironment } from "./aws-environment.ts";
import type { Policies } from "./permissions/permissions.ts";
import type { Refusal } from "./permissions/refusal.ts";
import { readTables } from "./template/table-resources.ts";
import type { TableResource } from "./template/table-resources.ts";
import type { Template } from "./template/template.ts";

/** DynamoDB, which judges calls once it is told by which policies. */
export type TableServer = ServiceServer & { readonly enforce: (policies: Policies) => void };

/**
 * Starts DynamoDB on 127.0.0.1, in a thread of its own: every letter asks it several times, and what else the embedded
 * deployment does would wait meanwhile. It has no time to live: what has expired stays, so whoever reads such an item
 * checks its expiry himself, as he must in the cloud too, where the sweep may come days late.
 *
 * @param directory of its files; undefined keeps all in memory
 * @param onRefusal told of each call that is not let through
 */
export async function startDynamoDb(
  directory: string | undefined,
  onRefusal: (refusal: Refusal) => void,
): Promise<TableServer> {
  const thread = new Worker(new URL("./dynamodb-thread.ts", import.meta.url), {
    workerData: { directory },
    env: { ...process.env, ...compileCache() },
    execArgv: [],
  });
  const ended = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    thread.on("message", (told: DynamoDbThreadReport) => (typeof told === "string" ? resolve(told) : onRefusal(told)));
    thread.once("error", reject);
  });
  const tell = (message: DynamoDbThreadMessage, moved: MessagePort[] = []): void => thread.postMessage(message, moved);
  return {
    url,
    connect() {
      const { port1: here, port2: there } = new MessageChannel();
      tell(there, [there]);
      return here;
    },
    enforce: (policies) => tell({ policies }),
    close: async () => {
      tell("close");
      await ended;
    },
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
export function dynamoDbClient(endpoint: string, { region }: AwsEnvironment): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: "deployment", secretAccessKey: "none" } });
}
