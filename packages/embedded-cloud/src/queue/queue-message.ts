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

export type QueueMessageRow = {
  readonly id: number;
  readonly queue_arn: string;
  readonly body: string;
  readonly attributes: string;
  readonly sent_at: number;
  readonly visible_at: number;
  readonly receive_count: number;
  readonly first_received_at: number | null;
  readonly dead_letter_source_arn: string | null;
  /** Of which message it is another delivery. */
  readonly copy_of: number | null;
};

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

export type ReceiptHandle = {
  readonly id: number;
  readonly receiveCount: number;
  /** When it was received; epoch milliseconds. */
  readonly receivedMs: number;
};

/** A row of the table, which is strict: its columns are of the types that it declares, and each letter reads several. */
export function parseRow(row: Readonly<Record<string, SQLOutputValue>>): QueueMessageRow {
  const { queue_arn, body, attributes, first_received_at, dead_letter_source_arn, copy_of } = row;
  return {
    id: Number(row["id"]),
    queue_arn: String(queue_arn),
    body: String(body),
    attributes: String(attributes),
    sent_at: Number(row["sent_at"]),
    visible_at: Number(row["visible_at"]),
    receive_count: Number(row["receive_count"]),
    first_received_at: first_received_at === null ? null : Number(first_received_at),
    dead_letter_source_arn: dead_letter_source_arn === null ? null : String(dead_letter_source_arn),
    copy_of: copy_of === null ? null : Number(copy_of),
  };
}

/** @param row as it is after the receipt */
export function receivedMessage(row: QueueMessageRow, receivedMs: number): QueueMessage {
  return {
    queueArn: row.queue_arn,
    messageId: messageIdOf(row.copy_of ?? row.id),
    receiptHandle: Buffer.from(`${row.id}:${row.receive_count}:${receivedMs}`).toString("base64url"),
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
  if (attributes === "{}") return {};
  return z.parse(MessageAttributesSchema, JSON.parse(attributes));
}

/** The same wherever the message moves. */
export function messageIdOf(id: number): string {
  return stableUuid(`message ${id}`);
}

/** @throws ServiceRefusal `ReceiptHandleIsInvalid` */
export function parseReceiptHandle(handle: string): ReceiptHandle {
  const found = /^(\d+):(\d+):(\d+)$/.exec(Buffer.from(handle, "base64url").toString());
  if (found === null) {
    throw new ServiceRefusal(
      "ReceiptHandleIsInvalid",
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  }
  return { id: Number(found[1]), receiveCount: Number(found[2]), receivedMs: Number(found[3]) };
}

/** From its receipt on, a message may be hidden for 12 hours in all. @throws ServiceRefusal `InvalidParameterValue` */
export function checkHiddenUntil(untilMs: number, { receivedMs }: ReceiptHandle): void {
  if (untilMs - receivedMs <= 43_200_000) return;
  const seconds = (untilMs - receivedMs) / 1000;
  throw new ServiceRefusal(
    "InvalidParameterValue",
    `Total VisibilityTimeout for the message is beyond the limit [43200 seconds]: ${seconds}.`,
  );
}
