import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import * as examples from "../../../functions/http/examples.ts";
import { localDateOf } from "../../../functions/domain/instant.ts";
import { besideKeys, runRefOf } from "../../../functions/domain/milestone-run.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { registerIn } from "../../../functions/store/register.ts";
import { findOverdueRuns } from "../../../functions/use-cases/find-overdue-runs.ts";
import {
  changeReporters,
  createDirective,
  exemptDuty,
  issueDirective,
  fileReport,
  listObligationDuties,
  moveDate,
  readDuty,
  readHistory,
  readSummary,
  reinstateDuty,
} from "../api/operations.ts";
import { at, directive, ref, unitNamed } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { tableBut } from "../store/suite/table-but.ts";
import { SNV, ask, drain, goTo, issuedWorld, ledgerOf, named, newWorld, ok, refused, wait } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const SYT = "vanthu@syt.daklak.example";
const reason = { reason: "Thành lập mới", documentNumber: "6010/UBND-KGVX" };
const add = { add: ["syt"], ...reason };
const both = { add: ["syt", "sct"], release: ["stp"], ...reason };

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-10-16T10:00");
  await world.register.units.putUnits(["syt", "sct"].map(unitNamed), new Map());
  world.mailer.mails.length = 0;
});

const changing = (body: object, more: object = {}) => ok(world, changeReporters, { by: SNV, body, ...more });
const changes = () =>
  world.register.runs.runsOf(ref.directiveId, { obligationId: ref.obligationId, begins: besideKeys("reporters") });
const to = (unit: string) => world.mailer.mails.map(named).filter((mail) => mail.startsWith(`${unit} `));
const shown = (unit: string, of: World = world) => ok(of, readDuty, { by: SNV, unit });
const unitsOf = async () =>
  ((await ok(world, listObligationDuties, { by: SNV }))["items"] as { unitId: string; state: string }[]).map(
    ({ unitId, state }) => `${unitId} ${state}`,
  );
const summary = () => ok(world, readSummary, { by: SNV });
const faults = async (body: object) => {
  const refusal = await refused(world, changeReporters, { by: SNV, body });
  return refusal.refused === "invalid"
    ? refusal.faults.map(({ path, message }) => `${path}: ${message}`)
    : [refusal.refused];
};

describe("a unit added on 16/10 to công văn 5500", () => {
  it("is shown first with what it has missed, and nothing is done", async () => {
    const would = await changing(add, { query: { preview: "yes" } });
    expect(would).toMatchObject({
      added: ["syt"],
      released: [],
      before: "2017-10-30",
      warnings: [{ code: "milestones-overtaken", message: "Past already, and not sent: remind-20, remind-10." }],
    });
    expect(await unitsOf()).not.toContain("syt awaiting");
    await drain(world);
    expect(world.mailer.mails).toEqual([]);
  });

  it("owes the report as the others do, with the letter of issue at once and what is left of the ladder", async () => {
    expect(await changing(add)).toMatchObject({ added: ["syt"], before: "2017-10-30" });
    expect(await shown("syt")).toMatchObject({ state: "awaiting", before: "2017-10-30", unitName: "Sở Y tế" });
    await drain(world);
    expect(to("syt")).toEqual([`syt 0.issue.unit ${SYT}`]);
    const subject = world.mailer.mails.find(({ tags }) => tags["unit"] === "syt")?.letter.subject;
    expect(subject).toContain("Yêu cầu báo cáo");
    world.mailer.mails.length = 0;
    await goTo(world, "2017-11-20T10:00");
    expect(to("syt").filter((mail) => !mail.includes(".head"))).toEqual(
      ["remind-5", "remind-2", "remind-0", "escalate", "follow-up-2", "follow-up-5"].map(
        (name) => `syt 0.${name}.unit ${SYT}`,
      ),
    );
    expect(to("stc").filter((mail) => mail.includes("issue"))).toEqual([]);
  });

  it("stands in its history, in the list and in the counts", async () => {
    const before = await summary();
    await changing(add);
    await drain(world);
    const { items } = await ok(world, readHistory, { by: SNV, unit: "syt" });
    expect(items).toEqual([expect.objectContaining({ act: "add", by: SNV, to: "awaiting", details: reason })]);
    expect(await unitsOf()).toContain("syt awaiting");
    const after = await summary();
    expect(after).toMatchObject({ units: Number(before["units"]) + 1, open: Number(before["open"]) + 1 });
    expect(await ok(world, fileReport, { by: SYT, unit: "syt", body: examples.report })).toMatchObject({
      standing: "on-time",
    });
    await drain(world);
    expect(await summary()).toMatchObject({ open: before["open"], filed: Number(before["filed"]) + 1 });
  });

  it("is not reminded by a milestone that had come before, though its run is still looked after", async () => {
    await goTo(world, "2017-10-20T08:00");
    await changing(add);
    await goTo(world, "2017-10-20T12:00");
    await findOverdueRuns(world, () => 60_000);
    await drain(world);
    expect(to("syt")).toEqual([`syt 0.issue.unit ${SYT}`]);
    expect(await ledgerOf(world, "syt")).toMatchObject({
      "0.remind-5.unit": "skipped: its time had passed when the unit was added",
    });
  });

  it("goes by the date that the obligation was moved to", async () => {
    await ok(world, moveDate, { by: SNV, body: examples.newDate });
    await drain(world);
    world.mailer.mails.length = 0;
    await changing(add);
    await goTo(world, "2017-10-27T08:01");
    expect(to("syt")).toEqual(["0.issue", "-1.remind-10", "-1.remind-5"].map((name) => `syt ${name}.unit ${SYT}`));
    expect(await shown("syt")).toMatchObject({ before: "2017-11-06", targetDay: "2017-11-03" });
  });

  it("and is not told of a move that was made before, though its run is still looked after", async () => {
    await ok(world, moveDate, { by: SNV, body: examples.newDate });
    await drain(world);
    await changing(add);
    for (let i = 0; i < 3; i++) {
      await wait(world, 25);
      await findOverdueRuns(world, () => 60_000);
      await drain(world);
    }
    expect(to("syt")).toEqual([`syt 0.issue.unit ${SYT}`]);
    expect(to("stc")).toEqual([`stc -1.moved-1.unit ${STC}`]);
  });

  it("and goes with it when it is moved later on, told by one letter", async () => {
    await changing(add);
    await drain(world);
    await ok(world, moveDate, { by: SNV, body: examples.newDate });
    await drain(world);
    expect(to("syt")).toEqual([`syt 0.issue.unit ${SYT}`, `syt -1.moved-1.unit ${SYT}`]);
  });
});

describe("a unit added once the date has passed", () => {
  beforeEach(async () => {
    await goTo(world, "2017-10-31T09:00");
    world.mailer.mails.length = 0;
  });

  it("needs a date of its own", async () => {
    expect(await faults(add)).toEqual([
      'before: is needed, or `by`: the date in force, "2017-10-30", has passed; got neither',
    ]);
    expect(await faults({ ...add, before: "2017-10-31" })).toEqual([
      expect.stringContaining("must be 2017-11-01 or later"),
    ]);
  });

  it("has a ladder of its own, and is late only by that", async () => {
    expect(await changing({ ...add, by: "2017-11-07" })).toMatchObject({ by: "2017-11-07" });
    await goTo(world, "2017-11-09T12:00");
    expect(to("syt").filter((mail) => !mail.includes(".head"))).toEqual([
      `syt 0.issue.unit ${SYT}`,
      `syt 1.remind-2.unit ${SYT}`,
      `syt 1.remind-0.unit ${SYT}`,
      `syt 1.escalate.unit ${SYT}`,
    ]);
    expect(await shown("syt")).toMatchObject({ deadline: "2017-11-08T00:00:00+07:00", late: true });
  });

  it("is not asked for a date where nobody is added", async () => {
    expect(await changing({ release: ["stp"], ...reason })).toMatchObject({ added: [], released: ["stp"] });
  });
});

describe("a unit released", () => {
  it("is exempt, with the reason and the document, told by one letter, and counted no more among those who owe it", async () => {
    const before = await summary();
    expect(await changing({ release: ["stp"], ...reason })).toMatchObject({
      released: ["stp"],
      added: [],
      warnings: [],
    });
    expect(await shown("stp")).toMatchObject({ state: "exempt" });
    await wait(world, 2);
    expect(to("stp")).toEqual(["stp 0.exempted-1.unit vanthu@stp.daklak.example"]);
    expect(world.mailer.mails.find(({ tags }) => tags["unit"] === "stp")?.letter.text).toContain(reason.documentNumber);
    const { items } = await ok(world, readHistory, { by: SNV, unit: "stp" });
    expect(items).toEqual([expect.objectContaining({ act: "exempt", by: SNV, to: "exempt", details: reason })]);
    expect(await summary()).toMatchObject({ open: Number(before["open"]) - 1, units: before["units"] });
    world.mailer.mails.length = 0;
    await goTo(world, "2017-11-09T12:00");
    expect(to("stp")).toEqual([]);
  });

  it("can be asked for the report again by reinstating it", async () => {
    await changing({ release: ["stp"], ...reason });
    await ok(world, reinstateDuty, { by: SNV, unit: "stp", body: { reason: "Có phát sinh" } });
    expect(await shown("stp")).toMatchObject({ state: "awaiting", before: "2017-10-30" });
  });
});

describe("all or nothing:", () => {
  it("every unit that cannot be is named, and nothing is done", async () => {
    await ok(world, fileReport, { by: STC, body: examples.report });
    await ok(world, exemptDuty, { by: SNV, unit: "ubnd-lak", body: examples.exemption });
    await drain(world);
    world.mailer.mails.length = 0;
    expect(
      await faults({
        add: ["syt", "stp", "ubnd-lak", "so-la", "syt"],
        release: ["stc", "sct", "vpub", "syt"],
        ...reason,
      }),
    ).toEqual([
      'add[1]: Sở Tư pháp is among those who report already (awaiting); got "stp"',
      'add[2]: UBND huyện Lắk was exempted from this report: reinstate it instead; got "ubnd-lak"',
      'add[3]: no unit of the register has this id; got "so-la"',
      'add[4]: each unit may stand once; got "syt" again',
      'release[0]: Sở Tài chính owes this report no more (submitted), so it cannot be released from it; got "stc"',
      'release[1]: no such unit is asked for this report; got "sct"',
      'release[3]: each unit may stand once; got "syt" again',
    ]);
    await drain(world);
    expect(world.mailer.mails).toEqual([]);
    expect(await unitsOf()).toEqual(["stc submitted", "stp awaiting", "ubnd-lak exempt", "vpub awaiting"]);
  });

  it.each([
    ["nobody", { add: [], release: [] }, "add: name the units to add or to release"],
    [
      "more than one act takes",
      { add: Array.from({ length: 301 }, (_, i) => `xa-${i}`) },
      "add: at most 300 units at a time",
    ],
    ["two dates", { add: ["syt"], before: "2017-11-01", by: "2017-11-01" }, "before: "],
    [
      "a date before that of the others",
      { add: ["syt"], before: "2017-10-20" },
      "before: must not be earlier than the date in force",
    ],
    ["no reason", { add: ["syt"], reason: " " }, "reason: must not be empty"],
  ])("%s is refused", async (_what, body, fault) => {
    expect(await faults({ ...reason, ...body })).toEqual([expect.stringContaining(fault)]);
  });

  it("who may not is told so: the unit itself, and whoever is of another office", async () => {
    expect(await refused(world, changeReporters, { by: STC, body: add })).toMatchObject({ refused: "not-found" });
    const tongHop = { ...ref, obligationId: "tong-hop" };
    // The home unit may, though it is not the receiver of that one.
    expect(await changing({ add: ["syt"], ...reason }, { params: tongHop })).toMatchObject({ added: ["syt"] });
  });

  it("done again with the same key it is done once, and answered alike", async () => {
    const first = await changing(both, { attempt: "first" });
    await drain(world);
    world.clock.moveTo(world.clock.now() + 60_000);
    expect(await changing(both, { attempt: "first", again: true })).toEqual(first);
    await wait(world, 2);
    expect(world.mailer.mails.map(named).toSorted()).toEqual([
      "sct 0.issue.unit vanthu@sct.daklak.example",
      "stp 0.exempted-1.unit vanthu@stp.daklak.example",
      `syt 0.issue.unit ${SYT}`,
    ]);
  });

  it("of two people who add the same unit at once, one is told to look again", async () => {
    const answers = await Promise.all([1, 2].map(() => ask(world, changeReporters, { by: SNV, body: add })));
    expect(answers.filter((answer) => isRefusal(answer) && answer.refused === "busy")).toHaveLength(1);
    expect(await faults(add)).toEqual([expect.stringContaining("is among those who report already")]);
    await drain(world);
    expect(to("syt")).toEqual([`syt 0.issue.unit ${SYT}`]);
  });

  it("who files while it is done stays as he is, and is named", async () => {
    const late: World = {
      ...world,
      register: {
        ...world.register,
        runs: {
          ...world.register.runs,
          plan: async (runs) => {
            await ok(world, fileReport, { by: STC, body: examples.report });
            return world.register.runs.plan(runs);
          },
        },
      },
    };
    expect(await ok(late, changeReporters, { by: SNV, body: { release: ["stc", "stp"], ...reason } })).toMatchObject({
      released: ["stp"],
      warnings: [{ code: "filed-meanwhile", message: expect.stringContaining("Sở Tài chính"), to: 1 }],
    });
    expect(await shown("stc")).toMatchObject({ state: "submitted" });
  });

  it("while the directive is still being issued nobody is added", async () => {
    const issue = await world.register.runs.run({ ...ref, run: "ALL#issue" });
    await world.register.runs.replan([{ ...issue!, laidOut: undefined }]);
    expect(await faults(add)).toEqual(["busy"]);
  });
});

describe("a crash", () => {
  /** The function dies at its how-manieth write, and writes nothing more. */
  const dyingAt = (nth: number): { world: World; died: () => boolean } => {
    let writes = 0;
    const { table } = world.table;
    const dies = () => {
      if (writes++ >= nth) throw new Error("The function died here.");
    };
    const dying = tableBut(table, {
      put: async (...args) => (dies(), table.put(...args)),
      update: async (...args) => (dies(), table.update(...args)),
    });
    return { world: { ...world, register: registerIn(dying) }, died: () => writes > nth };
  };

  it(
    "at whichever write leaves nothing done, or all of it once the watchdog has come round",
    { timeout: 60_000 },
    async () => {
      const outcomes: string[] = [];
      for (let nth = 0; ; nth++) {
        world = await issuedWorld(engine);
        await goTo(world, "2017-10-16T10:00");
        await world.register.units.putUnits([unitNamed("syt")], new Map());
        world.mailer.mails.length = 0;
        const { world: dying, died } = dyingAt(nth);
        await ask(dying, changeReporters, { by: SNV, body: { ...add, release: ["stp"], before: "2017-11-03" } }).catch(
          () => undefined,
        );
        const undisturbed = !died();
        for (const minutes of [1, 10, 10]) {
          await wait(world, minutes);
          await findOverdueRuns(world, () => 60_000);
          await drain(world);
        }
        outcomes.push([...(await unitsOf()), ...world.mailer.mails.map(named).toSorted()].join(", "));
        expect(await changes()).toEqual(
          outcomes.at(-1)?.includes("syt") ? [expect.objectContaining({ phase: "watched" })] : [],
        );
        if (undisturbed) break;
      }
      // That something is about to be open again, and the run that does it: before that nothing is done.
      const nothing = "stc awaiting, stp awaiting, ubnd-lak awaiting, vpub awaiting";
      const [first, second, ...done] = outcomes;
      expect([first, second]).toEqual([nothing, nothing]);
      expect(new Set(done)).toEqual(
        new Set([
          "stc awaiting, stp exempt, syt awaiting, ubnd-lak awaiting, vpub awaiting, " +
            `stp 0.exempted-1.unit vanthu@stp.daklak.example, syt 0.issue.unit ${SYT}`,
        ]),
      );
      expect(done.length).toBeGreaterThan(8);
    },
  );

  it("after which the counts are set right", async () => {
    // Of two that are added side by side the counts are lost.
    world.queues.dieAt(0, 1);
    expect(await changing(both)).toMatchObject({ state: "under-way" });
    await goTo(world, "2017-10-16T12:00");
    for (let i = 0; i < 4; i++) {
      await wait(world, 25);
      await findOverdueRuns(world, () => 60_000);
      await drain(world);
    }
    const [run] = await changes();
    expect(run).toMatchObject({ phase: "settled", at: at("2017-10-16T10:00") });
    expect(await world.register.counts.read(ref)).toMatchObject({
      "state.so-ban-nganh.awaiting": 4,
      "state.so-ban-nganh.exempt": 1,
      "open.2017-10-30": 5,
    });
    expect(runRefOf(run!)).toEqual({ ...ref, run: "BESIDE#reporters-1" });
  });
});

it("a unit added to the consolidated report of a directive is asked for by that report's date", async () => {
  const params = { ...ref, obligationId: "tong-hop" };
  await ok(world, changeReporters, { by: "vanthu@vpub.daklak.example", params, body: add });
  expect(await ok(world, readDuty, { by: SNV, unit: "syt", params })).toMatchObject({
    before: directive.obligations[1]?.before,
  });
});

it("a unit is added to a report of a year whose notice is still to come, and reminded by that year as it is worked out", async () => {
  const later = await newWorld(engine, at("2026-11-30T09:00"));
  await later.register.units.putUnits(["snv", "stp", "syt"].map(unitNamed), new Map());
  const [first] = directive.obligations;
  const obligations = [{ ...first, before: undefined, by: "2027-02-19", reporters: { units: ["stp"] } }];
  const body = { ...directive, issuedOn: "2026-11-27", obligations };
  await ok(later, createDirective, { by: SNV, body });
  await ok(later, issueDirective, { by: SNV, params: { directiveId: directive.id } });
  await goTo(later, "2026-12-10T09:00");
  expect(await ok(later, changeReporters, { by: SNV, body: add })).toMatchObject({ by: "2027-02-19", added: ["syt"] });
  later.mailer.mails.length = 0;
  await goTo(later, "2027-02-20T09:00");
  const told = later.mailer.mails.filter(({ tags }) => tags["unit"] === "syt");
  // Tết 2027 is Saturday, 6/2: 4/2 to 10/2 are off.
  expect(told.map(({ tags, at: sentAt }) => `${tags["milestone"]} ${localDateOf(sentAt)}`)).toEqual([
    "issue 2026-12-10",
    "remind-20 2027-01-15",
    "remind-10 2027-01-29",
    "remind-5 2027-02-12",
    "remind-2 2027-02-17",
    "remind-0 2027-02-19",
  ]);
});
