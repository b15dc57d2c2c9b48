import { pageRoutes } from "./http/page-routes.ts";
import { showingLetters } from "./site/showing-letters.ts";
import { siteFunction } from "./site/site-function.ts";
import { officePages } from "./pages/office/office-pages.ts";
import { siteRegisterIn } from "./store/register.ts";

/** The offices' side: the supervisor's lists and rulings, and the register of the home unit, by the API and in the browser. */
export const handler = siteFunction(siteRegisterIn, {
  operations: async () => (await import("./api/office-operations.ts")).operations,
  routes: pageRoutes,
  pages: {
    ...officePages,
    showDirective: showingLetters(officePages.showDirective),
    issueDirective: showingLetters(officePages.issueDirective),
    showPlan: showingLetters(officePages.showPlan),
  },
});
