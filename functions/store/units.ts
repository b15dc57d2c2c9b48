import * as z from "zod/mini";

import type { Caller } from "../domain/access.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import type { Email, UnitId } from "../domain/ids.ts";
import { BOUNCE_REASONS, UnitSchema, addressesOf } from "../domain/unit.ts";
import type { Bounced, Unit, UnitRecord } from "../domain/unit.ts";
import type { Item, PageAsked, Table } from "./dynamo.ts";
import { absent, equals, exists } from "./expressions.ts";
import { keys } from "./table.ts";
import type { Key } from "./table.ts";

const BouncedSchema = z.object({ at: z.number(), why: z.enum(BOUNCE_REASONS) });
const UnitItemSchema = z.object({ unit: UnitSchema, bounced: z.record(z.string(), BouncedSchema) });

export type Units = ReturnType<typeof unitsIn>;

/** Units, and the addresses that may act for them. */
export function unitsIn(table: Table) {
  return {
    async unit(unitId: UnitId): Promise<Unit | undefined> {
      const item = await table.get(keys.unit(unitId));
      return item && readUnit(item);
    },

    async units({ limit, after }: PageAsked) {
      const page = await table.query(equals("pk", keys.units), { limit, after });
      return { items: page.items.map(readUnit), after: page.after };
    },

    /** Every unit of the register, in order of id. */
    async allUnits(): Promise<Unit[]> {
      const units: Unit[] = [];
      for await (const item of table.queryAll(equals("pk", keys.units))) units.push(readUnit(item));
      return units;
    },

    /**
     * Writes units and who may act for them. An address is let in before its unit is changed and shut out
     * after, so a crash in between never locks an office out; doing it again completes it.
     */
    async putUnits(units: readonly UnitRecord[], previous: ReadonlyMap<string, Unit>): Promise<void> {
      const bouncedOf = (unit: UnitRecord): Record<string, Bounced> => keepBounced(unit, previous.get(unit.id));
      await table.writeMany({
        put: units.flatMap((unit) => principalsOf(unit).map((principal) => addressItem(principal, unit))),
      });
      await table.writeMany({ put: units.map((unit) => ({ ...keys.unit(unit.id), unit, bounced: bouncedOf(unit) })) });
      const gone = units.flatMap((unit): Key[] => {
        const old = previous.get(unit.id);
        const kept = new Set(principalsOf(unit));
        return old
          ? principalsOf(old).flatMap((principal) => (kept.has(principal) ? [] : [keys.address(principal, unit.id)]))
          : [];
      });
      await table.writeMany({ remove: gone });
    },

    /** Marks an address whose mail came back; the first reason stands. False when the unit is gone or knew already. */
    markBounced: (unitId: UnitId, address: Email, bounced: Bounced): Promise<boolean> =>
      table.update(keys.unit(unitId), { setIn: [{ path: ["bounced", address], value: bounced }] }, [
        exists("pk"),
        absent("bounced", address),
      ]),

    /** The units that an address, or a system's client id, may act for. */
    async unitsActedForBy(principal: string): Promise<Caller["units"]> {
      const page = await table.query(equals("pk", keys.addressee(principal)));
      return page.items.map(({ sk }) => UnitIdSchema.parse(String(sk).slice("UNIT#".length)));
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

/** What is known of an address outlives a change of the unit, while the unit still has the address. */
function keepBounced(unit: UnitRecord, old: Unit | undefined): Record<string, Bounced> {
  const kept = new Set<string>(addressesOf(unit));
  return Object.fromEntries(Object.entries(old?.bounced ?? {}).filter(([address]) => kept.has(address)));
}

export function readUnit(item: Item): Unit {
  const { unit, bounced } = UnitItemSchema.parse(item);
  return { ...unit, bounced };
}
