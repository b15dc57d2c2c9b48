import type { pageRoutes } from "../../http/page-routes.ts";
import type { RoutesOf } from "../../http/routes.ts";
import type { ReportsEffects } from "../../use-cases/effects.ts";
import type { PageHandler } from "../visit.ts";
import { showComposed } from "./composed.ts";
import { downloadEscalations, downloadPaper } from "./download.ts";
import { askCriticism, askUrging } from "./letter.ts";
import { showPapers } from "./documents.ts";
import { showSituation } from "./situation.ts";
import { showYear, showYears } from "./years.ts";

/** The pages of an obligation's papers: what can be drafted and had as a file; and how dates were kept over the years. */
export const reportsPages: Record<RoutesOf<typeof pageRoutes, "reports">, PageHandler<ReportsEffects>> = {
  downloadEscalations,
  downloadPaper: downloadPaper(),
  showPapers,
  askUrging,
  askCriticism,
  showComposed,
  showSituation,
  showYears,
  showYear,
};
