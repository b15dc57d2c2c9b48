import { MessageChannel, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { compileCache } from "./compile-cache.ts";
import type { DynamoDbThreadMessage, DynamoDbThreadReport, DynamoDbThreadSetup } from "./dynamodb-thread.ts";
import type { ServiceServer } from "./loopback-server.ts";
import type { AwsEnvironment } from "./aws-environment.ts";
import type { Policies } from "./permissions/permissions.ts";
import type { Refusal } from "./permissions/refusal.ts";
import type { ToldTableFaults } from "./tables/table-faults.ts";
import type { VirtualClock } from "./virtual-clock.ts";
import { readTables } from "./template/table-resources.ts";
import type { TableResource } from "./template/table-resources.ts";
import type { Template } from "./template/template.ts";

/** DynamoDB, which judges calls once it is told by which policies, and suffers the faults that it is told. */
export type TableServer = ServiceServer & {
  readonly enforce: (policies: Policies) => void;
  readonly suffer: (faults: ToldTableFaults) => void;
};

export type DynamoDbOptions = {
  /** Of its files; undefined keeps all in memory. */
  readonly directory: string | undefined;
  readonly clock: VirtualClock;
  /** Told of each call that is not let through. */
  readonly onRefusal: (refusal: Refusal) => void;
  /** Told of each fault that has struck, by its id. */
  readonly onStrike: (id: number) => void;
};

/**
 * Starts DynamoDB on 127.0.0.1, in a thread of its own: every letter asks it several times, and what else the embedded
 * deployment does would wait meanwhile. It has no time to live: what has expired stays, so whoever reads such an item
 * checks its expiry himself, as he must in the cloud too, where the sweep may come days late.
 */
export async function startDynamoDb({ directory, clock, onRefusal, onStrike }: DynamoDbOptions): Promise<TableServer> {
  const { port1: faultsHere, port2: faults } = new MessageChannel();
  const setup: DynamoDbThreadSetup = { directory, clock: clock.shared, faults };
  const thread = new Worker(new URL("./dynamodb-thread.ts", import.meta.url), {
    workerData: setup,
    transferList: [faults],
    env: { ...process.env, ...compileCache() },
    execArgv: [],
  });
  const ended = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    thread.on("message", (told: DynamoDbThreadReport) => {
      if (typeof told === "string") return resolve(told);
      return "struck" in told ? onStrike(told.struck) : onRefusal(told);
    });
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
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a port
    suffer: (told) => faultsHere.postMessage(told),
    close: async () => {
      tell("close");
      await ended;
      faultsHere.close();
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
