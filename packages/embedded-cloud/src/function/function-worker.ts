import { flushCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Invocation, InvocationReply, WorkerSetup } from "./function-thread.ts";
import { requestOverPorts } from "../transport/port-requests.ts";
import { loadBundle } from "./load-bundle.ts";
import { sharedNow } from "./shared-now.ts";
import { useVirtualDate } from "./virtual-date.ts";

/** Runs one function, isolated: what Lambda's runtime does in its process, this does in its thread. */
type Handler = (event: unknown, context: object) => unknown;

// What is loaded up to here is the same for all functions: the next one finds it compiled, while this one still lives.
flushCompileCache();
// Node has read it; the function knows only what Lambda gives it.
delete process.env["NODE_COMPILE_CACHE"];
const setup: WorkerSetup = workerData;
useVirtualDate(() => sharedNow(setup.clock));
if (Object.keys(setup.ports).length > 0) requestOverPorts(setup.ports);

const loading = loadHandler();
// It is told to who invokes it first.
loading.catch(() => {});
parentPort?.on("message", (invocation: Invocation) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
  void run(invocation).then((reply) => parentPort?.postMessage(reply));
});

async function run({ requestId, event }: Invocation): Promise<InvocationReply> {
  let handler: Handler;
  try {
    handler = await loading;
  } catch (error) {
    return { ...failureOf(error), broken: true };
  }
  try {
    const result = await handler(JSON.parse(event), contextOf(requestId));
    return { outcome: "answered", payload: JSON.stringify(result ?? null) };
  } catch (error) {
    return failureOf(error);
  }
}

async function loadHandler(): Promise<Handler> {
  const { [setup.exportName]: named, default: whole } = await loadBundle(setup.file);
  const handler = named ?? (isRecord(whole) ? whole[setup.exportName] : undefined);
  if (typeof handler !== "function") throw new TypeError(`${setup.exportName} is undefined or not exported`);
  return (event, context) => Reflect.apply(handler, undefined, [event, context]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function contextOf(awsRequestId: string): object {
  const startedMs = performance.now();
  return {
    awsRequestId,
    functionName: setup.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMegabytes),
    logGroupName: `/local/${setup.functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(setup.timeoutMs - (performance.now() - startedMs))),
  };
}

function failureOf(error: unknown): InvocationReply & { outcome: "failed" } {
  if (!(error instanceof Error)) return { outcome: "failed", errorType: typeof error, errorMessage: String(error) };
  console.error(error.stack ?? error.message);
  return { outcome: "failed", errorType: error.name, errorMessage: error.message };
}
