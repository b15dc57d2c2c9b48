import type { Directive, Obligation } from "../../domain/directive.ts";
import { UnitIdSchema } from "../../domain/ids.ts";
import { isReporter } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Register } from "../../store/register.ts";
import type { UnitList } from "../../store/unit-list.ts";
import { inOrderOfKind } from "../../wording/kinds.ts";
import { inOrderOfName } from "./unit-names.ts";

/** So many of those who report are named. */
export const MOST_NAMED = 100;

/** Who reports by an obligation: how many, and the first of them by name. */
export type Meant = { readonly count: number; readonly first: readonly Unit[] };

/** The units of a directive, as a page shows them: those that it names, and who is meant by each obligation. */
export type UnitsMeant = {
  readonly named: readonly Unit[];
  readonly meantBy: (obligation: Obligation) => Meant;
};

/** Of all units, which are in hand. */
export function meantAmong(units: readonly Unit[]): UnitsMeant {
  return {
    named: units,
    meantBy({ reporters }) {
      const meant = inOrderOfName(units.filter((unit) => isReporter(reporters, unit)));
      return { count: meant.length, first: meant.slice(0, MOST_NAMED) };
    },
  };
}

/**
 * The same from the list of units, of which no more is read than is shown: of many, the first are those of the first kinds.
 * Those that the directive names are read by their ids.
 */
export async function readMeant(
  { obligations }: Directive,
  list: UnitList,
  { units: register }: Pick<Register, "units">,
): Promise<UnitsMeant> {
  const ids = obligations.flatMap(({ receiver, reporters }) => [
    receiver,
    ...(reporters.units ?? []),
    ...(reporters.except ?? []),
  ]);
  const [named, ...firsts] = await Promise.all([
    register.unitsNamed([...new Set(ids)].map((id) => UnitIdSchema.parse(id))),
    ...obligations.map(({ reporters: { kinds = [], except = [] } }) =>
      kinds.length === 0 ? [] : list.some(inOrderOfKind(kinds), { limit: MOST_NAMED + except.length }),
    ),
  ]);
  const meant = new Map(
    obligations.map((obligation, at) => [obligation.id, meantOf(obligation, named, firsts[at] ?? [], list)] as const),
  );
  const none: Meant = { count: 0, first: [] };
  return { named, meantBy: ({ id }) => meant.get(id) ?? none };
}

function meantOf(
  { reporters }: Obligation,
  named: readonly Unit[],
  first: readonly Unit[],
  { kinds }: UnitList,
): Meant {
  const ofKinds = new Set<string>(reporters.kinds);
  const byName = named.filter((unit) => !ofKinds.has(unit.kind) && isReporter(reporters, unit));
  const left = named.filter(({ id, kind }) => ofKinds.has(kind) && reporters.except?.includes(id));
  const count = [...ofKinds].reduce((sum, kind) => sum + (kinds.get(kind) ?? 0), byName.length - left.length);
  const meant = [...byName, ...first.filter((unit) => isReporter(reporters, unit))];
  return { count, first: (count > MOST_NAMED ? meant : inOrderOfName(meant)).slice(0, MOST_NAMED) };
}
