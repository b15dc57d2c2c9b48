import type { pageRoutes } from "../../http/page-routes.ts";
import type { RoutesOf } from "../../http/routes.ts";
import type { PageHandler } from "../visit.ts";
import { askAcceptance, giveAcceptance } from "./acceptance.ts";
import { showDutyList } from "./duty-list.ts";
import { showEscalations } from "./escalations.ts";
import { askExemption, giveExemption } from "./exemption.ts";
import { askExtension, giveExtension } from "./extension.ts";
import { showObligation } from "./obligation.ts";
import { askPaper, givePaper } from "./paper.ts";
import { askReturn, giveReturn } from "./return.ts";

/** The pages that the desk answers: an obligation's lists, and the supervisor's rulings. */
export const deskPages: Record<RoutesOf<typeof pageRoutes, "desk">, PageHandler> = {
  askReturn,
  giveReturn,
  askAcceptance,
  giveAcceptance,
  askExtension,
  giveExtension,
  askExemption,
  giveExemption,
  askPaper,
  givePaper,
  showObligation,
  showDutyList,
  showEscalations,
};
