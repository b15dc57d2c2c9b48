import type { pageRoutes } from "../../http/page-routes.ts";
import type { RoutesOf } from "../../http/routes.ts";
import type { PageHandler } from "../visit.ts";
import { issueDirective, showDirective } from "./directive.ts";
import { showDirectives } from "./directives.ts";
import { askDirective, enterDirective } from "./new-directive.ts";
import { showPlan } from "./plan.ts";
import { keepStaff, showStaff } from "./staff.ts";
import { askUnit, keepUnit } from "./unit.ts";
import { askImport, giveImport } from "./units-import.ts";
import { showUnits } from "./units.ts";

/** The pages that the registry answers: units, staff, directives. */
export const registryPages: Record<RoutesOf<typeof pageRoutes, "registry">, PageHandler> = {
  showUnits,
  askImport,
  giveImport,
  askUnit,
  keepUnit,
  showStaff,
  keepStaff,
  showDirectives,
  askDirective,
  enterDirective,
  showDirective,
  issueDirective,
  showPlan,
};
