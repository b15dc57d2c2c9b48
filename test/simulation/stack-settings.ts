import { MINUTE_MS, SECOND_MS } from "./durations.ts";
import type { FunctionName } from "./machine.ts";
import type { QueueSettings } from "./simulated-queue.ts";

/** How long each function may run, as the stack says (lib/); a test holds the two against each other. */
export const LIVES: Readonly<Record<FunctionName, number>> = {
  post: 60 * SECOND_MS,
  count: 10 * SECOND_MS,
  milestone: 60 * SECOND_MS,
  hear: 20 * SECOND_MS,
  watch: 30 * SECOND_MS,
  web: 20 * SECOND_MS,
};

/** The queues, as the stack sets them up. */
export const POST_QUEUE: QueueSettings = {
  name: "post",
  visibilityMs: 361 * SECOND_MS,
  receives: 10,
  batchSize: 150,
  workers: 2,
};
/** Letters a second of each of its workers. */
export const POST_RATE = 5;
/** Where receipts and other answers wait, worked off by the same function. */
export const ANSWER_QUEUE: QueueSettings = { ...POST_QUEUE, name: "answer", batchSize: 60 };
export const ANSWER_RATE = 2;
export const RUN_QUEUE: QueueSettings = {
  name: "run",
  visibilityMs: 6 * MINUTE_MS,
  receives: 10,
  batchSize: 1,
  workers: 2,
};

export const COUNT_QUEUE: QueueSettings = {
  name: "count",
  visibilityMs: 61 * SECOND_MS,
  receives: 60,
  batchSize: 100,
  workers: 2,
};

export const WATCH_EVERY_MS = 5 * MINUTE_MS;

/**
 * For how long a report of the mail service is hidden that a function failed on. It comes again more often than these
 * two times; but what fails for longer than a claim's lease is an outage, not a fault that a letter can be held to.
 */
export const EVENT_RETRIES_MS: readonly number[] = [125 * SECOND_MS, 125 * SECOND_MS];
