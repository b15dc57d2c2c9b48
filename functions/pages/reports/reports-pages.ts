import type { pageRoutes } from "../../http/page-routes.ts";
import type { RoutesOf } from "../../http/routes.ts";
import type { Shelf } from "../../use-cases/download.ts";
import type { PageHandler } from "../visit.ts";
import { showComposed } from "./composed.ts";
import { downloadEscalations, downloadPaper } from "./download.ts";
import { askCriticism, askUrging } from "./letter.ts";
import { showPapers } from "./documents.ts";

/** The pages of an obligation's papers: what can be drafted and had as a file. */
export function reportsPages(shelf: Shelf): Record<RoutesOf<typeof pageRoutes, "reports">, PageHandler> {
  return {
    downloadEscalations: downloadEscalations(shelf),
    downloadPaper: downloadPaper(shelf),
    showPapers,
    askUrging,
    askCriticism,
    showComposed,
  };
}
