import { bundleEvidence } from "../handlers/bundle-evidence.ts";
import { draftLetter, draftReport } from "../handlers/draft-papers.ts";
import { listInFormats, listedByDuty } from "../handlers/export-list.ts";
import type { Shelf } from "../handlers/give-file.ts";
import { listEscalations, listObligationDuties } from "../handlers/list-duties.ts";
import { giving } from "../handlers/made-file.ts";
import { readSummary } from "../handlers/read-summary.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API is about an obligation as a whole: its lists, and the papers that are made of them. */
export function papersHandlers(shelf: Shelf): Record<RoutesOf<typeof routes, "papers">, Handler> {
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
