import * as z from "zod/mini";

import type { Caller } from "../domain/access.ts";
import { systemName } from "../domain/clients.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import type { Email, UnitId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { BOUNCE_REASONS, UnitRecordSchema, addressesOf } from "../domain/unit.ts";
import type { Bounced, Unit, UnitRecord } from "../domain/unit.ts";
import { forEachLimited } from "../runtime/for-each-limited.ts";
import type { PageAsked, Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { absent, allOf, between, equals, exists } from "./expressions.ts";
import { LAST_TIME, keys, timeKey } from "./table.ts";
import type { Key } from "./table.ts";

const BouncedSchema = lazyObject(() => ({ at: z.number(), why: z.enum(BOUNCE_REASONS) }));
const UnitItemSchema = lazyObject(() => ({ unit: UnitRecordSchema, bounced: z.record(z.string(), BouncedSchema) }));
const ChangesSchema = lazyObject(() => ({ changes: z._default(z.number(), 0) }));

/** How many units are written at once. */
const WRITTEN_AT_ONCE = 16;

/** Up to how many units are read by their keys: of more the whole list is read, which costs less. */
const READ_BY_KEY = 100;

export type Units = ReturnType<typeof unitsIn>;

/** A unit as it was read to be changed: by the number of its changes another's in between is noticed. */
export type SeenUnit = { readonly unit: Unit; readonly changes: number };

/** A unit, and when it was entered into the register. */
export type Entered = { readonly unitId: UnitId; readonly enteredAt: EpochMs };

/** Units, and the addresses that may act for them. */
export function unitsIn(table: Table) {
  const enter = (unit: UnitRecord, enteredAt: EpochMs | undefined): Promise<boolean> =>
    table.put(
      { ...keys.unit(unit.id), unit, bounced: {}, ...(enteredAt !== undefined && { due: timeKey(enteredAt) }) },
      absent("pk"),
    );

  /** In place: an address that comes back meanwhile keeps its mark. */
  const change = (unit: UnitRecord, { unit: old, changes }: SeenUnit): Promise<boolean> =>
    table.update(
      keys.unit(unit.id),
      {
        set: { unit },
        remove: missing(Object.keys(old.bounced), addressesOf(unit)).map((address) => ["bounced", address]),
        add: { changes: 1 },
      },
      [exists("pk"), changes > 0 ? equals("changes", changes) : absent("changes")],
    );

  return {
    /** @param consistent reads the latest write, at twice the price. */
    async unit(unitId: UnitId, { consistent = false } = {}): Promise<Unit | undefined> {
      const item = await table.get(keys.unit(unitId), { consistent });
      return item && readUnit(item);
    },

    /** @param consistent reads the latest writes, at twice the price. */
    async units({ limit, after, consistent = false }: PageAsked & { consistent?: boolean }) {
      const page = await table.query(equals("pk", keys.units), { limit, after, consistent });
      return { items: page.items.map(readUnit), after: page.after };
    },

    /** Every unit of the register, in order of id. @param consistent reads the latest writes, at twice the price. */
    async allUnits({ consistent = false } = {}): Promise<Unit[]> {
      const units: Unit[] = [];
      for await (const item of table.queryAll(equals("pk", keys.units), { consistent })) units.push(readUnit(item));
      return units;
    },

    /** Some units, as they stand last; those that are not in the register are left out. */
    async unitsNamed(unitIds: readonly UnitId[]): Promise<Unit[]> {
      return (await table.getMany(unitIds.map(keys.unit), { consistent: true })).map(readUnit);
    },

    /** The units that were entered after an instant, in that order: read from the sparse index alone. */
    async enteredAfter(instant: EpochMs, { limit }: { limit: number }): Promise<Entered[]> {
      const where = allOf(equals("pk", keys.units), between("due", timeKey(instant + 1), LAST_TIME));
      const page = await table.query(where, { index: "open", limit });
      return page.items.map(({ sk, due }) => ({
        unitId: UnitIdSchema.parse(keys.unitIn(String(sk))),
        enteredAt: Date.parse(String(due)),
      }));
    },

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
     * next, and the unit itself comes last: after a crash in between nobody is locked out, and doing it again completes
     * it. What is known of an address outlives a change of its unit while the unit has it. The systems that a unit had
     * are let alone: a file, which knows nothing of them, lets none in again whose access is being taken away meanwhile.
     *
     * Answers the units that somebody else entered or changed since they were seen. Their records stay as the other left
     * them; who may act for them agrees with that once the change is made again on what is seen then.
     */
    async putUnits(
      units: readonly UnitRecord[],
      seen: ReadonlyMap<string, SeenUnit>,
      enteredAt?: EpochMs,
    ): Promise<UnitRecord[]> {
      await table.writeMany({
        put: units.flatMap((unit) => {
          const entering = missing(systemsOf(unit), systemsOf(seen.get(unit.id)?.unit));
          return [...addressesOf(unit), ...entering].map((principal) => addressItem(principal, unit));
        }),
      });
      await table.writeMany({
        remove: units.flatMap((unit) => {
          const old = seen.get(unit.id)?.unit;
          const gone = old ? missing(principalsOf(old), principalsOf(unit)) : [];
          return gone.map((principal) => keys.address(principal, unit.id));
        }),
      });
      const refused: UnitRecord[] = [];
      await forEachLimited(units, WRITTEN_AT_ONCE, async (unit) => {
        const old = seen.get(unit.id);
        if (!(await (old ? change(unit, old) : enter(unit, enteredAt)))) refused.push(unit);
      });
      return refused;
    },

    /** Marks an address whose mail came back; the first reason stands. False when the unit is gone or knew already. */
    markBounced: (unitId: UnitId, address: Email, bounced: Bounced): Promise<boolean> =>
      table.update(keys.unit(unitId), { setIn: [{ path: ["bounced", address], value: bounced }] }, [
        exists("pk"),
        absent("bounced", address),
      ]),

    /** Takes the marks off addresses that take mail again. */
    unmarkBounced: (unitId: UnitId, addresses: readonly string[]): Promise<boolean> =>
      table.update(keys.unit(unitId), { remove: addresses.map((address) => ["bounced", address]) }, [exists("pk")]),

    /** The units that an address, or a system's client id, may act for. */
    async unitsActedForBy(principal: string): Promise<Caller["units"]> {
      const page = await table.query(equals("pk", keys.addressee(principal)));
      return page.items.map(({ sk }) => UnitIdSchema.parse(keys.unitIn(String(sk))));
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

/** Those of the first that are not among the others. */
function missing(those: readonly string[], others: readonly string[]): string[] {
  const kept = new Set(others);
  return those.filter((one) => !kept.has(one));
}

export function readUnit(item: Item): Unit {
  const { unit, bounced } = UnitItemSchema.parse(item);
  return { ...unit, bounced };
}
