import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { ATTEMPT_LIFE_MS } from "../../../functions/store/attempt-life.ts";
import * as examples from "../../../functions/http/examples.ts";
import { dutyIn, goTo } from "../use-cases/world.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { DUTY, PEOPLE, openTestSite } from "./register-site.ts";
import type { TestSite } from "./register-site.ts";

let engine: Engine;
let site: TestSite;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  site = await openTestSite(engine);
  await goTo(site.world, "2017-09-21T10:00");
});

const file = (sent: { as?: string; key?: string; body?: unknown } = {}) =>
  site.send(`POST ${DUTY}/submissions`, { as: PEOPLE.unit, key: "key-1", body: examples.report, ...sent });
const later = (ms: number) => site.world.clock.moveTo(site.world.clock.now() + ms);

it("a request sent again with its key gets its first answer, and does nothing more", async () => {
  const first = await file();
  later(5000);
  const again = await file();
  expect(first.status).toBe(201);
  expect(again).toMatchObject({ status: 201, text: first.text, headers: { "idempotency-replayed": "true" } });
  expect(first.headers).not.toHaveProperty("idempotency-replayed");
  expect((await dutyIn(site.world, "stc")).revision).toBe(1);
});

it("many times at once it is carried out once; the others are asked to wait, or get the same answer", async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => file()));
  expect(all.filter(({ status, headers }) => status === 201 && !headers["idempotency-replayed"])).toHaveLength(1);
  const others = all.filter(({ status }) => status !== 201);
  for (const { status, headers } of others) expect([status, headers["retry-after"]]).toEqual([409, "5"]);
  expect((await dutyIn(site.world, "stc")).revision).toBe(1);
});

it("a refusal, too, is answered the same again", async () => {
  const body = { ...examples.report, signedOn: "2015-01-01" };
  const first = await file({ body });
  expect(first.status).toBe(400);
  expect(await file({ body })).toMatchObject({ status: 400, text: first.text });
});

it("“busy, come again” is no answer to keep: sent again with the same key, the request is carried out", async () => {
  site.world.queues.dieAt(0);
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  expect((await file({ key: "of-the-first" })).status).toBe(500);
  vi.restoreAllMocks();
  const colleague = { as: "vanphong@stc.daklak.example", key: "of-the-second" };
  const busy = await file(colleague);
  expect([busy.status, busy.headers["retry-after"]]).toEqual([409, "60"]);
  later(ATTEMPT_LIFE_MS + 1000);
  expect((await file(colleague)).status).toBe(201);
});

it("a request that failed on our side is carried out when it is sent again", async () => {
  site.world.queues.dieAt(0);
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  expect((await file()).status).toBe(500);
  vi.restoreAllMocks();
  expect((await file()).json).toMatchObject({ revision: 1, standing: "on-time" });
});

it("a filing whose function died with its answer gets its receipt when it is sent again, and files nothing more", async () => {
  const first = await file();
  await site.world.register.requests.forget(PEOPLE.unit, "key-1");
  later(5000);
  expect(await file()).toMatchObject({ status: 201, text: first.text });
  expect((await dutyIn(site.world, "stc")).revision).toBe(1);
});

it("a key that comes with another request is refused", async () => {
  await file();
  const other = await file({ body: { ...examples.report, documentNumber: "216/BC-STC" } });
  expect([other.status, other.json["type"]]).toEqual([422, "/problems/key-reused"]);
  const elsewhere = await site.send(`POST ${DUTY}/reason`, { as: PEOPLE.unit, key: "key-1", body: examples.reason });
  expect(elsewhere.status).toBe(422);
});

it("a key is its caller's own", async () => {
  await file();
  const theirs = await site.send(`POST ${DUTY.replace("/stc", "/stp")}/submissions`, {
    as: PEOPLE["another unit"],
    key: "key-1",
    body: examples.report,
  });
  expect(theirs.json).toMatchObject({ revision: 1, receipt: { number: 2 } });
});

it.each(["", "a b", "é", "x".repeat(201), "a\nb"])("the key %j is refused", async (key) => {
  const got = await file({ key });
  expect(got.json).toMatchObject({ status: 400, errors: [expect.objectContaining({ path: "Idempotency-Key" })] });
});

it("two requests without a key are two", async () => {
  const { send } = site;
  const filed = { as: PEOPLE.unit, body: examples.report };
  await send(`POST ${DUTY}/submissions`, filed);
  later(1000);
  expect((await send(`POST ${DUTY}/submissions`, filed)).json).toMatchObject({ revision: 2 });
});
