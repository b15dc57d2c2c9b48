import { ListMessageMoveTasksCommand, StartMessageMoveTaskCommand } from "@aws-sdk/client-sqs";
import type { ListMessageMoveTasksResultEntry, SQSClient } from "@aws-sdk/client-sqs";

import type { DeadLetterQueue } from "./dead-letter-queues.ts";

/** The service gave up moving; what it moved until then is moved. */
export class MoveFailed extends Error {}

const LOOK_AGAIN_MS = 1_000;

/**
 * Puts all that lies among the dead letters back on the queue that it belongs to, by the service's own means: any
 * number of messages, and it goes on when whoever asked for it is gone. Asked for while it is under way, it is
 * waited for. Nothing goes out twice by it: a letter's claim decides, and an event is told apart by its attempt.
 *
 * @returns about how many were moved
 * @throws MoveFailed
 */
export async function sendAgain(sqs: SQSClient, { name, arn, home }: DeadLetterQueue): Promise<number> {
  if ((await lastMove(sqs, arn))?.Status !== "RUNNING") {
    // The destination is named: a schedule or rule puts its dead letters there too, and those came from no queue.
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn, DestinationArn: home.arn }));
  }
  for (;;) {
    const move = await lastMove(sqs, arn);
    switch (move?.Status) {
      case "COMPLETED":
        return move.ApproximateNumberOfMessagesMoved ?? 0;
      case "FAILED":
      case "CANCELLED":
      case "CANCELLING":
        throw new MoveFailed(
          `${name}: ${move.Status.toLowerCase()} after ${move.ApproximateNumberOfMessagesMoved ?? 0} messages: ${move.FailureReason ?? "no reason given"}`,
        );
      default:
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
}

async function lastMove(sqs: SQSClient, arn: string): Promise<ListMessageMoveTasksResultEntry | undefined> {
  const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: 1 }));
  return Results?.[0];
}
