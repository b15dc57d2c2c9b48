import type { Directive } from "../../../functions/domain/directive.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import type { FaultList } from "./fault-list.ts";
import { unitsNamed } from "./season-acts.ts";
import type { Act, PlacedAct } from "./season-acts.ts";

/** Whom and what a season is about. */
export type Cast = { readonly units: readonly UnitRecord[]; readonly directives: readonly Directive[] };

/** An act with the directive that is meant, and where in the file it stands. */
export type ActInFile = { readonly act: PlacedAct; readonly path: string };

/** Finds whom and what each act means. One that names what is not there, or may mean several, is a fault, and is left out. */
export function placeActs(acts: readonly Act[], { units, directives }: Cast, faults: FaultList): ActInFile[] {
  const known = new Set<string>(units.map(({ id }) => id));
  return acts.flatMap((act, i): ActInFile[] => {
    const path = `acts[${i}]`;
    if (act.act === "final-year") return [{ act, path }];
    const strangers = unitsOf(act).filter(([, unit]) => !known.has(unit));
    for (const [at, unit] of strangers) faults.add(`${path}.${at}`, "no unit of the units file has this id", unit);
    const meant = directives.filter(
      ({ id, obligations }) =>
        (act.directive === undefined || act.directive === id) &&
        (!("obligation" in act) || obligations.some((one) => one.id === act.obligation)),
    );
    const [directive, ...others] = meant;
    if (directive && others.length === 0 && strangers.length === 0)
      return [{ act: { ...act, directiveId: directive.id }, path }];
    if (others.length > 0) {
      const why = "obligation" in act ? "have this obligation" : "are both there";
      faults.add(`${path}.directive`, `is needed: ${meant.map(({ id }) => id).join(" and ")} ${why}`);
    } else if (!directive && "obligation" in act)
      faults.add(`${path}.obligation`, "no directive has this obligation", act.obligation);
    else if (!directive) faults.add(`${path}.directive`, "no directive has this id", act.directive);
    return [];
  });
}

/** The units that an act names, each with its path. */
function unitsOf(act: Act): (readonly [path: string, unit: string])[] {
  if ("unit" in act) return [["unit", act.unit]];
  return unitsNamed(act).map((unit, i) => [`units[${i}]`, unit] as const);
}
