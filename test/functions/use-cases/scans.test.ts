import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { announceScan, fetchScan, listScans, readDuty, readScan, removeScan } from "../api/operations.ts";
import { jpeg } from "../objects/files.ts";
import { announceItsScan, pdf, scan, sendScan } from "../objects/send-file.ts";
import { directive, email, ref, unitId, unitNamed } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, issuedWorld, ok, refused, requestOf } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const COMMUNE = "vanthu@xa.daklak.example";
const { directiveId } = ref;

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  const commune = { ...unitNamed("ubnd-lak"), id: unitId("xa"), kind: "xa", clerkEmail: email(COMMUNE) };
  await world.register.units.putUnits([commune], new Map());
});

const announce = () => announceItsScan(world);
const send = (bytes = pdf, id = directiveId) => sendScan(world, { bytes, id });
const at = (attachmentId: string, by = SNV, id: string = directiveId) => ({
  by,
  params: { directiveId: id, attachmentId },
});
const scanOf = async () => (await world.register.directives.directive(directiveId))?.scan;

describe("the scan of a directive", () => {
  it("is announced by who keeps the register, sent, looked at, and then named by the directive", async () => {
    const answer = await ok(world, announceScan, { by: SNV, params: { directiveId }, body: scan });
    expect(answer).toMatchObject({
      state: "awaited",
      upload: { fields: { key: `incoming/${directiveId}/${String(answer["id"])}` } },
    });
    expect(await scanOf()).toBeUndefined();
    const id = await send();
    expect(await ok(world, readScan, at(id))).toMatchObject({ state: "ready", size: pdf.length });
    expect(await scanOf()).toEqual({ id, kind: "pdf" });
    expect(world.archive.keys).toContain(`attachments/${directiveId}/${id}`);
  });

  it("that is not what it says is refused as a unit's attachment is, and named by nothing", async () => {
    const id = await send(jpeg);
    expect(await ok(world, readScan, at(id))).toMatchObject({
      state: "refused",
      refused: { detail: expect.any(String) },
    });
    expect(await scanOf()).toBeUndefined();
  });

  it("may not be a state secret, and has to end as its type does", async () => {
    const body = { ...scan, fileName: "cv.exe", noStateSecret: false };
    expect(await refused(world, announceScan, { by: SNV, params: { directiveId }, body })).toMatchObject({
      refused: "invalid",
      faults: [{ path: "noStateSecret" }],
    });
  });

  it("is read by each unit that owes a report, by who receives one, and by nobody else", async () => {
    const id = await send();
    for (const by of [STC, "vanthu@vpub.daklak.example", SNV]) {
      expect((await ok(world, listScans, { by, params: { directiveId } }))["items"]).toMatchObject([{ id }]);
      expect(await fetchScan(await requestOf(world, at(id, by)), world)).toMatchObject({ status: 303 });
    }
    for (const run of [listScans, readScan, fetchScan, announceScan, removeScan])
      expect(await refused(world, run, { ...at(id, COMMUNE), body: scan })).toMatchObject({ refused: "not-found" });
  });

  it("a unit reads what was looked at, and neither adds nor removes", async () => {
    const id = await announce();
    expect((await ok(world, listScans, { by: STC, params: { directiveId } }))["items"]).toEqual([]);
    expect(await refused(world, readScan, at(id, STC))).toMatchObject({ refused: "not-found" });
    expect(await refused(world, announceScan, { by: STC, params: { directiveId }, body: scan })).toMatchObject({
      refused: "forbidden",
    });
    expect(await refused(world, removeScan, at(id, STC))).toMatchObject({ refused: "forbidden" });
  });

  it("stays once the directive was issued; another takes its place", async () => {
    const first = await send();
    expect(await refused(world, removeScan, at(first))).toMatchObject({ refused: "conflict" });
    const second = await send();
    expect(await scanOf()).toEqual({ id: second, kind: "pdf" });
    expect((await ok(world, listScans, { by: STC, params: { directiveId } }))["items"]).toHaveLength(2);
  });

  it("of a directive that is being prepared is its keepers', who may take it back", async () => {
    const draft = { ...directive, id: "dang-soan" as typeof directive.id };
    await world.register.directives.createDirective(draft, world.clock.now());
    const first = await send(pdf, draft.id);
    const second = await send(pdf, draft.id);
    expect(await refused(world, listScans, { by: STC, params: { directiveId: draft.id } })).toMatchObject({
      refused: "not-found",
    });
    await ask(world, removeScan, at(second, SNV, draft.id));
    const record = await world.register.directives.directive(draft.id);
    expect([record?.scan, record?.status]).toEqual([{ id: first, kind: "pdf" }, "draft"]);
    await ask(world, removeScan, at(first, SNV, draft.id));
    expect((await world.register.directives.directive(draft.id))?.scan).toBeUndefined();
    expect(world.archive.keys.filter((key) => key.includes(draft.id))).toEqual([]);
  });

  it("there is room for ten, and those of a unit take none of it", async () => {
    for (let n = 0; n < 10; n++) await announce();
    expect(await refused(world, announceScan, { by: SNV, params: { directiveId }, body: scan })).toMatchObject({
      refused: "conflict",
    });
    expect(await ok(world, readDuty, { by: STC })).toMatchObject({ state: "awaiting" });
  });
});
