import * as z from "zod/mini";
import type { QueueShape, QueueStore } from "../queue/queue-store.ts";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

export type QueueResource = { readonly id: string; readonly arn: string; readonly name: string };

// Strict: a property that is overlooked would make a queue of another kind.
const QueueSchema = z.strictObject({
  QueueName: z.optional(z.string()),
  VisibilityTimeout: z._default(z.int(), 30),
  DelaySeconds: z._default(z.int(), 0),
  MessageRetentionPeriod: z.optional(z.int()),
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int() })),
  SqsManagedSseEnabled: z.optional(z.boolean()),
  Tags: z.optional(z.unknown()),
});

/** Creates the queues of the template; one that is there already keeps its messages. */
export function createQueues({
  template,
  store,
}: {
  readonly template: Template;
  readonly store: QueueStore;
}): QueueResource[] {
  return template.ofType("AWS::SQS::Queue").map((resource) => {
    const { id, attributes } = resource;
    const { Arn: arn = "", QueueName: name = "" } = attributes;
    const queue = readProperties(QueueSchema, resource);
    const shape: QueueShape = {
      name,
      arn,
      visibilityTimeoutSeconds: queue.VisibilityTimeout,
      delaySeconds: queue.DelaySeconds,
      ...(queue.MessageRetentionPeriod !== undefined && { retentionSeconds: queue.MessageRetentionPeriod }),
      ...(queue.RedrivePolicy && {
        redrive: {
          deadLetterArn: queue.RedrivePolicy.deadLetterTargetArn,
          maxReceiveCount: queue.RedrivePolicy.maxReceiveCount,
        },
      }),
    };
    store.createQueue(shape);
    return { id, arn, name };
  });
}
