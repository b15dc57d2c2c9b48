import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";

import { readEnvironment, setting } from "./runtime/environment.ts";
import { recordEventsOfAttempt } from "./use-cases/record-mail-event.ts";
import { log } from "./runtime/log.ts";
import { readMailEvent } from "./mail/mail-event.ts";
import type { MailEvent } from "./mail/mail-event.ts";
import { counted } from "./runtime/metrics.ts";
import { handleGroups } from "./queue/handle-each.ts";
import { queuesAt } from "./queue/queues.ts";
import { Table } from "./store/dynamo.ts";
import { registerIn } from "./store/register.ts";

const env = readEnvironment(z.object({ TABLE_NAME: setting, POST_QUEUE_URL: setting, ANSWER_QUEUE_URL: setting }));
const effects = {
  register: registerIn(new Table({ name: env.TABLE_NAME })),
  queues: queuesAt({ post: env.POST_QUEUE_URL, answer: env.ANSWER_QUEUE_URL }),
};

/** Records what the mail service tells of letters; what could not be recorded comes again. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  handleGroups(event, {
    read: readMailEvent,
    groupOf: (told) => told?.letter.attempt ?? "",
    handle: async (told) => {
      const events = told.filter((one) => one !== undefined);
      await recordEventsOfAttempt(events, effects);
      for (const { what, to, at, letter } of events) {
        const metric = METRICS[what];
        if (metric) log("warn", "A letter did not arrive.", { what, to, ...letter, ...counted({ [metric]: 1 }, at) });
      }
    },
  });

/** What did not arrive is counted, by whose letter it was. */
const METRICS: Partial<Record<MailEvent["what"], string>> = {
  bounced: "LettersBounced",
  "bounced-for-now": "LettersBouncedForNow",
  complained: "LettersComplained",
  rejected: "LettersRejected",
};
