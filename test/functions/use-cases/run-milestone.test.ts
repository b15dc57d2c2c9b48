import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { extendDuty, fileReport, returnReport } from "../api/operations.ts";
import { LocalDateSchema } from "../../../functions/domain/instant.ts";
import { runKey } from "../../../functions/domain/milestone-run.ts";
import type { RunRef } from "../../../functions/domain/milestone-run.ts";
import { findOverdueRuns } from "../../../functions/use-cases/find-overdue-runs.ts";
import { runMilestone } from "../../../functions/use-cases/run-milestone.ts";
import { CALENDAR_KEPT_MS } from "../../../functions/store/calendar.ts";
import * as examples from "../../../functions/http/examples.ts";
import { UnitSchema } from "../../../functions/domain/unit-input.ts";
import { at, directive, plannedForMany, ref, unitNamed } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, drain, goTo, issuedWorld, ledgerOf, named, newWorld, ok, plenty, refused, wait } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const runOf = (run: string): RunRef => ({ ...ref, run });

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
});

const phaseOf = async (run: string) => {
  const found = await world.register.runs.run(runOf(run));
  return found?.reason ? `${found.phase}: ${found.reason}` : found?.phase;
};
const letterMilestones = () =>
  world.queues
    .takePost()
    .map((message) => (message.kind === "letter" ? `${message.unitId} ${message.milestone}` : message.kind));

describe("a milestone", () => {
  it("asked for ahead of its time is given its schedule again, and does nothing else", async () => {
    world.schedules.lose();
    await runMilestone(runOf("ALL#remind-10"), world, plenty);
    expect(world.schedules.names).toEqual(["5500-ubnd-kgvx-2017.bao-cao.remind-10"]);
    expect(await phaseOf("ALL#remind-10")).toBe("planned");
    expect(letterMilestones()).toEqual([]);
  });

  it("that a year made final timed anew has its letters written once everybody goes by that year", async () => {
    const now = at("2017-10-12T10:00");
    world.clock.moveTo(now);
    const off = { date: LocalDateSchema.parse("2017-10-25"), status: "off", name: "Nghỉ bù", source: "12/TB" } as const;
    await world.register.calendar.put({ year: 2017, lines: [off], by: SNV, at: now, version: 1 });
    await runMilestone(runOf("ALL#remind-10"), world, plenty);
    expect(letterMilestones()).toEqual([]);
    world.clock.moveTo(now + CALENDAR_KEPT_MS);
    expect(letterMilestones()).toHaveLength(4);
  });

  it("fired twice asks for its letters once", async () => {
    world.clock.moveTo(at("2017-10-13T08:00"));
    await Promise.all([1, 2].map(() => runMilestone(runOf("ALL#remind-10"), world, plenty)));
    expect(letterMilestones()).toHaveLength(4);
    expect(await phaseOf("ALL#remind-10")).toBe("watched");
  });

  it("whose function died while it swept is taken up again when its hold is over, and loses nobody", async () => {
    world.clock.moveTo(at("2017-10-13T08:00"));
    world.queues.dieAt(0);
    await expect(runMilestone(runOf("ALL#remind-10"), world, plenty)).rejects.toThrow("died");
    await runMilestone(runOf("ALL#remind-10"), world, plenty);
    expect(letterMilestones()).toEqual([]);
    world.clock.moveTo(world.clock.now() + 5 * 60_000);
    expect(await findOverdueRuns(world, plenty)).toBeGreaterThan(0);
    for (const run of world.queues.takeRuns()) await runMilestone(run, world, plenty);
    expect(letterMilestones().filter((one) => one.endsWith("remind-10"))).toHaveLength(4);
  });

  it("that nobody fired is found by the watchdog and run late", async () => {
    world.schedules.lose();
    // The scheduler fires within a minute: two are left to it.
    world.clock.moveTo(at("2017-10-13T08:02"));
    await findOverdueRuns(world, plenty);
    expect(world.queues.takeRuns()).not.toContainEqual(runOf("ALL#remind-10"));
    world.clock.moveTo(at("2017-10-13T08:03"));
    await findOverdueRuns(world, plenty);
    expect(world.queues.asked).toContainEqual(runOf("ALL#remind-10"));
    await drain(world);
    expect(world.mailer.mails.map(named)).toContain(`stc 0.remind-10.unit ${STC}`);
  });

  it("is found among very many in one round, or in the next ones if the time does not allow more", async () => {
    const late = plannedForMany(250, "remind-5", "2017-09-01T08:00");
    await world.register.runs.plan(late);
    world.clock.moveTo(at("2017-09-01T08:05"));
    // The letters of issue are to be looked over, too, of both obligations.
    expect(await findOverdueRuns(world, plenty)).toBe(252);
    const asked = world.queues.takeRuns().map(({ run }) => run);
    expect(asked.toSorted()).toEqual(["ALL#issue", "ALL#issue", ...late.map(runKey)].toSorted());
    expect(await findOverdueRuns(world, () => 1_000)).toBe(100);
  });

  it("that a later one has overtaken is skipped with the reason, and not sent beside its successor", async () => {
    world.schedules.lose();
    world.clock.moveTo(at("2017-10-20T08:10"));
    await findOverdueRuns(world, plenty);
    await drain(world);
    expect(await phaseOf("ALL#remind-20")).toBe("skipped: overtaken by remind-5");
    expect(await phaseOf("ALL#remind-10")).toBe("skipped: overtaken by remind-5");
    expect(world.mailer.mails.map(named).filter((mail) => mail.startsWith("stc"))).toEqual([
      `stc 0.remind-5.unit ${STC}`,
    ]);
  });

  it("of a directive that is not issued, or that is not there, does nothing", async () => {
    await runMilestone(runOf("ALL#remind-7"), world, plenty);
    const fresh = await newWorld(engine, at("2017-10-13T08:00"));
    await runMilestone(runOf("ALL#remind-10"), fresh, plenty);
    expect([letterMilestones(), fresh.queues.waiting]).toEqual([[], []]);
  });
});

describe("a duty with a date of its own", () => {
  it("has a ladder of its own, of which what is past is skipped, and the obligation's leaves it alone", async () => {
    await goTo(world, "2017-10-25T09:00");
    await ok(world, extendDuty, { by: SNV, body: examples.extension });
    await drain(world);
    const own = (await world.register.runs.runsOf(directive.id)).filter((run) => run.unitId === "stc");
    expect(own.map(({ milestone, ladder, phase, reason }) => [milestone, ladder, reason ?? phase])).toEqual([
      ["remind-20", 1, "its time had passed when the date was set"],
      ["remind-10", 1, "its time had passed when the date was set"],
      ["remind-5", 1, "planned"],
      ["remind-2", 1, "planned"],
      ["remind-0", 1, "planned"],
      ["escalate", 1, "planned"],
      ["follow-up-2", 1, "planned"],
    ]);
    expect(world.schedules.names).toContain("5500-ubnd-kgvx-2017.bao-cao.stc.1.escalate");
    world.mailer.mails.length = 0;
    await goTo(world, "2017-11-03T08:30");
    const toStc = world.mailer.mails.map(named).filter((mail) => mail.startsWith("stc"));
    expect(toStc).toEqual([
      `stc 1.remind-5.unit ${STC}`,
      `stc 1.remind-2.unit ${STC}`,
      `stc 1.remind-0.unit ${STC}`,
      `stc 1.escalate.unit ${STC}`,
      `stc 1.escalate.head ${unitNamed("stc").headEmail}`,
    ]);
  });

  it("that is given another date leaves the milestones of the first behind, each with the reason", async () => {
    await ok(world, extendDuty, { by: SNV, body: examples.extension });
    await ok(world, extendDuty, { by: SNV, body: { ...examples.extension, before: "2017-11-07" } });
    await goTo(world, "2017-10-26T09:00");
    expect(await phaseOf("UNIT#stc#1#remind-5")).toBe("skipped: the duty was given another date");
    const toStc = Object.keys(await ledgerOf(world, "stc"));
    expect(toStc.filter((name) => name.startsWith("1."))).toEqual([]);
    expect(toStc).toContain("2.remind-10.unit");
  });

  it("leaves alone what an act had planned that lost to another", async () => {
    const { duties } = world.register;
    const lost = { ...world, register: { ...world.register, duties: { ...duties, transition: async () => false } } };
    await refused(lost, extendDuty, { by: SNV, body: { ...examples.extension, before: "2017-10-31" } });
    await ok(world, extendDuty, { by: SNV, body: { ...examples.extension, before: "2017-11-07" } });
    // A date so near to the consolidation leaves no room for follow-ups.
    await goTo(world, "2017-11-02T08:05");
    await runMilestone(runOf("UNIT#stc#1#follow-up-2"), world, plenty);
    expect(await phaseOf("UNIT#stc#1#follow-up-2")).toBe("skipped: the duty was given another date");
    expect(Object.keys(await ledgerOf(world, "stc"))).not.toContain("1.follow-up-2.unit");
  });

  it("that is filed just ahead of a milestone, and returned, is reminded: what is moot is skipped at its time only", async () => {
    const report = { ...examples.report, signedOn: "2017-07-14" };
    await ok(world, fileReport, { by: STC, body: report });
    await ok(world, returnReport, { by: SNV, body: { before: "2017-08-15", reason: "Thiếu số liệu" } });
    world.clock.moveTo(at("2017-08-14T07:59"));
    await ok(world, fileReport, { by: STC, body: report });
    world.clock.moveTo(at("2017-08-14T07:59:30"));
    await runMilestone(runOf("UNIT#stc#1#remind-0"), world, plenty);
    await ok(world, returnReport, { by: SNV, body: { before: "2017-08-15", reason: "Thiếu chữ ký" } });
    await goTo(world, "2017-08-14T08:05");
    expect(Object.keys(await ledgerOf(world, "stc"))).toContain("1.remind-0.unit");
  });

  it("that is filed skips what is left of its ladder, and of a supplement's", async () => {
    await ok(world, fileReport, { by: STC, body: { ...examples.report, signedOn: "2017-07-14" } });
    await ok(world, returnReport, { by: SNV, body: { before: "2017-08-15", reason: "Thiếu số liệu" } });
    world.clock.moveTo(world.clock.now() + 1000);
    await ok(world, fileReport, { by: STC, body: { ...examples.report, signedOn: "2017-07-14" } });
    await goTo(world, "2017-08-16T09:00");
    expect(await phaseOf("UNIT#stc#1#remind-0")).toBe("skipped: filed");
    expect(await phaseOf("UNIT#stc#1#escalate")).toBe("skipped: filed");
    expect(world.mailer.mails.map(named).filter((mail) => mail.includes("stc 1."))).toEqual([]);
  });
});

describe("an obligation of many units", () => {
  const COMMUNES = 520;
  beforeEach(async () => {
    world = await newWorld(engine);
    const communes = Array.from({ length: COMMUNES }, (_, i) =>
      UnitSchema.parse({ id: `xa-${i}`, name: `UBND xã ${i}`, kind: "huyen", clerkEmail: `vanthu@xa-${i}.example` }),
    );
    await world.register.units.putUnits([...communes, unitNamed("snv"), unitNamed("vpub")], new Map());
    await world.register.directives.createDirective(directive, world.clock.now());
    const issue = {
      ...ref,
      ladder: 0,
      milestone: "issue",
      at: world.clock.now(),
      phase: "planned",
      letters: {},
    } as const;
    await world.register.runs.plan([issue]);
    await world.register.directives.markIssued(
      { directive, createdAt: world.clock.now() },
      { at: world.clock.now(), attempt: "first", shards: { "bao-cao": 3 } },
    );
  });

  it("is laid out, swept and watched page by page, each time going on where the time ran out", async () => {
    await world.queues.askRun(runOf("ALL#issue"));
    let functions = 0;
    const letters: string[] = [];
    const runAll = async () => {
      for (let runs = world.queues.takeRuns(); runs.length > 0; runs = world.queues.takeRuns()) {
        // No time is left from the first look on: every page hands over to the next function.
        for (const run of runs) await runMilestone(run, world, () => 0);
        functions += runs.length;
        letters.push(...letterMilestones());
      }
    };
    await runAll();
    expect(functions).toBeGreaterThan(3);
    expect(letters).toHaveLength(COMMUNES + 1);
    expect(new Set(letters).size).toBe(COMMUNES + 1);
    expect(await phaseOf("ALL#issue")).toBe("watched");

    // Not one was sent: the second look asks for every letter again, and counts the duties afresh.
    letters.length = 0;
    await wait(world, 25);
    await findOverdueRuns(world, plenty);
    await runAll();
    expect(new Set(letters.filter((one) => one.endsWith("issue"))).size).toBe(COMMUNES + 1);
  });

  it("asks for a milestone at once whose time came while the duties were laid out: no schedule may lie in the past", async () => {
    const asked: string[] = [];
    await runMilestone(runOf("ALL#issue"), world, () => 0);
    world.clock.moveTo(at("2017-09-29T08:00"));
    for (let runs = world.queues.takeRuns(); runs.length > 0; runs = world.queues.takeRuns()) {
      asked.push(...runs.map(({ run }) => run));
      for (const run of runs.filter((one) => one.run === "ALL#issue")) await runMilestone(run, world, plenty);
    }
    expect(asked.filter((run) => run !== "ALL#issue")).toEqual(["ALL#remind-20"]);
    expect(world.schedules.all.map(runKey)).toEqual([
      "ALL#remind-10",
      "ALL#remind-5",
      "ALL#remind-2",
      "ALL#remind-0",
      "ALL#escalate",
      "ALL#follow-up-2",
      "ALL#follow-up-5",
    ]);
  });
});
