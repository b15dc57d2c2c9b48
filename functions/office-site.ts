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
import { siteFunction } from "./site/site-function.ts";
import { officePages } from "./pages/office/office-pages.ts";
import { siteRegisterIn } from "./store/register.ts";

/** The offices' side: the supervisor's lists and rulings, and the register of the home unit, by the API and in the browser. */
export const handler = siteFunction(
  siteRegisterIn,
  {
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
  },
  { letters },
);
