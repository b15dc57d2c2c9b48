import { bundleEvidence } from "../use-cases/bundle-evidence.ts";
import { draftLetter, draftReport } from "../use-cases/draft-documents.ts";
import { listInFormats, listedByDuty } from "../use-cases/export-list.ts";
import type { Shelf } from "../use-cases/download.ts";
import { listEscalations, listObligationDuties } from "../use-cases/list-duties.ts";
import { giving } from "../use-cases/made-file.ts";
import { readSummary } from "../use-cases/read-summary.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API is about an obligation as a whole: its lists, and the papers that are made of them. */
export function reportsHandlers(shelf: Shelf): Record<RoutesOf<typeof routes, "reports">, Handler> {
  return {
    listObligationDuties: listInFormats(shelf, "duties", listObligationDuties),
    listEscalations: listInFormats(shelf, "escalations", listEscalations),
    listLetters: listInFormats(shelf, "letters", listedByDuty("letters")),
    listHistory: listInFormats(shelf, "history", listedByDuty("history")),
    listFigures: listInFormats(shelf, "figures", listedByDuty("figures")),
    readSummary: listInFormats(shelf, "totals", readSummary),
    draftReport: giving(shelf, draftReport),
    draftUrging: giving(shelf, draftLetter("urging")),
    draftCriticism: giving(shelf, draftLetter("criticism")),
    bundleEvidence: giving(shelf, bundleEvidence),
  };
}
