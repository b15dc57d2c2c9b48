import { acceptReport, exemptDuty, extendDuty, returnReport } from "../handlers/act-on-duty.ts";
import { listEscalations, listObligationDuties, readSummary } from "../handlers/list-duties.ts";
import { recordPaper } from "../handlers/record-paper.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API the supervisor's desk answers: lists and rulings. */
export const deskHandlers: Record<RoutesOf<typeof routes, "desk">, Handler> = {
  listObligationDuties,
  listEscalations,
  readSummary,
  returnReport,
  acceptReport,
  extendDuty,
  exemptDuty,
  recordPaper,
};
