import type { Unit } from "../../domain/unit.ts";
import { fold, unitSearched } from "../../wording/fold.ts";
import { linesIn } from "./directive-given.ts";
import { inOrderOfName, unitCalled, unitIdOf } from "./unit-names.ts";
import type { UnitsToChoose } from "./units-to-choose.ts";

/** So many units that a search finds are shown, to be ticked. */
export const MOST_FOUND = 30;

type Choosable = Pick<Unit, "id" | "name" | "kind">;

/** Which units a report of the form asks, as its fields stand: by kind, and one by one. */
export function isChosenIn(
  form: URLSearchParams,
  prefix: string,
  units: readonly Choosable[],
): (unit: Choosable) => boolean {
  const named = (field: string) => linesIn(form, `${prefix}${field}`).map((called) => unitIdOf(called, units));
  const [added, left] = [new Set(named("units")), new Set(named("except"))];
  const kinds = new Set(form.getAll(`${prefix}kinds`));
  return ({ id, kind }) => !left.has(id) && (kinds.has(kind) || added.has(id));
}

/** How many units a report of the form asks: those of its kinds are counted, and not looked through. */
export function countChosen(form: URLSearchParams, prefix: string, { kinds: counts, atHand }: UnitsToChoose): number {
  const kinds = new Set(form.getAll(`${prefix}kinds`));
  const isChosen = isChosenIn(form, prefix, atHand);
  const added = atHand.filter((unit) => !kinds.has(unit.kind) && isChosen(unit)).length;
  const left = atHand.filter((unit) => kinds.has(unit.kind) && !isChosen(unit)).length;
  return [...kinds].reduce((sum, kind) => sum + (counts.get(kind) ?? 0), added - left);
}

/** What the search of a report finds, by name, first letters or id; accents do not count. */
export function foundIn(form: URLSearchParams, prefix: string, units: readonly Choosable[]): Choosable[] {
  const sought = fold(form.get(`${prefix}q`) ?? "");
  if (sought === "") return [];
  return inOrderOfName(units.filter((unit) => unitSearched(unit).includes(sought)));
}

/**
 * Enters into the two lists of units what was ticked, or unticked, among those that a search found. Only what was changed
 * counts: a unit that was ticked because of its kind stays as it was when its kind is chosen no more.
 */
export function enterTicks(form: URLSearchParams, prefix: string, units: UnitsToChoose): void {
  const ticked = new Set(form.getAll(`${prefix}tick`));
  const kinds = new Set(form.getAll(`${prefix}kinds`));
  for (const drawn of form.getAll(`${prefix}shown`)) {
    const before = drawn.startsWith("+");
    const unit = units.atHand.find(({ id }) => id === drawn.replace("+", ""));
    if (!unit || ticked.has(unit.id) === before) continue;
    const byKind = kinds.has(unit.kind);
    put(form, `${prefix}units`, unit, { units, there: !before && !byKind });
    put(form, `${prefix}except`, unit, { units, there: before && byKind });
  }
  form.delete(`${prefix}tick`);
  form.delete(`${prefix}shown`);
}

function put(
  form: URLSearchParams,
  field: string,
  unit: Choosable,
  { units, there }: { units: UnitsToChoose; there: boolean },
): void {
  const others = linesIn(form, field).filter((called) => unitIdOf(called, units.atHand) !== unit.id);
  form.set(field, (there ? [...others, unitCalled(unit.id, units)] : others).join("\n"));
}
