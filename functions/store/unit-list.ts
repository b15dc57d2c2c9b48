import * as z from "zod/mini";

import { byName } from "../domain/name-order.ts";
import type { UnitId } from "../domain/ids.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { reachableAddress } from "../domain/unit.ts";
import type { Unit } from "../domain/unit.ts";
import { newAttempt, systemClock } from "../runtime/clock.ts";
import type { Clock } from "../runtime/clock.ts";
import { ATTEMPT_LIFE_MS } from "./attempt-life.ts";
import type { Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { absent, allOf, beginsWith, equals } from "./expressions.ts";
import { keys } from "./table.ts";
import { packUnits, partsOf, unpackUnits } from "./unit-list-parts.ts";
import type { Part } from "./unit-list-parts.ts";
import { readUnit } from "./units.ts";

/** So many single changes are laid over the list by whoever reads it; of more, or of a file, it is made afresh. */
const MOST_CHANGES = 20;

/** As many unreachable units as a page names. */
const FEW = 20;

const PartSchema = lazyObject(() => ({ token: z.string(), kind: z.string(), count: z.number(), last: z.string() }));
const ListSchema = lazyObject(() => ({
  version: z.number(),
  parts: z.array(PartSchema),
  unreachable: z.number(),
  unreachableFirst: z.array(z.object({ id: z.string(), name: z.string(), phone: z.string() })),
}));
type Kept = z.infer<typeof ListSchema>;

type Change = { readonly token: string; readonly unitId: string | undefined; readonly at: number };

/** Units that no letter reaches: how many, and the first of them by name. */
export type Unreachable = {
  readonly count: number;
  readonly first: readonly { readonly id: string; readonly name: string; readonly phone: string }[];
};

/** The units of the register as a list: what can be told without reading them, and the way to them. */
export type UnitList = {
  /** How many there are of each kind; a kind without units is not among them. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly total: number;
  readonly unreachable: Unreachable;
  /** Every unit, by id. */
  readonly all: () => Promise<Unit[]>;
  /** Some of those of some kinds, kind after kind in the order given, each by name: so many, after so many. */
  readonly some: (
    kinds: readonly string[],
    range: { readonly skip?: number; readonly limit: number },
  ) => Promise<Unit[]>;
};

/**
 * All units in a few packed items, made of their records: a page that wants to know how many there are, or some of them by name,
 * reads one item or two, and one that searches them all a tenth of what their records take (D206).
 *
 * Whoever changes a unit says so first, so that no crash leaves the list behind the records unnoticed: what is said to
 * change is read from its record, until somebody who reads the list finds the change over, and makes the list anew.
 */
export function unitListIn(table: Table, clock: Clock = systemClock) {
  /** Changes that this function knows to be over. */
  const over = new Set<string>();

  /** Does what changes units; before it, says of which. */
  async function announced<T>(unitIds: readonly UnitId[], change: () => Promise<T>): Promise<T> {
    if (unitIds.length === 0) return change();
    const at = clock.now();
    const of = unitIds.length > MOST_CHANGES ? [undefined] : unitIds;
    const changes = of.map((unitId) => ({ token: newAttempt(), unitId, at }));
    await table.writeMany({
      put: changes.map(({ token, unitId }) => ({ ...keys.unitListChange(token), at, ...(unitId && { unitId }) })),
    });
    const result = await change();
    for (const { token } of changes) over.add(token);
    return result;
  }

  /** The list as it was kept, and what may have changed since: one query. */
  async function look(): Promise<{ kept: Kept | undefined; changes: Change[]; many: boolean }> {
    const where = allOf(equals("pk", keys.unitList.pk), beginsWith("sk", keys.unitList.sk));
    const { items } = await table.query(where, { limit: MOST_CHANGES + 2, consistent: true });
    const found = items.find(({ sk }) => sk === keys.unitList.sk);
    const changes = items.filter((item) => item !== found).map(changeIn);
    return {
      kept: found && ListSchema.parse(found),
      changes,
      many: changes.length > MOST_CHANGES || changes.some(({ unitId }) => unitId === undefined),
    };
  }

  /** Units of some parts; nothing when the list was made anew meanwhile, and they are gone. */
  async function read(parts: readonly Part[]): Promise<ReadonlyMap<string, Unit[]> | undefined> {
    const items = await table.getMany(parts.map(({ token }) => keys.unitListPart(token)));
    if (items.length < parts.length) return undefined;
    return new Map(items.map((item) => [String(item["sk"]), unpackUnits(item["packed"])]));
  }

  async function all(): Promise<Unit[]> {
    const units: Unit[] = [];
    for await (const item of table.queryAll(equals("pk", keys.units), { consistent: true })) units.push(readUnit(item));
    return units;
  }

  /** The units of the list with what changed since, and the changes done with that are over; nothing when it was made anew meanwhile. */
  async function brought(kept: Kept, changes: readonly Change[]): Promise<Unit[] | undefined> {
    const ids = [...new Set(changes.flatMap(({ unitId }) => unitId ?? []))];
    const [parts, changed] = await Promise.all([
      read(kept.parts),
      table.getMany(ids.map(keys.unit), { consistent: true }),
    ]);
    if (!parts) return undefined;
    const others = [...parts.values()].flat().filter(({ id }) => !ids.includes(id));
    const units = [...others, ...changed.map(readUnit)];
    await keep(units, { kept, changes, parts });
    return units;
  }

  /** Keeps the list as it was just read, unless somebody else did meanwhile; and forgets the changes that are over. */
  async function keep(
    units: readonly Unit[],
    {
      kept,
      changes,
      parts: old = new Map(),
    }: { kept: Kept | undefined; changes: readonly Change[]; parts?: ReadonlyMap<string, Unit[]> | undefined },
  ): Promise<void> {
    const settled = changes.filter(({ token, at }) => over.has(token) || at < clock.now() - ATTEMPT_LIFE_MS);
    if (kept && settled.length === 0) return;
    const packedBefore = new Map([...old].map(([sk, some]) => [JSON.stringify(some), sk]));
    const made = partsOf(units, kept?.parts ?? []).map(({ units: some, ...part }) => {
      const before = packedBefore.get(JSON.stringify(some));
      const same = kept?.parts.find(({ token }) => keys.unitListPart(token).sk === before);
      return { part: { ...part, token: same?.token ?? newAttempt() }, units: some, isNew: same === undefined };
    });
    const fresh = made.filter(({ isNew }) => isNew);
    const put = fresh.map(({ part, units: some }) => ({ ...keys.unitListPart(part.token), packed: packUnits(some) }));
    await table.writeMany({ put });
    const { count, first } = unreachableOf(units);
    const next: Kept = {
      version: (kept?.version ?? 0) + 1,
      parts: made.map(({ part }) => part),
      unreachable: count,
      unreachableFirst: [...first],
    };
    const isKept = await table.put(
      { ...keys.unitList, ...next },
      kept ? equals("version", kept.version) : absent("pk"),
    );
    const dead = isKept
      ? (kept?.parts ?? []).filter(({ token }) => !next.parts.some((part) => part.token === token))
      : fresh.map(({ part }) => part);
    await table.writeMany({
      remove: [
        ...dead.map(({ token }) => keys.unitListPart(token)),
        ...(isKept ? settled.map(({ token }) => keys.unitListChange(token)) : []),
      ],
    });
    if (isKept) for (const { token } of settled) over.delete(token);
  }

  /** The list of those units, all of them in hand. */
  async function list(): Promise<UnitList> {
    const { kept, changes, many } = await look();
    if (kept && changes.length === 0) return listOf(kept);
    const units = (kept && !many && (await brought(kept, changes))) || (await afresh({ kept, changes }));
    return listOfUnits(units);
  }

  async function afresh(seen: { kept: Kept | undefined; changes: readonly Change[] }): Promise<Unit[]> {
    const units = await all();
    await keep(units, seen);
    return units;
  }

  /** The list as it was kept: its parts are read when they are asked for. */
  function listOf(kept: Kept): UnitList {
    const kinds = new Map<string, number>();
    for (const { kind, count } of kept.parts) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
    const readOr = async (parts: readonly Part[], otherwise: (whole: UnitList) => Promise<Unit[]>) => {
      const found = await read(parts);
      if (!found) return otherwise(listOfUnits(await all()));
      return parts.flatMap(({ token }) => found.get(keys.unitListPart(token).sk) ?? []);
    };
    return {
      kinds,
      total: kept.parts.reduce((sum, { count }) => sum + count, 0),
      unreachable: { count: kept.unreachable, first: kept.unreachableFirst },
      all: async () => byId(await readOr(kept.parts, (whole) => whole.all())),
      async some(of, { skip = 0, limit }) {
        const parts = of.flatMap((kind) => kept.parts.filter((part) => part.kind === kind));
        const { needed, before } = partsFor(parts, { skip, limit });
        const units = await readOr(needed, (whole) => whole.some(of, { skip: before, limit: skip - before + limit }));
        return units.slice(skip - before, skip - before + limit);
      },
    };
  }

  return {
    list,
    announced,
  };
}

export type UnitLists = ReturnType<typeof unitListIn>;

/** The parts that hold so many units after so many, and how many are in those before them. */
function partsFor(parts: readonly Part[], { skip, limit }: { skip: number; limit: number }) {
  const needed: Part[] = [];
  let [before, at] = [0, 0];
  for (const part of parts) {
    if (at + part.count <= skip) before = at + part.count;
    else if (at < skip + limit) needed.push(part);
    at += part.count;
  }
  return { needed, before };
}

function listOfUnits(units: readonly Unit[]): UnitList {
  const parts = partsOf(units, []);
  const ofKind = new Map<string, Unit[]>();
  for (const { kind, units: some } of parts) ofKind.set(kind, [...(ofKind.get(kind) ?? []), ...some]);
  return {
    kinds: new Map([...ofKind].map(([kind, some]) => [kind, some.length])),
    total: units.length,
    unreachable: unreachableOf(units),
    all: async () => byId(units),
    some: async (of, { skip = 0, limit }) => of.flatMap((kind) => ofKind.get(kind) ?? []).slice(skip, skip + limit),
  };
}

function unreachableOf(units: readonly Unit[]): Unreachable {
  const all = units.filter((unit) => !reachableAddress(unit)).toSorted((a, b) => byName(a.name, b.name));
  return { count: all.length, first: all.slice(0, FEW).map(({ id, name, phone }) => ({ id, name, phone })) };
}

const byId = (units: readonly Unit[]): Unit[] => units.toSorted((a, b) => (a.id < b.id ? -1 : 1));

function changeIn({ sk, unitId, at }: Item): Change {
  return {
    token: keys.unitListChangeIn(String(sk)),
    unitId: typeof unitId === "string" ? unitId : undefined,
    at: Number(at),
  };
}
