import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";

import { newAttempt, systemClock } from "./effects.ts";
import { readEnvironment, setting } from "./environment.ts";
import { handlePostMessage } from "./handlers/handle-post-message.ts";
import { paced } from "./mail/paced.ts";
import { sesMailer } from "./mail/ses-mailer.ts";
import { handleEach } from "./queue/handle-each.ts";
import { PostMessageSchema } from "./queue/messages.ts";
import { Table } from "./store/dynamo.ts";
import { registerIn } from "./store/register.ts";

const rate = z.pipe(setting, z.pipe(z.transform(Number), z.number().check(z.positive())));
const env = readEnvironment(
  z.object({ TABLE_NAME: setting, SENDER: setting, CONFIGURATION_SET: setting, SITE_URL: setting, SEND_RATE: rate }),
);
const effects = {
  clock: systemClock,
  newAttempt,
  register: registerIn(new Table({ name: env.TABLE_NAME })),
  mailer: paced(sesMailer({ sender: env.SENDER, configurationSet: env.CONFIGURATION_SET }), env.SEND_RATE),
  siteUrl: env.SITE_URL,
};

/** Sends the letters that the post queue asks for, if they are still owed. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  handleEach(event, (body) => handlePostMessage(PostMessageSchema.parse(body), effects));
