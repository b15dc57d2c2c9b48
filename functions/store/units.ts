import * as z from "zod/mini";

import type { Caller } from "../domain/access.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import type { Email, UnitId } from "../domain/ids.ts";
import { BOUNCE_REASONS, UnitSchema, addressesOf } from "../domain/unit.ts";
import type { Bounced, Unit, UnitRecord } from "../domain/unit.ts";
import { fewAtOnce } from "../few-at-once.ts";
import type { Item, PageAsked, Table } from "./dynamo.ts";
import { absent, equals, exists } from "./expressions.ts";
import { keys } from "./table.ts";
import type { Key } from "./table.ts";

const BouncedSchema = z.object({ at: z.number(), why: z.enum(BOUNCE_REASONS) });
const UnitItemSchema = z.object({ unit: UnitSchema, bounced: z.record(z.string(), BouncedSchema) });

/** How many units are changed at once. */
const WRITTEN_AT_ONCE = 16;

export type Units = ReturnType<typeof unitsIn>;

/** Units, and the addresses that may act for them. */
export function unitsIn(table: Table) {
  /** In place: an address that comes back meanwhile keeps its mark. */
  const change = (unit: UnitRecord, old: Unit): Promise<boolean> =>
    table.update(
      keys.unit(unit.id),
      {
        set: { unit },
        remove: missing(Object.keys(old.bounced), addressesOf(unit)).map((address) => ["bounced", address]),
      },
      [exists("pk")],
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

    /**
     * Writes units and who may act for them. Those who may are let in first, those whom the unit names no more shut out
     * next, and the unit itself comes last: after a crash in between nobody is locked out, and doing it again completes
     * it. What is known of an address outlives a change of its unit while the unit has it.
     */
    async putUnits(units: readonly UnitRecord[], previous: ReadonlyMap<string, Unit>): Promise<void> {
      const known = units.flatMap((unit) => {
        const old = previous.get(unit.id);
        return old ? [{ unit, old }] : [];
      });
      const entered = units.filter(({ id }) => !previous.has(id));
      await table.writeMany({
        put: units.flatMap((unit) => principalsOf(unit).map((principal) => addressItem(principal, unit))),
      });
      await table.writeMany({
        remove: known.flatMap(({ unit, old }) =>
          missing(principalsOf(old), principalsOf(unit)).map((principal) => keys.address(principal, unit.id)),
        ),
      });
      await table.writeMany({ put: entered.map((unit) => ({ ...keys.unit(unit.id), unit, bounced: {} })) });
      await fewAtOnce(known, WRITTEN_AT_ONCE, ({ unit, old }) => change(unit, old));
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
  return [...addressesOf(unit), ...(unit.clients ?? []).map((client) => `client:${client}`)];
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
