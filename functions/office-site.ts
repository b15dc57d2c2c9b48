import * as z from "zod/mini";

import { pageRoutes } from "./http/page-routes.ts";
import { officePages } from "./pages/office/office-pages.ts";
import { exportQueueAt } from "./queue/queues.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";
import { showingLetters } from "./site/showing-letters.ts";
import { siteEffects } from "./site/site-function.ts";
import { webApp } from "./site/web-app.ts";
import { ofOfficesIn, siteRegisterIn } from "./store/register.ts";

const { EXPORT_QUEUE_URL } = readEnvironment(z.object({ EXPORT_QUEUE_URL: setting }));
const effects = {
  ...siteEffects((table) => ({ ...siteRegisterIn(table), ...ofOfficesIn(table) })),
  askExport: exportQueueAt(EXPORT_QUEUE_URL),
};

/** The offices' side: the supervisor's lists and rulings, and the register of the home unit, by the API and in the browser. */
export const handler = webApp(effects, {
  operations: async () => (await import("./api/office-operations.ts")).operations,
  routes: pageRoutes,
  pages: {
    ...officePages,
    showDirective: showingLetters(officePages.showDirective),
    issueDirective: showingLetters(officePages.issueDirective),
    showPlan: showingLetters(officePages.showPlan),
  },
});
