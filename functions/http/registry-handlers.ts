import { issueDirective } from "../handlers/issue-directive.ts";
import { createDirective, listDirectives, planDirective, readDirective } from "../handlers/keep-directives.ts";
import { deleteStaff, listStaff, putStaff } from "../handlers/keep-staff.ts";
import { importUnits, listUnits, putUnit } from "../handlers/keep-units.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API the registry answers: units, staff, directives. */
export const registryHandlers: Record<RoutesOf<typeof routes, "registry">, Handler> = {
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
