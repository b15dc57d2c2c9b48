import * as z from "zod/mini";
import type { AwsEnvironment } from "../aws-environment.ts";
import type { Enforced } from "../permissions/permissions.ts";
import { checkQueueCall } from "./queue-permissions.ts";
import { parseJson, queueOperations, read } from "./queue-operations.ts";
import type { QueueMoves } from "./queue-moves.ts";
import { checkAttributeNames, requestedQueue, writtenAttributes } from "./queue-properties.ts";
import type { QueueStore } from "./queue-store.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import type { HttpAnswer, Service, ServiceRequest } from "../transport/service.ts";
import type { VirtualClock } from "../virtual-clock.ts";

export type QueueServiceProps = {
  readonly store: QueueStore;
  readonly moves: QueueMoves;
  readonly clock: VirtualClock;
  readonly awsEnvironment: AwsEnvironment;
  readonly enforced?: Enforced;
};

const CreateSchema = z.object({
  QueueName: z.string(),
  Attributes: z.optional(z.record(z.string(), z.string())),
});
const UrlSchema = z.object({ QueueUrl: z.string() });
const NameSchema = z.object({ QueueName: z.string() });
const ListSchema = z.object({ QueueNamePrefix: z.optional(z.string()) });
const AttributesSchema = z.object({ AttributeNames: z.optional(z.array(z.string())) });

/** SQS in its AWS JSON 1.0 protocol. A queue is named by the last segment of its URL, whatever host stands before it. */
export function queueService({
  store,
  moves,
  clock,
  awsEnvironment,
  enforced = () => undefined,
}: QueueServiceProps): Service {
  return async (request) => {
    const operation = /^AmazonSQS\.(\w+)$/.exec(String(request.headers["x-amz-target"]))?.[1];
    try {
      const input = parseJson(request.body);
      const permissions = enforced();
      if (permissions !== undefined) {
        checkQueueCall(permissions, request.headers.authorization, operation ?? "", input);
      }
      const output = await answer(operation, request, input);
      return written(200, output ?? {});
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      const refusal = { __type: `com.amazonaws.sqs#${error.code}`, message: error.message };
      return written(error.status, refusal, { "x-amzn-query-error": `${legacyCode(error.code)};Sender` });
    }
  };

  function answer(operation: string | undefined, request: ServiceRequest, input: unknown): unknown {
    const urlOf = (name: string) => `http://${request.headers.host}/${awsEnvironment.account}/${name}`;
    switch (operation) {
      case "CreateQueue":
        return { QueueUrl: urlOf(create(input)) };
      case "GetQueueUrl":
        return { QueueUrl: urlOf(named(read(NameSchema, input).QueueName).name) };
      case "ListQueues": {
        const prefix = read(ListSchema, input).QueueNamePrefix ?? "";
        const names = store.queues().map(({ name }) => name);
        return { QueueUrls: names.filter((name) => name.startsWith(prefix)).map(urlOf) };
      }
      case "ListDeadLetterSourceQueues": {
        const { arn } = addressed(input);
        const sources = store.queues().filter(({ dead_letter_arn }) => dead_letter_arn === arn);
        return { queueUrls: sources.map(({ name }) => urlOf(name)) };
      }
      case "StartMessageMoveTask":
        return moves.start(input);
      case "ListMessageMoveTasks":
        return moves.list(input);
      case "GetQueueAttributes": {
        const wanted = read(AttributesSchema, input).AttributeNames ?? [];
        const queue = addressed(input);
        checkAttributeNames(wanted);
        const all = Object.entries(writtenAttributes(queue, store.counts(queue.arn)));
        return {
          Attributes: Object.fromEntries(all.filter(([name]) => wanted.includes("All") || wanted.includes(name))),
        };
      }
      default: {
        const act = operation === undefined ? undefined : queueOperations[operation];
        if (act !== undefined) {
          const { arn } = addressed(input);
          return act({
            store,
            arn,
            input,
            waitForMessage: (seconds) => waitForMessage(arn, seconds, request.gone),
          });
        }
        throw new ServiceRefusal(
          "UnsupportedOperation",
          `The embedded deployment's SQS does not know the operation ${operation ?? "(none)"}`,
        );
      }
    }
  }

  function create(input: unknown): string {
    const { QueueName, Attributes = {} } = read(CreateSchema, input);
    const shape = requestedQueue(QueueName, Attributes, awsEnvironment);
    if (shape.redrive !== undefined) store.queue(shape.redrive.deadLetterArn);
    const existing = store.queues().find(({ name }) => name === QueueName);
    if (existing === undefined) {
      store.createQueue(shape);
      return QueueName;
    }
    const has = writtenAttributes(existing, { visible: 0, delayed: 0, inFlight: 0 });
    if (Object.entries(Attributes).every(([name, value]) => has[name] === value)) return QueueName;
    throw new ServiceRefusal(
      "QueueNameExists",
      `A queue already exists with the same name and a different value for an attribute: ${QueueName}`,
    );
  }

  function addressed(input: unknown): ReturnType<typeof named> {
    return named(read(UrlSchema, input).QueueUrl.split("/").at(-1) ?? "");
  }

  function named(wanted: string) {
    const queue = store.queues().find(({ name }) => name === wanted);
    if (queue === undefined) {
      throw new ServiceRefusal("QueueDoesNotExist", `The specified queue does not exist: ${wanted}`);
    }
    return queue;
  }

  async function waitForMessage(arn: string, seconds: number, gone: AbortSignal): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = () => resolve();
    const timer = setTimeout(stop, seconds * 1000);
    const stopListening = store.onMessage((other) => other === arn && resolve());
    const stopWatching = clock.onMove(() => resolve());
    gone.addEventListener("abort", stop);
    await promise;
    clearTimeout(timer);
    stopListening();
    stopWatching();
    gone.removeEventListener("abort", stop);
    return !gone.aborted;
  }
}

function written(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers: { "content-type": "application/x-amz-json-1.0", ...headers }, body: JSON.stringify(body) };
}

/** The code of the query protocol before JSON, by which the clients still name some errors. */
function legacyCode(code: string): string {
  if (code === "QueueDoesNotExist") return "AWS.SimpleQueueService.NonExistentQueue";
  const withPrefix = /Batch|MessageNotInflight|UnsupportedOperation/.test(code);
  return withPrefix ? `AWS.SimpleQueueService.${code}` : code;
}
