import { keepsRegister } from "../domain/access.ts";
import { json } from "../http/exchange.ts";
import type { Handler } from "../http/exchange.ts";

/** Who the caller is to the register: the units that he acts for, and what he is on the staff list. */
export const readMe: Handler = async ({ caller }, { homeUnit }) =>
  json({
    principal: caller.principal,
    units: caller.units,
    staff: caller.staff ? { name: caller.staff.name, role: caller.staff.role, unitId: caller.staff.unitId } : null,
    keepsRegister: keepsRegister(caller, homeUnit),
  });
