import type { unitSiteRoutes } from "../../http/unit-site-routes.ts";
import type { PageHandler } from "../visit.ts";
import { showDuty } from "./duty.ts";
import { fileDraft, previewReport } from "./preview.ts";
import { keepReport, writeReport } from "./report.ts";
import { setLanguage } from "./set-language.ts";

/** The pages of a unit's duties. The start, which shows what offices watch besides, is answered by the office's function (D150). */
export const unitPages: Record<keyof typeof unitSiteRoutes, PageHandler> = {
  setLanguage,
  showDuty,
  writeReport,
  keepReport,
  previewReport,
  fileDraft,
};
