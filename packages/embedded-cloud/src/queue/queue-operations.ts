import * as z from "zod/mini";
import { digestOfAttributes, digestOfBody } from "./queue-digests.ts";
import { checkBatch, checkBatchSize, checkContent, checkRange } from "./queue-limits.ts";
import { MessageAttributesSchema } from "./queue-message.ts";
import type { QueueMessage } from "./queue-message.ts";
import type { QueueStore } from "./queue-store.ts";
import { ServiceRefusal } from "../service-refusal.ts";

/** What one call of an operation on a queue works with. */
export type QueueCall = {
  readonly store: QueueStore;
  readonly arn: string;
  /** What the client sent; each operation parses it. */
  readonly input: unknown;
  /** Resolves when there may be a message, or the client has waited for so many real seconds; false: it is gone. */
  readonly waitForMessage: (seconds: number) => Promise<boolean>;
};

const Content = {
  MessageBody: z.string(),
  DelaySeconds: z.optional(z.number()),
  MessageAttributes: z.optional(MessageAttributesSchema),
};
const Receipt = { ReceiptHandle: z.string() };
const Visibility = { ...Receipt, VisibilityTimeout: z.number() };
const Names = z.optional(z.array(z.string()));
const ContentSchema = z.object(Content);
const ReceiptSchema = z.object(Receipt);
const VisibilitySchema = z.object(Visibility);
const ReceiveSchema = z.object({
  MaxNumberOfMessages: z.optional(z.number()),
  VisibilityTimeout: z.optional(z.number()),
  WaitTimeSeconds: z.optional(z.number()),
  AttributeNames: Names,
  MessageSystemAttributeNames: Names,
  MessageAttributeNames: Names,
});

/** The operations on the messages of one queue, by the names of SQS. */
export const queueOperations: Readonly<Record<string, (call: QueueCall) => unknown>> = {
  SendMessage: (call) => send(call, read(ContentSchema, call.input)),

  SendMessageBatch: (call) => {
    const { Entries } = read(z.object({ Entries: z.array(z.object({ Id: z.string(), ...Content })) }), call.input);
    checkBatchSize(Entries);
    return eachOf(Entries, (entry) => send(call, entry));
  },

  ReceiveMessage: async (call) => {
    const input = read(ReceiveSchema, call.input);
    const { MaxNumberOfMessages = 1, VisibilityTimeout, WaitTimeSeconds = 0 } = input;
    checkRange("MaxNumberOfMessages", MaxNumberOfMessages);
    checkRange("VisibilityTimeout", VisibilityTimeout);
    checkRange("WaitTimeSeconds", WaitTimeSeconds);
    let messages = call.store.receive(call.arn, MaxNumberOfMessages, VisibilityTimeout);
    // The patience of a long poll is real time: on a clock that stands still it would never end.
    const deadline = performance.now() + WaitTimeSeconds * 1000;
    while (messages.length === 0 && performance.now() < deadline) {
      if (!(await call.waitForMessage((deadline - performance.now()) / 1000))) break;
      messages = call.store.receive(call.arn, MaxNumberOfMessages, VisibilityTimeout);
    }
    if (messages.length === 0) return {};
    const systemNames = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
    return {
      Messages: messages.map((message) => written(message, systemNames, input.MessageAttributeNames ?? [])),
    };
  },

  DeleteMessage(call) {
    call.store.delete(call.arn, read(ReceiptSchema, call.input).ReceiptHandle);
  },

  DeleteMessageBatch: (call) => {
    const { Entries } = read(z.object({ Entries: z.array(z.object({ Id: z.string(), ...Receipt })) }), call.input);
    return eachOf(Entries, ({ ReceiptHandle }) => call.store.delete(call.arn, ReceiptHandle));
  },

  ChangeMessageVisibility: (call) => changeVisibility(call, read(VisibilitySchema, call.input)),

  ChangeMessageVisibilityBatch: (call) => {
    const { Entries } = read(z.object({ Entries: z.array(z.object({ Id: z.string(), ...Visibility })) }), call.input);
    return eachOf(Entries, (entry) => changeVisibility(call, entry));
  },

  PurgeQueue: (call) => call.store.purge(call.arn),
};

/** Parses a request; what does not fit is refused as SQS does. */
export function read<Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, input);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new ServiceRefusal("InvalidParameterValue", `The request is not valid. ${reasons.join("; ")}`);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceRefusal("SerializationException", "The body is not JSON");
  }
}

function send({ store, arn }: QueueCall, content: z.infer<typeof ContentSchema>): object {
  checkContent(content);
  checkRange("DelaySeconds", content.DelaySeconds);
  const attributes = content.MessageAttributes ?? {};
  const { messageId } = store.send(arn, content.MessageBody, {
    delaySeconds: content.DelaySeconds,
    attributes,
  });
  return {
    MessageId: messageId,
    MD5OfMessageBody: digestOfBody(content.MessageBody),
    ...(Object.keys(attributes).length > 0 && {
      MD5OfMessageAttributes: digestOfAttributes(attributes),
    }),
  };
}

function changeVisibility({ store, arn }: QueueCall, change: z.infer<typeof VisibilitySchema>): void {
  checkRange("VisibilityTimeout", change.VisibilityTimeout);
  store.changeVisibility(arn, change.ReceiptHandle, change.VisibilityTimeout);
}

/** Does a batch entry by entry: one that is refused does not stop the others. */
function eachOf<Entry extends { Id: string }>(entries: readonly Entry[], act: (entry: Entry) => object | void): object {
  checkBatch(entries);
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

function written(message: QueueMessage, systemNames: string[], attributeNames: string[]): object {
  const attributes = Object.entries(message.attributes).filter(
    ([name]) => systemNames.includes("All") || systemNames.includes(name),
  );
  const messageAttributes = Object.fromEntries(
    Object.entries(message.messageAttributes).filter(([name]) =>
      attributeNames.some((wanted) => matches(name, wanted)),
    ),
  );
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: digestOfBody(message.body),
    Body: message.body,
    ...(attributes.length > 0 && { Attributes: Object.fromEntries(attributes) }),
    ...(Object.keys(messageAttributes).length > 0 && {
      MessageAttributes: messageAttributes,
      MD5OfMessageAttributes: digestOfAttributes(messageAttributes),
    }),
  };
}

function matches(name: string, wanted: string): boolean {
  if (wanted === "All" || wanted === ".*") return true;
  return wanted.endsWith(".*") ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}
