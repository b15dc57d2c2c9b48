import { createHash } from "node:crypto";

type Entry = { readonly Id: string; readonly MessageBody: string };
type Asked = { readonly Entries?: readonly Entry[] };

/** As much of SQS as a fan-out asks of it: takes messages, answers with the digest that the client checks, forgets them. */
export function queueService(operation: string, { Entries = [] }: Asked): unknown {
  if (operation !== "SendMessageBatch") throw new Error(`The far side of the benchmark knows no ${operation}.`);
  if (Entries.length === 0 || Entries.length > 10)
    throw new Error(`A batch is 1 to 10 messages, not ${Entries.length}.`);
  return {
    Successful: Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex"),
    })),
    Failed: [],
  };
}
