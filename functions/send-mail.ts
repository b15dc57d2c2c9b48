import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";

import { newAttempt, systemClock } from "./runtime/clock.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";
import { handleMailMessage } from "./use-cases/handle-mail-message.ts";
import { log } from "./runtime/log.ts";
import { letters } from "./letters/letters.ts";
import { countingMailer } from "./mail/counting-mailer.ts";
import { sendRateLimiterOf, lettersInHand, ofThisMachine } from "./mail/send-rate-limiter.ts";
import { sesMailer } from "./mail/ses-mailer.ts";
import { counted } from "./runtime/metrics.ts";
import { handleEach } from "./queue/handle-each.ts";
import { queuesAt } from "./queue/queues.ts";
import { PostMessageSchema } from "./queue/messages.ts";
import { Table } from "./store/dynamo.ts";
import { registerIn } from "./store/register.ts";

const rate = z.pipe(setting, z.pipe(z.transform(Number), z.number().check(z.positive())));
const env = readEnvironment(
  z.object({
    TABLE_NAME: setting,
    POST_QUEUE_URL: setting,
    SENDER: setting,
    CONFIGURATION_SET: setting,
    SITE_URL: setting,
    SEND_RATE: rate,
    ANSWER_QUEUE_ARN: setting,
    ANSWER_RATE: rate,
  }),
);
const register = registerIn(new Table({ name: env.TABLE_NAME }));
const queues = queuesAt({ post: env.POST_QUEUE_URL });
const ses = sesMailer({ sender: env.SENDER, configurationSet: env.CONFIGURATION_SET });

/** Sends the letters that its queues ask for, if they are still owed, at this invocation's share of the rate: each queue has its own. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const timeLeftMs = () => context.getRemainingTimeInMillis();
  const perSecond = event.Records[0]?.eventSourceARN === env.ANSWER_QUEUE_ARN ? env.ANSWER_RATE : env.SEND_RATE;
  const sendRateLimiter = sendRateLimiterOf(perSecond, { ...ofThisMachine, timeLeftMs });
  const mailer = countingMailer(ses);
  const own = { mailer, sendRateLimiter, letters, newAttempt, siteUrl: env.SITE_URL };
  const effects = { clock: systemClock, register, queues, ...own };
  const handle = (body: unknown) => handleMailMessage(PostMessageSchema.parse(body), effects);
  const response = await handleEach(event, handle, { atOnce: lettersInHand(perSecond) });
  if (Object.keys(mailer.counts).length > 0)
    log("info", "Letters were handed over.", counted(mailer.counts, systemClock.now()));
  return response;
};
