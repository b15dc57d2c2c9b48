import * as z from "zod/mini";

import { ClientsSchema } from "../domain/clients.ts";
import { EmailSchema, UnitIdSchema } from "../domain/ids.ts";
import { newAttempt, systemClock } from "../use-cases/effects.ts";
import { readEnvironment, setting } from "../runtime/environment.ts";
import { queuesAt } from "../queue/queues.ts";
import { Table } from "../store/dynamo.ts";
import { registerIn } from "../store/register.ts";
import { webApp } from "./web-app.ts";
import type { Answering } from "./web-app.ts";

const EnvironmentSchema = z.object({
  TABLE_NAME: setting,
  RUN_QUEUE_URL: setting,
  POST_QUEUE_URL: setting,
  COUNT_QUEUE_URL: setting,
  HOME_UNIT: UnitIdSchema,
  KEEPER: EmailSchema,
  CLIENTS: ClientsSchema,
  SITE_URL: setting,
  LOOK: setting,
});

/** A function that answers people and systems, wired to the world by its environment. */
export function siteFunction(answering: Answering): ReturnType<typeof webApp> {
  const env = readEnvironment(EnvironmentSchema);
  return webApp(
    {
      clock: systemClock,
      newAttempt,
      register: registerIn(new Table({ name: env.TABLE_NAME })),
      queues: queuesAt({ run: env.RUN_QUEUE_URL, post: env.POST_QUEUE_URL, count: env.COUNT_QUEUE_URL }),
      homeUnit: env.HOME_UNIT,
      firstKeeper: { email: env.KEEPER, name: "", role: "supervisor", unitId: env.HOME_UNIT },
      clients: env.CLIENTS,
      siteUrl: env.SITE_URL,
      look: env.LOOK,
    },
    answering,
  );
}
