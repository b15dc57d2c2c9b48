/*
 * The register of the home unit: its units, staff, calendar and directives. Loaded when one of its pages is first asked
 * for.
 */
export { askYear, giveYear, showCalendar } from "./calendar.ts";
export { showContacts } from "./contacts.ts";
export { issueDirective, showDirective } from "./directive.ts";
export { showDirectives } from "./directives.ts";
export { askDirective, enterDirective } from "./new-directive.ts";
export { showPlan } from "./plan.ts";
export { keepStaff, showStaff } from "./staff.ts";
export { askUnit, keepUnit } from "./unit.ts";
export { askImport, giveImport } from "./units-import.ts";
export { showUnits } from "./units.ts";
export { askWithdrawal, giveWithdrawal } from "./withdrawal.ts";
