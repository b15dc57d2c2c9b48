import * as directives from "../../../functions/api/directives.ts";
import * as duties from "../../../functions/api/duties.ts";
import * as rulings from "../../../functions/api/rulings.ts";
import * as staff from "../../../functions/api/staff.ts";
import * as units from "../../../functions/api/units.ts";

/** What the API runs, by the operation's name: acts as whoever calls it meets them. */
export const { run: saveDraft } = duties.operations.saveDraft;
export const { run: fileReport } = duties.operations.fileReport;
export const { run: stateReason } = duties.operations.stateReason;
export const { run: returnReport } = rulings.operations.returnReport;
export const { run: acceptReport } = rulings.operations.acceptReport;
export const { run: extendDuty } = rulings.operations.extendDuty;
export const { run: exemptDuty } = rulings.operations.exemptDuty;
export const { run: recordHardCopy } = rulings.operations.recordPaper;
export const { run: listUnits } = units.operations.listUnits;
export const { run: putUnit } = units.operations.putUnit;
export const { run: importUnits } = units.operations.importUnits;
export const { run: putStaff } = staff.operations.putStaff;
export const { run: deleteStaff } = staff.operations.deleteStaff;
export const { run: createDirective } = directives.operations.createDirective;
export const { run: listDirectives } = directives.operations.listDirectives;
export const { run: readDirective } = directives.operations.readDirective;
export const { run: issueDirective } = directives.operations.issueDirective;
