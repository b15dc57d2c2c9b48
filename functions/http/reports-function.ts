import * as z from "zod/mini";

import { archiveIn } from "../objects/s3-archive.ts";
import { ClientsSchema } from "../domain/clients.ts";
import { EmailSchema, UnitIdSchema } from "../domain/ids.ts";
import { newAttempt, systemClock } from "../use-cases/effects.ts";
import { readEnvironment, setting } from "../runtime/environment.ts";
import type { Shelf } from "../use-cases/download.ts";
import type { Queues } from "../queue/queues.ts";
import { Table } from "../store/dynamo.ts";
import { registerIn } from "../store/register.ts";
import { webApp } from "./web-app.ts";
import type { Answering } from "./web-app.ts";

const EnvironmentSchema = z.object({
  TABLE_NAME: setting,
  HOME_UNIT: UnitIdSchema,
  KEEPER: EmailSchema,
  CLIENTS: ClientsSchema,
  SITE_URL: setting,
  LOOK: setting,
  ARCHIVE: setting,
});

/** A function that makes papers of what the register holds, and changes nothing in it: its role lets it read only. Long
 * files it leaves in the archive, to be fetched. */
export function reportsFunction(answering: (shelf: Shelf) => Answering): ReturnType<typeof webApp> {
  const env = readEnvironment(EnvironmentSchema);
  return webApp(
    {
      clock: systemClock,
      newAttempt,
      register: registerIn(new Table({ name: env.TABLE_NAME })),
      queues: NO_QUEUES,
      homeUnit: env.HOME_UNIT,
      firstKeeper: { email: env.KEEPER, name: "", role: "supervisor", unitId: env.HOME_UNIT },
      clients: env.CLIENTS,
      siteUrl: env.SITE_URL,
      look: env.LOOK,
    },
    answering(archiveIn(env.ARCHIVE)),
  );
}

/** Nothing follows from a paper: no letter, no milestone. */
const NO_QUEUES: Queues = { post: nothingFollows, askRun: nothingFollows, count: nothingFollows };

function nothingFollows(): never {
  throw new Error("The writing room asks for nothing to be done.");
}
