import { SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";

import { isAnsweredAtOnce } from "../domain/answered-at-once.ts";
import type { CountMessage, ExportMessage, MailMessage, RunMessage } from "./messages.ts";

/** What the program puts on its queues. */
export type Queues = {
  /**
   * Asks for letters; each is decided when it is taken from the queue. Receipts, and letters that answer another act on one duty,
   * have a queue of their own: they wait behind no milestone's letters. @param delaySeconds at most 900.
   */
  readonly post: (messages: readonly MailMessage[], options?: { delaySeconds?: number }) => Promise<void>;
  readonly askRun: (message: RunMessage) => Promise<void>;
  /** Tells of a move, so that it is counted: on a queue of its own, since counts must not wait behind a season's letters. */
  readonly count: (message: CountMessage) => Promise<void>;
};

/** A queue takes ten messages at a time. */
const BATCH = 10;

/** The one module that imports the SQS client. A URL that a function was not given is a queue it may not use. */
export function queuesAt(
  urls: { post?: string; answer?: string; run?: string; count?: string },
  client = new SQSClient({}),
): Queues {
  const send = async (name: keyof typeof urls, bodies: readonly unknown[], delaySeconds: number): Promise<void> => {
    const url = urls[name];
    if (url === undefined) throw new Error(`This function was given no queue "${name}".`);
    await sendAll(client, { name, url }, bodies, delaySeconds);
  };
  return {
    async post(messages, { delaySeconds = 0 } = {}) {
      const answers = urls.answer === undefined ? [] : messages.filter(isAnswer);
      if (answers.length > 0) await send("answer", answers, delaySeconds);
      const others = messages.filter((message) => !answers.includes(message));
      await send("post", others, delaySeconds);
    },
    askRun: (message) => send("run", [message], 0),
    count: (message) => send("count", [message], 0),
  };
}

/** Asks for files that are made in the background. */
export type ExportQueue = (message: ExportMessage) => Promise<void>;

export const exportQueueAt =
  (url: string, client = new SQSClient({})): ExportQueue =>
  (message) =>
    sendAll(client, { name: "export", url }, [message], 0);

async function sendAll(
  client: SQSClient,
  { name, url }: { readonly name: string; readonly url: string },
  bodies: readonly unknown[],
  delaySeconds: number,
): Promise<void> {
  for (let start = 0; start < bodies.length; start += BATCH) {
    let left = bodies.slice(start, start + BATCH).map((body, i) => ({
      Id: String(i),
      MessageBody: JSON.stringify(body),
      DelaySeconds: delaySeconds,
    }));
    // A batch may be taken in part: what was not is sent again, and a letter asked for twice goes out once.
    for (let tries = 0; left.length > 0; tries++) {
      const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: left }));
      const failed = new Set((answer.Failed ?? []).map(({ Id }) => Id));
      if (failed.size > 0 && tries === 3)
        throw new Error(
          `The queue "${name}" refused ${failed.size} messages: ${answer.Failed?.[0]?.Message ?? "no reason given"}`,
        );
      left = left.filter(({ Id }) => failed.has(Id));
    }
  }
}

/** Whether somebody has just acted, and waits to hear of it. */
export function isAnswer(message: MailMessage): boolean {
  if (message.kind === "enter-receipt" || message.kind === "export-letter") return true;
  return message.kind === "letter" && isAnsweredAtOnce(message.milestone);
}
