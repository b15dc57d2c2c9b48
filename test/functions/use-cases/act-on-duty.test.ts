import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import {
  acceptReport,
  exemptDuty,
  extendDuty,
  fileReport,
  readHistory,
  readSummary,
  moveDate,
  recordHardCopy,
  reinstateDuty,
  returnReport,
  stateReason,
} from "../api/operations.ts";
import { ATTEMPT_LIFE_MS } from "../../../functions/store/attempt-life.ts";
import * as examples from "../../../functions/http/examples.ts";
import { at, directive, ref, lying } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, drain, dutyIn, goTo, issuedWorld, named, ok, refused } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const SECOND_SNV = "vanphong@snv.daklak.example";
const paper = { receivedAt: "2017-09-20T15:30:00+07:00", documentNumber: "98/BC-STC", note: "Nhận qua bưu điện" };

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-09-21T10:00");
  world.mailer.mails.length = 0;
});

const file = () => ok(world, fileReport, { by: STC, body: examples.report });
const history = async () => (await ok(world, readHistory, { by: SNV }))["items"] as Record<string, unknown>[];

describe("an act", () => {
  it("stands in the history with who, when, from which state, and in its own words; nothing there ever changes", async () => {
    await file();
    world.clock.moveTo(world.clock.now() + 1000);
    await ok(world, returnReport, { by: SNV, body: examples.returned });
    const early = await history();
    expect(early).toEqual([
      expect.objectContaining({ act: "submit", by: STC, at: "2017-09-21T10:00:00+07:00", revision: 1 }),
      {
        act: "return",
        by: SNV,
        at: "2017-09-21T10:00:01+07:00",
        from: "submitted",
        to: "returned",
        details: examples.returned,
      },
    ]);
    await goTo(world, "2017-09-22T10:00");
    for (const act of [
      () => ok(world, stateReason, { by: STC, body: examples.reason }),
      file,
      () => ok(world, acceptReport, { by: SECOND_SNV }),
    ]) {
      await act();
      world.clock.moveTo(world.clock.now() + 1000);
    }
    const late = await history();
    expect(late.slice(0, 2)).toEqual(early);
    expect(late.slice(2).map(({ act, by }) => [act, by])).toEqual([
      ["reason", STC],
      ["submit", STC],
      ["accept", SECOND_SNV],
    ]);
  });

  it("of two supervisors at once is done once, and the other is told", async () => {
    await file();
    const both = await Promise.all([
      ask(world, acceptReport, { by: SNV }),
      ask(world, returnReport, { by: SECOND_SNV, body: examples.returned }),
    ]);
    expect(both.filter((answer) => "status" in answer)).toHaveLength(1);
    expect(both.find((answer) => "refused" in answer)).toMatchObject({
      refused: expect.stringMatching(/^(busy|conflict)$/),
      detail: expect.stringContaining("Somebody else"),
    });
    expect((await history()).filter(({ act }) => act !== "submit")).toHaveLength(1);
  });

  it("decided on a report that the unit replaces at the same moment falls, and leaves nothing behind", async () => {
    await file();
    world.clock.moveTo(world.clock.now() + 1000);
    const [accepted, filed] = await Promise.all([
      ask(world, acceptReport, { by: SNV }),
      ask(world, fileReport, { by: STC, body: examples.report }),
    ]);
    const { state, revision } = await dutyIn(world, "stc");
    const done = [accepted, filed].map((answer) => "status" in answer);
    expect([
      ["accepted", 1, [true, false]],
      ["submitted", 2, [false, true]],
      ["accepted", 2, [true, true]],
    ]).toContainEqual([state, revision, done]);
    expect((await history()).filter(({ act }) => act === "accept")).toHaveLength(done[0] ? 1 : 0);
  });

  it("that a crash cut short before it was done leaves no trace, and can be done once it must be dead", async () => {
    await file();
    await drain(world);
    world.queues.dieAt(0);
    await expect(ask(world, returnReport, { by: SNV, body: examples.returned })).rejects.toThrow("died");
    expect((await dutyIn(world, "stc")).state).toBe("submitted");
    expect((await history()).map(({ act }) => act)).toEqual(["submit"]);
    expect(await refused(world, acceptReport, { by: SECOND_SNV })).toMatchObject({
      refused: "busy",
      retryAfterSeconds: 60,
    });
    world.clock.moveTo(world.clock.now() + ATTEMPT_LIFE_MS + 1);
    await ok(world, acceptReport, { by: SECOND_SNV });
    expect((await history()).map(({ act }) => act)).toEqual(["submit", "accept"]);
  });

  it("whose letter could not be asked for once it was done sends it all the same, once", async () => {
    await file();
    await goTo(world, "2017-09-21T11:00");
    world.mailer.mails.length = 0;
    world.queues.dieAt(1);
    expect(await ok(world, returnReport, { by: SNV, body: examples.returned })).toMatchObject({ state: "returned" });
    expect((await dutyIn(world, "stc")).state).toBe("returned");
    await goTo(world, "2017-09-21T12:00");
    expect(world.mailer.mails.map(named)).toEqual([`stc 0.returned-1.unit ${STC}`]);
  });
});

describe("an extension", () => {
  it("keeps and shows both dates, and who approved it by which document", async () => {
    expect(await ok(world, extendDuty, { by: SNV, body: examples.extension })).toMatchObject({
      before: "2017-11-03",
      targetDay: "2017-11-02",
      extension: { ...examples.extension, previousBefore: "2017-10-30", at: "2017-09-21T10:00:00+07:00" },
    });
    const again = { ...examples.extension, before: "2017-11-07" };
    expect(await ok(world, extendDuty, { by: SNV, body: again })).toMatchObject({
      extension: { before: "2017-11-07", previousBefore: "2017-10-30" },
    });
  });

  it("is answered with what the date leads to, in the preview as well", async () => {
    const body = { ...examples.extension, before: "2017-11-06" };
    const warnings = [
      { code: "consolidation-days", message: expect.stringContaining("4 working days"), from: 9, to: 4 },
    ];
    expect(await ok(world, extendDuty, { by: SNV, body, query: { preview: "yes" } })).toMatchObject({ warnings });
    expect(await ok(world, extendDuty, { by: SNV, body })).toMatchObject({ warnings });
  });

  it("is answered by a letter to the unit, once", async () => {
    await ok(world, extendDuty, { by: SNV, body: examples.extension });
    await goTo(world, "2017-09-21T11:00");
    expect(world.mailer.mails.map(named)).toEqual([`stc 0.extended-1.unit ${STC}`]);
  });

  it.each([
    ["2017-10-30", "the date in force"],
    ["2017-10-01", "an earlier date"],
    ["2017-02-30", "no day at all"],
  ])("to %s, %s, is refused", async (before) => {
    const answer = await refused(world, extendDuty, { by: SNV, body: { ...examples.extension, before } });
    expect(answer).toMatchObject({ refused: "invalid", faults: [expect.objectContaining({ path: "before" })] });
    expect((await world.register.runs.runsOf(directive.id)).filter(({ unitId }) => unitId)).toEqual([]);
  });

  it("to a day that has passed is refused, naming the first that is allowed", async () => {
    await goTo(world, "2017-11-06T09:00");
    const answer = await refused(world, extendDuty, { by: SNV, body: { ...examples.extension, before: "2017-11-06" } });
    expect(answer).toMatchObject({ faults: [{ path: "before", message: expect.stringContaining("2017-11-07") }] });
  });
});

describe("an exemption", () => {
  it("is answered by a letter to the unit's office, once, and the duty keeps for it why and by whom", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    await goTo(world, "2017-09-21T11:00");
    expect(world.mailer.mails.map(named)).toEqual([`stc 0.exempted-1.unit ${STC}`]);
    expect((await dutyIn(world, "stc")).exemption).toMatchObject({ ...examples.exemption, from: "awaiting", by: SNV });
  });
});

describe("a reinstatement", () => {
  const reinstatement = { reason: "Đơn vị có phát sinh hoạt động trong kỳ" };
  const freed = async (moment = "2017-09-21T11:00") => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    await goTo(world, moment);
    world.mailer.mails.length = 0;
  };
  const ownRuns = async () =>
    (await world.register.runs.runsOf(directive.id))
      .filter(({ unitId }) => unitId)
      .map(({ milestone, phase }) => [milestone, phase]);

  it("is told by one letter with the calendar entry, and the unit is reminded again with all others", async () => {
    await freed();
    expect(await ok(world, reinstateDuty, { by: SNV, body: reinstatement })).toMatchObject({
      state: "awaiting",
      before: "2017-10-30",
    });
    await goTo(world, "2017-09-29T09:00");
    expect(world.mailer.mails.map(named).filter((name) => name.startsWith("stc"))).toEqual([
      `stc 0.reinstated-2.unit ${STC}`,
      `stc 0.remind-20.unit ${STC}`,
    ]);
    expect(await ownRuns()).toEqual([]);
    expect((await history()).at(-1)).toMatchObject({ act: "reinstate", from: "exempt", to: "awaiting", by: SNV });
  });

  it("after the date goes by a date and a ladder of its own, of which what is past is skipped", async () => {
    await freed("2017-11-06T09:00");
    expect(await refused(world, reinstateDuty, { by: SNV, body: reinstatement })).toMatchObject({
      refused: "invalid",
      faults: [{ path: "before" }],
    });
    await ok(world, reinstateDuty, { by: SNV, body: { ...reinstatement, by: "2017-11-10" } });
    expect(await ownRuns()).toEqual([
      ["remind-20", "skipped"],
      ["remind-10", "skipped"],
      ["remind-5", "skipped"],
      ["remind-2", "planned"],
      ["remind-0", "planned"],
      ["escalate", "planned"],
    ]);
    await goTo(world, "2017-11-10T09:00");
    expect(world.mailer.mails.map(named).filter((name) => name.startsWith("stc"))).toEqual([
      `stc 0.reinstated-2.unit ${STC}`,
      `stc 1.remind-2.unit ${STC}`,
      `stc 1.remind-0.unit ${STC}`,
    ]);
  });

  it("before the letter of the exemption has gone out leaves it unsent, with the reason", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    await ok(world, reinstateDuty, { by: SNV, body: reinstatement });
    await goTo(world, "2017-09-21T11:00");
    expect(world.mailer.mails.map(named)).toEqual([`stc 0.reinstated-2.unit ${STC}`]);
    expect((await dutyIn(world, "stc")).letters["0.exempted-1.unit"]).toMatchObject({
      status: "skipped",
      reason: "reinstated",
    });
  });

  it("takes the duty back among those that owe the report, in the counts too", async () => {
    const counted = async () => (await ok(world, readSummary, { by: SNV }))["states"];
    const before = await counted();
    await freed();
    expect(await counted()).not.toEqual(before);
    await ok(world, reinstateDuty, { by: SNV, body: reinstatement });
    await drain(world);
    expect(await counted()).toEqual(before);
  });
});

describe("a preview", () => {
  const preview = { preview: "yes" };
  const everything = async () => [await dutyIn(world, "stc"), await history(), await ownRunsAndMails()];
  const ownRunsAndMails = async () => {
    await goTo(world, "2017-09-21T12:00");
    return [(await world.register.runs.runsOf(directive.id)).length, world.mailer.mails.length];
  };

  it.each([
    ["extension", extendDuty, examples.extension, { before: "2017-11-03", state: "awaiting" }],
    ["exemption", exemptDuty, examples.exemption, { state: "exempt" }],
  ] as const)("of an %s answers what would come of it, and nothing is done", async (_act, handler, body, answer) => {
    const before = await everything();
    expect(await ok(world, handler, { by: SNV, body, query: preview })).toMatchObject(answer);
    expect(await everything()).toEqual(before);
  });

  it("of a reinstatement, too", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    await goTo(world, "2017-09-21T11:00");
    const before = await everything();
    expect(await ok(world, reinstateDuty, { by: SNV, body: examples.reinstatement, query: preview })).toMatchObject({
      state: "awaiting",
      before: "2017-11-06",
    });
    expect(await everything()).toEqual(before);
  });

  it("is refused what the act would be refused", async () => {
    expect(
      await refused(world, reinstateDuty, { by: SNV, body: examples.reinstatement, query: preview }),
    ).toMatchObject({ refused: "conflict" });
  });

  it("asked for in another way is refused, so that the act is not done by mistake", async () => {
    const asked = { by: SNV, body: examples.exemption, query: { preview: "true" } };
    expect(await refused(world, exemptDuty, asked)).toMatchObject({ faults: [{ path: "preview" }] });
    expect((await dutyIn(world, "stc")).state).toBe("awaiting");
  });
});

describe("a report on paper", () => {
  it("was signed before it arrived; what is wrong with its content is told by its place", async () => {
    const report = { documentNumber: "98/BC-STC", signer: { name: "A", post: "B" }, signedOn: "2017-09-21" };
    const body = { ...paper, report: { ...report, figures: { "khong-co": 1 } } };
    expect(await refused(world, recordHardCopy, { by: SNV, body })).toMatchObject({
      faults: [
        { path: "report.figures.khong-co" },
        { path: "report.signedOn", message: expect.stringContaining("not be later than the day on which") },
      ],
    });
  });

  it("stands by its true arrival, so that nobody who filed is chased", async () => {
    await goTo(world, "2017-10-31T09:00");
    const receivedAt = "2017-10-29T16:00:00+07:00";
    expect(await ok(world, recordHardCopy, { by: SNV, body: { ...paper, receivedAt } })).toMatchObject({
      revision: 1,
      receivedAt,
      standing: "on-time",
      receipt: { number: 1 },
    });
    const { items } = await world.register.duties.lateDuties(
      { ...ref, place: lying(), now: Date.parse("2017-10-31T00:00:00+07:00") },
      { limit: 9 },
    );
    expect(items.map(({ unitId }) => unitId)).not.toContain("stc");
    expect((await history())[0]).toMatchObject({ act: "paper", by: SNV, at: receivedAt });
  });

  it("stands by the date that was in force when it arrived: a later one does not make it come in time", async () => {
    await goTo(world, "2017-10-30T09:00");
    await ok(world, moveDate, { by: SNV, body: { ...examples.newDate, before: "2017-11-06" } });
    await goTo(world, "2017-10-31T09:00");
    await ok(world, moveDate, { by: SNV, body: { ...examples.newDate, before: "2017-11-08" } });
    const arrived = { ...paper, receivedAt: "2017-10-30T07:00:00+07:00" };
    expect(await ok(world, recordHardCopy, { by: SNV, body: arrived })).toMatchObject({ standing: "late" });
    const later = { ...paper, receivedAt: "2017-10-30T10:00:00+07:00" };
    expect(await ok(world, recordHardCopy, { by: SNV, unit: "stp", body: later })).toMatchObject({
      standing: "on-time",
    });
  });

  it.each([
    ["2017-09-21T10:00:01+07:00", "in the future"],
    ["2017-07-14T07:59:59+07:00", "before the directive was issued"],
    ["2017-09-20 15:30", "at an instant without its offset"],
  ])("that arrived at %s, %s, is refused", async (receivedAt) => {
    const answer = await refused(world, recordHardCopy, { by: SNV, body: { ...paper, receivedAt } });
    expect(answer).toMatchObject({ refused: "invalid", faults: [expect.objectContaining({ path: "receivedAt" })] });
  });
});

describe("a return", () => {
  it("asks for a supplement by a date of its own, and tells the unit", async () => {
    await file();
    await goTo(world, "2017-09-21T11:00");
    world.mailer.mails.length = 0;
    expect(await ok(world, returnReport, { by: SNV, body: examples.returned })).toMatchObject({
      state: "returned",
      before: "2017-10-21",
      standing: "on-time",
      supplement: { ...examples.returned, standing: null },
    });
    await goTo(world, "2017-09-21T12:00");
    expect(world.mailer.mails.map(named)).toEqual([`stc 0.returned-1.unit ${STC}`]);
  });

  it("needs a date once the date in force has passed", async () => {
    await file();
    await goTo(world, "2017-10-30T09:00");
    const answer = await refused(world, returnReport, { by: SNV, body: { reason: "Thiếu số liệu" } });
    expect(answer).toMatchObject({ refused: "invalid", faults: [expect.objectContaining({ path: "before" })] });
  });

  it("answered by the unit at once gets no letter any more, and says why", async () => {
    await file();
    await ok(world, returnReport, { by: SNV, body: examples.returned });
    world.clock.moveTo(at("2017-09-21T10:00:05"));
    await file();
    await drain(world);
    const { letters } = await dutyIn(world, "stc");
    expect(letters["0.returned-1.unit"]).toMatchObject({ status: "skipped", reason: "filed" });
  });
});
