import { SQSClient } from "@aws-sdk/client-sqs";

import { lettersTo } from "../../../functions/use-cases/sweep-open-duties.ts";
import type { MailMessage } from "../../../functions/queue/messages.ts";
import { queuesAt } from "../../../functions/queue/queues.ts";
import { unitIdOf } from "../far-side/made-up-season.ts";
import { clientOf } from "../far-side/start-far-side.ts";
import { processorMicros } from "../measured/processor-time.ts";
import { RUN } from "./sweep-once.ts";

/** Letters that are asked for before it counts. */
const WARM_UP = 5_000;
/** As a sweep asks: a page at a time. */
const PAGE = 500;

/** What asking the post queue for so many letters costs, by the program's own queue and SQS client. */
export async function measure({ endpoint, letters }: { endpoint: string; letters: number }) {
  const queues = queuesAt({ post: `${endpoint}/post` }, new SQSClient(clientOf(endpoint)));
  const ask = async (count: number): Promise<void> => {
    for (let first = 0; first < count; first += PAGE) await queues.post(pageOfLetters(first, PAGE));
  };
  await ask(WARM_UP);
  return { micros: await processorMicros(() => ask(letters)), warmUp: WARM_UP };
}

function pageOfLetters(first: number, count: number): MailMessage[] {
  const unitIds = Array.from({ length: count }, (_, i) => unitIdOf(first + i));
  return lettersTo(unitIds, RUN);
}
