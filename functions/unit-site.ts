import * as duties from "./api/duties.ts";
import * as history from "./api/history.ts";
import * as me from "./api/me.ts";
import { unitSiteRoutes } from "./http/unit-site-routes.ts";
import { siteFunction } from "./site/site-function.ts";
import { unitPages } from "./pages/unit/unit-pages.ts";

/** A unit's side: its duties, by the API and in the browser. */
export const handler = siteFunction({
  operations: { ...me.operations, ...duties.operations, ...history.operations },
  routes: unitSiteRoutes,
  pages: unitPages,
});
