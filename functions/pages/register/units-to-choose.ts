import type { Directive } from "../../domain/directive.ts";
import type { UnitId } from "../../domain/ids.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Register } from "../../store/register.ts";
import type { UnitList } from "../../store/unit-list.ts";
import { linesIn } from "./directive-given.ts";
import { SECOND, prefixesIn } from "./directive-places.ts";
import { MOST_CHOICES } from "./unit-field.ts";
import { idGiven } from "./unit-names.ts";

/** The units of the register, as the form of a directive asks for them. */
export type UnitsToChoose = {
  /** How many there are of each kind. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly total: number;
  /** Of them, at least those that the form names: all, where one is searched for, or named by its name alone. */
  readonly atHand: readonly Unit[];
  /** Whether there are more than can be chosen from by looking through them. */
  readonly areMany: boolean;
};

/** Named by their ids, so many are read one by one; more are found among all, packed. */
const MOST_BY_ID = 20;

/** The units, all of them at hand. */
export async function everyUnit(list: UnitList): Promise<UnitsToChoose> {
  return allOf(await list.all());
}

/** The units, when those at hand are all. */
export function allOf(units: readonly Unit[]): UnitsToChoose {
  const kinds = new Map<string, number>();
  for (const { kind } of units) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return { kinds, total: units.length, atHand: units, areMany: units.length > MOST_CHOICES };
}

/**
 * The units, of which those are at hand that are named: read by their ids, where they are many and all are named so.
 * @param named each by what stands in a line
 */
export async function unitsNamedSo(
  named: readonly string[],
  list: UnitList,
  { units }: Pick<Register, "units">,
): Promise<UnitsToChoose> {
  const { kinds, total } = list;
  const ids = idsGiven(named);
  if (total <= MOST_CHOICES || !ids) return everyUnit(list);
  const atHand = await units.unitsNamed(ids);
  return atHand.length === ids.length ? { kinds, total, atHand, areMany: true } : everyUnit(list);
}

/** The ids that lines give, each once; nothing where one gives none, or they are too many to be read one by one. */
function idsGiven(named: readonly string[]): UnitId[] | undefined {
  const ids = new Set<UnitId>();
  for (const called of named) {
    const id = idGiven(called);
    if (id === undefined) return undefined;
    ids.add(id);
  }
  return ids.size > MOST_BY_ID ? undefined : [...ids];
}

/** Every unit that a directive names. */
export function namedBy({ obligations }: Directive): string[] {
  return obligations.flatMap(({ receiver, reporters: { units = [], except = [] } }) => [receiver, ...units, ...except]);
}

/** Every unit that a form names, by what stands in its lines; those that a search showed, too. */
export function namedOn(form: URLSearchParams): string[] {
  return [...prefixesIn(form), SECOND].flatMap((prefix) => [
    ...["receiver", "units", "except"].flatMap((name) => linesIn(form, `${prefix}${name}`)),
    ...form.getAll(`${prefix}shown`).map((drawn) => drawn.replace("+", "")),
  ]);
}
