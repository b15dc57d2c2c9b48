import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import * as examples from "../../../functions/http/examples.ts";
import type { DirectiveRecord } from "../../../functions/domain/directive-record.ts";
import { DirectiveIdSchema } from "../../../functions/domain/ids.ts";
import { TimeOfDaySchema } from "../../../functions/domain/instant.ts";
import { workingDaysOfVietNam } from "../../../functions/domain/working-days-vn.ts";
import type { Handler } from "../../../functions/http/exchange.ts";
import { runMilestone } from "../../../functions/use-cases/run-milestone.ts";
import { bundleEvidence } from "../../../functions/use-cases/bundle-evidence.ts";
import { findObligation } from "../../../functions/use-cases/find-duty.ts";
import { draftLetter } from "../../../functions/use-cases/draft-documents.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { movedRuns } from "../../../functions/use-cases/time-anew.ts";
import {
  acceptReport,
  createDirective,
  exemptDuty,
  extendDuty,
  fileReport,
  issueDirective,
  listDirectives,
  listEscalations,
  listObligationDuties,
  listOwnDuties,
  moveDate,
  readDirective,
  readDuty,
  readHistory,
  readSummary,
  recordHardCopy,
  reinstateDuty,
  returnReport,
  saveDraft,
  stateReason,
  withdrawDirective,
} from "../api/operations.ts";
import { at, directive, email, lying, ref, unitId, unitNamed } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import {
  SNV,
  ask,
  drain,
  goTo,
  issuedWorld,
  ledgerOf,
  named,
  newWorld,
  ok,
  plenty,
  refused,
  requestOf,
  wait,
  bytesOf,
} from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const STP = "vanthu@stp.daklak.example";
const VPUB = "vanthu@vpub.daklak.example";
const given = examples.withdrawal;
const withdrawing = (more: object = {}) => ok(world, withdrawDirective, { by: SNV, body: given, ...more });

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-10-16T10:00");
  await ok(world, fileReport, { by: STP, unit: "stp", body: examples.report });
  await drain(world);
  world.mailer.mails.length = 0;
});

const mails = () => world.mailer.mails.map(named);
const shown = (unit: string) => ok(world, readDuty, { by: SNV, unit });
const told = [`stc 0.withdrawn-1.unit ${STC}`, "ubnd-lak 0.withdrawn-1.unit vanthu@lak.daklak.example"];

/** The withdrawal is written, and whoever was to go through the duties died at once. */
const withdrawnOnly = async () => {
  const dying = {
    ...world,
    register: { ...world.register, runs: { ...world.register.runs, hold: async () => false } },
  };
  return ok(dying, withdrawDirective, { by: SNV, body: given });
};

describe("a directive that is withdrawn", () => {
  it("is shown first with what follows; and nothing is done", async () => {
    const would = await withdrawing({ query: { preview: "yes" } });
    // Of the first obligation the second reminder to the last follow-up, of the second all seven.
    expect(would).toMatchObject({ ...given, by: SNV, withdrawn: 4, kept: 1 });
    expect(would["milestones"]).toBeGreaterThan(10);
    await drain(world);
    expect(mails()).toEqual([]);
    expect(await shown("stc")).toMatchObject({ state: "awaiting" });
    expect(await ok(world, readDirective, { by: SNV })).toMatchObject({ status: "issued", withdrawal: null });
  });

  it("is shown with as many milestones to come however often units were reminded by hand", async () => {
    const { milestones } = await withdrawing({ query: { preview: "yes" } });
    const byHand = { units: [unitId("stc")], by: SNV };
    for (let n = 1; n <= 150; n++)
      await world.register.runs.plan([
        { ...ref, ladder: 0, milestone: `by-hand-${n}`, at: world.clock.now(), phase: "settled", byHand, letters: {} },
      ]);
    expect(await withdrawing({ query: { preview: "yes" } })).toMatchObject({ milestones });
  });

  it("takes each open duty with it, with one letter and a line in its history; what was filed stays", async () => {
    const did = await withdrawing();
    expect(did).toMatchObject({ withdrawn: 4, kept: 1 });
    expect(did["state"]).toBeUndefined();
    await drain(world);
    expect(mails().filter((mail) => /^(stc|ubnd-lak) /.test(mail))).toEqual(told);
    expect(mails()).toHaveLength(4);
    expect(await shown("stc")).toMatchObject({ state: "withdrawn", late: false });
    expect(await shown("stp")).toMatchObject({ state: "submitted", standing: "on-time" });
    const { items } = await ok(world, readHistory, { by: SNV });
    expect(items).toEqual([
      expect.objectContaining({ act: "withdraw", by: SNV, from: "awaiting", to: "withdrawn", details: given }),
    ]);
    expect(await ok(world, readDirective, { by: STC })).toMatchObject({
      status: "withdrawn",
      withdrawal: { ...given, by: SNV, at: "2017-10-16T10:00:00+07:00" },
    });
    expect(await ok(world, listDirectives, { by: STC })).toMatchObject({ items: [{ status: "withdrawn" }] });
  });

  it("writes to nobody any more: every milestone to come is skipped, and says why", async () => {
    await withdrawing();
    await drain(world);
    world.mailer.mails.length = 0;
    await goTo(world, "2017-11-25T10:00");
    expect(mails()).toEqual([]);
    const runs = await world.register.runs.runsOf(directive.id);
    const later = runs.filter(
      ({ at: time, milestone }) => time > at("2017-10-16T10:00") && milestone !== "withdrawn-1",
    );
    expect(later.length).toBeGreaterThan(10);
    expect(new Set(later.map(({ phase, reason }) => `${phase}: ${reason}`))).toEqual(
      new Set(["skipped: the directive was withdrawn"]),
    );
  });

  it("is counted with nobody: nobody is late, nobody owes anything", async () => {
    await withdrawing();
    await drain(world);
    await goTo(world, "2017-11-02T10:00");
    expect(await ok(world, listEscalations, { by: SNV })).toEqual({ items: [], cursor: null });
    expect(await ok(world, readSummary, { by: SNV })).toMatchObject({
      units: 4,
      filed: 1,
      open: 0,
      late: 0,
      states: { submitted: 1, withdrawn: 3 },
      coverage: { owing: 1, filed: 1 },
      closingNow: { owing: 1, filed: 1, missing: [], cutShort: 0 },
    });
    const { items } = await ok(world, listObligationDuties, { by: SNV, query: { state: "withdrawn" } });
    expect(items).toHaveLength(3);
  });

  it("asked again after its answer was lost is withdrawn once, and answers as it did", async () => {
    const first = await withdrawing({ attempt: "first" });
    const again = await withdrawing({ attempt: "first", again: true });
    expect(again).toMatchObject({ at: first["at"], withdrawn: 4, kept: 1 });
    await drain(world);
    expect(mails()).toHaveLength(4);
    const other = await refused(world, withdrawDirective, { by: SNV, body: { ...given, reason: "Khác" } });
    expect(other).toMatchObject({
      refused: "conflict",
      detail: expect.stringContaining("withdrawn at 2017-10-16T10:00:00+07:00, by document 6200/UBND-KGVX"),
    });
    expect(await refused(world, withdrawDirective, { by: SNV, body: given, query: { preview: "yes" } })).toMatchObject({
      refused: "conflict",
    });
  });

  it("is withdrawn by one of two at once, and each duty is told once", async () => {
    const both = await Promise.all([1, 2].map(() => ask(world, withdrawDirective, { by: SNV, body: given })));
    expect(both.filter((answer) => "status" in answer)).toHaveLength(1);
    await drain(world);
    // Whoever lost may have planned the run anew while it was under way: the watchdog finds it then.
    await wait(world, 5);
    for (const obligationId of ["bao-cao", "tong-hop"])
      await runMilestone({ ...ref, obligationId, run: "ALL#withdrawn-1" } as never, world, plenty);
    await drain(world);
    expect(mails()).toHaveLength(4);
  });
});

describe("while duties are gone through in the background", () => {
  it("they are judged, listed and counted as withdrawn from the first moment", async () => {
    expect(await withdrawnOnly()).toMatchObject({ state: "under-way", withdrawn: 4, kept: 1 });
    expect(await shown("stc")).toMatchObject({ state: "withdrawn" });
    expect(await ok(world, listOwnDuties, { by: STC })).toMatchObject({ items: [{ state: "withdrawn" }] });
    world.clock.moveTo(at("2017-11-02T10:00"));
    expect(await ok(world, listEscalations, { by: SNV })).toEqual({ items: [], cursor: null });
    expect(await ok(world, readSummary, { by: SNV })).toMatchObject({
      open: 0,
      late: 0,
      states: { submitted: 1, withdrawn: 3 },
    });
  });

  it("the queue goes through all of them, each told once; asked twice, it does no more", async () => {
    await withdrawnOnly();
    await drain(world);
    expect(mails().filter((mail) => /^(stc|ubnd-lak) /.test(mail))).toEqual(told);
    await runMilestone({ ...ref, run: "ALL#withdrawn-1" }, world, plenty);
    await drain(world);
    expect(mails()).toHaveLength(4);
    const written = await world.register.duties.writtenDuty({ ...ref, unitId: unitId("stc") }, lying());
    expect(written).toMatchObject({ state: "withdrawn", sequence: 1 });
  });

  it("an act on a duty has it written down first, and is refused by what happened", async () => {
    await withdrawnOnly();
    const refusal = await refused(world, stateReason, { by: STC, body: examples.reason });
    expect(refusal).toMatchObject({ refused: "conflict", detail: expect.stringContaining("withdrawn") });
    const written = await world.register.duties.writtenDuty({ ...ref, unitId: unitId("stc") }, lying());
    expect(written).toMatchObject({ state: "withdrawn" });
  });

  it("a report that crosses the withdrawal is kept, by whoever has not heard of it yet", async () => {
    const stale: DirectiveRecord | undefined = await world.register.directives.directive(directive.id);
    await withdrawnOnly();
    const unaware = { ...world.register.directives, directiveLastKnown: async () => stale };
    const asked = { by: STC, body: examples.report };
    await ok({ ...world, register: { ...world.register, directives: unaware } }, fileReport, asked);
    await drain(world);
    expect(await shown("stc")).toMatchObject({ state: "submitted", standing: "on-time" });
    expect(mails().filter((mail) => mail.includes("withdrawn") && mail.startsWith("stc"))).toEqual([]);
    expect(await ledgerOf(world, "stc")).toMatchObject({ "0.receipt-1.unit": "sent" });
  });

  it("a crash before the withdrawal is written leaves nothing behind but a run that skips itself", async () => {
    const directives = { ...world.register.directives, withdraw: () => Promise.reject(new Error("died")) };
    const dying = { ...world, register: { ...world.register, directives } };
    await expect(ask(dying, withdrawDirective, { by: SNV, body: given })).rejects.toThrow("died");
    const run = { ...ref, run: "ALL#withdrawn-1" };
    await runMilestone(run, world, plenty);
    expect(await world.register.runs.run(run)).toMatchObject({ phase: "planned" });
    await wait(world, 20);
    await runMilestone(run, world, plenty);
    expect(await world.register.runs.run(run)).toMatchObject({
      phase: "skipped",
      reason: "the directive was not withdrawn",
    });
    expect(await shown("stc")).toMatchObject({ state: "awaiting" });
    // Asked for anew, it is done.
    expect(await withdrawing()).toMatchObject({ withdrawn: 4 });
    await drain(world);
    expect(mails()).toHaveLength(4);
  });

  it("a letter whose time came before is not sent after it", async () => {
    await goTo(world, "2017-10-20T07:59");
    world.clock.moveTo(at("2017-10-20T08:00"));
    await runMilestone({ ...ref, run: "ALL#remind-5" }, world, plenty);
    await withdrawing();
    await drain(world);
    expect(mails().filter((mail) => mail.includes("remind-5"))).toEqual([]);
    expect(await ledgerOf(world, "stc")).toMatchObject({
      "0.remind-5.unit": "skipped: withdrawn",
      "0.withdrawn-1.unit": "sent",
    });
  });
});

describe("of more duties than fit into a call", () => {
  it("the queue withdraws the rest, each with its letter, while all are judged so already", async () => {
    const many = await manyWorld(301);
    const answer = await ok(many, withdrawDirective, { by: SNV, body: given });
    expect(answer).toMatchObject({ state: "under-way", withdrawn: 301, kept: 0 });
    expect(await ok(many, readDuty, { by: SNV, unit: "xa-300" })).toMatchObject({ state: "withdrawn" });
    expect(await ok(many, readSummary, { by: SNV })).toMatchObject({ open: 0, states: { withdrawn: 301 } });
    expect(await many.register.duties.writtenDuty({ ...ref, unitId: unitId("xa-300") }, lying())).toMatchObject({
      state: "awaiting",
    });
    for (const run of many.queues.takeRuns()) await runMilestone(run, many, plenty);
    const letters = many.queues.takePost().flatMap((letter) => (letter.kind === "letter" ? [letter] : []));
    expect(new Set(letters.map(({ milestone }) => milestone))).toEqual(new Set(["withdrawn-1"]));
    expect(new Set(letters.map(({ unitId: unit }) => unit)).size).toBe(301);
    expect(await many.register.duties.writtenDuty({ ...ref, unitId: unitId("xa-300") }, lying())).toMatchObject({
      state: "withdrawn",
    });
  });

  /** The first report alone, asked of so many communes, and issued. */
  it("who fit into one, but not into its time, are told of as under way, and the queue withdraws the rest", async () => {
    const many = await manyWorld(260);
    const begun = performance.now.bind(performance);
    const { writtenDuties } = many.register.duties;
    const slow = async (...asked: Parameters<typeof writtenDuties>) => {
      const page = await writtenDuties(...asked);
      vi.spyOn(performance, "now").mockImplementation(() => begun() + 60_000);
      return page;
    };
    const dawdling = {
      ...many,
      register: { ...many.register, duties: { ...many.register.duties, writtenDuties: slow } },
    };
    const answer = await ok(dawdling, withdrawDirective, { by: SNV, body: given });
    vi.restoreAllMocks();
    expect(answer).toMatchObject({ state: "under-way", withdrawn: 260, kept: 0 });
    for (const run of many.queues.takeRuns()) await runMilestone(run, many, plenty);
    const letters = many.queues.takePost().flatMap((letter) => (letter.kind === "letter" ? [letter.unitId] : []));
    expect(new Set(letters).size).toBe(260);
  });

  async function manyWorld(count: number): Promise<World> {
    const many = await newWorld(engine);
    const communes = Array.from({ length: count }, (_, i) => ({
      ...unitNamed("ubnd-lak"),
      id: unitId(`xa-${i}`),
      name: `UBND xã ${i}`,
      clerkEmail: email(`xa${i}@lak.daklak.example`),
    }));
    await many.register.units.putUnits([...["snv", "vpub"].map(unitNamed), ...communes], new Map());
    const [own] = directive.obligations;
    const obligations = [{ ...own!, reporters: { units: communes.map(({ id }) => id) } }];
    await many.register.directives.createDirective({ ...directive, obligations }, many.clock.now());
    await ok(many, issueDirective, { by: SNV, params: { directiveId: directive.id } });
    // As if its letters had gone out.
    many.queues.takeRuns();
    return many;
  }
});

describe("to what was withdrawn", () => {
  it.each<[string, Handler, string, unknown, Record<string, string>?]>([
    ["a filing", fileReport, STC, examples.report],
    ["a draft", saveDraft, STC, { sections: {}, figures: {} }],
    ["a reason", stateReason, STC, examples.reason],
    ["an extension", extendDuty, SNV, examples.extension],
    ["an exemption", exemptDuty, SNV, examples.exemption],
    ["a paper report", recordHardCopy, SNV, { ...examples.paper, receivedAt: "2017-10-15T08:00:00+07:00" }],
    ["a new date", moveDate, SNV, examples.newDate],
    ["a preview of a new date", moveDate, SNV, examples.newDate, { preview: "yes" }],
  ])("%s is refused, by name", async (_what, handler, by, body, query = {}) => {
    await withdrawing();
    const refusal = await refused(world, handler, { by, body, query });
    expect([refusal.refused, refusal.detail]).toEqual(["conflict", expect.stringMatching(/withdrawn/)]);
    expect(await shown("stc")).toMatchObject({ state: "withdrawn" });
  });

  it("no letter to late units is drafted, and the evidence says why", async () => {
    await withdrawing();
    await goTo(world, "2017-11-02T10:00");
    const request = await requestOf(world, { by: SNV });
    const found = await findObligation(request, world);
    if (isRefusal(found)) throw new Error(found.detail);
    const of = { found, now: request.receivedAt, query: { before: "2017-11-09", confirm: "yes" } };
    for (const kind of ["urging", "criticism"] as const)
      expect(await draftLetter(kind)(of, world)).toMatchObject({
        refused: "conflict",
        detail: expect.stringContaining("6200/UBND-KGVX"),
      });
    const evidence = await bundleEvidence(of, world);
    if (isRefusal(evidence)) throw new Error(evidence.detail);
    const zip = await bytesOf(evidence.content);
    expect(zip.includes("thu-hoi.json")).toBe(true);
  });

  it("a report that was filed may be accepted, and not be asked for again", async () => {
    await withdrawing();
    const back = { by: SNV, unit: "stp", body: { reason: "Thiếu số liệu", before: "2017-10-27" } };
    expect(await refused(world, returnReport, back)).toMatchObject({
      refused: "conflict",
      detail: expect.stringContaining("6200/UBND-KGVX"),
    });
    await ok(world, acceptReport, { by: SNV, unit: "stp" });
    expect(await shown("stp")).toMatchObject({ state: "accepted" });
  });

  it("a report that a unit was freed from is not asked for again", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    await withdrawing();
    expect(await shown("stc")).toMatchObject({ state: "exempt" });
    expect(await refused(world, reinstateDuty, { by: SNV, body: { reason: "Có phát sinh" } })).toMatchObject({
      refused: "conflict",
    });
  });

  it("a year made final changes nothing: what is planned skips itself", async () => {
    const moved = async () => {
      const record = await world.register.directives.directive(directive.id);
      const runs = await world.register.runs.runsOf(directive.id);
      const own = record!.directive.obligations[0]!;
      // As if every milestone fell an hour later.
      const obligation = { ...own, ladder: { ...own.ladder, at: TimeOfDaySchema.parse("09:00") } };
      const calendar = workingDaysOfVietNam;
      return movedRuns(
        runs.filter((run) => run.obligationId === own.id),
        {
          calendar,
          record: record!,
          obligation,
          now: world.clock.now(),
        },
      ).length;
    };
    expect(await moved()).toBeGreaterThan(5);
    await withdrawing();
    expect(await moved()).toBe(0);
  });
});

describe("a directive cannot be withdrawn", () => {
  it("by whoever neither keeps the register nor receives all that it asks for", async () => {
    const other = { ...world, homeUnit: unitId("vpub") };
    const by = (who: string) => ask(other, withdrawDirective, { by: who, body: given });
    // Sở Nội vụ receives the reports, and itself has to report by this directive.
    expect([await by(STC), await by(SNV)]).toEqual([1, 2].map(() => expect.objectContaining({ refused: "forbidden" })));
    expect(await by(email("ai-do@noi-khac.example"))).toMatchObject({ refused: "forbidden" });
    expect(await shown("stc")).toMatchObject({ state: "awaiting" });
    // To the Office goes what all of it comes to.
    const office = { ...world, homeUnit: unitId("stp") };
    expect(await ask(office, withdrawDirective, { by: VPUB, body: given })).toMatchObject({ status: 200 });
  });

  it("before it is issued, nor without a reason and a document", async () => {
    const id = DirectiveIdSchema.parse("nhap-1");
    await ok(world, createDirective, { by: SNV, body: { ...examples.directive, id } });
    const draft = await refused(world, withdrawDirective, { by: SNV, body: given, params: { directiveId: id } });
    expect(draft).toMatchObject({ refused: "conflict", detail: expect.stringContaining("not issued") });
    const nameless = await refused(world, withdrawDirective, { by: SNV, body: { reason: " " } });
    expect(nameless).toMatchObject({
      refused: "invalid",
      faults: [expect.objectContaining({ path: "reason" }), expect.objectContaining({ path: "documentNumber" })],
    });
    const unknown = await refused(world, withdrawDirective, { by: SNV, body: given, params: { directiveId: "khac" } });
    expect(unknown.refused).toBe("not-found");
  });
});
