import type { Call } from "../permissions/permissions.ts";
import type { Refusal } from "../permissions/refusal.ts";
import type { QueueStore } from "../queue/queue-store.ts";

/**
 * Puts on a dead-letter queue what its target could not take, with the reason. Without a queue, or without the permission
 * to write to it, it is lost, as in the cloud.
 */
export function sendDeadLetter({
  queues,
  arn,
  body,
  reason,
  refused,
}: {
  readonly queues: QueueStore;
  readonly arn: string | undefined;
  readonly body: string;
  readonly reason: string;
  /** Why a message may not be put on a queue; undefined if it may. */
  readonly refused: (call: Call) => Refusal | undefined;
}): void {
  if (arn === undefined || refused(sending(arn)) !== undefined) return;
  queues.send(arn, body, {
    attributes: { ERROR_MESSAGE: { DataType: "String", StringValue: reason.slice(0, 1024) || "-" } },
  });
}

/** What handing something over to a queue or function needs. */
export function sending(targetArn: string): Call {
  const isQueue = targetArn.startsWith("arn:aws:sqs:");
  return { action: isQueue ? "sqs:SendMessage" : "lambda:InvokeFunction", resource: targetArn };
}
