import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { listEscalations, putUnit } from "../api/operations.ts";
import type { UnitLetterMessage } from "../../../functions/queue/messages.ts";
import { findOverdueRuns } from "../../../functions/use-cases/find-overdue-runs.ts";
import { recordEventsOfAttempt } from "../../../functions/use-cases/record-mail-event.ts";
import { at, email, ref, unitNamed, lying } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import type { SentMail } from "./fakes.ts";
import {
  SNV,
  drain,
  dutyIn,
  eventOf,
  goTo,
  handle,
  issuedWorld,
  ledgerOf,
  named,
  ok,
  plenty,
  tell,
  wait,
} from "./world.ts";
import type { World } from "./world.ts";

const CLERK = email("vanthu@stc.daklak.example");
const OFFICE = email("vanphong@stc.daklak.example");
const HEAD = email("lanhdao@stc.daklak.example");
const NAME = "0.remind-10.unit";
const reminder: UnitLetterMessage = {
  kind: "letter",
  ...ref,
  unitId: "stc" as UnitLetterMessage["unitId"],
  ladder: 0,
  milestone: "remind-10",
  addressee: "unit",
};

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  world.schedules.lose();
  world.clock.moveTo(at("2017-10-13T08:00"));
  await handle(world, reminder);
});

const last = (): SentMail => {
  const mail = world.mailer.mails.at(-1);
  if (!mail) throw new Error("Nothing was sent.");
  return mail;
};
const mails = () => world.mailer.mails.map(named);
const bounced = async () => (await world.register.units.unit(unitNamed("stc").id))?.bounced;

it("a letter that arrived is recorded as delivered, and told again, or told late that it was sent, stays so", async () => {
  for (const what of ["Delivery", "Send", "DeliveryDelay", "Delivery"] as const) await tell(world, last(), what);
  expect((await ledgerOf(world, "stc"))[NAME]).toBe("delivered");
  expect((await dutyIn(world, "stc")).lastLetter).toMatchObject({
    milestone: "remind-10",
    to: CLERK,
    status: "delivered",
  });
});

it("an event that comes before the function could confirm is not undone by it", async () => {
  world.mailer.next("carried, answer lost");
  await handle(world, { ...reminder, milestone: "remind-5", ladder: 0 });
  await tell(world, last(), "Delivery");
  await tell(world, last(), "Send");
  expect((await ledgerOf(world, "stc"))["0.remind-5.unit"]).toBe("delivered");
});

it("a hard bounce marks the address, and the letter goes to the next contact", async () => {
  await tell(world, last(), "Bounce");
  await drain(world);
  expect(mails()).toEqual([`stc ${NAME} ${CLERK}`, `stc ${NAME} ${OFFICE}`]);
  expect(await bounced()).toEqual({ [CLERK]: { at: world.clock.now(), why: "bounce" } });
  expect(await ledgerOf(world, "stc")).toMatchObject({ [NAME]: "sent" });
  const spent = Object.entries(await ledgerOf(world, "stc")).filter(([name]) => name.startsWith(`${NAME}.`));
  expect(spent.map(([, what]) => what)).toEqual(["bounced"]);
});

it("the next reminder goes to the contact that takes mail at once", async () => {
  await tell(world, last(), "Bounce");
  await drain(world);
  await handle(world, { ...reminder, milestone: "remind-5" });
  expect(mails().at(-1)).toBe(`stc 0.remind-5.unit ${OFFICE}`);
});

it("told twice of the same bounce, one letter goes to the next contact", async () => {
  const first = last();
  await Promise.all([tell(world, first, "Bounce"), tell(world, first, "Bounce")]);
  await drain(world);
  await tell(world, first, "Bounce");
  await drain(world);
  expect(mails()).toEqual([`stc ${NAME} ${CLERK}`, `stc ${NAME} ${OFFICE}`]);
});

it("a complaint is taken like a bounce, with its own name", async () => {
  await tell(world, last(), "Delivery");
  await tell(world, last(), "Complaint");
  await drain(world);
  expect(mails().at(-1)).toBe(`stc ${NAME} ${OFFICE}`);
  expect(await bounced()).toMatchObject({ [CLERK]: { why: "complaint" } });
});

it("a mailbox that is full is tried again later; the third time the letter goes on, and the next milestone tries it again", async () => {
  for (const expected of [CLERK, CLERK, OFFICE]) {
    await tell(world, last(), "Transient bounce");
    expect((await ledgerOf(world, "stc"))[NAME]).toBeUndefined();
    await wait(world, 16);
    expect(mails().at(-1)).toBe(`stc ${NAME} ${expected}`);
  }
  expect(await bounced()).toEqual({});
  expect(world.mailer.mails).toHaveLength(4);
  world.clock.moveTo(at("2017-10-20T08:00"));
  await handle(world, { ...reminder, milestone: "remind-5" });
  expect(mails().at(-1)).toBe(`stc 0.remind-5.unit ${CLERK}`);
});

const tried = () => mails().filter((mail) => mail.startsWith(`stc ${NAME}`));
/** The clerk's mailbox is full, for so many tries. */
const fill = async (times = 3) => {
  for (let time = 0; time < times; time++) {
    const mail = world.mailer.mails.findLast(({ to }) => to === CLERK);
    if (mail) await tell(world, mail, "Transient bounce");
    await wait(world, 16);
  }
};
/** The looks of a day, as the watchdog has them done. */
const lookFor = async (hours: number) => {
  for (let hour = 0; hour < hours; hour++) {
    await wait(world, 60);
    await findOverdueRuns(world, plenty);
    await drain(world);
  }
};

it("a letter whose every mailbox is full or dead waits, its unit shown as unreachable, and is tried a day later", async () => {
  for (const dead of [OFFICE, HEAD]) await world.register.units.markBounced(dead, { at: 0, why: "bounce" });
  await fill();
  expect(await ledgerOf(world, "stc")).toMatchObject({ [NAME]: "waiting: mailbox full" });
  expect((await dutyIn(world, "stc")).unreachable).toBe(true);
  await lookFor(22);
  expect(tried()).toHaveLength(3);
  await lookFor(4);
  expect(tried()).toEqual(Array.from({ length: 4 }, () => `stc ${NAME} ${CLERK}`));
  await tell(world, last(), "Delivery");
  expect(await ledgerOf(world, "stc")).toMatchObject({ [NAME]: "delivered" });
  expect((await dutyIn(world, "stc")).unreachable).toBe(false);
});

it("a letter that waits for a full mailbox is tried once a day, and dropped when the next milestone has come", async () => {
  for (const dead of [OFFICE, HEAD]) await world.register.units.markBounced(dead, { at: 0, why: "bounce" });
  await fill();
  await lookFor(26);
  await fill(1);
  await lookFor(20);
  expect(tried()).toHaveLength(4);
  world.clock.moveTo(at("2017-10-20T08:00"));
  await lookFor(2);
  expect(tried()).toHaveLength(4);
  expect(await ledgerOf(world, "stc")).toMatchObject({ [NAME]: "skipped: overtaken by remind-5" });
});

it("three units that share a dead mailbox learn of it by one bounce", async () => {
  const { units } = world.register;
  const sharing = ["stp", "ubnd-lak"].map((id) => ({ ...unitNamed(id), clerkEmail: CLERK }));
  await units.putUnits(sharing, await units.unitsToChange(sharing));
  await tell(world, last(), "Bounce");
  world.clock.moveTo(at("2017-10-20T08:00"));
  for (const unit of ["stc", "stp", "ubnd-lak"])
    await handle(world, { ...reminder, unitId: unitNamed(unit).id, milestone: "remind-5" });
  expect(mails().slice(1).toSorted()).toEqual([
    `stc 0.remind-5.unit ${OFFICE}`,
    "stp 0.remind-5.unit vanphong@stp.daklak.example",
    "ubnd-lak 0.remind-5.unit vanphong@lak.daklak.example",
  ]);
});

it("a full mailbox of the supervisor is tried a day later when he has no other", async () => {
  const { officeEmail, headEmail } = unitNamed("snv");
  for (const dead of [officeEmail, headEmail])
    if (dead) await world.register.units.markBounced(dead, { at: 0, why: "bounce" });
  await goTo(world, "2017-10-30T08:01");
  await world.queues.askRun({ ...ref, run: "ALL#escalate" });
  await drain(world);
  const lists = () => world.mailer.mails.filter(({ tags }) => tags["kind"] === "supervisor-letter");
  for (let time = 0; time < 3; time++) {
    const list = lists().at(-1);
    if (list) await tell(world, list, "Transient bounce");
    await wait(world, 16);
  }
  expect(lists()).toHaveLength(3);
  await lookFor(26);
  expect(lists().map(({ to }) => to)).toEqual([SNV, SNV, SNV, SNV]);
});

it("a mailbox that was full is not tried again once the next milestone has come", async () => {
  await tell(world, last(), "Transient bounce");
  world.clock.moveTo(at("2017-10-20T08:00"));
  await drain(world);
  expect(mails()).toEqual([`stc ${NAME} ${CLERK}`]);
  expect(await ledgerOf(world, "stc")).toMatchObject({ [NAME]: "skipped: overtaken by remind-5" });
});

it("an automatic reply is no bounce: the letter stays arrived, and goes to nobody again", async () => {
  await tell(world, last(), "Delivery");
  for (let i = 0; i < 3; i++) await tell(world, last(), "Automatic reply");
  await wait(world, 16);
  expect(await ledgerOf(world, "stc")).toMatchObject({ [NAME]: "delivered" });
  expect(mails()).toEqual([`stc ${NAME} ${CLERK}`]);
  expect(await bounced()).toEqual({});
});

it("told twice of the second time that a mailbox was full, it counts as two, not three", async () => {
  await tell(world, last(), "Transient bounce");
  await wait(world, 16);
  const second = last();
  await tell(world, second, "Transient bounce");
  await tell(world, second, "Transient bounce");
  await wait(world, 16);
  expect(mails().at(-1)).toBe(`stc ${NAME} ${CLERK}`);
  expect(await bounced()).toEqual({});
});

it("a letter that the service rejects is recorded, and not sent to anybody else", async () => {
  await tell(world, last(), "Reject");
  await drain(world);
  expect((await ledgerOf(world, "stc"))[NAME]).toBe("rejected");
  expect(world.mailer.mails).toHaveLength(1);
});

it("a unit whose every address is dead is unreachable before the deadline, and reachable once it is mended", async () => {
  for (const expected of [OFFICE, HEAD]) {
    await tell(world, last(), "Bounce");
    await drain(world);
    expect(last().to).toBe(expected);
  }
  await tell(world, last(), "Bounce");
  await drain(world);
  expect(await ledgerOf(world, "stc")).toMatchObject({ [NAME]: "skipped: no reachable address" });
  const open = async () =>
    (await world.register.duties.openDuties({ ...ref, place: lying() }, { limit: 9 })).items.filter(
      (duty) => duty.unreachable,
    );
  expect((await open()).map(({ unitId }) => unitId)).toEqual(["stc"]);

  const { id: _id, ...unit } = unitNamed("stc");
  await ok(world, putUnit, { by: SNV, body: { ...unit, clerkEmail: "vanthu.moi@stc.daklak.example" } });
  expect(await open()).toEqual([]);
});

it("the head is written to at an escalation by a letter of his own, whose bounce concerns nobody else", async () => {
  await goTo(world, "2017-10-30T08:01");
  await world.queues.askRun({ ...ref, run: "ALL#escalate" });
  await drain(world);
  const toHead = world.mailer.mails.find(({ to }) => to === HEAD);
  if (!toHead) throw new Error("The head was not written to.");
  const before = world.mailer.mails.length;
  await tell(world, toHead, "Bounce");
  await drain(world);
  expect(world.mailer.mails).toHaveLength(before);
  expect(await ledgerOf(world, "stc")).toMatchObject({
    "0.escalate.unit": "sent",
    "0.escalate.head": "skipped: no reachable address",
  });
  expect((await dutyIn(world, "stc")).unreachable).toBe(false);
  const { items } = (await ok(world, listEscalations, { by: SNV })) as {
    items: { unitId: string; lastLetter: unknown }[];
  };
  expect(items.find(({ unitId }) => unitId === "stc")?.lastLetter).toMatchObject({ to: HEAD, status: "bounced" });
});

it("a bounce of the supervisor's own letter sends it to the next contact, once", async () => {
  await goTo(world, "2017-10-30T08:01");
  await world.queues.askRun({ ...ref, run: "ALL#escalate" });
  await drain(world);
  const letters = () => world.mailer.mails.filter(({ tags }) => tags["kind"] === "supervisor-letter");
  expect(letters().map(({ to }) => to)).toEqual([SNV]);
  const [first] = letters();
  if (first) await tell(world, first, "Bounce");
  if (first) await tell(world, first, "Bounce");
  await drain(world);
  expect(letters().map(({ to }) => to)).toEqual([SNV, "vanphong@snv.daklak.example"]);
  await wait(world, 25);
  await findOverdueRuns(world, plenty);
  await drain(world);
  expect(letters()).toHaveLength(2);
});

it("an event of a mail that is none of our letters, or of a duty that is not there, is laid aside", async () => {
  const mail = last();
  await tell(world, { ...mail, tags: { attempt: "x" } }, "Bounce");
  await tell(world, { ...mail, tags: { ...mail.tags, unit: "khong-co" } }, "Delivery");
  await tell(world, { ...mail, tags: { ...mail.tags, directive: "khong-co" } }, "Delivery");
  expect((await ledgerOf(world, "stc"))[NAME]).toBe("sent");
  expect(await bounced()).toEqual({});
});

it.each([
  [["Send", "Delivery"], "delivered"],
  [["Delivery", "Send"], "delivered"],
  [["Send", "DeliveryDelay"], "delayed"],
  [["Send"], "sent"],
] as const)("what came together of a letter, %j, is recorded as %s, by its outcome alone", async (kinds, status) => {
  world.mailer.next("carried, answer lost");
  await handle(world, { ...reminder, milestone: "remind-5" });
  expect((await ledgerOf(world, "stc"))["0.remind-5.unit"]).toBe("claimed");
  await recordEventsOfAttempt(
    kinds.map((kind) => eventOf(world, last(), kind)).filter((told) => told !== undefined),
    world,
  );
  expect((await ledgerOf(world, "stc"))["0.remind-5.unit"]).toBe(status);
});
