import * as z from "zod/mini";

import { EmailSchema, UnitIdSchema } from "./domain/ids.ts";
import { newAttempt } from "./runtime/clock.ts";
import { readEnvironment, setting, wholeNumber } from "./runtime/environment.ts";
import { issuerAt } from "./sign-in/issuer.ts";
import { signInApp } from "./sign-in/sign-in-app.ts";
import { calendarIn } from "./store/calendar.ts";
import { Table } from "./store/dynamo.ts";
import { sessionsIn } from "./store/sessions.ts";
import { staffIn } from "./store/staff.ts";
import { unitsIn } from "./store/units.ts";

const names = { TABLE_NAME: setting, SITE_URL: setting, ASSETS: setting, ISSUER: setting, CLIENT_ID: setting };
const rules = { HOME_UNIT: UnitIdSchema, KEEPER: EmailSchema, SESSION_IDLE_MINUTES: wholeNumber };
const env = readEnvironment(z.object({ ...names, ...rules }));
const table = new Table({ name: env.TABLE_NAME });

/** Signs people in and out of the pages, at the OpenID Connect issuer. */
export const handler = signInApp({
  register: { sessions: sessionsIn(table), units: unitsIn(table), staff: staffIn(table), calendar: calendarIn(table) },
  issuer: issuerAt({ url: env.ISSUER, clientId: env.CLIENT_ID, siteUrl: env.SITE_URL }),
  newAttempt,
  homeUnit: env.HOME_UNIT,
  firstKeeper: { email: env.KEEPER, name: "", role: "supervisor", unitId: env.HOME_UNIT },
  sessionRules: { idleMs: env.SESSION_IDLE_MINUTES * 60_000, notesUse: true },
  siteUrl: env.SITE_URL,
  assets: env.ASSETS,
});
