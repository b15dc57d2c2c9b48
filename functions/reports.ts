import { reportsHandlers } from "./http/reports-handlers.ts";
import { reportsFunction } from "./http/reports-function.ts";
import { reportsPages } from "./pages/reports/reports-pages.ts";

/** An obligation as a whole: its lists and sums, and the papers and files that are made of them. */
export const handler = reportsFunction((shelf) => ({ handlers: reportsHandlers(shelf), pages: reportsPages(shelf) }));
