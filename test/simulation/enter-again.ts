import type { Handler } from "../../functions/http/exchange.ts";
import { json } from "../../functions/http/exchange.ts";
import { UnitSchema } from "../../functions/domain/unit-input.ts";
import { isRefusal } from "../../functions/domain/refusal.ts";
import { saveTypedUnit } from "../../functions/use-cases/save-units.ts";

/** A unit's page, as somebody sends it who has heard that all of its addresses take mail again. */
export const enterAgain: Handler = async ({ params, body }, effects) => {
  const given = UnitSchema.parse({ ...(JSON.parse(body) as object), id: params["unitId"] });
  const before = await effects.register.units.unit(given.id);
  const saved = await saveTypedUnit(given, { before, takesMail: Object.keys(before?.bounced ?? {}) }, effects);
  return isRefusal(saved) ? saved : json(saved);
};
