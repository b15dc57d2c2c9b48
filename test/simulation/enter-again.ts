import type { Handler } from "../../functions/http/exchange.ts";
import { json } from "../../functions/http/exchange.ts";
import { newAddressesOf } from "../../functions/domain/unit.ts";
import { UnitSchema } from "../../functions/domain/unit-input.ts";
import { isRefusal } from "../../functions/domain/refusal.ts";
import { saveUnit } from "../../functions/use-cases/save-units.ts";

/**
 * A unit's page, as somebody sends it who has heard that its addresses take mail again: as `act` in
 * pages/register/unit.ts, what is typed in is freed of its mark, and so is what he says takes mail.
 */
export const enterAgain: Handler = async ({ params, body }, effects) => {
  const given = UnitSchema.parse({ ...(JSON.parse(body) as object), id: params["unitId"] });
  const unit = await effects.register.units.unit(given.id);
  const typed = await effects.register.units.marksOf(newAddressesOf(given, unit));
  const saved = await saveUnit(given, effects, [...Object.keys(typed), ...Object.keys(unit?.bounced ?? {})]);
  return isRefusal(saved) ? saved : json(saved);
};
