import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import dynalite from "dynalite";
import * as z from "zod/mini";
import { dynaliteService } from "./dynalite-service.ts";
import { servePort } from "./transport/serve-port.ts";

/** Asks the thread to serve a port, too, or to close. */
export type DynamoDbThreadMessage = MessagePort | "close";

/** Runs dynalite until it is told to close; says first on which port it listens. */
const { directory } = z.parse(z.object({ directory: z.optional(z.string()) }), workerData);
const server = dynalite({
  createTableMs: 0,
  deleteTableMs: 0,
  updateTableMs: 0,
  ...(directory !== undefined && { path: directory }),
});
const service = dynaliteService(server);
// As long as the clients keep theirs: see listenOnLoopback.
server.keepAliveTimeout = 10 * 60_000;
server.on("request", (request) => {
  // Dynalite throws what a connection says that is cut, and a function that is killed cuts its own.
  request.removeAllListeners("error");
  request.on("error", () => {});
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("DynamoDB has no port");
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
  parentPort?.postMessage(address.port);
});
parentPort?.on("message", (message: DynamoDbThreadMessage) => {
  if (message !== "close") return servePort(message, service);
  server.close((error) => {
    if (error) throw error;
    parentPort?.close();
  });
  server.closeAllConnections();
});
