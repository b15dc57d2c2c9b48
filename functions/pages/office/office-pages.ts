import type { pageRoutes } from "../../http/page-routes.ts";
import type { RoutesOf } from "../../http/routes.ts";
import type { OfficeEffects } from "../../use-cases/effects.ts";
import type { PageHandler, PageReadAhead } from "../visit.ts";
import { askExport } from "./ask-export.ts";
import { askAcceptance, giveAcceptance } from "./acceptance.ts";
import { showDutyList } from "./duty-list.ts";
import { showEscalations } from "./escalations.ts";
import { askExemption, giveExemption } from "./exemption.ts";
import { askExtension, giveExtension } from "./extension.ts";
import { askForwarding, giveForwarding } from "./forwarding.ts";
import { showObligations } from "../desk/obligations.ts";
import { showObligation } from "./obligation.ts";
import { askPaper, givePaper } from "./hard-copy.ts";
import { askNewDate, giveNewDate } from "./new-date.ts";
import { askReinstatement, giveReinstatement } from "./reinstatement.ts";
import { askReminder, giveReminder } from "./reminder.ts";
import { askAddition, askRelease, giveAddition, giveRelease } from "./reporters.ts";
import { askReturn, giveReturn } from "./return.ts";
import { showReviewList } from "./review-list.ts";
import { showReview } from "./review.ts";
import { showOutcome } from "./several-outcome.ts";
import { askSeveral, giveSeveral } from "./several.ts";
import { askYear, giveYear, showCalendar } from "../register/calendar.ts";
import { issueDirective, showDirective } from "../register/directive.ts";
import { showDirectives } from "../register/directives.ts";
import { askDirective, enterDirective } from "../register/new-directive.ts";
import { showPlan } from "../register/plan.ts";
import { keepStaff, showStaff } from "../register/staff.ts";
import { askUnit, keepUnit } from "../register/unit.ts";
import { askImport, giveImport } from "../register/units-import.ts";
import { showContacts } from "../register/contacts.ts";
import { askWithdrawal, giveWithdrawal } from "../register/withdrawal.ts";
import { showUnits } from "../register/units.ts";
import { showWall } from "./wall.ts";
import { askReason, giveReason } from "../unit/reason.ts";
import { showStart } from "../unit/start.ts";

/** What offices see: the supervisor's lists and rulings; the home unit's units, staff and directives. */
export const officePages: Record<
  RoutesOf<typeof pageRoutes, "office-site">,
  PageHandler<OfficeEffects> | PageReadAhead
> = {
  showStart,
  askReason,
  giveReason,
  askReturn,
  giveReturn,
  askAcceptance,
  giveAcceptance,
  askExtension,
  giveExtension,
  askExemption,
  giveExemption,
  askReinstatement,
  giveReinstatement,
  askPaper,
  givePaper,
  askNewDate,
  giveNewDate,
  askReminder,
  giveReminder,
  askAddition,
  giveAddition,
  askRelease,
  giveRelease,
  showObligations,
  showObligation,
  askExport,
  askForwarding,
  giveForwarding,
  showDutyList,
  askSeveral,
  giveSeveral,
  showOutcome,
  showReviewList,
  showReview,
  showEscalations,
  showWall,
  showContacts,
  showUnits,
  askImport,
  giveImport,
  askUnit,
  keepUnit,
  showStaff,
  keepStaff,
  showCalendar,
  askYear,
  giveYear,
  showDirectives,
  askDirective,
  enterDirective,
  askWithdrawal,
  giveWithdrawal,
  showDirective,
  issueDirective,
  showPlan,
};
