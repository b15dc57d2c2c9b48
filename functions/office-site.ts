import * as z from "zod/mini";

import * as directives from "./api/directives.ts";
import * as obligationActs from "./api/obligation-acts.ts";
import * as me from "./api/me.ts";
import * as forwarding from "./api/forwarding.ts";
import * as rulings from "./api/rulings.ts";
import * as calendar from "./api/calendar.ts";
import * as staff from "./api/staff.ts";
import * as units from "./api/units.ts";
import { pageRoutes } from "./http/page-routes.ts";
import { letters } from "./letters/letters.ts";
import { exportQueueAt } from "./queue/queues.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";
import { siteEffects } from "./site/site-function.ts";
import { webApp } from "./site/web-app.ts";
import { exportJobsIn } from "./store/export-jobs.ts";
import { officePages } from "./pages/office/office-pages.ts";
import { siteRegisterIn } from "./store/register.ts";

const { EXPORT_QUEUE_URL } = readEnvironment(z.object({ EXPORT_QUEUE_URL: setting }));
const effects = {
  ...siteEffects((table) => ({ ...siteRegisterIn(table), exportJobs: exportJobsIn(table) })),
  askExport: exportQueueAt(EXPORT_QUEUE_URL),
  letters,
};

/** The offices' side: the supervisor's lists and rulings, and the register of the home unit, by the API and in the browser. */
export const handler = webApp(effects, {
  operations: {
    ...me.operations,
    ...units.operations,
    ...staff.operations,
    ...calendar.operations,
    ...directives.operations,
    ...obligationActs.operations,
    ...rulings.operations,
    ...forwarding.operations,
  },
  routes: pageRoutes,
  pages: officePages,
});
