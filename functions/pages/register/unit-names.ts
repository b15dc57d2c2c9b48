import { UnitIdSchema } from "../../domain/ids.ts";
import type { UnitId } from "../../domain/ids.ts";
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
 * What a unit is called in a line that `unitIdOf` reads: its name; with its id, as `Sở Tư pháp (stp)`, where another may have
 * that name, or units are too many for all of them to be asked.
 */
export function unitCalled(
  unitId: string,
  { atHand, areMany }: { readonly atHand: readonly NamedUnit[]; readonly areMany: boolean },
): string {
  const name = unitName(atHand, unitId);
  return name === unitId || (!areMany && unitIdOf(name, atHand) === unitId) ? name : `${name} (${unitId})`;
}

/** The id that a line gives, alone or behind a name; nothing where a unit is called by its name. */
export function idGiven(called: string): UnitId | undefined {
  const [, , inBrackets = called] = WITH_ID.exec(called) ?? [];
  return UnitIdSchema.safeParse(inBrackets).data;
}

const WITH_ID = /^(.+) \(([^()]+)\)$/;

/**
 * The id of the unit that somebody means by its id, its name or both; accents and letter case do not count, unless two
 * units then have one name. What means no unit is left as it is.
 */
export function unitIdOf(called: string, units: readonly NamedUnit[]): string {
  const exact = units.find(({ id, name }) => id === called || name === called);
  if (exact) return exact.id;
  const sought = fold(called);
  const alike = units.filter(({ name }) => fold(name) === sought);
  if (alike.length === 1) return alike[0]?.id ?? called;
  const [, name = "", id] = WITH_ID.exec(called) ?? [];
  return units.find((unit) => unit.id === id && fold(unit.name) === fold(name))?.id ?? called;
}
