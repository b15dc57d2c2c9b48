import * as duties from "./api/duties.ts";
import { unitSiteRoutes } from "./http/unit-site-routes.ts";
import { siteFunction } from "./site/site-function.ts";
import { unitPages } from "./pages/unit/unit-pages.ts";
import { registerReadingUnits } from "./store/register.ts";

/** A unit's side: its duties, by the API and in the browser. */
export const handler = siteFunction(registerReadingUnits, {
  operations: duties.operations,
  routes: unitSiteRoutes,
  pages: unitPages,
});
