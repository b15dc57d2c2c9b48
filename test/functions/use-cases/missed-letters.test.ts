import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import {
  exemptDuty,
  extendDuty,
  fileReport,
  importUnits,
  issueDirective,
  moveDate,
  putUnit,
  readHistory,
  remindByHand,
  returnReport,
  withdrawDirective,
} from "../api/operations.ts";
import * as examples from "../../../functions/http/examples.ts";
import { saveUnit } from "../../../functions/use-cases/save-units.ts";
import { directive, email, ref, unitId, unitNamed } from "../season.ts";
import { keys } from "../../../functions/store/table.ts";
import { SHUT_OUT } from "../../../functions/store/units.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, drain, dutyIn, goTo, ledgerOf, named, newWorld, ok, tell, wait } from "./world.ts";
import type { World } from "./world.ts";

const UNITS = ["vpub", "snv", "stp", "stc"];
const DEAD = ["vanthu", "vanphong", "lanhdao"].map((who) => email(`${who}@stc.daklak.example`));
const NEW = "vanthu.moi@stc.daklak.example";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await newWorld(engine);
  await world.register.units.putUnits(UNITS.map(unitNamed), new Map());
  for (const address of DEAD) await world.register.units.markBounced(address, { at: 0, why: "bounce" });
  await world.register.directives.createDirective(directive, world.clock.now());
  await ok(world, issueDirective, { by: SNV, params: { directiveId: directive.id } });
  await drain(world);
});

const toStc = () => world.mailer.mails.map(named).filter((mail) => mail.startsWith("stc "));
const lists = () => world.mailer.mails.filter(({ tags }) => tags["kind"] === "supervisor-letter");
const mend = (clerkEmail = NEW) => {
  const { id: _id, ...unit } = unitNamed("stc");
  return ok(world, putUnit, { by: SNV, body: { ...unit, clerkEmail } });
};

it("a unit whose every address was dead at issue gets the letter of issue when one is mended six days later, once", async () => {
  await goTo(world, "2017-07-20T09:00");
  expect(await ledgerOf(world, "stc")).toMatchObject({ "0.issue.unit": "skipped: no reachable address" });
  expect(toStc()).toEqual([]);
  await mend();
  await drain(world);
  await wait(world, 5);
  expect(toStc()).toEqual([`stc 0.issue.unit ${NEW}`]);
  expect(world.mailer.mails.at(-1)?.letter.calendarEntry).toBeDefined();
  expect(await ledgerOf(world, "stc")).toMatchObject({ "0.issue.unit": "sent" });
  expect((await dutyIn(world, "stc")).unreachable).toBe(false);
});

it("after milestones it gets the letter of issue and the latest of the ladder, and none that was overtaken", async () => {
  await goTo(world, "2017-10-16T09:00");
  await mend();
  await wait(world, 5);
  expect(toStc().toSorted()).toEqual([`stc 0.issue.unit ${NEW}`, `stc 0.remind-10.unit ${NEW}`]);
  expect((await ledgerOf(world, "stc"))["0.remind-20.unit"]).toBe("skipped: no reachable address");
});

it.each([
  [
    "a file",
    () =>
      ok(world, importUnits, {
        by: SNV,
        body: `id,name,kind,headTitle,clerkEmail,officeEmail,headEmail,phone\nstc,Sở Tài chính,so-ban-nganh,,,${NEW},,\n`,
      }),
    NEW,
  ],
  ["a mark that is taken off", () => saveUnit(unitNamed("stc"), world, [DEAD[1] ?? ""]), DEAD[1]],
])("%s mends it, too", async (_what, mended, to) => {
  await goTo(world, "2017-07-20T09:00");
  await mended();
  await wait(world, 5);
  expect(toStc()).toEqual([`stc 0.issue.unit ${to}`]);
});

it("a change that mends nothing has nothing sent", async () => {
  await goTo(world, "2017-07-20T09:00");
  const { id: _id, ...unit } = unitNamed("stc");
  await ok(world, putUnit, { by: SNV, body: { ...unit, phone: "1" } });
  await ok(world, putUnit, { by: SNV, body: { ...unit, officeEmail: "" } });
  await wait(world, 5);
  expect(toStc()).toEqual([]);
  expect(world.queues.waiting).toEqual([]);
});

it("a second contact of a unit that got its letters gets none of them again", async () => {
  const { id: _id, ...unit } = unitNamed("stp");
  await ok(world, putUnit, { by: SNV, unit: "stp", body: { ...unit, officeEmail: "vanphong.moi@stp.daklak.example" } });
  const before = world.mailer.mails.length;
  await wait(world, 5);
  expect(world.mailer.mails.slice(before).map(named)).toEqual([]);
});

it("a unit that has filed gets its receipt, and nothing once it is exempt", async () => {
  await goTo(world, "2017-10-16T09:00");
  await ok(world, fileReport, { by: DEAD[0] ?? "", body: examples.report });
  await wait(world, 5);
  await mend();
  await wait(world, 5);
  expect(toStc()).toEqual([`stc 0.receipt-1.unit ${NEW}`]);
  await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu số liệu", before: "2017-11-03" } });
  await ok(world, exemptDuty, { by: SNV, body: { reason: "Đã sáp nhập" } });
  await wait(world, 5);
  await mend("nua@stc.daklak.example");
  await wait(world, 5);
  expect(toStc().filter((mail) => /issue|remind/.test(mail))).toEqual([]);
});

it("of a report that was sent back meanwhile it hears by the letter that says so", async () => {
  await goTo(world, "2017-10-16T09:00");
  await ok(world, fileReport, { by: DEAD[0] ?? "", body: examples.report });
  await wait(world, 5);
  await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu số liệu", before: "2017-11-03" } });
  await wait(world, 5);
  expect(await ledgerOf(world, "stc")).toMatchObject({ "0.returned-1.unit": "skipped: no reachable address" });
  await mend();
  await wait(world, 5);
  expect(toStc().toSorted()).toEqual([`stc 0.issue.unit ${NEW}`, `stc 0.returned-1.unit ${NEW}`]);
});

it("a reminder by hand that came back goes out by the letter of issue, in place of the ladder's, and stands in the history", async () => {
  await goTo(world, "2017-10-16T09:00");
  await world.register.units.unmarkBounced(DEAD[0] ?? email(""));
  await ok(world, remindByHand, { by: SNV, body: { units: ["stc"], again: true } });
  await drain(world);
  const mail = world.mailer.mails.at(-1);
  expect(mail && named(mail)).toBe(`stc 0.by-hand-1.unit ${DEAD[0]}`);
  if (mail) await tell(world, mail, "Bounce");
  await wait(world, 5);
  expect((await ledgerOf(world, "stc"))["0.by-hand-1.unit"]).toBe("skipped: no reachable address");
  expect(await ok(world, readHistory, { by: SNV, unit: "stc" })).toMatchObject({ items: [{ act: "remind" }] });
  await mend();
  await wait(world, 5);
  expect(toStc().slice(1).toSorted()).toEqual([`stc 0.by-hand-1.unit ${NEW}`, `stc 0.issue.unit ${NEW}`]);
});

it("two who mend it at once have each letter sent once, to an address that it has", async () => {
  await goTo(world, "2017-10-16T09:00");
  await Promise.all([mend(), mend("khac@stc.daklak.example")]);
  await wait(world, 5);
  await wait(world, 5);
  const has = (await world.register.units.unit(unitId("stc")))?.clerkEmail;
  expect(toStc().toSorted()).toEqual([`stc 0.issue.unit ${has}`, `stc 0.remind-10.unit ${has}`]);
});

it("a function that dies when it has mended the address has asked ahead", async () => {
  await goTo(world, "2017-07-20T09:00");
  world.queues.dieAt(1);
  await mend();
  await drain(world);
  expect(toStc()).toEqual([]);
  await wait(world, 2);
  expect(toStc()).toEqual([`stc 0.issue.unit ${NEW}`]);
});

it("a unit that a broken change has shut out at its old address hears of it, too, once that is entered again", async () => {
  const [clerk = email("")] = DEAD;
  const changing = world.table.table;
  await changing.put({ ...keys.address(clerk, "stc"), [SHUT_OUT]: true });
  expect(await world.register.units.unitsActedForBy(clerk)).toEqual([]);
  await saveUnit(unitNamed("stc"), world, [clerk]);
  await drain(world);
  await wait(world, 5);
  expect(toStc()).toEqual([`stc 0.issue.unit ${clerk}`]);
});

it("a letter that comes back from the mended address, too, is not sent for ever", async () => {
  await goTo(world, "2017-07-20T09:00");
  await mend();
  await wait(world, 5);
  const mail = world.mailer.mails.at(-1);
  if (mail) await tell(world, mail, "Bounce");
  await wait(world, 5);
  expect(toStc()).toHaveLength(1);
  expect(await ledgerOf(world, "stc")).toMatchObject({ "0.issue.unit": "skipped: no reachable address" });
});

it("a head whose address is mended gets the letter of the escalation; the unit is not written to again", async () => {
  for (const address of DEAD.slice(0, 2)) await world.register.units.unmarkBounced(address);
  await goTo(world, "2017-10-30T08:05");
  const before = toStc();
  expect(before).toContain(`stc 0.escalate.unit ${DEAD[0]}`);
  const { id: _id, ...unit } = unitNamed("stc");
  await ok(world, putUnit, { by: SNV, body: { ...unit, headEmail: "giamdoc@stc.daklak.example" } });
  await wait(world, 5);
  expect(toStc().slice(before.length).toSorted()).toEqual([
    "stc 0.escalate.head giamdoc@stc.daklak.example",
    `stc 0.issue.unit ${DEAD[0]}`,
  ]);
});

it("the obligation's new date takes nothing from a head of what was missed of the unit's own", async () => {
  for (const address of DEAD.slice(0, 2)) await world.register.units.unmarkBounced(address);
  await goTo(world, "2017-10-16T09:00");
  await ok(world, fileReport, { by: DEAD[0] ?? "", body: examples.report });
  await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu số liệu", before: "2017-10-20" } });
  await goTo(world, "2017-10-20T09:00");
  await ok(world, moveDate, { by: SNV, body: { ...examples.newDate, before: "2017-11-06" } });
  await wait(world, 5);
  expect(toStc()).toContain(`stc 1.escalate.unit ${DEAD[0]}`);
  const { id: _id, ...unit } = unitNamed("stc");
  await ok(world, putUnit, { by: SNV, body: { ...unit, headEmail: "giamdoc@stc.daklak.example" } });
  await wait(world, 5);
  expect(toStc()).toContain("stc 1.escalate.head giamdoc@stc.daklak.example");
});

it("a second mended address gets no letter that the one to the first has overtaken", async () => {
  await goTo(world, "2017-10-16T09:00");
  await ok(world, extendDuty, { by: SNV, body: { ...examples.extension, before: "2017-11-03" } });
  await wait(world, 5);
  await ok(world, moveDate, { by: SNV, body: { ...examples.newDate, before: "2017-11-06" } });
  await wait(world, 5);
  expect(await ledgerOf(world, "stc")).toMatchObject({ "0.extended-1.unit": "skipped: no reachable address" });
  await mend();
  await wait(world, 5);
  const before = toStc();
  expect(before.filter((mail) => !mail.includes("issue"))).toEqual([expect.stringContaining("moved-1")]);
  await mend("khac@stc.daklak.example");
  await wait(world, 5);
  expect(toStc().slice(before.length)).toEqual([]);
});

it("units that share a mailbox which takes mail again all get what they missed", async () => {
  const sharing = { ...unitNamed("stp"), clerkEmail: DEAD[0], officeEmail: undefined, headEmail: undefined };
  await world.register.units.putUnits([sharing], await world.register.units.unitsToChange([sharing]));
  await goTo(world, "2017-10-02T09:00");
  expect((await dutyIn(world, "stp")).unreachable).toBe(true);
  await saveUnit(unitNamed("stc"), world, [DEAD[0] ?? ""]);
  await wait(world, 5);
  const late = world.mailer.mails.map(named).filter((mail) => mail.includes("remind-20"));
  expect(late).toEqual(expect.arrayContaining([`stp 0.remind-20.unit ${DEAD[0]}`, `stc 0.remind-20.unit ${DEAD[0]}`]));
  expect((await dutyIn(world, "stp")).unreachable).toBe(false);
});

it("a supervisor whose list could not be delivered gets the latest when he can be reached again, once", async () => {
  for (const who of ["vanthu", "vanphong", "lanhdao"])
    await world.register.units.markBounced(email(`${who}@snv.daklak.example`), { at: 0, why: "bounce" });
  await goTo(world, "2017-11-01T08:05");
  expect(lists()).toEqual([]);
  const { id: _id, ...unit } = unitNamed("snv");
  await ok(world, putUnit, { by: SNV, unit: "snv", body: { ...unit, clerkEmail: "tonghop@snv.daklak.example" } });
  await wait(world, 5);
  await wait(world, 5);
  expect(lists().map(({ to, tags }) => `${tags["milestone"]} ${to}`)).toEqual([
    "follow-up-2 tonghop@snv.daklak.example",
  ]);
  const run = await world.register.runs.run({ ...ref, run: "ALL#follow-up-2" });
  expect(run?.letters["0.follow-up-2.unit"]).toMatchObject({ status: "sent" });
});

describe("a unit that was asked for a report, and could not be told that it owes it no more", () => {
  const gone = ["vanthu", "vanphong", "lanhdao"].map((who) => email(`${who}@stp.daklak.example`));
  const toStp = () => world.mailer.mails.map(named).filter((mail) => /^stp 0\.(issue|exempted|withdrawn)/.test(mail));
  const mendStp = () => {
    const { id: _id, ...unit } = unitNamed("stp");
    return ok(world, putUnit, { by: SNV, unit: "stp", body: { ...unit, clerkEmail: "moi@stp.daklak.example" } });
  };

  it.each([
    [
      "exempted-1",
      () => ok(world, exemptDuty, { by: SNV, unit: "stp", body: { reason: "Đã sáp nhập" } }),
      "exempted alone",
    ],
    [
      "withdrawn-1",
      () => ok(world, withdrawDirective, { by: SNV, body: examples.withdrawal }),
      "withdrawn with its directive",
    ],
  ])("is told of it, by %s, once it can be reached again; who never heard of the duty is not", async (name, free) => {
    await goTo(world, "2017-07-20T09:00");
    for (const address of gone) await world.register.units.markBounced(address, { at: 1, why: "bounce" });
    await free();
    await wait(world, 5);
    expect(await ledgerOf(world, "stp")).toMatchObject({ [`0.${name}.unit`]: "skipped: no reachable address" });
    await mendStp();
    await mend();
    await wait(world, 5);
    expect(toStp()).toEqual([
      "stp 0.issue.unit vanthu@stp.daklak.example",
      `stp 0.${name}.unit moi@stp.daklak.example`,
    ]);
    expect(toStc().filter((mail) => mail.includes("withdrawn"))).toEqual([]);
  });
});
