import * as z from "zod/mini";

import { UnitIdSchema } from "./domain/ids.ts";
import { newAttempt } from "./runtime/clock.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";
import { issuerAt } from "./sign-in/issuer.ts";
import { signInApp } from "./sign-in/sign-in-app.ts";
import { Table } from "./store/dynamo.ts";
import { sessionsIn } from "./store/sessions.ts";

const names = { TABLE_NAME: setting, SITE_URL: setting, ASSETS: setting, ISSUER: setting, CLIENT_ID: setting };
const env = readEnvironment(z.object({ ...names, HOME_UNIT: UnitIdSchema }));

/** Signs people in and out of the pages, at the OpenID Connect issuer. */
export const handler = signInApp({
  sessions: sessionsIn(new Table({ name: env.TABLE_NAME })),
  issuer: issuerAt({ url: env.ISSUER, clientId: env.CLIENT_ID, siteUrl: env.SITE_URL }),
  newAttempt,
  homeUnit: env.HOME_UNIT,
  siteUrl: env.SITE_URL,
  assets: env.ASSETS,
});
