import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { fileReport, readHistory } from "../api/operations.ts";
import { ATTEMPT_LIFE_MS } from "../../../functions/store/attempt-life.ts";
import * as examples from "../../../functions/http/examples.ts";
import { ref } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, drain, dutyIn, goTo, issuedWorld, named, ok, refused, wait } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const OFFICE = "vanphong@stc.daklak.example";
const file = { by: STC, body: examples.report, attempt: "first" };
/**
 * Where a filing dies: before the duty turns, after its body was written; and after the duty turned, before its receipt
 * and its count were asked for.
 */
const BEFORE_THE_TURN = [0];
const AFTER_THE_TURN = [1, 2];

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

const dies = async (postings: readonly number[]) => {
  world.queues.dieAt(...postings);
  // After the turn nobody waits for the queue any more: the officer hears that the report was filed.
  if (postings === AFTER_THE_TURN) expect(await ask(world, fileReport, file)).toMatchObject({ status: 201 });
  else await expect(ask(world, fileReport, file)).rejects.toThrow("died");
};
const filings = async () =>
  ((await ok(world, readHistory, { by: SNV }))["items"] as { act: string }[]).filter(({ act }) => act === "submit");

it("dead before the duty turned, nothing was filed, and nothing is shown", async () => {
  await dies(BEFORE_THE_TURN);
  expect(await dutyIn(world, "stc")).toMatchObject({ state: "awaiting", revision: 0 });
  expect(await filings()).toEqual([]);
  await wait(world, 2);
  expect(world.mailer.mails).toEqual([]);
});

it("dead before the duty turned, the same attempt sent again files at once", async () => {
  await dies(BEFORE_THE_TURN);
  expect(await ok(world, fileReport, file)).toMatchObject({ revision: 1, standing: "on-time" });
});

it("dead before the duty turned, a colleague is asked to wait, and can file once it must be dead", async () => {
  await dies(BEFORE_THE_TURN);
  const colleague = { ...file, by: OFFICE, attempt: "second" };
  expect(await refused(world, fileReport, colleague)).toMatchObject({ refused: "busy", retryAfterSeconds: 60 });
  world.clock.moveTo(world.clock.now() + ATTEMPT_LIFE_MS + 1);
  expect(await ok(world, fileReport, colleague)).toMatchObject({ revision: 1 });
  expect(await filings()).toEqual([expect.objectContaining({ by: OFFICE, revision: 1 })]);
});

it("dead after the duty turned, the same attempt sent again gets its receipt, and files nothing more", async () => {
  await dies(AFTER_THE_TURN);
  expect(await dutyIn(world, "stc")).toMatchObject({ state: "submitted", revision: 1 });
  world.clock.moveTo(world.clock.now() + 5000);
  expect(await ask(world, fileReport, file)).toMatchObject({
    status: 201,
    body: { revision: 1, receivedAt: "2017-09-21T10:00:00+07:00", standing: "on-time", receipt: { number: 1 } },
  });
  expect(await filings()).toHaveLength(1);
});

it("dead after the duty turned, the receipt goes out all the same, once", async () => {
  await dies(AFTER_THE_TURN);
  await wait(world, 2);
  await ok(world, fileReport, file);
  await wait(world, 2);
  expect(world.mailer.mails.map(named)).toEqual([`stc 0.receipt-1.unit ${STC}`]);
});

it("dead after the duty turned, the count is put right when the next milestone is looked at", async () => {
  await dies(AFTER_THE_TURN);
  await goTo(world, "2017-09-29T08:01");
  expect(await world.register.counts.read(ref)).not.toMatchObject({ "state.so-ban-nganh.submitted": 1 });
  // At the second look: at the first the count might still be on its way.
  for (const wall of ["2017-09-29T08:30", "2017-09-29T09:00"]) {
    await goTo(world, wall);
    await world.queues.askRun({ ...ref, run: "ALL#remind-20" });
    await drain(world);
  }
  expect(await world.register.counts.read(ref)).toMatchObject({
    "state.so-ban-nganh.submitted": 1,
    "state.so-ban-nganh.awaiting": 2,
  });
});
