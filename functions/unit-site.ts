import { siteFunction } from "./http/site-function.ts";
import { unitHandlers } from "./http/unit-handlers.ts";
import { unitPages } from "./pages/unit/unit-pages.ts";

/** A unit's side: its duties, by the API and in the browser. */
export const handler = siteFunction({ handlers: unitHandlers, pages: unitPages });
