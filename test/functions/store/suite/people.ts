import { expect, it } from "vitest";

import type { UnitRecord } from "../../../../functions/domain/unit.ts";
import type { Register } from "../../../../functions/store/register.ts";
import { unitChangesIn } from "../../../../functions/store/unit-changes.ts";
import { at, email, unitId, unitNamed, units } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";
import { tableBut } from "./table-but.ts";

const NOW = at("2017-10-13T08:00");
const stc = unitNamed("stc");
const clerk = email("vanthu@stc.daklak.example");
const head = email("lanhdao@stc.daklak.example");
const bounced = { at: NOW, why: "bounce" } as const;

/** Enters units over what the register knows of them. */
async function enter(register: Register, ...records: UnitRecord[]): Promise<void> {
  expect(await register.units.putUnits(records, await register.units.unitsToChange(records))).toEqual([]);
}

export function peopleSuite(fresh: Fresh): void {
  it("units are kept whole, and listed in order of id, page by page", async () => {
    const { register } = await fresh();
    await enter(register, ...units);
    const ids = units.map(({ id }) => id).toSorted();
    expect((await register.units.allUnits()).map(({ id }) => id)).toEqual(ids);
    expect(await register.units.unit(stc.id)).toEqual({ ...stc, bounced: {} });
    expect(await register.units.unit(unitId("nobody"))).toBeUndefined();
    const first = await register.units.units({ limit: 20 });
    const second = await register.units.units({ limit: 20, after: first.after });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.after).toBeUndefined();
  });

  it("every address of a unit, and each of its systems, acts for it; an address may act for several", async () => {
    const { register } = await fresh();
    const shared = { ...unitNamed("stp"), officeEmail: clerk };
    await enter(register, { ...stc, clients: ["edoc-stc"] }, shared);
    const actsFor = (principal: string) => register.units.unitsActedForBy(principal);
    expect(await actsFor(clerk)).toEqual(["stc", "stp"]);
    expect(await actsFor("lanhdao@stc.daklak.example")).toEqual(["stc"]);
    expect(await actsFor("client:edoc-stc")).toEqual(["stc"]);
    expect(await actsFor("edoc-stc")).toEqual([]);
    expect(await actsFor("stranger@stc.daklak.example")).toEqual([]);
  });

  it("an address that a unit gives up no longer acts for it; the new one does", async () => {
    const { register } = await fresh();
    await enter(register, { ...stc, clients: ["edoc-stc"] }, unitNamed("stp"));
    const successor = email("vanthu.moi@stc.daklak.example");
    await enter(register, { ...stc, clerkEmail: successor });
    expect(await register.units.unitsActedForBy(clerk)).toEqual([]);
    expect(await register.units.unitsActedForBy("client:edoc-stc")).toEqual([]);
    expect(await register.units.unitsActedForBy(successor)).toEqual(["stc"]);
    expect(await register.units.unitsActedForBy("vanphong@stc.daklak.example")).toEqual(["stc"]);
    expect(await register.units.unitsActedForBy("vanthu@stp.daklak.example")).toEqual(["stp"]);
  });

  it("an address that moves to another contact of the same unit goes on acting for it", async () => {
    const { register } = await fresh();
    await enter(register, stc);
    await enter(register, { ...stc, clerkEmail: stc.officeEmail, officeEmail: clerk });
    expect(await register.units.unitsActedForBy(clerk)).toEqual(["stc"]);
  });

  it("an address is marked once when its mail comes back: the first reason stands", async () => {
    const { register } = await fresh();
    await enter(register, stc);
    await register.units.markBounced(clerk, bounced);
    await register.units.markBounced(clerk, { at: NOW + 1, why: "complaint" });
    expect((await register.units.unit(stc.id))?.bounced).toEqual({ [clerk]: bounced });
  });

  it("all units that have an address learn of its mark together, and of its end; nobody else's is touched", async () => {
    const { register } = await fresh();
    const sharing = ["stp", "syt"].map((id) => ({ ...unitNamed(id), officeEmail: clerk }));
    await enter(register, stc, ...sharing, unitNamed("snv"));
    await register.units.markBounced(clerk, bounced);
    const marks = async () => (await register.units.allUnits()).map((unit) => [unit.id, Object.keys(unit.bounced)]);
    expect(await marks()).toEqual([
      ["snv", []],
      ["stc", [clerk]],
      ["stp", [clerk]],
      ["syt", [clerk]],
    ]);
    expect((await register.units.unmarkBounced(clerk)).toSorted()).toEqual(["stc", "stp", "syt"]);
    expect((await marks()).flatMap(([, dead]) => dead)).toEqual([]);
    expect(await register.units.marksOf([clerk])).toEqual({});
  });

  it("a mark of an address that no unit has is kept, and acts for nobody", async () => {
    const { register } = await fresh();
    await register.units.markBounced(clerk, bounced);
    expect(await register.units.marksOf([clerk, head])).toEqual({ [clerk]: bounced });
    expect(await register.units.unitsActedForBy(clerk)).toEqual([]);
    expect(await register.units.unit(stc.id)).toBeUndefined();
  });

  it("a mark stays with its address: a unit that gives it up loses it, one that is given it has it", async () => {
    const { register } = await fresh();
    await enter(register, stc);
    await register.units.markBounced(clerk, bounced);
    await enter(register, { ...stc, phone: "0262 3852 123" });
    expect((await register.units.unit(stc.id))?.bounced).toEqual({ [clerk]: bounced });
    await enter(register, { ...stc, clerkEmail: email("vanthu.moi@stc.daklak.example") });
    expect((await register.units.unit(stc.id))?.bounced).toEqual({});
    await enter(register, stc, { ...unitNamed("stp"), officeEmail: clerk });
    expect((await register.units.unit(stc.id))?.bounced).toEqual({ [clerk]: bounced });
    expect((await register.units.unit(unitId("stp")))?.bounced).toEqual({ [clerk]: bounced });
  });

  it.each(["set", "taken off"])("a mark that is %s while a unit is being given its address stays so", async (what) => {
    const { register, table } = await fresh();
    if (what === "taken off") await register.units.markBounced(clerk, bounced);
    const known = await register.units.marksOf([clerk]);
    const meanwhile = async (...[key, change, when]: Parameters<typeof table.update>) => {
      if (what === "set") await register.units.markBounced(clerk, bounced);
      else await register.units.unmarkBounced(clerk);
      return table.update(key, change, when);
    };
    const other = email("vanthu.moi@stc.daklak.example");
    await enter(register, { ...stc, clerkEmail: other });
    const slow = unitChangesIn(tableBut(table, { update: meanwhile }));
    expect(await slow.putUnits([stc], await register.units.unitsToChange([stc]), undefined, known)).toEqual([]);
    expect((await register.units.unit(stc.id))?.bounced).toEqual(what === "set" ? { [clerk]: bounced } : {});
  });

  it("of two who set and take off a mark at once, all units have what stands at last", async () => {
    const { register } = await fresh();
    const sharing = ["stp", "syt", "sct", "sxd"].map((id) => ({ ...unitNamed(id), officeEmail: clerk }));
    await enter(register, stc, ...sharing);
    for (let times = 0; times < 5; times++) {
      await Promise.all([register.units.markBounced(clerk, bounced), register.units.unmarkBounced(clerk)]);
      const stands = Object.keys(await register.units.marksOf([clerk]));
      for (const unit of await register.units.allUnits()) expect(Object.keys(unit.bounced)).toEqual(stands);
    }
  });

  it("a mark from before marks belonged to addresses holds for its unit, and is taken off like any", async () => {
    const { register, table } = await fresh();
    await enter(register, stc);
    const old = { setIn: [{ path: ["bounced", clerk], value: bounced }] };
    await table.update({ pk: "UNITS", sk: "UNIT#stc" }, old);
    expect((await register.units.unit(stc.id))?.bounced).toEqual({ [clerk]: bounced });
    await register.units.unmarkBounced(clerk);
    expect((await register.units.unit(stc.id))?.bounced).toEqual({});
  });

  it("a mark that is set while its unit is being changed stays", async () => {
    const { register } = await fresh();
    await enter(register, stc);
    const seen = await register.units.unitsToChange([stc]);
    await register.units.markBounced(clerk, bounced);
    expect(await register.units.putUnits([{ ...stc, phone: "0262 3852 123" }], seen)).toEqual([]);
    expect(await register.units.unit(stc.id)).toEqual({
      ...stc,
      phone: "0262 3852 123",
      bounced: { [clerk]: bounced },
    });
  });

  it("marks are taken off again, each by itself", async () => {
    const { register } = await fresh();
    await enter(register, stc);
    await register.units.markBounced(clerk, bounced);
    await register.units.markBounced(head, bounced);
    expect(await register.units.unmarkBounced(clerk)).toEqual(["stc"]);
    expect((await register.units.unit(stc.id))?.bounced).toEqual({ [head]: bounced });
    expect(await register.units.unmarkBounced("nobody@stc.daklak.example")).toEqual([]);
  });

  it("a change that was broken off before the unit was written is completed when it is made again", async () => {
    const { register, table } = await fresh();
    await enter(register, stc);
    const changed = { ...stc, clerkEmail: email("vanthu.moi@stc.daklak.example") };
    const seen = await register.units.unitsToChange([stc]);
    const broken = unitChangesIn(tableBut(table, { update: () => Promise.reject(new Error("broken off")) }));
    await expect(broken.putUnits([changed], seen)).rejects.toThrow("broken off");
    // Found as it was before, and so changed still.
    expect(await register.units.unit(stc.id)).toEqual({ ...stc, bounced: {} });
    await enter(register, changed);
    expect(await register.units.unitsActedForBy(clerk)).toEqual([]);
    expect(await register.units.unitsActedForBy("vanthu.moi@stc.daklak.example")).toEqual(["stc"]);
    expect(await register.units.unit(stc.id)).toEqual({ ...changed, bounced: {} });
  });

  it("an address that a broken-off change shut out acts for nobody, and the unit hears that its mail comes back", async () => {
    const { register, table } = await fresh();
    await enter(register, stc);
    const seen = await register.units.unitsToChange([stc]);
    const broken = unitChangesIn(tableBut(table, { update: () => Promise.reject(new Error("broken off")) }));
    const changed = { ...stc, clerkEmail: email("vanthu.moi@stc.daklak.example") };
    await expect(broken.putUnits([changed], seen)).rejects.toThrow("broken off");
    expect(await register.units.unitsActedForBy(clerk)).toEqual([]);
    // Letters go there until the change is made again.
    await register.units.markBounced(clerk, bounced);
    expect((await register.units.unit(stc.id))?.bounced).toEqual({ [clerk]: bounced });
    await enter(register, changed);
    expect(await register.units.unit(stc.id)).toEqual({ ...changed, bounced: {} });
    expect(await register.units.unmarkBounced(clerk)).toEqual([]);
  });

  it("whom another change lets in again meanwhile is not struck", async () => {
    const { register, table } = await fresh();
    await enter(register, stc);
    const seen = await register.units.unitsToChange([stc]);
    const slow = unitChangesIn(
      tableBut(table, {
        remove: async (key, when) => {
          await enter(register, stc);
          return table.remove(key, when);
        },
      }),
    );
    await slow.putUnits([{ ...stc, clerkEmail: email("vanthu.moi@stc.daklak.example") }], seen);
    expect(await register.units.unit(stc.id)).toEqual({ ...stc, bounced: {} });
    expect(await register.units.unitsActedForBy(clerk)).toEqual(["stc"]);
  });

  it("an address acts for every one of its units, on however many pages the table tells them", async () => {
    const { register, table } = await fresh();
    await enter(
      register,
      stc,
      { ...unitNamed("stp"), officeEmail: clerk },
      { ...unitNamed("syt"), officeEmail: clerk },
    );
    const whole = table.query.bind(table);
    table.query = (where, reading) => whole(where, { ...reading, limit: 1 });
    expect(await register.units.unitsActedForBy(clerk)).toEqual(["stc", "stp", "syt"]);
  });

  it("of two changes of a unit as both saw it the second is refused, and made again it leaves nobody of the first", async () => {
    const { register } = await fresh();
    const [first, second] = ["mot", "hai"].map((who) => email(`${who}@stc.daklak.example`));
    const actsFor = (principal = "") => register.units.unitsActedForBy(principal);
    await enter(register, stc);
    const seen = await register.units.unitsToChange([stc]);
    const [toFirst, toSecond] = [first, second].map((clerkEmail) => ({ ...stc, clerkEmail }));
    if (!toFirst || !toSecond) throw new Error("Two changes are wanted.");
    expect(await register.units.putUnits([toFirst], seen)).toEqual([]);
    expect(await register.units.putUnits([toSecond], seen)).toEqual([toSecond]);
    expect(await register.units.unit(stc.id)).toEqual({ ...toFirst, bounced: {} });
    await enter(register, toSecond);
    expect(await register.units.unit(stc.id)).toEqual({ ...toSecond, bounced: {} });
    expect([await actsFor(clerk), await actsFor(first), await actsFor(second)]).toEqual([[], [], ["stc"]]);
  });

  it("a unit that was changed and changed back meanwhile is not the one that was seen", async () => {
    const { register } = await fresh();
    const successor = email("vanthu.moi@stc.daklak.example");
    await enter(register, stc);
    const seen = await register.units.unitsToChange([stc]);
    await enter(register, { ...stc, clerkEmail: successor });
    await enter(register, stc);
    const changed = { ...stc, phone: "0262 3852 123" };
    expect(await register.units.putUnits([changed], seen)).toEqual([changed]);
  });

  it("a unit that two enter at once is entered by the first; the second is refused", async () => {
    const { register } = await fresh();
    const other = { ...stc, clerkEmail: email("vanthu.moi@stc.daklak.example") };
    const seen = await register.units.unitsToChange([stc]);
    expect(await register.units.putUnits([stc, unitNamed("stp")], seen)).toEqual([]);
    expect(await register.units.putUnits([other, unitNamed("syt")], seen)).toEqual([other]);
    expect(await register.units.unit(stc.id)).toEqual({ ...stc, bounced: {} });
    await enter(register, other);
    expect(await register.units.unitsActedForBy(clerk)).toEqual([]);
    expect((await register.units.allUnits()).map(({ id }) => id)).toEqual(["stc", "stp", "syt"]);
  });

  it("units to be changed are those asked for, however many", async () => {
    const { register } = await fresh();
    const many = Array.from({ length: 101 }, (_, i) => ({ ...stc, id: unitId(`xa-${i}`) }));
    await enter(register, ...many, stc);
    expect([...(await register.units.unitsToChange([stc, unitNamed("stp")])).keys()]).toEqual(["stc"]);
    const seen = await register.units.unitsToChange([...many, unitNamed("stp")]);
    expect([...seen.keys()].toSorted()).toEqual(many.map(({ id }) => id).toSorted());
  });

  it("the staff list is entered, changed, read and struck from", async () => {
    const { register } = await fresh();
    const leader = {
      email: email("khoagiao@ubnd.daklak.example"),
      name: "Phòng Khoa giáo - Văn xã",
      role: "leader",
      unitId: unitId("vpub"),
    } as const;
    expect(await register.staff.member(leader.email)).toBeUndefined();
    await register.staff.put(leader);
    await register.staff.put({ ...leader, role: "supervisor", unitId: unitId("snv") });
    await register.staff.put({ ...leader, email: email("chanh@ubnd.daklak.example") });
    expect((await register.staff.members()).map(({ email: address, role }) => [address, role])).toEqual([
      ["chanh@ubnd.daklak.example", "leader"],
      ["khoagiao@ubnd.daklak.example", "supervisor"],
    ]);
    expect(await register.staff.remove(leader.email)).toBe(true);
    expect(await register.staff.remove(leader.email)).toBe(false);
    expect(await register.staff.member(leader.email)).toBeUndefined();
  });
}
