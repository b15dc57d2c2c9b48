import { operations } from "./api/obligations.ts";
import { pageRoutes } from "./http/page-routes.ts";
import { reportsFunction } from "./site/reports-function.ts";
import { reportsPages } from "./pages/reports/reports-pages.ts";

/** An obligation as a whole: its lists and sums, and the documents and files that are made of them. */
export const handler = reportsFunction({ operations, routes: pageRoutes, pages: reportsPages });
