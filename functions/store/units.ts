import * as z from "zod/mini";

import type { Caller } from "../domain/access.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import type { UnitId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { BOUNCE_REASONS, UnitRecordSchema } from "../domain/unit.ts";
import type { Unit } from "../domain/unit.ts";
import type { PageAsked, Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { allOf, beginsWith, between, equals } from "./expressions.ts";
import { LAST_TIME, keys, timeKey } from "./table.ts";

export const BouncedSchema = lazyObject(() => ({ at: z.number(), why: z.enum(BOUNCE_REASONS) }));
const UnitItemSchema = lazyObject(() => ({ unit: UnitRecordSchema, bounced: z.record(z.string(), BouncedSchema) }));

/** Of an address that a unit is about to name no more: it acts for the unit no longer. */
export const SHUT_OUT = "shutOut";

export type Units = ReturnType<typeof unitsIn>;

/** A unit, and when it was entered into the register. */
export type Entered = { readonly unitId: UnitId; readonly enteredAt: EpochMs };

/** Units, and the addresses that may act for them. */
export function unitsIn(table: Table) {
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

    /** Some units; those that are not in the register are left out. @param consistent reads the latest writes, at twice the price. */
    async unitsNamed(unitIds: readonly UnitId[], { consistent = true } = {}): Promise<Unit[]> {
      return (await table.getMany(unitIds.map(keys.unit), { consistent })).map(readUnit);
    },

    /** The units that were entered after an instant, the latest first: read from the sparse index alone. */
    async enteredAfter(instant: EpochMs, { limit }: { limit: number }): Promise<Entered[]> {
      const where = allOf(equals("pk", keys.units), between("due", timeKey(instant + 1), LAST_TIME));
      const page = await table.query(where, { index: "open", limit, descending: true });
      return page.items.map(({ sk, due }) => ({
        unitId: UnitIdSchema.parse(keys.unitIn(String(sk))),
        enteredAt: Date.parse(String(due)),
      }));
    },

    /** The units that an address, or a system's client id, may act for. */
    async unitsActedForBy(principal: string): Promise<Caller["units"]> {
      const where = allOf(equals("pk", keys.addressee(principal)), beginsWith("sk", keys.unitsBelow));
      const units: UnitId[] = [];
      for await (const item of table.queryAll(where))
        if (item[SHUT_OUT] !== true) units.push(UnitIdSchema.parse(keys.unitIn(String(item["sk"]))));
      return units;
    },
  };
}

export function readUnit(item: Item): Unit {
  const { unit, bounced } = UnitItemSchema.parse(item);
  return { ...unit, bounced };
}
