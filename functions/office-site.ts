import { siteFunction } from "./http/site-function.ts";
import { officeHandlers } from "./http/office-handlers.ts";
import { officePages } from "./pages/office/office-pages.ts";

/** The offices' side: the supervisor's lists and rulings, and the register of the home unit, by the API and in the browser. */
export const handler = siteFunction({ handlers: officeHandlers, pages: officePages });
