import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import * as z from "zod/mini";
import { serveTables } from "./tables/serve-tables.ts";

/** Asks the thread for another way in, or to close. */
export type DynamoDbThreadMessage = MessagePort | "close";

/** Runs DynamoDB until it is told to close; says first where it listens. */
const { directory } = z.parse(z.object({ directory: z.optional(z.string()) }), workerData);
const server = await serveTables(directory);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
parentPort?.postMessage(server.url);
parentPort?.on("message", (message: DynamoDbThreadMessage) => {
  if (message !== "close") return server.serve(message);
  void server.close().then(() => parentPort?.close());
});
