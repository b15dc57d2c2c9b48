import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { fileReport, readHistory, readSubmission, recordHardCopy, returnReport } from "../api/operations.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import * as examples from "../../../functions/http/examples.ts";
import type { Register } from "../../../functions/store/register.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, drain, dutyIn, goTo, issuedWorld, named, ok, tell } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-09-21T08:00");
});

/**
 * A world in which the answer to one kind of write is lost, so that the SDK asks again: the write was made, and the
 * second answer says that its condition does not hold.
 */
function askingTwice<Part extends "duties" | "letters">(part: Part, write: keyof Register[Part]): World {
  const register = world.register[part] as Record<PropertyKey, (...args: unknown[]) => Promise<unknown>>;
  const twice = async (...args: unknown[]) => {
    await register[write](...args);
    return register[write](...args);
  };
  return { ...world, register: { ...world.register, [part]: { ...register, [write]: twice } } };
}

describe("a write whose answer was lost, and which is asked for again,", () => {
  it("files a report once, and the body is there", async () => {
    const receipt = await ok(askingTwice("duties", "file"), fileReport, { by: STC, body: examples.report });
    expect(receipt).toMatchObject({ revision: 1, standing: "on-time", receipt: { number: 1 } });
    expect(await ok(world, readSubmission, { by: STC, params: { revision: "1" } })).toMatchObject({
      documentNumber: examples.report.documentNumber,
    });
    world.mailer.mails.length = 0;
    await drain(world);
    expect(world.mailer.mails.map(named)).toEqual([`stc 0.receipt-1.unit ${STC}`]);
  });

  it("carries an act out once, and its history entry is there", async () => {
    await ok(world, fileReport, { by: STC, body: examples.report });
    world.clock.moveTo(world.clock.now() + 60_000);
    const after = await ok(askingTwice("duties", "transition"), returnReport, { by: SNV, body: examples.returned });
    expect(after).toMatchObject({ state: "returned" });
    const { items } = (await ok(world, readHistory, { by: SNV })) as { items: { act: string }[] };
    expect(items.map(({ act }) => act)).toEqual(["submit", "return"]);
  });

  it("sends a letter that came back to the next address", async () => {
    await goTo(world, "2017-09-29T08:01");
    const mail = world.mailer.mails.find(({ to }) => to === STC);
    world.mailer.mails.length = 0;
    await tell(askingTwice("letters", "spend"), mail!, "Bounce");
    await drain(world);
    expect(world.mailer.mails.map(named)).toEqual(["stc 0.remind-20.unit vanphong@stc.daklak.example"]);
    expect((await dutyIn(world, "stc")).unreachable).toBe(false);
  });

  it("keeps what was filed when somebody else filed between the two askings", async () => {
    const { duties } = world.register;
    let first = true;
    const slow = async (...args: Parameters<typeof duties.file>) => {
      const old = await duties.file(...args);
      if (!first) return old;
      first = false;
      world.clock.moveTo(world.clock.now() + 4_000);
      await ok({ ...world, register: { ...world.register, duties } }, fileReport, { by: STC, body: LATER });
      return duties.file(...args);
    };
    const register = { ...world.register, duties: { ...duties, file: slow } };
    const receipt = await ok({ ...world, register }, fileReport, { by: STC, body: examples.report });
    expect(receipt).toMatchObject({ revision: 1, receipt: { number: 1 } });
    for (const [revision, { documentNumber }] of [examples.report, LATER].entries())
      expect(await ok(world, readSubmission, { by: STC, params: { revision: String(revision + 1) } })).toMatchObject({
        documentNumber,
      });
  });
});

const LATER = { ...examples.report, documentNumber: "216/BC-STC" };

describe("a request that is sent again since its first attempt came to no answer", () => {
  it("files nothing more, even after somebody else has filed, and gets the first receipt", async () => {
    const receipt = await ok(world, fileReport, { by: STC, body: examples.report, attempt: "first" });
    world.clock.moveTo(world.clock.now() + 60_000);
    await ok(world, fileReport, { by: STC, body: LATER });
    const again = { by: STC, body: examples.report, attempt: "first", again: true };
    expect(await ok(world, fileReport, again)).toEqual(receipt);
    expect((await dutyIn(world, "stc")).revision).toBe(2);
  });

  it("records a paper report no second time", async () => {
    const body = { documentNumber: "9/BC", receivedAt: formatInstant(world.clock.now()) };
    const receipt = await ok(world, recordHardCopy, { by: SNV, body, attempt: "first" });
    await ok(world, returnReport, { by: SNV, body: examples.returned });
    expect(await ok(world, recordHardCopy, { by: SNV, body, attempt: "first", again: true })).toEqual(receipt);
    expect(await dutyIn(world, "stc")).toMatchObject({ state: "returned", revision: 1 });
  });

  it("rules no second time, and answers with the duty as it stands", async () => {
    await ok(world, fileReport, { by: STC, body: examples.report });
    world.clock.moveTo(world.clock.now() + 60_000);
    await ok(world, returnReport, { by: SNV, body: examples.returned, attempt: "first" });
    await ok(world, fileReport, { by: STC, body: LATER });
    const again = { by: SNV, body: examples.returned, attempt: "first", again: true };
    expect(await ok(world, returnReport, again)).toMatchObject({ state: "submitted", revision: 2 });
  });

  it("is carried out if the first attempt had done nothing", async () => {
    const again = { by: STC, body: examples.report, attempt: "first", again: true };
    expect(await ok(world, fileReport, again)).toMatchObject({ revision: 1 });
    const ruling = { by: SNV, body: examples.returned, attempt: "second", again: true };
    expect(await ok(world, returnReport, ruling)).toMatchObject({ state: "returned" });
  });
});
