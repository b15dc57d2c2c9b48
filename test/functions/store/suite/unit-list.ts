import { expect, it } from "vitest";

import type { UnitRecord } from "../../../../functions/domain/unit.ts";
import type { Table } from "../../../../functions/store/dynamo.ts";
import type { Register } from "../../../../functions/store/register.ts";
import { unitChangesIn } from "../../../../functions/store/unit-changes.ts";
import { unitListIn } from "../../../../functions/store/unit-list.ts";
import { unitsIn } from "../../../../functions/store/units.ts";
import { keys } from "../../../../functions/store/table.ts";
import { at, email, unitId, unitNamed, units } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";
import { tableBut } from "./table-but.ts";

const NOW = at("2017-10-13T08:00");
const SIX_MINUTES = 6 * 60_000;
const stc = unitNamed("stc");
const clerk = email("vanthu@stc.daklak.example");

/** What a function that was started at some time has of the units and their list. */
function startedAt(table: Table, now = NOW) {
  const list = unitListIn(table, { now: () => now });
  return { ...unitsIn(table), ...unitChangesIn(table, list), list: list.list };
}

async function enter(register: Pick<Register["units"], "putUnits" | "unitsToChange">, ...records: UnitRecord[]) {
  expect(await register.putUnits(records, await register.unitsToChange(records))).toEqual([]);
}

/** The list says of the register just what its records say. */
async function expectAgreed(register: ReturnType<typeof startedAt>): Promise<void> {
  const list = await register.list();
  const records = await register.allUnits();
  const kinds = new Set(records.map(({ kind }) => kind));
  expect(await list.all()).toEqual(records);
  expect(list.total).toBe(records.length);
  expect(new Set(list.kinds.keys())).toEqual(kinds);
  for (const kind of kinds) {
    const ofKind = await list.some([kind], { limit: 5_000 });
    expect(ofKind.map(({ id }) => id).toSorted()).toEqual(
      records.filter((unit) => unit.kind === kind).map(({ id }) => id),
    );
    expect(list.kinds.get(kind)).toBe(ofKind.length);
  }
}

/** Communes, with their records straight in the table. */
const layCommunes = (table: Table, count: number): Promise<void> =>
  table.writeMany({
    put: Array.from({ length: count }, (_, n) => {
      const id = unitId(`xa-${n}`);
      return { ...keys.unit(id), unit: { ...stc, id, name: `UBND xã ${n}`, kind: "xa" }, bounced: {} };
    }),
  });

export function unitListSuite(fresh: Fresh): void {
  it("says what the records say: whole, by kind, and before the first unit", async () => {
    const { table } = await fresh();
    const register = startedAt(table);
    expect((await register.list()).total).toBe(0);
    await enter(register, ...units);
    await expectAgreed(register);
    await expectAgreed(startedAt(table));
  });

  it("gives some of some kinds, kind after kind and by name, wherever its parts are cut", async () => {
    const { table } = await fresh();
    const register = startedAt(table);
    await layCommunes(table, 1_300);
    await enter(register, stc);
    const before = await register.list();
    for (const list of [before, await startedAt(table).list()]) {
      const names = async (skip: number, limit: number) =>
        (await list.some(["so-ban-nganh", "xa"], { skip, limit })).map(({ name }) => name);
      expect(await names(0, 2)).toEqual(["Sở Tài chính", "UBND xã 0"]);
      expect(await names(499, 4)).toEqual([498, 499, 500, 501].map((n) => `UBND xã ${n}`));
      expect(await names(1_299, 10)).toEqual(["UBND xã 1298", "UBND xã 1299"]);
    }
  });

  it("follows a unit that is entered, changed, of another kind, or whose mail came back", async () => {
    const { table } = await fresh();
    await enter(startedAt(table), ...units);
    await startedAt(table, NOW + SIX_MINUTES).list();
    for (const later of [0, SIX_MINUTES, 3 * SIX_MINUTES]) {
      const register = startedAt(table, NOW + later);
      await enter(register, {
        ...stc,
        name: `Sở Tài chính ${later}`,
        kind: later === 0 ? stc.kind : "xa",
      });
      await register.markBounced(clerk, { at: NOW + later, why: "bounce" });
      // By another function, which cannot know that the change is over; and by the one that made it.
      await expectAgreed(startedAt(table, NOW + later));
      await expectAgreed(register);
      await expectAgreed(startedAt(table, NOW + later));
    }
  });

  it("names those that no letter reaches", async () => {
    const { table } = await fresh();
    const register = startedAt(table);
    await enter(register, ...units);
    for (const who of ["vanthu", "vanphong", "lanhdao"])
      await register.markBounced(email(`${who}@stc.daklak.example`), { at: NOW, why: "bounce" });
    const { id, name, phone } = stc;
    expect((await register.list()).unreachable).toMatchObject({ count: 1, first: [{ id, name, phone }] });
    expect((await startedAt(table).list()).unreachable).toEqual({ count: 1, first: [{ id, name, phone }] });
  });

  it("is never behind a change that was broken off, before its record was written or after", async () => {
    const { table } = await fresh();
    await enter(startedAt(table), ...units);
    await startedAt(table, NOW + SIX_MINUTES).list();
    const changed = { ...stc, name: "Sở Tài chính mới" };
    for (const isWritten of [false, true]) {
      const update: Table["update"] = async (...asked) => {
        if (isWritten) await table.update(...asked);
        throw new Error("broken off");
      };
      const broken = startedAt(tableBut(table, { update }), NOW + SIX_MINUTES);
      await expect(broken.putUnits([changed], await broken.unitsToChange([changed]))).rejects.toThrow("broken off");
      await expectAgreed(startedAt(table, NOW + SIX_MINUTES));
    }
    await expectAgreed(startedAt(table, NOW + 3 * SIX_MINUTES));
    await expectAgreed(startedAt(table, NOW + 3 * SIX_MINUTES));
  });

  it("a change that is still under way stays announced when the list is made anew", async () => {
    const { table } = await fresh();
    await enter(startedAt(table), ...units);
    await startedAt(table, NOW + SIX_MINUTES).list();
    const others = startedAt(table, NOW + SIX_MINUTES);
    const update: Table["update"] = async (...asked) => {
      // Somebody else changes another unit and reads the list just before this one is written.
      await enter(others, { ...unitNamed("stp"), phone: "0262 3852 123" });
      await expectAgreed(others);
      return table.update(...asked);
    };
    const slow = startedAt(tableBut(table, { update }), NOW + SIX_MINUTES);
    await enter(slow, { ...stc, phone: "0262 3852 456" });
    await expectAgreed(startedAt(table, NOW + SIX_MINUTES));
    await expectAgreed(startedAt(table, NOW + 3 * SIX_MINUTES));
  });

  it("two who make it anew at once leave one list, and none of the other's parts", async () => {
    const { table } = await fresh();
    await layCommunes(table, 1_100);
    await Promise.all([1, 2, 3].map(() => startedAt(table, NOW + SIX_MINUTES).list()));
    await expectAgreed(startedAt(table));
    const { items } = await table.query((bind) => `pk = ${bind.value("UNIT-LIST")}`, { limit: 100 });
    expect(items.map(({ sk }) => String(sk).split("#")[0])).toEqual(["LIST", "PART", "PART", "PART"]);
  });

  it("costs no more than a page may take: of 2,000 units one read to know how many, a few to read some", async () => {
    const { table, costOf } = await fresh();
    await layCommunes(table, 2_000);
    await startedAt(table).list();
    const other = startedAt(table);
    expect((await costOf(() => other.list())).read).toBeLessThanOrEqual(1);
    const list = await other.list();
    expect((await costOf(() => list.some(["xa"], { limit: 50 }))).read).toBeLessThanOrEqual(2);
    expect((await costOf(() => list.all())).read).toBeLessThanOrEqual(8);
  });
}
