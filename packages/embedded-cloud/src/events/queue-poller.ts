import * as z from "zod/mini";
import type { FunctionHost } from "../function/function-host.ts";
import type { InvocationOutcome } from "../function/function-thread.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
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
  readonly awsEnvironment: AwsEnvironment;
  /** Called for every batch, before its function is. */
  readonly onBatch: () => void;
};

const FailuresSchema = z.object({
  batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.string() }))),
});

/**
 * How long a first batch waits for more while others are still at work, in real time. The virtual clock stands still
 * meanwhile, so that the window itself would never end; and a person may be waiting.
 */
const patienceMs = 100;

/** Calls a function with the messages of a queue, and deletes those that it has done. */
export class QueuePoller {
  readonly #props: QueuePollerProps;
  #inHand = 0;
  /** What has come since the last batch was taken, and since when it waits, in real time. */
  #gathered = 0;
  #gatheringSinceMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(props: QueuePollerProps) {
    this.#props = props;
    const { queues, trigger } = props;
    if (trigger.windowMs === 0) return;
    queues.onMessage((arn) => {
      if (arn === trigger.queueArn) this.#gathered += 1;
    });
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
    while (this.#inHand < trigger.concurrency && this.#isRipe()) {
      const messages = queues.receive(trigger.queueArn, trigger.batchSize);
      if (messages.length === 0) return;
      this.#inHand += 1;
      this.#gathered = 0;
      this.#gatheringSinceMs = undefined;
      void work.during(() => this.#handOver(messages));
    }
  }

  /** Takes nothing more by itself. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /**
   * Whether a batch is to be taken as it is. Where the trigger has a window it waits for more: until it is full, until
   * nobody else is at work who might add to it, or until it has waited for long enough. A second batch beside one that is
   * in hand waits for the whole window, as the first will be done long before.
   */
  #isRipe(): boolean {
    const { trigger, work } = this.#props;
    if (trigger.windowMs === 0 || work.count === 0) return true;
    if (!this.waiting) return false;
    if (this.#gathered >= trigger.batchSize) return true;
    const now = performance.now();
    this.#gatheringSinceMs ??= now;
    const patience = this.#inHand === 0 ? Math.min(patienceMs, trigger.windowMs) : trigger.windowMs;
    const leftMs = this.#gatheringSinceMs + patience - now;
    if (leftMs <= 0) return true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.poll(), leftMs).unref();
    return false;
  }

  async #handOver(messages: readonly QueueMessage[]): Promise<void> {
    const { host, functionArn, queues, awsEnvironment, onBatch } = this.#props;
    onBatch();
    const outcome = await host.invoke(functionArn, {
      Records: messages.map((message) => recordOf(message, awsEnvironment)),
    });
    this.#inHand -= 1;
    // What failed stays hidden, and comes again when its visibility timeout is over.
    const failed = this.#failedIn(messages, outcome);
    const done = messages.filter(({ messageId }) => !failed.has(messageId));
    queues.deleteAll(
      this.queueArn,
      done.map(({ receiptHandle }) => receiptHandle),
    );
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

function recordOf(message: QueueMessage, { region }: AwsEnvironment): object {
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
