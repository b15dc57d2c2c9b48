import { acceptReport, exemptDuty, extendDuty, returnReport, stateReason } from "../handlers/act-on-duty.ts";
import { fileReport } from "../handlers/file-report.ts";
import { issueDirective } from "../handlers/issue-directive.ts";
import { createDirective, listDirectives, planDirective, readDirective } from "../handlers/keep-directives.ts";
import { deleteStaff, listStaff, putStaff } from "../handlers/keep-staff.ts";
import { importUnits, listUnits, putUnit } from "../handlers/keep-units.ts";
import { listEscalations, listObligationDuties, listOwnDuties, readSummary } from "../handlers/list-duties.ts";
import { readDuty, readHistory, readSubmission } from "../handlers/read-duty.ts";
import { readMe } from "../handlers/read-me.ts";
import { recordPaper } from "../handlers/record-paper.ts";
import { saveDraft } from "../handlers/save-draft.ts";
import type { Handler } from "./exchange.ts";
import { routes } from "./routes.ts";
import type { RouteName } from "./routes.ts";

type WebRoute = { [Name in RouteName]: (typeof routes)[Name]["by"] extends "web" ? Name : never }[RouteName];

const handlers: Record<WebRoute, Handler> = {
  readMe,
  listUnits,
  putUnit,
  importUnits,
  listStaff,
  putStaff,
  deleteStaff,
  createDirective,
  listDirectives,
  readDirective,
  planDirective,
  issueDirective,
  listObligationDuties,
  listEscalations,
  readSummary,
  listOwnDuties,
  readDuty,
  saveDraft,
  fileReport,
  readSubmission,
  readHistory,
  returnReport,
  acceptReport,
  extendDuty,
  exemptDuty,
  stateReason,
  recordPaper,
};

const names = Object.keys(routes).filter((name): name is WebRoute => name in handlers);

/** What answers a route, by the key that the gateway matched. */
export const handlersByRouteKey: ReadonlyMap<string, Handler> = new Map(
  names.map((name) => [`${routes[name].method} ${routes[name].path}`, handlers[name]]),
);
