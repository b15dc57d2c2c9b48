import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";

import { extendDuty, fileReport, issueDirective, readDirective, readSummary } from "../api/operations.ts";
import { findOverdueRuns } from "../../../functions/use-cases/find-overdue-runs.ts";
import { DirectiveWithMilestones } from "../../../functions/http/answers.ts";
import * as examples from "../../../functions/http/examples.ts";
import { at, directive, plannedForMany, ref, unitNamed } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, drain, goTo, issuedWorld, named, newWorld, ok, plenty, refused, wait } from "./world.ts";
import type { World } from "./world.ts";

const UNITS = ["stc", "stp", "ubnd-lak", "vpub"];
const clerk = (unit: string) => unitNamed(unit).clerkEmail ?? "";
const file = (world: World, unit: string) =>
  ok(world, fileReport, { by: clerk(unit), unit, body: { ...examples.report, signedOn: "2017-07-14" } });
const mailsSince = (world: World) => world.mailer.mails.splice(0).map(named).toSorted();
const phases = async (world: World) =>
  Object.fromEntries(
    (await world.register.runs.runsOf(directive.id))
      .filter(({ obligationId }) => obligationId === ref.obligationId)
      .map(({ milestone, unitId: of, phase, reason }) => [
        of ? `${of} ${milestone}` : milestone,
        reason ? `${phase}: ${reason}` : phase,
      ]),
  );

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

describe("issuing", () => {
  let world: World;
  beforeEach(async () => {
    world = await newWorld(engine);
    await world.register.units.putUnits(["vpub", "snv", "stp", "stc", "ubnd-lak"].map(unitNamed), new Map());
    await world.register.directives.createDirective(directive, world.clock.now());
  });
  const issue = () => ok(world, issueDirective, { by: SNV, params: { directiveId: directive.id } });

  it("a directive is read page by page where very many duties have dates of their own", async () => {
    await issue();
    await world.register.runs.plan(plannedForMany(1000, "escalate", "2017-11-06T08:00"));
    const read = (query: Record<string, string>) =>
      ok(world, readDirective, { by: SNV, params: { directiveId: directive.id }, query });
    const first = z.parse(DirectiveWithMilestones, await read({}));
    expect(first.milestones).toHaveLength(1000);
    expect(first.milestones.filter(({ unitId: of }) => of === null)).toHaveLength(9);
    const second = z.parse(DirectiveWithMilestones, await read({ cursor: String(first.cursor) }));
    expect(second.milestones.length).toBeGreaterThan(0);
    const all = [...first.milestones, ...second.milestones];
    expect(new Set(all.map(({ obligationId, key }) => `${obligationId} ${key}`)).size).toBe(all.length);
    expect(all.filter(({ unitId: of }) => of !== null)).toHaveLength(1000);
    expect(second.cursor).toBeNull();
  });

  it("lays out every duty, sets one schedule for each milestone, and writes once to each unit", async () => {
    await issue();
    await drain(world);
    expect(mailsSince(world)).toEqual([
      `snv 0.issue.unit ${SNV}`,
      ...UNITS.map((unit) => `${unit} 0.issue.unit ${clerk(unit)}`),
    ]);
    expect(world.schedules.names.toSorted()).toEqual(
      [
        ...["remind-20", "remind-10", "remind-5", "remind-2", "remind-0", "escalate", "follow-up-2", "follow-up-5"].map(
          (name) => `5500-ubnd-kgvx-2017.bao-cao.${name}`,
        ),
        ...["remind-5", "remind-2", "remind-0", "escalate", "follow-up-2"].map(
          (name) => `5500-ubnd-kgvx-2017.tong-hop.${name}`,
        ),
      ].toSorted(),
    );
    expect(await ok(world, readSummary, { by: SNV })).toMatchObject({ units: 4, filed: 0, open: 4, late: 0 });
  });

  it("twice is issuing once", async () => {
    await issue();
    expect(await refused(world, issueDirective, { by: SNV, params: { directiveId: directive.id } })).toMatchObject({
      refused: "conflict",
      detail: "The directive was issued at 2017-07-14T08:00:00+07:00; nothing was done.",
    });
    await drain(world);
    await drain(world);
    expect(mailsSince(world)).toHaveLength(5);
  });

  it("by two at once is done once", async () => {
    const both = await Promise.allSettled([issue(), issue()]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await drain(world);
    expect(mailsSince(world)).toHaveLength(5);
  });

  it("of which every message was lost is finished by the watchdog", async () => {
    await issue();
    world.queues.lose();
    await wait(world, 5);
    expect(mailsSince(world)).toEqual([]);
    expect(await findOverdueRuns(world, plenty)).toBe(2);
    await drain(world);
    expect(mailsSince(world)).toHaveLength(5);
    expect(world.schedules.names).toHaveLength(13);
  });

  it("in time warns of nothing; so late that milestones are past, it says which", async () => {
    world.clock.moveTo(at("2017-10-02T09:00"));
    expect(await issue()).toMatchObject({
      warnings: [{ code: "milestones-overtaken", message: "bao-cao: Past already, and not sent: remind-20." }],
    });
  });

  it("after its deadline is refused", async () => {
    world.clock.moveTo(world.clock.now() + 120 * 86_400_000);
    const answer = await refused(world, issueDirective, { by: SNV, params: { directiveId: directive.id } });
    expect(answer).toMatchObject({
      refused: "invalid",
      faults: expect.arrayContaining([expect.objectContaining({ path: "obligations[0].before" })]),
    });
  });

  it("late skips the milestones that have passed, with the reason, and sends none of them", async () => {
    world.clock.moveTo(world.clock.now() + 95 * 86_400_000);
    await issue();
    await drain(world);
    expect(mailsSince(world)).toHaveLength(5);
    const passed = "skipped: its time had passed when the date was set";
    expect(await phases(world)).toMatchObject({ "remind-20": passed, "remind-10": passed, "remind-5": "planned" });
  });
});

describe("a season", () => {
  it("reminds those that owe, escalates those that are late, and leaves those alone that filed", async () => {
    const world = await issuedWorld(engine);
    await goTo(world, "2017-10-13T08:00");
    expect(mailsSince(world)).toEqual(
      [
        ...UNITS.map((unit) => `${unit} 0.remind-10.unit ${clerk(unit)}`),
        ...UNITS.map((unit) => `${unit} 0.remind-20.unit ${clerk(unit)}`),
      ].toSorted(),
    );

    await file(world, "stp");
    await ok(world, extendDuty, { by: SNV, unit: "vpub", body: examples.extension });
    await goTo(world, "2017-10-27T08:30");
    const reminded = mailsSince(world).filter((mail) => mail.includes("remind"));
    expect(reminded.filter((mail) => mail.startsWith("stp"))).toEqual([]);
    expect(reminded.filter((mail) => mail.startsWith("stc"))).toEqual([
      `stc 0.remind-0.unit ${clerk("stc")}`,
      `stc 0.remind-2.unit ${clerk("stc")}`,
      `stc 0.remind-5.unit ${clerk("stc")}`,
    ]);
    // Its own date, 3/11: the reminders of the obligation no longer speak to it.
    expect(reminded.filter((mail) => mail.startsWith("vpub"))).toEqual([
      `vpub 1.remind-10.unit ${clerk("vpub")}`,
      `vpub 1.remind-5.unit ${clerk("vpub")}`,
    ]);

    await file(world, "ubnd-lak");
    await goTo(world, "2017-10-30T08:30");
    expect(mailsSince(world).filter((mail) => mail.includes("escalate"))).toEqual([
      `snv 0.escalate.unit ${SNV}`,
      `stc 0.escalate.head ${unitNamed("stc").headEmail}`,
      `stc 0.escalate.unit ${clerk("stc")}`,
    ]);

    await goTo(world, "2017-11-06T09:00");
    const followed = mailsSince(world);
    expect(followed).toContain(`stc 0.follow-up-5.head ${unitNamed("stc").headEmail}`);
    expect(followed).toContain(`vpub 1.escalate.unit ${clerk("vpub")}`);
    expect(followed.filter((mail) => /^(stp|ubnd-lak)/.test(mail))).toEqual([]);
    expect(new Set(followed).size).toBe(followed.length);
  });

  it("ends with every milestone settled, once the watchdog has looked at each", async () => {
    const world = await issuedWorld(engine);
    for (const unit of UNITS) await file(world, unit);
    await goTo(world, "2017-11-07T09:00");
    for (let round = 0; round < 3; round++) {
      await findOverdueRuns(world, plenty);
      await drain(world);
      await wait(world, 25);
    }
    expect(new Set(Object.values(await phases(world)))).toEqual(new Set(["settled"]));
    expect(
      world.mailer.mails.map(named).filter((mail) => /remind|escalate|follow/.test(mail) && !mail.startsWith("snv")),
    ).toEqual([]);
    expect(await findOverdueRuns(world, plenty)).toBeLessThanOrEqual(1);
  });
});
