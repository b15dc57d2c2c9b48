import { byName } from "../../domain/name-order.ts";
import type { Unit } from "../../domain/unit.ts";
import { fold } from "../../wording/fold.ts";

export type NamedUnit = Pick<Unit, "id" | "name">;

/** Units as a Vietnamese reader looks them up. */
export function inOrderOfName<U extends NamedUnit>(units: readonly U[]): U[] {
  return units.toSorted((a, b) => byName(a.name, b.name));
}

/** A unit's name, or its id where the register does not have it. */
export function unitName(units: readonly NamedUnit[], unitId: string): string {
  return units.find(({ id }) => id === unitId)?.name ?? unitId;
}

/**
 * The id of the unit that somebody means by its id or its name; accents and letter case do not count, unless two
 * units then have one name. What means no unit is left as it is.
 */
export function unitIdOf(called: string, units: readonly NamedUnit[]): string {
  const exact = units.find(({ id, name }) => id === called || name === called);
  if (exact) return exact.id;
  const sought = fold(called);
  const alike = units.filter(({ name }) => fold(name) === sought);
  return (alike.length === 1 ? alike[0]?.id : undefined) ?? called;
}
