import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

import { log } from "../log.ts";

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
    log("error", "A message could not be handled and will be seen again.", {
      messageId,
      body,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return false;
  }
}
