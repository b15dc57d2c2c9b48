import { GetQueueAttributesCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";

import { refusalOf } from "../clause.ts";
import type { Clause } from "../clause.ts";
import { arnOfQueue } from "../services.ts";
import type { Services } from "../services.ts";
import { api, guide, numbersOf, receive, send } from "./queue-calls.ts";

const sendBatch = (
  { sqs, queueUrl }: Services,
  Entries: { Id: string; MessageBody: string; DelaySeconds?: number }[],
) => sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl("post"), Entries }));

export const queueLimitClauses: readonly Clause[] = [
  {
    title: "of a batch what is refused does not stop the rest",
    source: `${api}/API_SendMessageBatch.html`,
    see: async (services) => {
      const { Successful, Failed } = await sendBatch(services, [
        { Id: "a", MessageBody: "a" },
        { Id: "b", MessageBody: "b", DelaySeconds: 901 },
      ]);
      return [Successful?.map(({ Id }) => Id), Failed?.map(({ Id, Code, SenderFault }) => [Id, Code, SenderFault])];
    },
    expected: [["a"], [["b", "InvalidParameterValue", true]]],
  },
  {
    title:
      "a batch is refused as a whole that is empty, too many, too long, or whose ids are not distinct or not allowed",
    source: `${api}/API_SendMessageBatch.html`,
    see: async (services) => {
      const entry = (Id: string, MessageBody = "x") => ({ Id, MessageBody });
      const batches = [
        [],
        Array.from({ length: 11 }, (_, i) => entry(String(i))),
        [entry("a", "x".repeat(600_000)), entry("b", "x".repeat(600_000))],
        [entry("a"), entry("a")],
        [entry("a b")],
      ];
      const names: string[] = [];
      for (const batch of batches) names.push(await refusalOf(sendBatch(services, batch)));
      return [names, await numbersOf(services, "post")];
    },
    expected: [
      [
        "EmptyBatchRequest",
        "TooManyEntriesInBatchRequest",
        "BatchRequestTooLong",
        "BatchEntryIdsNotDistinct",
        "InvalidBatchEntryId",
      ],
      ["0", "0", "0"],
    ],
  },
  {
    title: "a message of one MiB goes through, and one of a byte more does not",
    source: `${guide}/quotas-messages.html`,
    see: async (services) => [
      await refusalOf(send(services, "x".repeat(1_048_576))),
      await refusalOf(send(services, "x".repeat(1_048_577))),
    ],
    expected: ["done", "InvalidParameterValue"],
  },
  {
    title: "a length is counted in bytes",
    source: `${guide}/quotas-messages.html`,
    see: async (services) => refusalOf(send(services, "đ".repeat(524_289))),
    expected: "InvalidParameterValue",
  },
  {
    title: "characters that XML cannot hold are refused",
    source: `${api}/API_SendMessage.html`,
    see: async (services) => refusalOf(send(services, "a\u0000b")),
    expected: "InvalidMessageContents",
  },
  {
    title: "no more than ten messages, and no longer than 20 seconds, are asked for at a time",
    source: `${api}/API_ReceiveMessage.html`,
    see: async (services) => [
      await refusalOf(receive(services, "post", { MaxNumberOfMessages: 11 })),
      await refusalOf(receive(services, "post", { MaxNumberOfMessages: 0 })),
      await refusalOf(receive(services, "post", { WaitTimeSeconds: 21 })),
      await refusalOf(receive(services, "post", { VisibilityTimeout: 43_201 })),
    ],
    expected: ["InvalidParameterValue", "InvalidParameterValue", "InvalidParameterValue", "InvalidParameterValue"],
  },
  {
    title: "an attribute that a queue does not have is refused by name",
    source: `${api}/API_GetQueueAttributes.html`,
    see: async ({ sqs, queueUrl }) => {
      const AttributeNames = ["Colour"] as unknown as ["All"];
      return refusalOf(sqs.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl("post"), AttributeNames })));
    },
    expected: "InvalidAttributeName",
  },
  {
    title: "a queue tells what it was made with",
    source: `${api}/API_GetQueueAttributes.html`,
    see: async ({ sqs, queueUrl }) => {
      const wanted = new GetQueueAttributesCommand({ QueueUrl: queueUrl("run"), AttributeNames: ["All"] });
      const { Attributes = {} } = await sqs.send(wanted);
      const redrive = JSON.parse(Attributes["RedrivePolicy"] ?? "{}");
      return [Attributes["QueueArn"], Attributes["VisibilityTimeout"], Attributes["MessageRetentionPeriod"], redrive];
    },
    expected: [arnOfQueue("run"), "360", "345600", { deadLetterTargetArn: arnOfQueue("dead"), maxReceiveCount: 5 }],
  },
];
