import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { extendDuty, fileReport, stateReason } from "../api/operations.ts";
import { runMilestone } from "../../../functions/use-cases/run-milestone.ts";
import * as examples from "../../../functions/http/examples.ts";
import type { SupervisorLetterMessage } from "../../../functions/queue/messages.ts";
import { at, email, ref, unitId, unitNamed } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, drain, goTo, handle, issuedWorld, ok } from "./world.ts";
import type { World } from "./world.ts";

const letter: SupervisorLetterMessage = { kind: "supervisor-letter", ...ref, run: "ALL#escalate" };
const clerk = (unit: string) => unitNamed(unit).clerkEmail ?? "";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
});

const letters = () => world.mailer.mails.filter(({ tags }) => tags["kind"] === "supervisor-letter");
const file = (unit: string) => ok(world, fileReport, { by: clerk(unit), unit, body: examples.report });

it("names every late unit, with its reason, and nobody who filed or has a later date", async () => {
  await goTo(world, "2017-10-20T09:00");
  await file("stp");
  await ok(world, extendDuty, { by: SNV, unit: "vpub", body: examples.extension });
  await ok(world, stateReason, { by: clerk("ubnd-lak"), unit: "ubnd-lak", body: examples.reason });
  await goTo(world, "2017-10-30T08:05");
  const [only, ...more] = letters();
  expect(more).toEqual([]);
  expect(only?.to).toBe(SNV);
  const text = only?.letter.text ?? "";
  expect(text).toContain("Sở Tài chính");
  expect(text).toContain("UBND huyện Lắk");
  expect(text).toContain(examples.reason.text);
  expect(text).not.toMatch(/Sở Tư pháp|Văn phòng UBND tỉnh(?! Đắk)/);
});

it("is written once, however often it is asked for, and by how many at once", async () => {
  await goTo(world, "2017-10-30T08:05");
  await Promise.all([1, 2, 3].map(() => handle(world, letter)));
  await drain(world);
  expect(letters()).toHaveLength(1);
});

it("is not written when nobody is late, and says so", async () => {
  await goTo(world, "2017-10-20T09:00");
  for (const unit of ["stc", "stp", "vpub", "ubnd-lak"]) await file(unit);
  await goTo(world, "2017-10-30T08:05");
  expect(letters()).toEqual([]);
  const run = await world.register.runs.run({ ...ref, run: "ALL#escalate" });
  expect(run?.letters["0.escalate.unit"]).toMatchObject({ status: "skipped", reason: "nobody is late" });
});

it("to a supervisor whose mail comes back is not written, and its operators hear of it", async () => {
  const { clerkEmail, officeEmail, headEmail } = unitNamed("snv");
  for (const address of [clerkEmail, officeEmail, headEmail])
    if (address) await world.register.units.markBounced(address, { at: 0, why: "complaint" });
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await goTo(world, "2017-10-30T08:05");
  const lines = written.mock.calls.map(([line]) => String(line));
  written.mockRestore();
  expect(letters()).toEqual([]);
  const run = await world.register.runs.run({ ...ref, run: "ALL#escalate" });
  expect(run?.letters["0.escalate.unit"]).toMatchObject({ status: "skipped", reason: "no reachable address" });
  const told = lines.filter((line) => line.includes("No address of a supervisor takes mail."));
  expect(told.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: "WARN", UnitsUnreachable: 1 }),
  ]);
});

it("is not written to an address that complained a moment ago, though an older read does not know it yet", async () => {
  world.schedules.lose();
  world.clock.moveTo(at("2017-10-30T08:00"));
  await runMilestone({ ...ref, run: "ALL#escalate" }, world, () => 60_000);
  world.queues.lose();
  const { units } = world.register;
  const before = await units.unit(unitId("snv"));
  await units.markBounced(email(SNV), { at: 0, why: "complaint" });
  const lagging: typeof units = {
    ...units,
    unit: async (id, asked) => (id === "snv" && !asked?.consistent ? before : units.unit(id, asked)),
  };
  expect(await handle({ ...world, register: { ...world.register, units: lagging } }, letter)).toBe("done");
  expect(letters().map(({ to }) => to)).toEqual([unitNamed("snv").officeEmail]);
});

it("whose sender died is left to the mail service's word, or the lease; it goes out once", async () => {
  world.schedules.lose();
  world.clock.moveTo(at("2017-10-30T08:00"));
  await runMilestone({ ...ref, run: "ALL#escalate" }, world, () => 60_000);
  world.queues.lose();
  world.mailer.next("function dies before it");
  expect(await handle(world, letter)).toBe("died");
  expect(await handle(world, letter)).toBe("again");
  expect(letters()).toEqual([]);
  world.clock.moveTo(world.clock.now() + 16 * 60_000);
  await drain(world);
  expect(letters()).toHaveLength(1);
});

it("of a milestone or directive that is not there is laid aside", async () => {
  expect(await handle(world, { ...letter, run: "ALL#follow-up-9" })).toBe("done");
  expect(await handle(world, { ...letter, directiveId: "khong-co" as typeof letter.directiveId })).toBe("done");
  expect(letters()).toEqual([]);
});

it("names a unit once in a morning: the list of all has it, and its own is not written", async () => {
  // Its own escalation comes at 8:00 on 1/11, when the obligation's first follow-up does.
  await ok(world, extendDuty, { by: SNV, body: { ...examples.extension, before: "2017-11-01" } });
  await goTo(world, "2017-11-01T08:05");
  const morning = letters().filter(({ letter: { text } }) => text.includes("Tính đến 08:00 ngày 1/11/2017"));
  expect(morning.map(({ tags }) => [tags["milestone"], tags["of"]])).toEqual([["follow-up-2", undefined]]);
  expect(morning[0]?.letter.text.match(/^\d+\. Sở Tài chính$/gm)).toHaveLength(1);
  const own = await world.register.runs.run({ ...ref, run: "UNIT#stc#1#escalate" });
  expect(own?.letters["1.escalate.unit"]).toMatchObject({
    status: "skipped",
    reason: "named in the list of that morning",
  });
});

it("names a late unit that no mail reaches once, and says so there", async () => {
  const { clerkEmail, officeEmail, headEmail } = unitNamed("ubnd-lak");
  for (const address of [clerkEmail, officeEmail, headEmail])
    if (address) await world.register.units.markBounced(address, { at: 0, why: "bounce" });
  await goTo(world, "2017-11-01T08:05");
  const text = letters().at(-1)?.letter.text ?? "";
  expect(text.match(/^\d+\. UBND huyện Lắk$/gm)).toHaveLength(1);
  expect(text).toContain("Hiện mọi địa chỉ thư đã đăng ký đều không nhận được thư.");
});

it("of a duty on a ladder of its own names that unit alone", async () => {
  await ok(world, extendDuty, { by: SNV, body: examples.extension });
  await goTo(world, "2017-11-03T08:05");
  const own = letters().filter(({ tags }) => tags["of"] === "stc");
  expect(own.map(({ tags, to }) => [tags["milestone"], tags["ladder"], to])).toEqual([["escalate", "1", SNV]]);
  expect(own[0]?.letter.text).toContain("Sở Tài chính");
  expect(own[0]?.letter.text).not.toContain("UBND huyện Lắk");
  expect(own[0]?.letter.subject).toMatch(/^\[Chậm báo cáo theo thời hạn riêng\] .*Sở Tài chính/);
});
