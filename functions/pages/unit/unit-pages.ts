import type { unitSiteRoutes } from "../../http/unit-site-routes.ts";
import type { PageHandler } from "../visit.ts";
import { askReason, giveReason } from "./reason.ts";
import { showDuty } from "./duty.ts";
import { fileDraft, previewReport } from "./preview.ts";
import { keepReport, writeReport } from "./report.ts";
import { setLanguage } from "./set-language.ts";
import { showStart } from "./start.ts";

/** The pages that the web function answers: the start, and a unit with its duties. */
export const unitPages: Record<keyof typeof unitSiteRoutes, PageHandler> = {
  showStart,
  setLanguage,
  showDuty,
  writeReport,
  keepReport,
  previewReport,
  fileDraft,
  askReason,
  giveReason,
};
