import type { SQLOutputValue } from "node:sqlite";
import * as z from "zod/mini";
import { ServiceRefusal } from "../service-refusal.ts";
import { stableUuid } from "../stable-id.ts";

/** As the JSON protocol writes them; a binary value is base64. */
export const MessageAttributesSchema = z.record(
  z.string(),
  z.object({
    DataType: z.string().check(z.regex(/^(String|Number|Binary)(\..+)?$/)),
    StringValue: z.optional(z.string()),
    BinaryValue: z.optional(z.string()),
  }),
);
export type MessageAttributes = z.infer<typeof MessageAttributesSchema>;

const QueueMessageRowSchema = z.object({
  id: z.int(),
  queue_arn: z.string(),
  body: z.string(),
  attributes: z.string(),
  sent_at: z.int(),
  visible_at: z.int(),
  receive_count: z.int(),
  first_received_at: z.nullable(z.int()),
  dead_letter_source_arn: z.nullable(z.string()),
});
export type QueueMessageRow = z.infer<typeof QueueMessageRowSchema>;

/** A message as its consumer gets it. Times are epoch milliseconds of the virtual clock. */
export type QueueMessage = {
  readonly queueArn: string;
  readonly messageId: string;
  /** Holds until the message is received again. */
  readonly receiptHandle: string;
  readonly body: string;
  readonly messageAttributes: MessageAttributes;
  readonly receiveCount: number;
  /** SQS's own attributes, by its names: `ApproximateReceiveCount`, `SentTimestamp`, … */
  readonly attributes: Readonly<Record<string, string>>;
};

export type ReceiptHandle = { readonly id: number; readonly receiveCount: number };

export function parseRow(row: Record<string, SQLOutputValue> | undefined): QueueMessageRow {
  return z.parse(QueueMessageRowSchema, row);
}

/** @param row as it is after the receipt */
export function receivedMessage(row: QueueMessageRow): QueueMessage {
  return {
    queueArn: row.queue_arn,
    messageId: messageIdOf(row.id),
    receiptHandle: Buffer.from(`${row.id}:${row.receive_count}`).toString("base64url"),
    body: row.body,
    messageAttributes: attributesOf(row),
    receiveCount: row.receive_count,
    attributes: {
      ApproximateReceiveCount: String(row.receive_count),
      ApproximateFirstReceiveTimestamp: String(row.first_received_at),
      SentTimestamp: String(row.sent_at),
      SenderId: "local",
      ...(row.dead_letter_source_arn === null ? {} : { DeadLetterQueueSourceArn: row.dead_letter_source_arn }),
    },
  };
}

export function attributesOf({ attributes }: QueueMessageRow): MessageAttributes {
  return z.parse(MessageAttributesSchema, JSON.parse(attributes));
}

/** The same wherever the message moves. */
export function messageIdOf(id: number): string {
  return stableUuid(`message ${id}`);
}

/** @throws ServiceRefusal `ReceiptHandleIsInvalid` */
export function parseReceiptHandle(handle: string): ReceiptHandle {
  const found = /^(\d+):(\d+)$/.exec(Buffer.from(handle, "base64url").toString());
  if (found === null) {
    throw new ServiceRefusal(
      "ReceiptHandleIsInvalid",
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  }
  return { id: Number(found[1]), receiveCount: Number(found[2]) };
}
