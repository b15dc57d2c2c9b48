import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { fileReport, readSummary, recordForwarding } from "../api/operations.ts";
import type { Forwardings } from "../../../functions/store/forwardings.ts";
import { consolidation, email, ref, unitId } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, goTo, issuedWorld, ok, refused } from "./world.ts";
import type { World } from "./world.ts";

const VPUB = "vanthu@vpub.daklak.example";
const params = { obligationId: consolidation.id };
const [STANDING = "", BOARD = ""] = consolidation.forwardTo ?? [];
const body = { to: STANDING, documentNumber: "185/BC-UBND", sentOn: "2017-11-10" };
const record = (changes: object = {}, by = VPUB) => ({ by, params, body: { ...body, ...changes } });

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-11-09T15:00");
});

async function fileForTheProvince(): Promise<void> {
  const report = { documentNumber: "1600/SNV-XDCQ", signedOn: "2017-11-09", signer: { name: "A", post: "Giám đốc" } };
  const filing = { by: SNV, unit: "snv", params, body: { ...report, sections: { "ket-qua": "Đã tổng hợp." } } };
  await ok(world, fileReport, filing);
  await goTo(world, "2017-11-13T09:00");
}

const shown = async () => (await ok(world, readSummary, { by: VPUB, params }))["forwarding"];

describe("to whom a report was sent on", () => {
  it("is recorded for each whom the obligation names, once, and stands in the summary in the directive's order", async () => {
    await fileForTheProvince();
    expect(await shown()).toEqual([]);
    await ok(world, recordForwarding, record({ to: BOARD, sentOn: "2017-11-13" }));
    const answer = await ask(world, recordForwarding, record());
    const sent = { documentNumber: "185/BC-UBND", by: VPUB, at: "2017-11-13T09:00:00+07:00", replaced: [] };
    const forwarding = [
      { to: STANDING, ...sent, sentOn: "2017-11-10" },
      { to: BOARD, ...sent, sentOn: "2017-11-13" },
    ];
    expect(answer).toEqual({ status: 200, body: { forwarding } });
    expect(await shown()).toEqual(forwarding);
  });

  it("is put right by recording it again; what stood there is kept, and the same again changes nothing", async () => {
    await fileForTheProvince();
    await ok(world, recordForwarding, record());
    await ok(world, recordForwarding, record());
    await goTo(world, "2017-11-14T08:00");
    await ok(world, recordForwarding, record({ documentNumber: "186/BC-UBND" }, SNV));
    await ok(world, recordForwarding, record({ documentNumber: "187/BC-UBND" }));
    const [first] = (await shown()) as { replaced: unknown }[];
    expect(first).toMatchObject({
      to: STANDING,
      documentNumber: "187/BC-UBND",
      replaced: [
        { documentNumber: "186/BC-UBND", by: SNV },
        { documentNumber: "185/BC-UBND", by: VPUB, at: "2017-11-13T09:00:00+07:00" },
      ],
    });
  });

  it("is not recorded before the report was filed", async () => {
    expect(await refused(world, recordForwarding, record())).toMatchObject({ refused: "conflict" });
  });

  it.each([
    { path: "to", change: { to: "Ban Tuyên giáo" }, says: "“Thường trực Tỉnh ủy”" },
    { path: "sentOn", change: { sentOn: "2017-11-14" }, says: "later than today, 2017-11-13" },
    { path: "sentOn", change: { sentOn: "2017-11-08" }, says: "earlier than the day on which the report was filed" },
    { path: "documentNumber", change: { documentNumber: " " }, says: "empty" },
  ])("is refused by its $path: $change", async ({ path, change }) => {
    await fileForTheProvince();
    expect(await refused(world, recordForwarding, record(change))).toMatchObject({
      refused: "invalid",
      faults: [{ path }],
    });
    expect(await shown()).toEqual([]);
  });

  it("tells all faults at once, and takes a name whatever its letter case", async () => {
    await fileForTheProvince();
    const wrong = record({ to: "Ban Tuyên giáo", sentOn: "2017-11-08" });
    expect(await refused(world, recordForwarding, wrong)).toMatchObject({
      faults: [{ path: "to" }, { path: "sentOn" }],
    });
    await ok(world, recordForwarding, record({ to: "thường trực tỉnh ủy" }));
    expect(await shown()).toMatchObject([{ to: STANDING }]);
  });

  it("is for the receiver and the unit that consolidates; a leader may only read it", async () => {
    await fileForTheProvince();
    const leader = email("leader@ubnd.daklak.example");
    await world.register.staff.put({ email: leader, name: "Chủ tịch", role: "leader", unitId: unitId("vpub") });
    expect(await refused(world, recordForwarding, record({}, leader))).toMatchObject({ refused: "forbidden" });
    expect(await refused(world, recordForwarding, record({}, "vanthu@stc.daklak.example"))).toMatchObject({
      refused: "not-found",
    });
    await ok(world, recordForwarding, record({}, SNV));
    expect((await ok(world, readSummary, { by: leader, params }))["forwarding"]).toMatchObject([{ by: SNV }]);
  });

  it("has no place at an obligation whose report goes on to nobody", async () => {
    expect(await refused(world, recordForwarding, { by: SNV, body })).toMatchObject({ refused: "not-found" });
    expect((await ok(world, readSummary, { by: SNV }))["forwarding"]).toEqual([]);
  });

  it("recorded at once by two for two stands for both; with its reply lost, once", async () => {
    await fileForTheProvince();
    await Promise.all([ok(world, recordForwarding, record()), ok(world, recordForwarding, record({ to: BOARD }, SNV))]);
    const { forwardings } = world.register;
    const append: Forwardings["append"] = async (...asked) => {
      await forwardings.append(...asked);
      return forwardings.append(...asked);
    };
    const losing = { ...world, register: { ...world.register, forwardings: { ...forwardings, append } } };
    await ok(losing, recordForwarding, record({ documentNumber: "186/BC-UBND" }));
    const records = await forwardings.of({ ...ref, obligationId: consolidation.id });
    expect(records.map(({ documentNumber }) => documentNumber)).toEqual(["185/BC-UBND", "185/BC-UBND", "186/BC-UBND"]);
    expect(await shown()).toMatchObject([{ to: STANDING, documentNumber: "186/BC-UBND" }, { to: BOARD }]);
  });
});
