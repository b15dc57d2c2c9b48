import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import type { Message, ReceiveMessageCommandInput } from "@aws-sdk/client-sqs";

import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../../../functions/domain/ids.ts";
import { queuesAt } from "../../../functions/queue/queues.ts";
import type { Services } from "../services.ts";

export const api = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference";
export const guide = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide";

const obligation = {
  directiveId: DirectiveIdSchema.parse("5500-ubnd"),
  obligationId: ObligationIdSchema.parse("quy-3"),
};
export const run = { ...obligation, run: "ALL#remind-10" };
export const letter = (unit: number) => ({
  kind: "letter" as const,
  ...obligation,
  unitId: UnitIdSchema.parse(`xa-${unit}`),
  ladder: 0,
  milestone: "remind-10",
  addressee: "unit" as const,
});

export const modules = ({ sqs, queueUrl }: Services) =>
  queuesAt({ post: queueUrl("post"), run: queueUrl("run"), count: queueUrl("none") }, sqs);

export async function receive(
  { sqs, queueUrl }: Services,
  queue: string,
  options: Partial<ReceiveMessageCommandInput> = {},
): Promise<Message[]> {
  const input = { QueueUrl: queueUrl(queue), MaxNumberOfMessages: 10, ...options };
  return (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
}

/** All messages of a queue, taken ten at a time. */
export async function drain(services: Services, queue: string): Promise<Message[]> {
  const all: Message[] = [];
  for (let some = await receive(services, queue); some.length > 0; some = await receive(services, queue))
    all.push(...some);
  return all;
}

export const bodiesOf = (messages: readonly Message[]) => messages.map(({ Body = "" }) => JSON.parse(Body));

export async function numbersOf({ sqs, queueUrl }: Services, queue: string): Promise<(string | undefined)[]> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl(queue), AttributeNames: ["All"] }),
  );
  return (["", "Delayed", "NotVisible"] as const).map((which) => Attributes[`ApproximateNumberOfMessages${which}`]);
}

export const send = ({ sqs, queueUrl }: Services, MessageBody: string, DelaySeconds?: number) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("post"), MessageBody, DelaySeconds }));
