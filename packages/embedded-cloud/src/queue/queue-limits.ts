import type { MessageAttributes } from "./queue-message.ts";
import { ServiceRefusal } from "../service-refusal.ts";

/** 1 MiB since August 2025; a whole batch may not be more either. */
const largestMessageBytes = 1_048_576;
const largestBatch = 10;
/** What XML 1.0 can hold, as SQS has it. */
const allowedText = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

type Content = {
  readonly MessageBody: string;
  readonly MessageAttributes?: MessageAttributes | undefined;
};

/** Refuses a body that is empty, too long, or has characters that SQS does not carry. */
export function checkContent(content: Content): void {
  if (content.MessageBody === "") {
    throw new ServiceRefusal("MissingParameter", "The request must contain the parameter MessageBody.");
  }
  if (!allowedText.test(content.MessageBody)) {
    throw new ServiceRefusal("InvalidMessageContents", "The message contains characters outside the allowed set.");
  }
  if (sizeOf(content) > largestMessageBytes) {
    throw new ServiceRefusal(
      "InvalidParameterValue",
      `One or more parameters are invalid. Reason: Message must be shorter than ${largestMessageBytes} bytes.`,
    );
  }
}

/** Refuses a batch that as a whole cannot be done; single entries are answered one by one. */
export function checkBatch(entries: readonly { readonly Id: string }[]): void {
  if (entries.length === 0) {
    throw new ServiceRefusal("EmptyBatchRequest", "There should be at least one entry in the request.");
  }
  if (entries.length > largestBatch) {
    throw new ServiceRefusal(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${largestBatch}. You have sent ${entries.length}.`,
    );
  }
  const badId = entries.find(({ Id }) => !/^[\w-]{1,80}$/.test(Id));
  if (badId !== undefined) {
    throw new ServiceRefusal(
      "InvalidBatchEntryId",
      `A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long. Got: ${badId.Id}`,
    );
  }
  const repeated = entries.find(({ Id }, at) => entries.findIndex((other) => other.Id === Id) !== at);
  if (repeated !== undefined) throw new ServiceRefusal("BatchEntryIdsNotDistinct", `Id ${repeated.Id} repeated.`);
}

export function checkBatchSize(entries: readonly Content[]): void {
  const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (bytes > largestMessageBytes) {
    throw new ServiceRefusal(
      "BatchRequestTooLong",
      `Batch requests cannot be longer than ${largestMessageBytes} bytes. You have sent ${bytes} bytes.`,
    );
  }
}

/** Refuses a number outside of what SQS takes for the parameter `name`. */
export function checkRange(name: keyof typeof ranges, value: number | undefined): void {
  const [least, most] = ranges[name];
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new ServiceRefusal(
    "InvalidParameterValue",
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}.`,
  );
}

const ranges = {
  DelaySeconds: [0, 900],
  VisibilityTimeout: [0, 43_200],
  MaxNumberOfMessages: [1, 10],
  WaitTimeSeconds: [0, 20],
  MessageRetentionPeriod: [60, 1_209_600],
  maxReceiveCount: [1, 1000],
} as const;

function sizeOf({ MessageBody, MessageAttributes = {} }: Content): number {
  let bytes = Buffer.byteLength(MessageBody);
  for (const [name, { DataType, StringValue = "", BinaryValue = "" }] of Object.entries(MessageAttributes)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(DataType) + Buffer.byteLength(StringValue);
    bytes += Buffer.byteLength(BinaryValue, "base64");
  }
  return bytes;
}
