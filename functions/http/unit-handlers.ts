import { stateReason } from "../use-cases/act-on-duty.ts";
import { fileReport } from "../use-cases/file-report.ts";
import { listOwnDuties } from "../use-cases/list-duties.ts";
import { readDuty, readHistory, readSubmission } from "../use-cases/read-duty.ts";
import { readMe } from "../use-cases/read-me.ts";
import { saveDraft } from "../use-cases/save-draft.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API the web function answers: a unit and its duties. */
export const unitHandlers: Record<RoutesOf<typeof routes, "unit-site">, Handler> = {
  readMe,
  listOwnDuties,
  readDuty,
  saveDraft,
  fileReport,
  readSubmission,
  readHistory,
  stateReason,
};
