import { acceptReport, exemptDuty, extendDuty, returnReport } from "../handlers/act-on-duty.ts";
import { recordPaper } from "../handlers/record-paper.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API the supervisor's desk answers: rulings. */
export const deskHandlers: Record<RoutesOf<typeof routes, "desk">, Handler> = {
  returnReport,
  acceptReport,
  extendDuty,
  exemptDuty,
  recordPaper,
};
