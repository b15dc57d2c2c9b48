import {
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import type { QueueAttributeName, SQSClient } from "@aws-sdk/client-sqs";

import { describeLetter } from "./describe-letter.ts";

/** A queue whose messages were given up by another. */
export type DeadLetterQueue = {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  /** The queue that its messages belong to. */
  readonly home: { readonly name: string; readonly arn: string };
  /** How many messages lie there, about: SQS does not count exactly. */
  readonly lying: number;
};

/** One of them, for people. */
export type DeadLetter = {
  readonly what: string;
  /** Epoch milliseconds: when it was first put on its queue. */
  readonly sentAt: number;
  readonly why: string;
};

/** The queue's name was given, but nothing is given up there. */
export class NoDeadLetterQueue extends Error {}

/**
 * The dead-letter queues of a stack, found by asking SQS itself: those of its queues that another one gives up to.
 *
 * @param stackName with which CloudFormation lets the names of the stack's queues begin
 */
export async function deadLetterQueuesOf(sqs: SQSClient, stackName: string): Promise<DeadLetterQueue[]> {
  const found: DeadLetterQueue[] = [];
  let next: string | undefined;
  do {
    const page = await sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: `${stackName}-`, MaxResults: 1000, ...(next && { NextToken: next }) }),
    );
    for (const url of page.QueueUrls ?? []) found.push(...(await asDeadLetterQueue(sqs, url)));
    next = page.NextToken;
  } while (next);
  return found;
}

/** The one at this address. @throws NoDeadLetterQueue */
export async function deadLetterQueueAt(sqs: SQSClient, url: string): Promise<DeadLetterQueue> {
  const [queue] = await asDeadLetterQueue(sqs, url);
  if (queue === undefined) throw new NoDeadLetterQueue(`${url}: no other queue gives up its messages to this one.`);
  return queue;
}

/** Up to ten of what lies there; looked at, not taken. */
export async function lookAt(sqs: SQSClient, { url }: DeadLetterQueue): Promise<DeadLetter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      // Hidden for no time at all: whoever sends them again a moment later finds them.
      VisibilityTimeout: 0,
      MessageSystemAttributeNames: ["SentTimestamp", "ApproximateReceiveCount"],
      MessageAttributeNames: ["ERROR_MESSAGE", "ErrorMessage"],
    }),
  );
  return Messages.map(({ MessageId = "", Body = "", Attributes, MessageAttributes = {} }) => {
    const { ERROR_MESSAGE, ErrorMessage } = MessageAttributes;
    return {
      what: describeLetter(Body),
      sentAt: Number(Attributes?.SentTimestamp),
      why:
        (ERROR_MESSAGE ?? ErrorMessage)?.StringValue ??
        `each try failed; the function's log has the reasons under ${MessageId}`,
    };
  });
}

async function asDeadLetterQueue(sqs: SQSClient, url: string): Promise<DeadLetterQueue[]> {
  const { queueUrls: [homeUrl] = [] } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: url }));
  if (homeUrl === undefined) return [];
  const { arn, lying } = await attributesOf(sqs, url);
  const home = await attributesOf(sqs, homeUrl);
  return [{ name: nameOf(url), url, arn, lying, home: { name: nameOf(homeUrl), arn: home.arn } }];
}

async function attributesOf(sqs: SQSClient, url: string): Promise<{ arn: string; lying: number }> {
  const names: QueueAttributeName[] = ["QueueArn", "ApproximateNumberOfMessages"];
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: names }));
  return { arn: Attributes?.QueueArn ?? "", lying: Number(Attributes?.ApproximateNumberOfMessages ?? 0) };
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1);
}
