import * as z from "zod/mini";

import { ClientsSchema } from "../domain/clients.ts";
import { EmailSchema, UnitIdSchema } from "../domain/ids.ts";
import { queuesAt } from "../queue/queues.ts";
import { readEnvironment, setting, wholeNumber } from "../runtime/environment.ts";
import { Table } from "../store/dynamo.ts";
import type { SiteRegister } from "../store/register.ts";
import { newAttempt, systemClock } from "../runtime/clock.ts";
import type { ReadingEffects, WebEffects } from "../use-cases/effects.ts";
import { webApp } from "./web-app.ts";
import type { Answering } from "./web-app.ts";

/** The register as a function has it: one that changes no unit is given less. */
type RegisterOf = (table: Table) => SiteRegister;

/** A function that answers people and systems, wired to the world by its environment. */
export function siteFunction(registerOf: RegisterOf, answering: Answering<WebEffects>): ReturnType<typeof webApp> {
  return webApp(siteEffects(registerOf), answering);
}

const ReadingSchema = z.object({
  TABLE_NAME: setting,
  HOME_UNIT: UnitIdSchema,
  KEEPER: EmailSchema,
  CLIENTS: ClientsSchema,
  SITE_URL: setting,
  ASSETS: setting,
  SESSION_IDLE_MINUTES: wholeNumber,
});

/** What may be touched by whoever only reads. */
export function readingEffects(registerOf: RegisterOf): ReadingEffects {
  const env = readEnvironment(ReadingSchema);
  return {
    clock: systemClock,
    newAttempt,
    register: registerOf(new Table({ name: env.TABLE_NAME })),
    homeUnit: env.HOME_UNIT,
    firstKeeper: { email: env.KEEPER, name: "", role: "supervisor", unitId: env.HOME_UNIT },
    sessionRules: { idleMs: env.SESSION_IDLE_MINUTES * 60_000, notesUse: true },
    clients: env.CLIENTS,
    siteUrl: env.SITE_URL,
    assets: env.ASSETS,
  };
}

/** What may be touched by whoever acts, too. All settings that are missing are told at once. */
export function siteEffects(registerOf: RegisterOf): WebEffects {
  const env = readEnvironment(
    z.extend(ReadingSchema, {
      RUN_QUEUE_URL: setting,
      POST_QUEUE_URL: setting,
      ANSWER_QUEUE_URL: setting,
      COUNT_QUEUE_URL: setting,
    }),
  );
  return {
    ...readingEffects(registerOf),
    queues: queuesAt({
      run: env.RUN_QUEUE_URL,
      post: env.POST_QUEUE_URL,
      answer: env.ANSWER_QUEUE_URL,
      count: env.COUNT_QUEUE_URL,
    }),
  };
}
