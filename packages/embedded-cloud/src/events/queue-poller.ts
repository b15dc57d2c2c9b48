import * as z from "zod/mini";
import type { FunctionHost } from "../function/function-host.ts";
import type { InvocationOutcome } from "../function/function-thread.ts";
import type { Place } from "../place.ts";
import { digestOfBody } from "../queue/queue-digests.ts";
import type { QueueMessage } from "../queue/queue-message.ts";
import type { QueueStore } from "../queue/queue-store.ts";
import type { QueueTrigger } from "../template/queue-trigger-resources.ts";
import type { WorkInHand } from "./work-in-hand.ts";

export type QueuePollerProps = {
  readonly trigger: QueueTrigger;
  readonly functionArn: string;
  readonly queues: QueueStore;
  readonly host: FunctionHost;
  readonly work: WorkInHand;
  readonly place: Place;
  /** Called for every batch, before its function is. */
  readonly onBatch: () => void;
};

const FailuresSchema = z.object({
  batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.string() }))),
});

/** Calls a function with the messages of a queue, and deletes those that it has done. */
export class QueuePoller {
  readonly #props: QueuePollerProps;
  #inHand = 0;

  constructor(props: QueuePollerProps) {
    this.#props = props;
  }

  get queueArn(): string {
    return this.#props.trigger.queueArn;
  }

  /** Whether messages lie there that nobody has taken. */
  get waiting(): boolean {
    return this.#props.queues.hasVisible(this.queueArn);
  }

  /** Takes as many batches as may be in hand at once. */
  poll(): void {
    const { trigger, queues, work } = this.#props;
    while (this.#inHand < trigger.concurrency) {
      const messages = queues.receive(trigger.queueArn, trigger.batchSize);
      if (messages.length === 0) return;
      this.#inHand += 1;
      void work.during(() => this.#handOver(messages));
    }
  }

  async #handOver(messages: readonly QueueMessage[]): Promise<void> {
    const { host, functionArn, queues, place, onBatch } = this.#props;
    onBatch();
    const outcome = await host.invoke(functionArn, { Records: messages.map((message) => recordOf(message, place)) });
    this.#inHand -= 1;
    // What failed stays hidden, and comes again when its visibility timeout is over.
    const failed = this.#failedIn(messages, outcome);
    for (const message of messages) {
      if (!failed.has(message.messageId)) queues.delete(message.queueArn, message.receiptHandle);
    }
  }

  /** As Lambda reads it: an answer that it cannot read, or an id that is not of the batch, fails the whole batch. */
  #failedIn(messages: readonly QueueMessage[], outcome: InvocationOutcome): ReadonlySet<string> {
    const all = new Set(messages.map(({ messageId }) => messageId));
    if (outcome.outcome === "failed") return all;
    if (!this.#props.trigger.reportsFailures || outcome.payload === null) return new Set();
    const parsed = z.safeParse(FailuresSchema, outcome.payload);
    if (!parsed.success) return all;
    const ids = (parsed.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
    return ids.every((id) => all.has(id)) ? new Set(ids) : all;
  }
}

function recordOf(message: QueueMessage, { region }: Place): object {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: message.attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.messageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          dataType: DataType,
          stringValue: StringValue,
          binaryValue: BinaryValue,
          stringListValues: [],
          binaryListValues: [],
        },
      ]),
    ),
    md5OfBody: digestOfBody(message.body),
    eventSource: "aws:sqs",
    eventSourceARN: message.queueArn,
    awsRegion: region,
  };
}
