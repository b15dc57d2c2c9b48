import { unzipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import * as examples from "../../../functions/http/examples.ts";
import {
  exemptDuty,
  extendDuty,
  fileReport,
  listOwnDuties,
  moveDate,
  readDuty,
  readHistory,
  reinstateDuty,
  returnReport,
  stateReason,
} from "../api/operations.ts";
import { DeadlineSchema } from "../../../functions/domain/deadline.ts";
import { movesUpTo } from "../../../functions/domain/directive-record.ts";
import { follow } from "../../../functions/domain/obligation-date.ts";
import { findOverdueRuns } from "../../../functions/use-cases/find-overdue-runs.ts";
import { bundleEvidence } from "../../../functions/use-cases/bundle-evidence.ts";
import { findObligation } from "../../../functions/use-cases/find-duty.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { at, lying, ref, unitId } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, drain, goTo, issuedWorld, named, ok, plenty, refused, requestOf, bytesOf } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const move = { before: "2017-11-06", reason: "Tỉnh ủy họp giao ban", documentNumber: "6100/UBND-KGVX" };
const moving = (body: object = move, more: object = {}) => ok(world, moveDate, { by: SNV, body, ...more });

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-10-25T10:00");
  world.mailer.mails.length = 0;
});

const mails = () => world.mailer.mails.map(named);
const to = (unit: string) => mails().filter((mail) => mail.startsWith(`${unit} `));
const shown = (unit: string) => ok(world, readDuty, { by: SNV, unit });

describe("the date of 5500, moved from 30/10 to 6/11 on 25/10", () => {
  it("is shown first with what follows: the days left to consolidate, who goes with it; and nothing is done", async () => {
    const would = await moving(move, { query: { preview: "yes" } });
    expect(would).toMatchObject({ before: "2017-11-06", previous: { before: "2017-10-30" }, kept: 0 });
    expect(would["warnings"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: "consolidation-days", from: 9, to: 4 })]),
    );
    expect(await shown("stc")).toMatchObject({ before: "2017-10-30", letters: expect.any(Array) });
    await drain(world);
    expect(mails()).toEqual([]);
  });

  it("goes for each open duty, with one letter, a line in its history and the ladder of the new date", async () => {
    const did = await moving();
    expect(did).toMatchObject({ before: "2017-11-06", moved: expect.any(Number), kept: 0 });
    expect(did["state"]).toBeUndefined();
    await drain(world);
    expect(to("stc")).toEqual([`stc -1.moved-1.unit ${STC}`]);
    expect(await shown("stc")).toMatchObject({ before: "2017-11-06", targetDay: "2017-11-03", late: false });
    const { items } = await ok(world, readHistory, { by: SNV });
    expect(items).toEqual([
      expect.objectContaining({
        act: "move-date",
        by: SNV,
        details: expect.objectContaining({ before: "2017-11-06", previousBefore: "2017-10-30" }),
      }),
    ]);
    world.mailer.mails.length = 0;
    await goTo(world, "2017-11-20T10:00");
    expect(to("stc").filter((mail) => !mail.includes(".head"))).toEqual(
      ["remind-5", "remind-2", "remind-0", "escalate", "follow-up-2"].map((name) => `stc -1.${name}.unit ${STC}`),
    );
  });

  it("has the escalation of the old date tell nobody, and a report at 2/11 is on time", async () => {
    await moving();
    await goTo(world, "2017-10-30T12:00");
    expect(mails().filter((mail) => mail.includes("escalate"))).toEqual([]);
    await goTo(world, "2017-11-02T09:00");
    const { standing } = await ok(world, fileReport, { by: STC, body: examples.report });
    expect(standing).toBe("on-time");
  });

  it("moved, moved again by another, and sent again by the first, whose answer was lost, stays as the other has it", async () => {
    await moving(move, { attempt: "first" });
    await moving({ ...move, before: "2017-11-08" }, { attempt: "second" });
    const again = await refused(world, moveDate, { by: SNV, body: move, attempt: "first", again: true });
    expect([again.refused, again.detail]).toEqual(["conflict", expect.stringContaining("moved it again")]);
    expect(await shown("stc")).toMatchObject({ before: "2017-11-08" });
  });

  it("moved twice is told by the last letter, and sent again it is done once", async () => {
    await moving(move, { attempt: "first" });
    await moving(move, { attempt: "first", again: true });
    await moving({ ...move, before: undefined, by: "2017-11-07" });
    await drain(world);
    const { moves } = (await world.register.directives.directive(ref.directiveId))!;
    expect(movesUpTo(moves["bao-cao"]!).map(({ previous, deadline }) => [previous, deadline])).toEqual([
      ["2017-10-30", "2017-11-06"],
      ["2017-11-06", "by 2017-11-07"],
    ]);
    expect(to("stc")).toEqual([`stc -2.moved-2.unit ${STC}`]);
    expect(await shown("stc")).toMatchObject({ by: "2017-11-07", deadline: "2017-11-08T00:00:00+07:00" });
  });
});

describe("a duty with a date of its own", () => {
  it("moved twice stands in the evidence with both dates each time, by which document, and by whom", async () => {
    await moving();
    await moving({ ...move, before: undefined, by: "2017-11-07", documentNumber: "6300/UBND-KGVX" });
    const request = await requestOf(world, { by: SNV });
    const found = await findObligation(request, world);
    if (isRefusal(found)) throw new Error(found.detail);
    const evidence = await bundleEvidence({ found, now: request.receivedAt, query: {} }, world);
    if (isRefusal(evidence)) throw new Error(evidence.detail);
    const files = unzipSync(new Uint8Array(await bytesOf(evidence.content)));
    const moves = Object.entries(files).find(([name]) => name.endsWith("chuyen-thoi-han.json"))?.[1];
    const { reason } = move;
    expect(JSON.parse(new TextDecoder().decode(moves))).toMatchObject([
      {
        from: { before: "2017-10-30" },
        to: { before: "2017-11-06" },
        reason,
        documentNumber: "6100/UBND-KGVX",
        by: SNV,
      },
      { from: { before: "2017-11-06" }, to: { by: "2017-11-07" }, documentNumber: "6300/UBND-KGVX", by: SNV },
    ]);
  });

  it("keeps an extension that is later, and stands by the new date before it", async () => {
    await ok(world, extendDuty, { by: SNV, body: { ...examples.extension, before: "2017-11-08" } });
    expect(await moving()).toMatchObject({ kept: 1 });
    await drain(world);
    expect(await shown("stc")).toMatchObject({
      before: "2017-11-08",
      extension: { before: "2017-11-08", previousBefore: "2017-10-30" },
    });
    await goTo(world, "2017-11-02T09:00");
    expect(await ok(world, fileReport, { by: STC, body: examples.report })).toMatchObject({ standing: "on-time" });
  });

  it("goes with the obligation when that is later than its extension, and is reminded by the new date", async () => {
    await ok(world, extendDuty, { by: SNV, body: { ...examples.extension, before: "2017-11-03" } });
    await moving();
    await drain(world);
    expect(await shown("stc")).toMatchObject({ before: "2017-11-06" });
    world.mailer.mails.length = 0;
    await goTo(world, "2017-11-06T09:00");
    expect(to("stc")).toContain(`stc 2.escalate.unit ${STC}`);
  });

  it("that was returned keeps its supplement's date, and is reminded by it", async () => {
    await ok(world, fileReport, { by: STC, body: examples.report });
    await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu số liệu" } });
    await moving();
    await drain(world);
    expect(await shown("stc")).toMatchObject({ before: "2017-10-30", supplement: { before: "2017-10-30" } });
    world.mailer.mails.length = 0;
    await goTo(world, "2017-10-30T09:00");
    expect(to("stc")).toContain(`stc 1.escalate.unit ${STC}`);
  });
});

describe("a supplement due on the very day of the obligation", () => {
  it("stays due when that is moved, and its unit is late in every list before anybody has gone through the duties", async () => {
    await ok(world, fileReport, { by: STC, body: { ...examples.report, signedOn: "2017-10-24" } });
    await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu số liệu", before: "2017-10-30" } });
    await drain(world);
    const place = { ...lying(), deadline: DeadlineSchema.parse("2017-11-06"), moved: 1, movedAt: world.clock.now() };
    const where = { ...ref, place };
    const now = at("2017-10-30T00:00");
    const { items } = await world.register.duties.lateDuties({ ...where, now }, { limit: 50 });
    expect(items.map(({ unitId: id }) => id)).toEqual(["stc"]);
    const written = await world.register.duties.writtenDuty({ ...ref, unitId: unitId("stc") }, lying());
    const open = await world.register.duties.openDuties(where, { limit: 50 });
    const { deadline, ladder } = follow(written!, place);
    expect(open.items.find(({ unitId: id }) => id === "stc")).toMatchObject({ deadline, ladder });
  });
});

describe("while duties are gone through in the background", () => {
  /** The date is written, and whoever was to go through the duties died at once. */
  const movedOnly = async () => {
    const dying = {
      ...world,
      register: { ...world.register, runs: { ...world.register.runs, hold: async () => false } },
    };
    await ok(dying, moveDate, { by: SNV, body: move });
  };

  it("a duty is judged and shown by the new date from the first moment", async () => {
    await movedOnly();
    expect(await shown("stc")).toMatchObject({ before: "2017-11-06" });
    world.clock.moveTo(at("2017-11-02T09:00"));
    const { standing } = await ok(world, fileReport, { by: STC, body: examples.report });
    expect(standing).toBe("on-time");
  });

  it("the unit's own list has it too", async () => {
    await movedOnly();
    const { items } = await ok(world, listOwnDuties, { by: STC });
    expect(items).toEqual([expect.objectContaining({ before: "2017-11-06", targetDay: "2017-11-03" })]);
  });

  it("an act on a duty has it follow first", async () => {
    await movedOnly();
    await ok(world, stateReason, { by: STC, body: examples.reason });
    const duty = await world.register.duties.duty({ ...ref, unitId: unitId("stc") }, lying());
    expect(duty).toMatchObject({ follows: 1, deadline: "2017-11-06", sequence: 2 });
  });

  it("whoever is reinstated by then has the new date in the letter that says so, and no other", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    await movedOnly();
    world.clock.moveTo(at("2017-10-25T10:10"));
    await ok(world, reinstateDuty, { by: SNV, body: { reason: "Miễn nhầm" } });
    await drain(world);
    expect(to("stc").map((mail) => mail.split(" ")[1])).toEqual(["0.reinstated-3.unit"]);
    expect(await shown("stc")).toMatchObject({ before: "2017-11-06" });
  });

  it("the queue has all of them follow, each told once", async () => {
    await movedOnly();
    await drain(world);
    expect(to("stc")).toEqual([`stc -1.moved-1.unit ${STC}`]);
  });
});

describe("a date that cannot be is refused:", () => {
  it.each([
    ["the same", { before: "2017-10-30" }],
    ["the same instant, written in another way", { before: undefined, by: "2017-10-29" }],
    ["one that has passed", { before: "2017-10-25" }],
    ["one at which the consolidated report is due", { before: "2017-11-10" }],
    ["none", { before: undefined }],
    ["two", { by: "2017-11-05" }],
  ])("%s", async (_what, change) => {
    const refusal = await refused(world, moveDate, { by: SNV, body: { ...move, ...change } });
    expect(refusal.refused).toBe("invalid");
    expect(await shown("stc")).toMatchObject({ before: "2017-10-30" });
  });

  it("by whoever does not supervise it", async () => {
    expect(await ask(world, moveDate, { by: STC, body: move })).toMatchObject({ refused: expect.any(String) });
  });

  it("by one of two who move it at once", async () => {
    const both = await Promise.all([1, 2].map(() => ask(world, moveDate, { by: SNV, body: move })));
    expect(both.filter((answer) => "status" in answer)).toHaveLength(1);
  });
});

describe("the consolidation's date, moved to a later day", () => {
  const VPUB = "vanthu@vpub.daklak.example";
  const consolidation = { ...ref, obligationId: "tong-hop" };
  /** Reports are due on 6/11, and their follow-up of 13/11 stops before the consolidation of 10/11; on 14/11 that gets until 30/11. */
  async function moveBoth({ schedulesLost = false } = {}): Promise<void> {
    await moving();
    await drain(world);
    if (schedulesLost) world.schedules.lose();
    await goTo(world, "2017-11-14T10:00");
    await ok(world, moveDate, {
      by: VPUB,
      params: consolidation,
      body: { before: "2017-11-30", reason: "Chờ số liệu", documentNumber: "6300/UBND-KGVX" },
    });
    await drain(world);
  }

  it("leaves what was waiting to be sent: a follow-up that nobody planned has overtaken nothing", async () => {
    world.mailer.sandbox([STC]);
    await moveBoth();
    expect(await world.register.runs.run({ ...ref, run: "ALL#1#follow-up-5" })).toBeUndefined();
    world.mailer.sandbox([]);
    await goTo(world, "2017-11-14T12:00");
    const asked = { kind: "letter", ...ref, unitId: unitId("stc"), ladder: -1, addressee: "unit" } as const;
    await world.queues.post([{ ...asked, milestone: "follow-up-2" }]);
    await drain(world);
    expect(to("stc")).toContain(`stc -1.follow-up-2.unit ${STC}`);
  });

  it("has a milestone run that was held up until then", async () => {
    await moveBoth({ schedulesLost: true });
    await findOverdueRuns(world, plenty);
    await drain(world);
    expect(to("stc")).toContain(`stc -1.follow-up-2.unit ${STC}`);
  });
});
