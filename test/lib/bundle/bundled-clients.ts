import type * as DynamoDb from "@aws-sdk/client-dynamodb";
import type * as Scheduler from "@aws-sdk/client-scheduler";
import type * as Ses from "@aws-sdk/client-ses";
import type * as Sqs from "@aws-sdk/client-sqs";
import { onTestFinished, vi } from "vitest";

import type { queuesAt } from "../../../functions/queue/queues.ts";
import type { Table } from "../../../functions/store/dynamo.ts";
import { listenOnLoopback, readBody } from "embedded-cloud/loopback-server";
import { bundleSource, load } from "../bundles.ts";

type Clients = typeof DynamoDb & typeof Scheduler & typeof Ses & typeof Sqs;

/** The clients as a function has them, and our own modules that use them: out of a bundle. */
export const bundled = load(
  bundleSource(`
    export { ConditionalCheckFailedException, DynamoDBClient, DynamoDBServiceException, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
    export { ConflictException, CreateScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
    export { SESClient, SESServiceException, SendRawEmailCommand } from "@aws-sdk/client-ses";
    export { SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
    export { Table } from "./store/dynamo.ts";
    export { queuesAt } from "./queue/queues.ts";
  `),
) as Clients & { Table: typeof Table; queuesAt: typeof queuesAt };

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** What Lambda tells a function of itself. */
export const environment = {
  AWS_REGION: "ap-southeast-1",
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "a secret of no one",
  AWS_SESSION_TOKEN: "a token of no one",
};

/**
 * A service on loopback that gives these answers, the last of them again and again; every AWS client made until the
 * test ends goes to it, by `AWS_ENDPOINT_URL`.
 */
export async function service(...answers: readonly Answer[]) {
  const received: Received[] = [];
  const sockets = new Set<unknown>();
  const server = await listenOnLoopback(async (request, response) => {
    sockets.add(request.socket);
    const { method = "", url: path = "" } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    received.push({ method, path, headers, body: await readBody(request) });
    const { status = 200, headers: answered = {}, body = {} } = answers[received.length - 1] ?? answers.at(-1) ?? {};
    response.writeHead(status, answered).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  onTestFinished(() => server.close());
  stub({ ...environment, AWS_ENDPOINT_URL: server.url });
  return { url: server.url, received, sockets };
}

/** Sets the environment until the test ends. */
export function stub(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
}
