import * as attachments from "../../../functions/api/attachments.ts";
import * as calendar from "../../../functions/api/calendar.ts";
import * as directives from "../../../functions/api/directives.ts";
import * as duties from "../../../functions/api/duties.ts";
import * as history from "../../../functions/api/history.ts";
import * as me from "../../../functions/api/me.ts";
import * as obligationActs from "../../../functions/api/obligation-acts.ts";
import * as forwarding from "../../../functions/api/forwarding.ts";
import * as obligations from "../../../functions/api/obligations.ts";
import * as rulings from "../../../functions/api/rulings.ts";
import * as scans from "../../../functions/api/scans.ts";
import * as staff from "../../../functions/api/staff.ts";
import * as units from "../../../functions/api/units.ts";
import { pageRoutes } from "../../../functions/http/page-routes.ts";
import type { Answering } from "../../../functions/site/web-app.ts";
import { filesPages } from "../../../functions/pages/files/files-pages.ts";
import { officePages } from "../../../functions/pages/office/office-pages.ts";
import { reportsPages } from "../../../functions/pages/reports/reports-pages.ts";
import { sessionsPages } from "../../../functions/pages/sessions/sessions.ts";
import { unitPages } from "../../../functions/pages/unit/unit-pages.ts";
import type { World } from "../use-cases/world.ts";

/** What all functions answer that people and systems come to, as if they were one. */
export function everySite({ archive }: Pick<World, "archive">): Answering<World> {
  return {
    operations: {
      ...me.operations,
      ...units.operations,
      ...staff.operations,
      ...calendar.operations,
      ...directives.operations,
      ...obligations.operations,
      ...obligationActs.operations,
      ...forwarding.operations,
      ...duties.operations,
      ...history.operations,
      ...attachments.operations,
      ...scans.operations,
      ...rulings.operations,
    },
    routes: pageRoutes,
    pages: { ...unitPages, ...officePages, ...filesPages(archive), ...reportsPages, ...sessionsPages },
  };
}
