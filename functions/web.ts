import * as z from "zod/mini";

import { newAttempt, systemClock } from "./effects.ts";
import { EmailSchema, UnitIdSchema } from "./domain/ids.ts";
import { readEnvironment, setting } from "./environment.ts";
import { webApp } from "./http/web-app.ts";
import { queuesAt } from "./queue/queues.ts";
import { Table } from "./store/dynamo.ts";
import { registerIn } from "./store/register.ts";

const env = readEnvironment(
  z.object({
    TABLE_NAME: setting,
    RUN_QUEUE_URL: setting,
    POST_QUEUE_URL: setting,
    HOME_UNIT: UnitIdSchema,
    KEEPER: EmailSchema,
    SITE_URL: setting,
  }),
);

/** Answers the HTTP API. */
export const handler = webApp({
  clock: systemClock,
  newAttempt,
  register: registerIn(new Table({ name: env.TABLE_NAME })),
  queues: queuesAt({ run: env.RUN_QUEUE_URL, post: env.POST_QUEUE_URL }),
  homeUnit: env.HOME_UNIT,
  firstKeeper: { email: env.KEEPER, name: "", role: "supervisor", unitId: env.HOME_UNIT },
  siteUrl: env.SITE_URL,
});
