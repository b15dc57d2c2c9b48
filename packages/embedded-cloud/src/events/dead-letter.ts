import type { QueueStore } from "../queue/queue-store.ts";

/** Puts on a dead-letter queue what its target could not take, with the reason; without a queue it is lost, as in the cloud. */
export function sendDeadLetter({
  queues,
  arn,
  body,
  reason,
}: {
  readonly queues: QueueStore;
  readonly arn: string | undefined;
  readonly body: string;
  readonly reason: string;
}): void {
  if (arn === undefined) return;
  queues.send(arn, body, {
    attributes: { ERROR_MESSAGE: { DataType: "String", StringValue: reason.slice(0, 1024) || "-" } },
  });
}
