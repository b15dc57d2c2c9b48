import type { pageRoutes } from "../../http/page-routes.ts";
import type { RoutesOf } from "../../http/routes.ts";
import type { PageHandler } from "../visit.ts";
import { showDuty } from "./duty.ts";
import { fileDraft, previewReport } from "./preview.ts";
import { keepReport, writeReport } from "./report.ts";
import { setLanguage } from "./set-language.ts";
import { showStart } from "./start.ts";

/** The pages that the web function answers: the start, and a unit with its duties. */
export const unitPages: Record<RoutesOf<typeof pageRoutes, "unit-site">, PageHandler> = {
  showStart,
  setLanguage,
  showDuty,
  writeReport,
  keepReport,
  previewReport,
  fileDraft,
};
