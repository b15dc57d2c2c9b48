import { MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import * as z from "zod/mini";
import type { Policies } from "./permissions/permissions.ts";
import type { Refusal } from "./permissions/refusal.ts";
import { sharedNow } from "./function/shared-now.ts";
import { TableFaults } from "./tables/table-faults.ts";
import type { ToldTableFaults } from "./tables/table-faults.ts";
import { serveTables } from "./tables/serve-tables.ts";

/** Asks the thread for another way in, to judge calls by policies, or to close. */
export type DynamoDbThreadMessage = MessagePort | { readonly policies: Policies } | "close";
/** Tells where it listens, of each call that it has not let through, and of each fault that has struck. */
export type DynamoDbThreadReport = string | Refusal | { readonly struck: number };
export type DynamoDbThreadSetup = {
  readonly directory: string | undefined;
  /** The memory of the virtual clock: by it an index lags. */
  readonly clock: SharedArrayBuffer;
  /** By which it is told of faults: at each request it looks what has come, so that none is served before a fault is known. */
  readonly faults: MessagePort;
};

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
const report = (told: DynamoDbThreadReport): void => parentPort?.postMessage(told);

/** Runs DynamoDB until it is told to close; says first where it listens. */
const SetupSchema: z.ZodMiniType<DynamoDbThreadSetup> = z.object({
  directory: z.union([z.string(), z.undefined()]),
  clock: z.instanceof(SharedArrayBuffer),
  faults: z.instanceof(MessagePort),
});
const { directory, clock, faults: faultsTold } = z.parse(SetupSchema, workerData);
const faults = new TableFaults({
  now: () => sharedNow(clock),
  told: (): ToldTableFaults | undefined => receiveMessageOnPort(faultsTold)?.message,
  onStrike: (struck) => report({ struck }),
});
const server = await serveTables(directory, report, faults);
report(server.url);
parentPort?.on("message", (message: DynamoDbThreadMessage) => {
  if (message instanceof MessagePort) return server.serve(message);
  if (message !== "close") return server.enforce(message.policies);
  void server.close().then(() => parentPort?.close());
});
