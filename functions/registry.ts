import { frontDesk } from "./http/front-desk.ts";
import { registryHandlers } from "./http/registry-handlers.ts";
import { registryPages } from "./pages/registry/registry-pages.ts";

/** The home unit's side: units, staff and directives, by the API and in the browser. */
export const handler = frontDesk({ handlers: registryHandlers, pages: registryPages });
