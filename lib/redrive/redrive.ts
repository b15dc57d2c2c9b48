import type { SQSClient } from "@aws-sdk/client-sqs";

import { formatInstant } from "../../functions/domain/instant.ts";
import { deadLetterQueueAt, deadLetterQueuesOf, lookAt } from "./dead-letter-queues.ts";
import type { DeadLetterQueue } from "./dead-letter-queues.ts";
import { sendAgain } from "./send-again.ts";

export type RedriveOptions = {
  /** Names of a stack's queues begin with it. */
  readonly stackName: string;
  /** The one dead-letter queue to look at. @default - all of the stack */
  readonly queueUrl?: string | undefined;
  /** Whether what lies there is sent again; else it is only shown. */
  readonly send: boolean;
};

/** Shows what lies among the dead letters, and sends it again if it shall. @returns lines to read */
export async function redrive(sqs: SQSClient, { stackName, queueUrl, send }: RedriveOptions): Promise<string[]> {
  const queues =
    queueUrl === undefined ? await deadLetterQueuesOf(sqs, stackName) : [await deadLetterQueueAt(sqs, queueUrl)];
  if (queues.length === 0) return [`No queue of a stack ${stackName} is there: look at the region and the account.`];
  const lines: string[] = [];
  for (const queue of queues) lines.push(...(await shown(sqs, queue)), ...(send ? await sent(sqs, queue) : []));
  const lying = queues.some((queue) => queue.lying > 0);
  return lying && !send ? [...lines, "", "To send all of it again: --send"] : lines;
}

async function shown(sqs: SQSClient, queue: DeadLetterQueue): Promise<string[]> {
  if (queue.lying === 0) return [`${queue.name}: nothing`];
  const letters = await lookAt(sqs, queue);
  return [
    `${queue.name}: ${queue.lying}, given up by ${queue.home.name}${letters.length < queue.lying ? "; among them" : ""}`,
    ...letters.map(({ what, sentAt, why }) => `  since ${formatInstant(sentAt)}  ${what}: ${why}`),
  ];
}

async function sent(sqs: SQSClient, queue: DeadLetterQueue): Promise<string[]> {
  if (queue.lying === 0) return [];
  return [`  → ${await sendAgain(sqs, queue)} sent again by ${queue.home.name}`];
}
