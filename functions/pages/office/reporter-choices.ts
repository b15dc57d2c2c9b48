import type { UnitId } from "../../domain/ids.ts";
import { byName } from "../../domain/name-order.ts";
import type { Cursor } from "../../domain/milestone-run.ts";
import { isReporter } from "../../domain/unit.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { fold } from "../../wording/fold.ts";

/** A unit that can be chosen. */
export type Choice = { readonly id: UnitId; readonly name: string };

/** Units that can be chosen: those chosen already, and those that were sought; and whether there are more of these. */
export type Choices = {
  readonly chosen: readonly Choice[];
  readonly sought: readonly Choice[];
  readonly more: boolean;
};

/** How units are looked for: what was typed, and who is chosen already. */
type Sought = { readonly q: string; readonly chosen: readonly UnitId[] };

/** So many at once keep the page short; of more the name is to be typed. */
const MOST = 50;

/**
 * Units of the register that do not report yet, by a part of their name or by their id. As long as nothing is sought, those
 * that the directive does not mean, and those that were entered after the issue.
 */
export async function unitsToAdd(
  found: FoundObligation,
  { q, chosen }: Sought,
  { register }: Pick<WebEffects, "register">,
): Promise<Choices> {
  const { obligation, place, record } = found;
  const [all, later] = await Promise.all([
    register.units.list().then((list) => list.all()),
    register.units.enteredAfter(record.issuedAt ?? 0, { limit: MOST }),
  ]);
  const entered = new Set(later.map(({ unitId }) => unitId));
  const isMeant = (unit: (typeof all)[number]): boolean =>
    q === "" ? entered.has(unit.id) || !isReporter(obligation.reporters, unit) : isSought(unit, q);
  const meant = all
    .filter((unit) => isMeant(unit) && !chosen.includes(unit.id))
    .toSorted((a, b) => byName(a.name, b.name));
  const shown = meant.slice(0, MOST);
  const duties = await register.duties.dutiesNamed(
    { ...obligationRefOf(found), place },
    shown.map(({ id }) => id),
  );
  const there = new Set<string>(duties.map(({ unitId }) => unitId));
  return {
    chosen: all.filter(({ id }) => chosen.includes(id)),
    sought: shown.filter(({ id }) => !there.has(id)),
    more: meant.length > shown.length,
  };
}

/** Units that owe the report still, by a part of their name or by their id; of too many, those whose date is nearest. */
export async function unitsToRelease(
  found: FoundObligation,
  { q, chosen }: Sought,
  { register }: Pick<WebEffects, "register">,
): Promise<Choices> {
  const where = { ...obligationRefOf(found), place: found.place };
  const sought: Choice[] = [];
  let cursor: Cursor | undefined;
  do {
    const page = await register.duties.openDuties(where, { cursor, limit: 500 });
    for (const { unitId: id, unitName: name } of page.items)
      if (!chosen.includes(id) && (q === "" || isSought({ id, name }, q))) sought.push({ id, name });
    cursor = page.next;
  } while (cursor && sought.length <= MOST);
  return {
    chosen: await register.units.unitsNamed(chosen),
    sought: sought.slice(0, MOST).toSorted((a, b) => byName(a.name, b.name)),
    more: sought.length > MOST,
  };
}

function isSought({ id, name }: Choice, q: string): boolean {
  return id === q || fold(name).includes(fold(q));
}
