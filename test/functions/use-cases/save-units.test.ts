import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { fileReport, importUnits, listUnits, putStaff, putUnit } from "../api/operations.ts";
import * as examples from "../../../functions/http/examples.ts";
import { unitChangesIn } from "../../../functions/store/unit-changes.ts";
import { email, ref, unitId, unitNamed, lying } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { tableBut } from "../store/suite/table-but.ts";
import { SNV, ask, dutyIn, goTo, issuedWorld, ok, refused } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const HEADER = "id,name,kind,headTitle,clerkEmail,officeEmail,headEmail,phone\n";
const stc = "stc,Sở Tài chính,so-ban-nganh,Giám đốc,vanthu.moi@stc.daklak.example,,,0262 3852 123\n";
const syt = "syt,Sở Y tế,so-ban-nganh,Giám đốc Sở Y tế,vanthu@syt.daklak.example,,,\n";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
});

const actsFor = (principal: string) => world.register.units.unitsActedForBy(principal);

/** The world to a request that another meets when all but the unit's record is written. */
function meeting(other: () => Promise<unknown>): World {
  const { table } = world.table;
  let met = false;
  const meet = async () => {
    if (met) return;
    met = true;
    await other();
  };
  const changes = unitChangesIn(
    tableBut(table, {
      put: async (...asked) => {
        await meet();
        return table.put(...asked);
      },
      update: async (...asked) => {
        await meet();
        return table.update(...asked);
      },
    }),
  );
  return { ...world, register: { ...world.register, units: { ...world.register.units, ...changes } } };
}

it("a file enters new units and changes those that are there; the others stay", async () => {
  expect(await ok(world, importUnits, { by: SNV, body: HEADER + stc + syt })).toEqual({
    units: 2,
    created: 1,
    changed: 1,
  });
  expect((await world.register.units.allUnits()).map(({ id }) => id)).toEqual([
    "snv",
    "stc",
    "stp",
    "syt",
    "ubnd-lak",
    "vpub",
  ]);
  expect([await actsFor(STC), await actsFor("vanthu.moi@stc.daklak.example")]).toEqual([[], ["stc"]]);
});

it("a file with one fault enters nothing, and every fault is named by its row", async () => {
  const wrong = "x y,Tên,so-ban-nganh,,khong-phai-dia-chi,,,\n";
  const answer = await refused(world, importUnits, { by: SNV, body: HEADER + stc + wrong + syt });
  expect(answer).toMatchObject({
    refused: "invalid",
    faults: [
      expect.objectContaining({ path: "row 3, id" }),
      expect.objectContaining({ path: "row 3, clerkEmail", message: expect.stringContaining("khong-phai-dia-chi") }),
    ],
  });
  expect(await actsFor(STC)).toEqual(["stc"]);
  expect(await world.register.units.unit(unitId("syt"))).toBeUndefined();
});

it("a file, which has no column for them, leaves a unit's systems their access; an entry without them takes it", async () => {
  const { id: _id, ...unit } = unitNamed("stc");
  await ok(world, putUnit, { by: SNV, body: { ...unit, clients: ["edoc-stc"] } });
  await ok(world, importUnits, { by: SNV, body: HEADER + stc + syt });
  expect(await actsFor("client:edoc-stc")).toEqual(["stc"]);
  await ok(world, importUnits, { by: SNV, body: HEADER + stc });
  expect(await actsFor("client:edoc-stc")).toEqual(["stc"]);
  await ok(world, putUnit, { by: SNV, body: unit });
  expect(await actsFor("client:edoc-stc")).toEqual([]);
});

it.each([
  ["the site's own client", ["dung-han"], [0, "dung-han"]],
  ["another unit's system", ["edoc-stc", "edoc-stp"], [1, "edoc-stp"]],
  ["a system in other letters", ["edoc-STC"], [0, "edoc-STC"]],
  ["what the deployment does not name", ["edoc-3"], [0, "edoc-3"]],
] as const)("%s cannot be entered as a unit's system", async (_what, clients, [at, got]) => {
  const { id: _id, ...unit } = unitNamed("stc");
  expect(await ask(world, putUnit, { by: SNV, body: { ...unit, clients } })).toMatchObject({
    refused: "invalid",
    faults: [
      {
        path: `clients[${at}]`,
        message: `must be a system that this deployment names for stc (edoc-stc, edoc-2); got "${got}"`,
        vi: `Phải là hệ thống đã khai báo cho đơn vị khi triển khai (edoc-stc, edoc-2); nhận được "${got}".`,
      },
    ],
  });
  expect(await world.register.units.unit(unitId("stc"))).not.toHaveProperty("clients");
});

it("of a unit for which the deployment names no system, the refusal says so", async () => {
  const { id: _id, ...unit } = unitNamed("ubnd-lak");
  const body = { ...unit, clients: ["edoc-stc"] };
  expect(await ask(world, putUnit, { by: SNV, unit: "ubnd-lak", body })).toMatchObject({
    faults: [{ message: expect.stringContaining("(none yet)"), vi: expect.stringContaining("(chưa có)") }],
  });
});

it("a changed name, head and telephone stand on the lists of what the unit still owes", async () => {
  await ok(world, importUnits, { by: SNV, body: HEADER + stc });
  const { items } = await world.register.duties.openDuties({ ...ref, place: lying() }, { limit: 10 });
  expect(items.find((duty) => duty.unitId === "stc")).toMatchObject({ head: "Giám đốc", phone: "0262 3852 123" });
});

it("a file that is entered again writes nothing, and the lists stay as they are", async () => {
  await ok(world, importUnits, { by: SNV, body: HEADER + stc + syt });
  const { units, duties } = world.register;
  const written: string[] = [];
  const putUnits: typeof units.putUnits = async (records) => {
    written.push(...records.map(({ id }) => id));
    return [];
  };
  const refreshUnit: typeof duties.refreshUnit = async (duty) => {
    written.push(`the duty of ${duty.unitId}`);
    return true;
  };
  const watched = {
    ...world,
    register: { ...world.register, units: { ...units, putUnits }, duties: { ...duties, refreshUnit } },
  };
  expect(await ok(watched, importUnits, { by: SNV, body: HEADER + stc + syt })).toEqual({
    units: 2,
    created: 0,
    changed: 0,
  });
  expect(written).toEqual([]);
  await ok(watched, importUnits, { by: SNV, body: HEADER + stc.replace("123", "124") + syt });
  expect(written).toEqual(["the duty of stc", "stc"]);
});

it("a file and a change of one unit meet: the record and who may act for the unit agree", async () => {
  const { id: _id, ...unit } = unitNamed("stc");
  const byPage = "vanthu.moi@stc.daklak.example";
  const met = meeting(() =>
    ok(world, putUnit, { by: SNV, body: { ...unit, clerkEmail: byPage, clients: ["edoc-stc"] } }),
  );
  const file = `${HEADER}stc,Sở Tài chính,so-ban-nganh,Giám đốc,${STC},,,0262 3852 123\n`;
  expect(await ok(met, importUnits, { by: SNV, body: file })).toEqual({ units: 1, created: 0, changed: 1 });
  expect(await world.register.units.unit(unitId("stc"))).toMatchObject({
    clerkEmail: STC,
    phone: "0262 3852 123",
    clients: ["edoc-stc"],
  });
  expect([await actsFor(STC), await actsFor(byPage), await actsFor("client:edoc-stc")]).toEqual([["stc"], [], ["stc"]]);
  const { items } = await world.register.duties.openDuties({ ...ref, place: lying() }, { limit: 10 });
  expect(items.find((duty) => duty.unitId === "stc")).toMatchObject({ phone: "0262 3852 123" });
});

it("two changes of one unit meet: nobody may act for it whom its record does not name, and a mark stays", async () => {
  const { id: _id, ...unit } = unitNamed("stc");
  const [first, second] = ["mot@stc.daklak.example", "hai@stc.daklak.example"];
  const met = meeting(async () => {
    await ok(world, putUnit, { by: SNV, body: { ...unit, clerkEmail: first } });
    await world.register.units.markBounced(email("lanhdao@stc.daklak.example"), {
      at: 0,
      why: "bounce",
    });
  });
  const put = await ok(met, putUnit, { by: SNV, body: { ...unit, clerkEmail: second } });
  expect(put).toMatchObject({ clerkEmail: second, bounced: [{ address: "lanhdao@stc.daklak.example" }] });
  expect([await actsFor(STC), await actsFor(first), await actsFor(second)]).toEqual([[], [], ["stc"]]);
});

it("a file that meets the taking away of a system's access does not give it back", async () => {
  const { id: _id, ...unit } = unitNamed("stc");
  await ok(world, putUnit, { by: SNV, body: { ...unit, clients: ["edoc-stc"] } });
  const { units } = world.register;
  let met = false;
  const putUnits: typeof units.putUnits = async (...asked) => {
    if (!met) await ok(world, putUnit, { by: SNV, body: unit });
    met = true;
    return units.putUnits(...asked);
  };
  const meetsFirst = { ...world, register: { ...world.register, units: { ...units, putUnits } } };
  await ok(meetsFirst, importUnits, { by: SNV, body: HEADER + stc });
  expect(await world.register.units.unit(unitId("stc"))).not.toHaveProperty("clients");
  expect(await actsFor("client:edoc-stc")).toEqual([]);
});

it("a unit that two enter at once is what the second says, and the first's contacts act for it no more", async () => {
  const body = { ...unitNamed("syt"), clerkEmail: "hai@syt.daklak.example" };
  const met = meeting(() => ok(world, importUnits, { by: SNV, body: HEADER + syt }));
  await ok(met, putUnit, { by: SNV, body, params: { unitId: "syt" } });
  expect(await world.register.units.unit(unitId("syt"))).toMatchObject({ clerkEmail: "hai@syt.daklak.example" });
  expect([await actsFor("vanthu@syt.daklak.example"), await actsFor("hai@syt.daklak.example")]).toEqual([[], ["syt"]]);
});

it("a change that meets another at every try is told to come again", async () => {
  const { units } = world.register;
  let tries = 0;
  const putUnits: typeof units.putUnits = async (records) => {
    tries++;
    return [...records];
  };
  const met = { ...world, register: { ...world.register, units: { ...units, putUnits } } };
  const { id: _id, ...unit } = { ...unitNamed("stc"), phone: "0262 3852 123" };
  expect(await refused(met, putUnit, { by: SNV, body: unit })).toMatchObject({ refused: "busy" });
  expect(await refused(met, importUnits, { by: SNV, body: HEADER + syt })).toMatchObject({ refused: "busy" });
  expect(tries).toBe(10);
});

it("of a long file that is broken off what was done counts, in the file's order, and sent again it goes on from there", async () => {
  const fileOf = (phone: string) =>
    HEADER +
    Array.from({ length: 200 }, (_, i) => `xa-${i},Xã ${i},xa,,vanthu@xa-${i}.example,,,${phone}\n`)
      .toReversed()
      .join("");
  await ok(world, importUnits, { by: SNV, body: fileOf("1") });
  const { duties } = world.register;
  let looked = 0;
  const dutiesOfUnit: typeof duties.dutiesOfUnit = async (...asked) => {
    if (++looked > 150) throw new Error("out of time");
    return duties.dutiesOfUnit(...asked);
  };
  const brief = { ...world, register: { ...world.register, duties: { ...duties, dutiesOfUnit } } };
  await expect(ask(brief, importUnits, { by: SNV, body: fileOf("2") })).rejects.toThrow("out of time");
  const done = (await world.register.units.allUnits()).filter(({ phone }) => phone === "2").map(({ id }) => id);
  expect(done.length).toBeGreaterThanOrEqual(50);
  expect(done.toSorted()).toEqual(Array.from(done, (_, i) => `xa-${199 - i}`).toSorted());
  looked = 0;
  const left = 200 - done.length;
  expect(await ok(brief, importUnits, { by: SNV, body: fileOf("2") })).toEqual({
    units: 200,
    created: 0,
    changed: left,
  });
  expect(looked).toBe(left);
});

it("a unit that filed while it could not be reached is marked so no longer once its address is mended", async () => {
  for (const address of [STC, "vanphong@stc.daklak.example", "lanhdao@stc.daklak.example"])
    await world.register.units.markBounced(email(address), { at: 0, why: "bounce" });
  await goTo(world, "2017-09-29T08:01");
  expect((await dutyIn(world, "stc")).unreachable).toBe(true);
  await ok(world, fileReport, { by: STC, body: examples.report });
  await ok(world, importUnits, { by: SNV, body: HEADER + stc });
  expect((await dutyIn(world, "stc")).unreachable).toBe(false);
});

it("an address whose mail came back is dead still when a file, or a system, brings it again", async () => {
  await world.register.units.markBounced(email(STC), { at: 0, why: "bounce" });
  const { id: _id, ...unit } = unitNamed("stc");
  await ok(world, putUnit, { by: SNV, body: { ...unit, clerkEmail: "vanthu.moi@stc.daklak.example" } });
  expect((await world.register.units.unit(unitId("stc")))?.bounced).toEqual({});
  await ok(world, putUnit, { by: SNV, body: unit });
  await ok(world, importUnits, { by: SNV, body: HEADER + syt.replace(/[^,@]+@syt[^,]*/, STC) });
  for (const id of ["stc", "syt"])
    expect((await world.register.units.unit(unitId(id)))?.bounced).toEqual({ [STC]: { at: 0, why: "bounce" } });
});

it("the list of units says which addresses' mail came back, and whether any still takes it", async () => {
  await world.register.units.markBounced(email(STC), { at: world.clock.now(), why: "bounce" });
  const { items } = (await ok(world, listUnits, { by: STC })) as { items: { id: string }[] };
  expect(items.find(({ id }) => id === "stc")).toMatchObject({
    reachable: true,
    bounced: [{ address: STC, why: "bounce", at: expect.stringMatching(/^2017-07-14T/) }],
  });
});

it("the staff list names units of the register only", async () => {
  const body = { name: "Trần Thị B", role: "supervisor", unitId: "khong-co" };
  const answer = await refused(world, putStaff, { by: SNV, body, params: { email: "b@snv.daklak.example" } });
  expect(answer).toMatchObject({ faults: [{ path: "unitId", message: 'no unit has this id; got "khong-co"' }] });
  const { unitId: _unit, ...own } = body;
  const put = await ok(world, putStaff, { by: SNV, body: own, params: { email: "B@snv.daklak.example" } });
  expect(put).toMatchObject({ email: "b@snv.daklak.example", unitId: "snv" });
});
