import * as z from "zod/mini";

import { systemName } from "../domain/clients.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { addressesOf, newAddressesOf } from "../domain/unit.ts";
import type { Unit, UnitRecord } from "../domain/unit.ts";
import { forEachLimited } from "../runtime/for-each-limited.ts";
import type { Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { absent, equals, exists } from "./expressions.ts";
import { marksIn } from "./marks.ts";
import type { Marks } from "./marks.ts";
import { keys, timeKey } from "./table.ts";
import type { Key } from "./table.ts";
import { unitListIn } from "./unit-list.ts";
import type { UnitLists } from "./unit-list.ts";
import { SHUT_OUT, readUnit } from "./units.ts";

const ChangesSchema = lazyObject(() => ({ changes: z._default(z.number(), 0) }));

/** How many units are written at once. */
const WRITTEN_AT_ONCE = 16;

/** Up to how many units are read by their keys: of more the whole list is read, which costs less. */
const READ_BY_KEY = 100;

/** A unit as it was read to be changed: by the number of its changes another's in between is noticed. */
export type SeenUnit = { readonly unit: Unit; readonly changes: number };

export type UnitChanges = ReturnType<typeof unitChangesIn>;

/** What is written of units, and of their addresses. */
export function unitChangesIn(table: Table, lists: Pick<UnitLists, "announced"> = unitListIn(table)) {
  const marks = marksIn(table, lists);

  const enter = (unit: UnitRecord, enteredAt: EpochMs | undefined, known: Marks): Promise<boolean> => {
    const bounced = among(addressesOf(unit), known);
    const due = enteredAt === undefined ? {} : { due: timeKey(enteredAt) };
    return table.put({ ...keys.unit(unit.id), unit, bounced, ...due }, absent("pk"));
  };

  /** In place: an address that comes back meanwhile keeps its mark. */
  const change = (unit: UnitRecord, { unit: old, changes }: SeenUnit, known: Marks): Promise<boolean> =>
    table.update(
      keys.unit(unit.id),
      {
        set: { unit },
        setIn: Object.entries(among(newAddressesOf(unit, old), known)).map(([address, value]) => ({
          path: ["bounced", address],
          value,
        })),
        remove: missing(Object.keys(old.bounced), addressesOf(unit)).map((address) => ["bounced", address]),
        add: { changes: 1 },
      },
      [exists("pk"), changes > 0 ? equals("changes", changes) : absent("changes")],
    );

  return {
    ...marks,

    /** Units as they stand last, by id, to be changed; those that are not in the register yet are left out. */
    async unitsToChange(units: readonly Pick<UnitRecord, "id">[]): Promise<Map<string, SeenUnit>> {
      const ids = new Set(units.map(({ id }) => id));
      const seen = new Map<string, SeenUnit>();
      const see = (item: Item) => {
        const unit = readUnit(item);
        if (ids.has(unit.id)) seen.set(unit.id, { unit, ...ChangesSchema.parse(item) });
      };
      if (ids.size > READ_BY_KEY) {
        for await (const item of table.queryAll(equals("pk", keys.units), { consistent: true })) see(item);
      } else {
        for (const item of await table.getMany([...ids].map(keys.unit), { consistent: true })) see(item);
      }
      return seen;
    },

    /**
     * Writes units and who may act for them. Those who may are let in first, those whom the unit names no more shut out
     * next, then comes the unit itself: after a crash in between nobody is locked out, and doing it again completes
     * it. An address that is shut out is struck last of all: until the unit names it no more, mail goes there, and the unit
     * is found by it when that comes back. The systems that a unit had are let alone: a file, which knows nothing of them, lets none in again whose access is
     * being taken away meanwhile.
     *
     * Answers the units that somebody else entered or changed since they were seen. Their records stay as the other left
     * them; who may act for them agrees with that once the change is made again on what is seen then.
     * @param known the marks of the addresses that the units are given: each unit is written with those of its own
     */
    async putUnits(
      units: readonly UnitRecord[],
      seen: ReadonlyMap<string, SeenUnit>,
      enteredAt?: EpochMs,
      known: Marks = {},
    ): Promise<UnitRecord[]> {
      await table.writeMany({
        put: units.flatMap((unit) => {
          const entering = missing(systemsOf(unit), systemsOf(seen.get(unit.id)?.unit));
          return [...addressesOf(unit), ...entering].map((principal) => addressItem(principal, unit));
        }),
      });
      const gone = (unit: UnitRecord): Key[] => {
        const old = seen.get(unit.id)?.unit;
        const principals = old ? missing(principalsOf(old), principalsOf(unit)) : [];
        return principals.map((principal) => keys.address(principal, unit.id));
      };
      await table.writeMany({ put: units.flatMap(gone).map((key) => ({ ...key, [SHUT_OUT]: true })) });
      const refused: UnitRecord[] = [];
      const writeAll = () =>
        forEachLimited(units, WRITTEN_AT_ONCE, async (unit) => {
          const old = seen.get(unit.id);
          const isWritten = await (old ? change(unit, old, known) : enter(unit, enteredAt, known));
          if (!isWritten) refused.push(unit);
          // Unless somebody else has let it in again since.
          else for (const key of gone(unit)) await table.remove(key, exists(SHUT_OUT));
        });
      await lists.announced(
        units.map(({ id }) => id),
        writeAll,
      );
      const given = units.flatMap((unit) => newAddressesOf(unit, seen.get(unit.id)?.unit));
      await marks.catchUpMarks(given, known);
      return refused;
    },
  };
}

/** Every address and client id that acts for a unit. */
function principalsOf(unit: UnitRecord): string[] {
  return [...addressesOf(unit), ...systemsOf(unit)];
}

function systemsOf(unit: UnitRecord | undefined): string[] {
  return (unit?.clients ?? []).map(systemName);
}

function addressItem(principal: string, unit: UnitRecord): Key & Item {
  return keys.address(principal, unit.id);
}

function among(addresses: readonly string[], known: Marks): Marks {
  return Object.fromEntries(Object.entries(known).filter(([address]) => addresses.includes(address)));
}

/** Those of the first that are not among the others. */
function missing(those: readonly string[], others: readonly string[]): string[] {
  const kept = new Set(others);
  return those.filter((one) => !kept.has(one));
}
