import { isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import { follow } from "../../domain/obligation-date.ts";
import type { UnitId } from "../../domain/ids.ts";
import { byName } from "../../domain/name-order.ts";
import type { Cursor } from "../../domain/milestone-run.ts";
import { isReporter } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import type { UnitList } from "../../store/unit-list.ts";
import { unitsAdded } from "../../use-cases/change-reporters.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { readRoll } from "../../use-cases/read-roll.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { fold } from "../../wording/fold.ts";
import { inOrderOfKind } from "../../wording/kinds.ts";

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

type Effects = Pick<WebEffects, "register">;

/** So many at once keep the page short; of more the name is to be typed. */
const MOST = 50;

/** What is known before any unit is offered: asked for beside the obligation itself, of which it needs nothing that changes. */
export type BeforeOffer = {
  readonly list: UnitList;
  /** Those entered after the issue. */
  readonly entered: readonly UnitId[];
  /** Those added since the issue. */
  readonly added: readonly UnitId[];
};

export async function readBeforeOffer(found: FoundObligation, effects: Effects): Promise<BeforeOffer> {
  const { units } = effects.register;
  const [list, later, added] = await Promise.all([
    units.list(),
    units.enteredAfter(found.record.issuedAt ?? 0, { limit: MOST }),
    unitsAdded(obligationRefOf(found), effects),
  ]);
  return { list, entered: later.map(({ unitId }) => unitId), added };
}

/**
 * Units of the register that do not report yet, as long as nothing is sought: those that were entered after the issue, and those
 * that the directive does not mean; of too many of these, the first of the first kinds. Of those of other kinds it is
 * taken that they report only when they were added: one that was of another kind at the issue is told on the look.
 */
export async function unitsToOffer(
  found: FoundObligation,
  chosen: readonly UnitId[],
  { list, entered, added }: BeforeOffer,
  { register }: Effects,
): Promise<Choices> {
  const { reporters } = found.obligation;
  const { kinds = [], units: asked = [], except = [] } = reporters;
  const taken = new Set<string>([...added, ...chosen]);
  const free = [...new Set([...entered, ...except])].filter((id) => !taken.has(id)).slice(0, 2 * MOST);
  const others = inOrderOfKind(list.kinds.keys()).filter((kind) => !kinds.some((one) => one === kind));
  const limit = MOST + 1 + taken.size + asked.length + free.length;
  const [ofOthers, named, duties] = await Promise.all([
    list.some(others, { limit }),
    register.units.unitsNamed([...chosen, ...free], { consistent: false }),
    register.duties.dutiesNamed({ ...obligationRefOf(found), place: found.place }, free, { consistent: false }),
  ]);
  for (const { unitId } of duties) taken.add(unitId);
  const notMeant = ofOthers.filter((unit) => !isReporter(reporters, unit));
  const offered = new Map<string, Unit>(
    [...named, ...notMeant].filter(({ id }) => !taken.has(id)).map((unit) => [unit.id, unit]),
  );
  return {
    chosen: inOrderOfName(named.filter(({ id }) => chosen.includes(id))),
    sought: inOrderOfName([...offered.values()].slice(0, MOST)),
    more: offered.size > MOST,
  };
}

/** Units of the register that do not report yet, by a part of their name or by their id: over all of them. */
export async function unitsToAdd(
  found: FoundObligation,
  { q, chosen }: Sought,
  { register }: Effects,
): Promise<Choices> {
  const all = await (await register.units.list()).all();
  const meant = inOrderOfName(all.filter((unit) => isSought(unit, q) && !chosen.includes(unit.id)));
  const shown = meant.slice(0, MOST);
  const duties = await register.duties.dutiesNamed(
    { ...obligationRefOf(found), place: found.place },
    shown.map(({ id }) => id),
  );
  const there = new Set<string>(duties.map(({ unitId }) => unitId));
  return {
    chosen: inOrderOfName(all.filter(({ id }) => chosen.includes(id))),
    sought: shown.filter(({ id }) => !there.has(id)),
    more: meant.length > shown.length,
  };
}

/** Units that owe the report still, by a part of their name or by their id: those whose date is nearest, or found in the roll. */
export async function unitsToRelease(
  found: FoundObligation,
  { q, chosen }: Sought,
  effects: Effects,
): Promise<Choices> {
  const { register } = effects;
  const owing = q === "" ? await owingFirst(found, chosen.length, effects) : await owingCalled(found, q, effects);
  const sought = owing
    .filter(({ unitId }) => !chosen.includes(unitId))
    .map(({ unitId: id, unitName: name }): Choice => ({ id, name }));
  return {
    chosen: await register.units.unitsNamed(chosen),
    sought: inOrderOfName(sought.slice(0, MOST)),
    more: sought.length > MOST,
  };
}

type Owing = Pick<Duty, "unitId" | "unitName">;

/** No more than is offered, and shows that there are more. */
async function owingFirst(found: FoundObligation, chosen: number, { register }: Effects): Promise<readonly Owing[]> {
  const where = { ...obligationRefOf(found), place: found.place };
  return (await register.duties.openDuties(where, { limit: MOST + 1 + chosen })).items;
}

/** By the roll; while that lacks somebody, by the duties themselves. */
async function owingCalled(found: FoundObligation, q: string, effects: Effects): Promise<readonly Owing[]> {
  const isMeant = ({ unitId: id, unitName: name }: Owing): boolean => isSought({ id, name }, q);
  const { roll } = await readRoll(found, effects);
  if (roll) return roll.map((duty) => follow(duty, found.place)).filter((duty) => isOpen(duty) && isMeant(duty));
  const where = { ...obligationRefOf(found), place: found.place };
  const owing: Owing[] = [];
  let cursor: Cursor | undefined;
  do {
    const page = await effects.register.duties.openDuties(where, { cursor, limit: 500 });
    owing.push(...page.items.filter(isMeant));
    cursor = page.next;
  } while (cursor);
  return owing;
}

function inOrderOfName<U extends Choice>(units: readonly U[]): U[] {
  return units.toSorted((a, b) => byName(a.name, b.name));
}

function isSought({ id, name }: Choice, q: string): boolean {
  return id === q || fold(name).includes(fold(q));
}
