import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

import type { Said } from "./start-far-side.ts";
import { queueService } from "./queue-service.ts";
import { tableService } from "./table-service.ts";

/**
 * The services as a measured process sees them, in a process of their own: DynamoDB and SQS by their JSON protocols,
 * EventBridge Scheduler by its paths. `GET /calls` tells how often each operation was called.
 */
const table = tableService();
const calls: Record<string, number> = {};

const server = createServer((request, response) => {
  answer(request).then(
    (body) => response.setHeader("content-type", "application/x-amz-json-1.0").end(JSON.stringify(body)),
    (error: unknown) =>
      response.writeHead(400).end(JSON.stringify({ __type: "ValidationException", message: String(error) })),
  );
});

async function answer(request: IncomingMessage): Promise<unknown> {
  if (request.url === "/calls") return calls;
  const body = (await buffer(request)).toString();
  const [service = "", operation = ""] = operationOf(request);
  calls[operation] = (calls[operation] ?? 0) + 1;
  switch (service) {
    case "DynamoDB_20120810":
      return table(operation, JSON.parse(body));
    case "AmazonSQS":
      return queueService(operation, JSON.parse(body));
    case "Scheduler":
      return { ScheduleArn: "arn:aws:scheduler:local:000000000000:schedule/bench/any" };
    default:
      throw new Error(`The far side of the benchmark knows no ${request.method} ${request.url}.`);
  }
}

/** The service and operation of a request. The scheduler's are told by path and method; all others name theirs. */
function operationOf({ headers, method, url = "" }: IncomingMessage): string[] {
  if (!url.startsWith("/schedules/")) return String(headers["x-amz-target"]).split(".");
  return ["Scheduler", method === "DELETE" ? "DeleteSchedule" : "CreateSchedule"];
}

server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (address === null || typeof address === "string") throw new Error("The far side listens on no port.");
process.send?.({ endpoint: `http://127.0.0.1:${address.port}` } satisfies Said);
