import { UnitIdSchema } from "../../domain/ids.ts";
import type { UnitId } from "../../domain/ids.ts";

/** The units that an address names, each once: `unit=stp&unit=stc`, which the gateway joins by a comma that no id has. */
export function chosenIn(query: Readonly<Record<string, string>>, name = "unit"): UnitId[] {
  return idsIn((query[name] ?? "").split(","));
}

/** The same of a form that was posted. */
export function chosenInForm(form: URLSearchParams): UnitId[] {
  return idsIn(form.getAll("unit"));
}

/** Units as an address names them. */
export const namedInQuery = (units: readonly string[]): string => units.join(",");

/** What is no unit's id names nobody. */
function idsIn(named: readonly string[]): UnitId[] {
  return [...new Set(named)].flatMap((one) => {
    const id = UnitIdSchema.safeParse(one);
    return id.success ? [id.data] : [];
  });
}
