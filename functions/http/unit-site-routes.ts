import { dutyPage as duty, inSession } from "./page-route.ts";
import type { PageRoute } from "./page-route.ts";

const byUnitSite = inSession("unit-site");

/** The pages of the function that units file at: it carries these alone (D173). */
export const unitSiteRoutes = {
  setLanguage: { method: "POST", path: "/language", access: "public", by: "unit-site" },

  showDuty: byUnitSite("GET", duty),
  writeReport: byUnitSite("GET", `${duty}/report`),
  keepReport: byUnitSite("POST", `${duty}/report`),
  previewReport: byUnitSite("GET", `${duty}/preview`),
  fileDraft: byUnitSite("POST", `${duty}/preview`),
} as const satisfies Record<string, PageRoute>;
