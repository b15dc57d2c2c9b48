import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { handleEach } from "../../../functions/queue/handle-each.ts";
import { Table } from "../../../functions/store/dynamo.ts";
import { registerIn } from "../../../functions/store/register.ts";
import { tell } from "../use-cases/world.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { throttledTable } from "../store/throttled-table.ts";
import { DUTY, PEOPLE, testSiteOf, openTestSite } from "./register-site.ts";
import type { TestSite } from "./register-site.ts";

let engine: Engine;
let site: TestSite;
let written: string[];
beforeAll(async () => {
  engine = await embeddedEngine();
  site = await openTestSite(engine);
});
afterAll(() => engine.close());
beforeEach(() => {
  written = [];
  const keep = (chunk: unknown) => written.push(String(chunk)) > 0;
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
});
afterEach(() => vi.restoreAllMocks());

/** The front site on a table that is not there. */
const brokenDesk = () => {
  const lost = new Table({ name: "no-such-table", client: site.world.table.client });
  return testSiteOf({ ...site.world, register: registerIn(lost) });
};

/** What was written to the log, each entry having been one line. */
function entries(): Record<string, unknown>[] {
  return written.map((line) => {
    expect(line).toMatch(/^\{[^\r\n]*\}\n$/);
    return JSON.parse(line);
  });
}

it("a fault on our side is 500 with a number to ask by, and tells nothing of the inside", async () => {
  const got = await brokenDesk().send(`GET ${DUTY}`, { as: PEOPLE.unit });
  expect(got.status).toBe(500);
  expect(got.headers).toMatchObject({ "content-type": "application/problem+json; charset=utf-8" });
  expect(got.json).toEqual({
    type: "/problems/internal-error",
    title: "Something broke on our side",
    status: 500,
    detail: "The fault is on record as request request-1. Trying again is safe: it completes what was begun.",
  });
  expect(entries()).toEqual([
    expect.objectContaining({
      level: "ERROR",
      message: "A request failed.",
      requestId: "request-1",
      error: expect.stringContaining("ResourceNotFoundException"),
    }),
  ]);
});

it("a table that turns calls away is 503 with the wait, after the SDK's own tries, and the same request is done later", async () => {
  const throttled = await throttledTable();
  const table = new Table({ name: "register", client: throttled.client });
  const busy = testSiteOf({ ...site.world, register: registerIn(table) });
  const draft = { as: PEOPLE.unit, body: { sections: {}, figures: {} }, key: "draft-1" };
  const got = await busy.send(`PUT ${DUTY}/draft`, draft);
  throttled.close();
  expect(got.status).toBe(503);
  expect(got.headers).toMatchObject({
    "content-type": "application/problem+json; charset=utf-8",
    "retry-after": "5",
  });
  expect(got.json).toEqual({
    type: "/problems/overloaded",
    title: "Too much is asked at this moment",
    status: 503,
    detail:
      "The fault is on record as request request-1. Send the same again after a while, a write with the same Idempotency-Key: it is done once.",
  });
  expect(throttled.calls()).toBeGreaterThan(1);
  expect(entries()).toEqual([expect.objectContaining({ error: expect.stringContaining("ThrottlingException") })]);
  expect((await site.send(`PUT ${DUTY}/draft`, draft)).status).toBe(200);
});

it("a request never begins a line of the log, whatever is written in its path, its caller or its body", async () => {
  const as = String.raw`a"}\nERROR-forged-line\r\n@b.example`;
  await brokenDesk().send(`GET ${DUTY.replace("stc", "stc%0AERROR%20forged")}`, { as });
  await brokenDesk().send(`POST ${DUTY}/return`, { as, body: "x\nERROR forged" });
  expect(entries()).toHaveLength(2);
  // With a line's end in it, it is no address at all, and the request gets no further.
  const { status } = await brokenDesk().send(`GET ${DUTY}`, { as: "a\nERROR forged line\r\n@b.example" });
  expect([status, entries()]).toEqual([401, expect.objectContaining({ length: 2 })]);
});

it("a message never begins a line of the log, and one that cannot be handled holds up none of its neighbours", async () => {
  const bodies = ['{"kind":"a\\nERROR forged"}', "not\nJSON", '{"kind":"good"}'];
  const records = bodies.map((body, i) => ({ messageId: `m${i}`, body }));
  const handled: unknown[] = [];
  const answer = await handleEach({ Records: records } as Parameters<typeof handleEach>[0], async (body) => {
    const { kind } = body as { kind: string };
    if (kind !== "good") throw new Error(`No such kind: ${kind}\nERROR forged`);
    handled.push(body);
    return "done";
  });
  expect(handled).toEqual([{ kind: "good" }]);
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "m0" }, { itemIdentifier: "m1" }]);
  expect(entries().map(({ messageId }) => messageId)).toEqual(["m0", "m1"]);
});

it("an event of the mail service never begins a line of the log", async () => {
  const tags = {
    directive: "khong-co",
    obligation: "bao-cao",
    unit: "stc",
    kind: "letter",
    ladder: "0",
    milestone: "remind-10\nERROR forged",
    addressee: "unit",
    attempt: "a\r\nERROR forged",
  };
  await tell(site.world, { to: PEOPLE.unit, tags, letter: {} as never, at: 0 }, "Delivery");
  expect(entries()).toHaveLength(1);
});
