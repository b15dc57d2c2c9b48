import { acceptReport, exemptDuty, extendDuty, returnReport } from "../use-cases/act-on-duty.ts";
import { recordHardCopy } from "../use-cases/record-hard-copy.ts";
import { issueDirective } from "../use-cases/issue-directive.ts";
import { createDirective, listDirectives, planDirective, readDirective } from "../use-cases/save-directives.ts";
import { deleteStaff, listStaff, putStaff } from "../use-cases/save-staff.ts";
import { importUnits, listUnits, putUnit } from "../use-cases/save-units.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API offices call: the supervisor's rulings; the home unit's units, staff and directives. */
export const officeHandlers: Record<RoutesOf<typeof routes, "office-site">, Handler> = {
  returnReport,
  acceptReport,
  extendDuty,
  exemptDuty,
  recordPaper: recordHardCopy,
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
};
