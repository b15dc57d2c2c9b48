import type { pageRoutes } from "../../http/page-routes.ts";
import type { RoutesOf } from "../../http/routes.ts";
import type { OfficeEffects } from "../../use-cases/effects.ts";
import { room } from "../room.ts";
import type { PageHandler, PageReadAhead } from "../visit.ts";
import { showObligations } from "../desk/obligations.ts";
import { showObligation } from "./obligation.ts";
import { showStart } from "../unit/start.ts";

const ofDuties = room(() => import("./duties-room.ts"));
const ofRegister = room(() => import("../register/register-room.ts"));

/**
 * What offices see: the supervisor's lists and rulings; the home unit's units, staff and directives. What nearly everybody
 * opens first is there at the start, the rest by room.
 */
export const officePages = {
  showStart,
  showObligations,
  showObligation,
  askReason: ofDuties("askReason"),
  giveReason: ofDuties("giveReason"),
  askReturn: ofDuties("askReturn"),
  giveReturn: ofDuties("giveReturn"),
  askAcceptance: ofDuties("askAcceptance"),
  giveAcceptance: ofDuties("giveAcceptance"),
  askExtension: ofDuties("askExtension"),
  giveExtension: ofDuties("giveExtension"),
  askExemption: ofDuties("askExemption"),
  giveExemption: ofDuties("giveExemption"),
  askReinstatement: ofDuties("askReinstatement"),
  giveReinstatement: ofDuties("giveReinstatement"),
  askPaper: ofDuties("askPaper"),
  givePaper: ofDuties("givePaper"),
  askNewDate: ofDuties("askNewDate"),
  giveNewDate: ofDuties("giveNewDate"),
  askReminder: ofDuties("askReminder"),
  giveReminder: ofDuties("giveReminder"),
  askAddition: ofDuties("askAddition"),
  giveAddition: ofDuties("giveAddition"),
  askRelease: ofDuties("askRelease"),
  giveRelease: ofDuties("giveRelease"),
  askExport: ofDuties("askExport"),
  askForwarding: ofDuties("askForwarding"),
  giveForwarding: ofDuties("giveForwarding"),
  showDutyList: ofDuties("showDutyList"),
  askSeveral: ofDuties("askSeveral"),
  giveSeveral: ofDuties("giveSeveral"),
  showOutcome: ofDuties("showOutcome"),
  showReviewList: ofDuties("showReviewList"),
  showReview: ofDuties("showReview"),
  showEscalations: ofDuties("showEscalations"),
  showWall: ofDuties("showWall"),
  showContacts: ofRegister("showContacts"),
  showUnits: ofRegister("showUnits"),
  askImport: ofRegister("askImport"),
  giveImport: ofRegister("giveImport"),
  askUnit: ofRegister("askUnit"),
  keepUnit: ofRegister("keepUnit"),
  showStaff: ofRegister("showStaff"),
  keepStaff: ofRegister("keepStaff"),
  showCalendar: ofRegister("showCalendar"),
  askYear: ofRegister("askYear"),
  giveYear: ofRegister("giveYear"),
  showDirectives: ofRegister("showDirectives"),
  askDirective: ofRegister("askDirective"),
  enterDirective: ofRegister("enterDirective"),
  askWithdrawal: ofRegister("askWithdrawal"),
  giveWithdrawal: ofRegister("giveWithdrawal"),
  showDirective: ofRegister("showDirective"),
  issueDirective: ofRegister("issueDirective"),
  showPlan: ofRegister("showPlan"),
} satisfies Record<
  RoutesOf<typeof pageRoutes, "office-site">,
  PageHandler<OfficeEffects> | PageReadAhead<OfficeEffects>
>;
