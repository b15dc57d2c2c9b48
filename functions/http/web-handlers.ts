import { stateReason } from "../handlers/act-on-duty.ts";
import { fileReport } from "../handlers/file-report.ts";
import { listOwnDuties } from "../handlers/list-duties.ts";
import { readDuty, readHistory, readSubmission } from "../handlers/read-duty.ts";
import { readMe } from "../handlers/read-me.ts";
import { saveDraft } from "../handlers/save-draft.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API the web function answers: a unit and its duties. */
export const webHandlers: Record<RoutesOf<typeof routes, "web">, Handler> = {
  readMe,
  listOwnDuties,
  readDuty,
  saveDraft,
  fileReport,
  readSubmission,
  readHistory,
  stateReason,
};
