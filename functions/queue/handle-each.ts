import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

import { systemClock } from "../runtime/clock.ts";
import { logFailure } from "../runtime/log.ts";
import { counted } from "../runtime/metrics.ts";

/**
 * Handles those messages of a batch together that belong to one group. What failed is seen again whole, and only that.
 * A message that cannot be read fails by itself.
 */
export async function handleGroups<T>(
  { Records }: SQSEvent,
  {
    read,
    groupOf,
    handle,
  }: { read: (body: unknown) => T; groupOf: (message: T) => string; handle: (group: readonly T[]) => Promise<void> },
): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  const groups = new Map<string, { ids: string[]; messages: T[] }>();
  for (const { messageId, body } of Records) {
    try {
      const message = read(JSON.parse(body));
      const group = groups.get(groupOf(message)) ?? { ids: [], messages: [] };
      group.ids.push(messageId);
      group.messages.push(message);
      groups.set(groupOf(message), group);
    } catch (error) {
      failed.push(messageId);
      logUnhandled(error, 1, { messageId, body });
    }
  }
  for (const { ids, messages } of groups.values()) {
    try {
      await handle(messages);
    } catch (error) {
      failed.push(...ids);
      logUnhandled(error, ids.length, { messageIds: ids });
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/**
 * Handles the messages of a batch, so many of them at once, and reports those to be seen again: whose handling
 * said so, or threw. One bad message never holds up its neighbours. Done when every one of them is.
 */
export async function handleEach(
  event: SQSEvent,
  handle: (body: unknown) => Promise<"done" | "again">,
  { atOnce = 1 }: { readonly atOnce?: number } = {},
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  const waiting = event.Records.values();
  const workOn = async (): Promise<void> => {
    for (const { messageId, body } of waiting) {
      if (!(await isDone(messageId, body, handle))) batchItemFailures.push({ itemIdentifier: messageId });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workOn));
  return { batchItemFailures };
}

async function isDone(
  messageId: string,
  body: string,
  handle: (body: unknown) => Promise<"done" | "again">,
): Promise<boolean> {
  try {
    return (await handle(JSON.parse(body))) === "done";
  } catch (error) {
    logUnhandled(error, 1, { messageId, body });
    return false;
  }
}

/**
 * Lambda counts no error where a batch is answered in part, so what failed is counted here (D27). A message that only waits
 * for its turn has not failed.
 */
function logUnhandled(error: unknown, messages: number, facts: Readonly<Record<string, unknown>>): void {
  const count = counted({ MessagesFailed: messages }, systemClock.now());
  logFailure("A message could not be handled and will be seen again.", error, { ...facts, ...count });
}
