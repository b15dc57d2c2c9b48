import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import * as examples from "../../../functions/http/examples.ts";
import {
  exemptDuty,
  extendDuty,
  fileReport,
  moveDate,
  readDuty,
  readHistory,
  remindByHand,
  withdrawDirective,
} from "../api/operations.ts";
import { handleMailMessage } from "../../../functions/use-cases/handle-mail-message.ts";
import { reminderOf, remindersOf } from "../../../functions/use-cases/reminders.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import { letterKey } from "../../../functions/domain/letter.ts";
import type { LetterName } from "../../../functions/domain/letter.ts";
import { dutyLedger } from "../../../functions/store/letters.ts";
import type { Ledger } from "../../../functions/store/letters.ts";
import { dutyOf, lying, ref, unitId, unitNamed } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { newLane } from "./fakes.ts";
import { SNV, ask, drain, goTo, issuedWorld, ledgerOf, named, ok, refused, tell } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const STP = "vanthu@stp.daklak.example";
const remind = (body: object, more: object = {}) => ok(world, remindByHand, { by: SNV, body, ...more });

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  // The last letter was remind-10, on Friday 13/10 at 08:00.
  await goTo(world, "2017-10-17T10:00");
  world.mailer.mails.length = 0;
});

const mails = () => world.mailer.mails.map(named);
const milestonesOf = async (unit: string) => {
  const { letters } = await ok(world, readDuty, { by: SNV, unit });
  return (letters as { milestone: string; status: string }[]).map(({ milestone, status }) => `${milestone}: ${status}`);
};

describe("a reminder by hand", () => {
  it("goes once to each unit named, with the note, and stands in its ledger like any other", async () => {
    const note = "Đề nghị gửi trước 16 giờ chiều nay.";
    const did = await remind({ units: ["stc", "stp"], note });
    expect(did).toMatchObject({
      milestone: "by-hand-1",
      reminded: 2,
      leftOut: 0,
      to: expect.arrayContaining([{ unitId: "stc", unitName: "Sở Tài chính", to: STC }]),
    });
    expect(did["state"]).toBeUndefined();
    await drain(world);
    expect(mails().toSorted()).toEqual([`stc 0.by-hand-1.unit ${STC}`, `stp 0.by-hand-1.unit ${STP}`]);
    expect(world.mailer.mails[0]?.letter.text).toContain(note);
    expect(await milestonesOf("stc")).toContain("by-hand-1: sent");
    const { items } = await ok(world, readHistory, { by: SNV });
    expect(items).toEqual([
      { at: "2017-10-17T10:00:00+07:00", by: SNV, act: "remind", from: "awaiting", to: "awaiting", details: { note } },
    ]);
    await goTo(world, "2017-10-18T10:00");
    expect(mails()).toHaveLength(2);
  });

  it("is shown first with who would get it, who would not and why; and nothing is done", async () => {
    await ok(world, fileReport, { by: STP, unit: "stp", body: examples.report });
    await ok(world, exemptDuty, { by: SNV, unit: "ubnd-lak", body: examples.exemption });
    await drain(world);
    world.mailer.mails.length = 0;
    const body = { units: ["stc", "stp", "ubnd-lak"] };
    const would = await remind(body, { query: { preview: "yes" } });
    expect(would).toMatchObject({
      reminded: 1,
      to: [{ unitId: "stc" }],
      leftOut: 2,
      notTo: expect.arrayContaining([
        expect.objectContaining({ unitId: "stp", why: "filed", lastLetter: null }),
        expect.objectContaining({ unitId: "ubnd-lak", why: "not-owed" }),
      ]),
    });
    await drain(world);
    expect(mails()).toEqual([]);
    expect(await remindersOf(ref, world.register)).toEqual([]);
  });

  it("leaves out whom no letter reaches, before the supervisor thinks that they were told", async () => {
    for (const address of addressesOf(unitNamed("stc")))
      await world.register.units.markBounced(address, { at: 1, why: "bounce" });
    const would = await remind({ units: ["stc", "stp"] }, { query: { preview: "yes" } });
    expect(would).toMatchObject({ to: [{ unitId: "stp" }], notTo: [{ unitId: "stc", why: "unreachable" }] });
  });

  it("is refused within a working day of the last letter, over a weekend too, unless it is told again", async () => {
    await goTo(world, "2017-10-20T09:00");
    const refusal = await refused(world, remindByHand, { by: SNV, body: { units: ["stc"] } });
    expect(refusal).toMatchObject({
      refused: "conflict",
      detail: expect.stringContaining("From 2017-10-23T08:00:00+07:00 on"),
    });
    await goTo(world, "2017-10-23T07:59");
    expect((await refused(world, remindByHand, { by: SNV, body: { units: "open" } })).refused).toBe("conflict");
    await goTo(world, "2017-10-23T08:01");
    expect(await remind({ units: ["stc"] })).toMatchObject({ milestone: "by-hand-1", reminded: 1 });
    await drain(world);
    expect((await refused(world, remindByHand, { by: SNV, body: { units: ["stc"] } })).refused).toBe("conflict");
    expect(await remind({ units: ["stc"], again: true })).toMatchObject({ milestone: "by-hand-2", reminded: 1 });
    await drain(world);
    expect(mails().filter((mail) => mail.startsWith("stc") && mail.includes("by-hand"))).toEqual([
      `stc 0.by-hand-1.unit ${STC}`,
      `stc 0.by-hand-2.unit ${STC}`,
    ]);
  });

  it("goes to who is late alone, after the ladder has ended too, whatever date each has", async () => {
    await ok(world, extendDuty, { by: SNV, unit: "stp", body: { ...examples.extension, before: "2017-11-30" } });
    await goTo(world, "2017-11-20T10:00");
    world.mailer.mails.length = 0;
    const did = await remind({ units: "late" });
    expect((did["to"] as { unitId: string }[]).map((one) => one.unitId)).not.toContain("stp");
    await drain(world);
    expect(mails()).toContain(`stc 0.by-hand-1.unit ${STC}`);
    expect(mails().filter((mail) => mail.startsWith("stp"))).toEqual([]);
    await remind({ units: ["stp"] });
    await drain(world);
    expect(mails()).toContain(`stp 0.by-hand-2.unit ${STP}`);
  });

  it("goes to nobody who files before his letter's claim: not sending is on record", async () => {
    await remind({ units: ["stc", "stp"] });
    await ok(world, fileReport, { by: STC, body: examples.report });
    await drain(world);
    expect(mails().filter((mail) => mail.includes("by-hand"))).toEqual([`stp 0.by-hand-1.unit ${STP}`]);
    expect(await ledgerOf(world, "stc")).toMatchObject({ "0.by-hand-1.unit": "skipped: filed" });
  });

  it("goes on to the next address when the first comes back", async () => {
    await remind({ units: ["stc"] });
    await drain(world);
    await tell(world, world.mailer.mails[0]!, "Bounce");
    await drain(world);
    expect(mails()).toHaveLength(2);
    expect(mails()[1]).not.toContain(STC);
  });

  it("goes out whether or not the date moves meanwhile, and names the date in force", async () => {
    await remind({ units: ["stc"] });
    await ok(world, moveDate, { by: SNV, body: examples.newDate });
    await drain(world);
    expect(mails()).toContain(`stc 0.by-hand-1.unit ${STC}`);
    const letter = world.mailer.mails.find(({ tags }) => tags["milestone"] === "by-hand-1")?.letter;
    expect(letter?.text).toContain("6/11/2017");
  });

  it("refuses by name who does not report, a note of more than 500 characters as it is kept, and an odd list", async () => {
    const fault = async (body: object) => {
      const refusal = await refused(world, remindByHand, { by: SNV, body });
      return refusal.refused === "invalid" ? refusal.faults.map(({ path }) => path) : refusal.refused;
    };
    expect(await fault({ units: ["stc", "khong-co"] })).toEqual(["units.1"]);
    expect(await fault({ units: [] })).toEqual(["units"]);
    expect(await fault({ units: ["stc", "stc"] })).toEqual(["units"]);
    expect(await fault({ units: "all" })).toEqual(["units"]);
    expect(await fault({ units: ["stc"], note: "ế".repeat(501) })).toEqual(["note"]);
    const decomposed = "ế".normalize("NFD").repeat(500);
    expect(decomposed.length).toBe(1500);
    expect(await remind({ units: ["stc"], note: decomposed })).toMatchObject({ reminded: 1 });
  });

  it("is the receiver's to send, and nobody else's", async () => {
    expect((await refused(world, remindByHand, { by: STC, body: { units: ["stp"] } })).refused).toBe("not-found");
  });
});

describe("a reminder by hand that does not go as usual", () => {
  it("to more than 300 units is asked for in the background, and goes to those who owe the report then", async () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ ...dutyOf("stc"), unitId: unitId(`xa-${n}`) }));
    await world.register.duties.layOut(many, lying());
    const did = await remind({ units: "open" });
    expect(did).toMatchObject({ reminded: 304, state: "under-way" });
    expect(did["to"]).toHaveLength(300);
    expect(mails()).toEqual([]);
    await ok(world, fileReport, { by: STP, unit: "stp", body: examples.report });
    await drain(world);
    const byHand = mails().filter((mail) => mail.includes("by-hand"));
    expect(byHand.map((mail) => mail.split(" ")[0]).toSorted()).toEqual(["stc", "ubnd-lak", "vpub"]);
    const reminder = await reminderOf({ ...ref, milestone: "by-hand-1" }, world.register);
    expect(reminder?.phase).toBe("watched");
  });

  it("sent again with the same key is done once", async () => {
    const asked = { by: SNV, body: { units: ["stc"] }, attempt: "first" };
    await ok(world, remindByHand, asked);
    await drain(world);
    expect(await ok(world, remindByHand, { ...asked, again: true })).toMatchObject({ milestone: "by-hand-1" });
    await drain(world);
    expect(mails()).toEqual([`stc 0.by-hand-1.unit ${STC}`]);
  });

  // The simulation's history 62103: what was seen of the other's first try stood there again after its second.
  it("waits with another, and tried again at the same moment only one of the two is claimed", async () => {
    const { letters, duties } = world.register;
    const stc = { ...ref, unitId: unitId("stc") };
    const now = world.clock.now();
    const seen = async () => dutyLedger(stc, lying(), await duties.duty(stc, lying()));
    const name = (milestone: string): LetterName => ({ ladder: 0, milestone, addressee: "unit" });
    const attempt = async (milestone: string, token: string, ledger: Ledger) =>
      letters.claim(ledger, name(milestone), { status: "claimed", at: now, since: now, attempt: token });
    const wait = async (milestone: string, token: string) =>
      letters.release(await seen(), letterKey(name(milestone)), token, { at: now, since: now });
    for (const milestone of ["by-hand-1", "by-hand-2"]) {
      expect(await attempt(milestone, "first", await seen())).toBe(true);
      await wait(milestone, "first");
    }
    const ledger = await seen();
    expect(await attempt("by-hand-2", "second", ledger)).toBe(true);
    expect(await attempt("by-hand-1", "second", ledger)).toBe(false);
  });

  it("goes out though whoever sent it died right after it was written: the watchdog's question finds it", async () => {
    world.queues.dieAt(0);
    await remind({ units: ["stc"] });
    expect(mails()).toEqual([]);
    world.clock.moveTo(world.clock.now() + 10 * 60_000);
    const { items } = await world.register.runs.runsDueBefore(world.clock.now(), { limit: 10, after: undefined });
    expect(items.map(({ run }) => run)).toContain("BESIDE#by-hand-1");
    for (const run of items) await world.queues.askRun(run);
    await drain(world);
    expect(mails()).toEqual([`stc 0.by-hand-1.unit ${STC}`]);
  });

  it("is refused of a directive that was withdrawn, by when and by which document; one sent before it goes to nobody", async () => {
    await remind({ units: ["stc"] });
    await ok(world, withdrawDirective, { by: SNV, body: examples.withdrawal });
    for (const query of [{}, { preview: "yes" }]) {
      const { detail } = await refused(world, remindByHand, { by: SNV, query, body: { units: "open" } });
      expect(detail).toContain(
        `withdrawn at 2017-10-17T10:00:00+07:00, by document ${examples.withdrawal.documentNumber}`,
      );
    }
    await drain(world);
    expect(mails().filter((mail) => mail.includes("by-hand"))).toEqual([]);
    expect(await ledgerOf(world, "stc")).toMatchObject({ "0.by-hand-1.unit": "skipped: withdrawn" });
  });

  it("of two at the same moment one is done, and the other is told so", async () => {
    const answers = await Promise.all([
      ask(world, remindByHand, { by: SNV, body: { units: "open" } }),
      ask(world, remindByHand, { by: SNV, body: { units: ["stc"] } }),
    ]);
    expect(answers.filter(isRefusal)).toHaveLength(1);
    await drain(world);
    expect(mails().filter((mail) => mail.startsWith("stc"))).toHaveLength(1);
  });

  it("whose letter is decided at the same moment as another's writes once: the claim of the second is decided anew", async () => {
    const of = (number: number, by: string) => ({
      ...ref,
      ladder: 0,
      milestone: `by-hand-${number}` as const,
      at: world.clock.now(),
      phase: "planned" as const,
      byHand: { units: "open" as const, by },
      letters: {},
    });
    await world.register.runs.plan([of(1, "a")]);
    await world.register.runs.plan([of(2, "b")]);
    const letter = (number: number) => ({
      kind: "letter" as const,
      ...ref,
      unitId: unitId("stc"),
      ladder: 0,
      milestone: `by-hand-${number}`,
      addressee: "unit" as const,
    });
    await Promise.all([1, 2].map((n) => handleMailMessage(letter(n), { ...world, sendRateLimiter: newLane() })));
    expect(mails()).toHaveLength(1);
    const ledger = Object.entries(await ledgerOf(world, "stc")).filter(([name]) => name.includes("by-hand"));
    expect(ledger.map(([, status]) => status).toSorted()).toEqual(["sent", "skipped: written to within a working day"]);
  });
});
