import { MessagePort, parentPort, workerData } from "node:worker_threads";
import * as z from "zod/mini";
import type { Policies } from "./permissions/permissions.ts";
import type { Refusal } from "./permissions/refusal.ts";
import { serveTables } from "./tables/serve-tables.ts";

/** Asks the thread for another way in, to judge calls by policies, or to close. */
export type DynamoDbThreadMessage = MessagePort | { readonly policies: Policies } | "close";
/** Tells where it listens, and of each call that it has not let through. */
export type DynamoDbThreadReport = string | Refusal;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
const report = (told: DynamoDbThreadReport): void => parentPort?.postMessage(told);

/** Runs DynamoDB until it is told to close; says first where it listens. */
const { directory } = z.parse(z.object({ directory: z.optional(z.string()) }), workerData);
const server = await serveTables(directory, report);
report(server.url);
parentPort?.on("message", (message: DynamoDbThreadMessage) => {
  if (message instanceof MessagePort) return server.serve(message);
  if (message !== "close") return server.enforce(message.policies);
  void server.close().then(() => parentPort?.close());
});
