import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

import { log } from "../log.ts";

/**
 * Handles the messages of a batch one after the other, and reports those to be seen again: whose handling
 * said so, or threw. One bad message never holds up its neighbours.
 */
export async function handleEach(
  event: SQSEvent,
  handle: (body: unknown) => Promise<"done" | "again">,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const { messageId, body } of event.Records) {
    try {
      if ((await handle(JSON.parse(body))) === "again") batchItemFailures.push({ itemIdentifier: messageId });
    } catch (error) {
      log("error", "A message could not be handled and will be seen again.", {
        messageId,
        body,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
