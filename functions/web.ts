import { frontDesk } from "./http/front-desk.ts";
import { webHandlers } from "./http/web-handlers.ts";
import { unitPages } from "./pages/unit/unit-pages.ts";

/** A unit's side: its duties, by the API and in the browser. */
export const handler = frontDesk({ handlers: webHandlers, pages: unitPages });
