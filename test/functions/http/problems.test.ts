import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { ProblemAnswer } from "../../../functions/http/answers.ts";
import * as examples from "../../../functions/http/examples.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { DUTY, OBLIGATION, PEOPLE, openTestSite } from "./register-site.ts";
import type { TestSite, Got } from "./register-site.ts";

let engine: Engine;
let site: TestSite;
beforeAll(async () => {
  engine = await embeddedEngine();
  site = await openTestSite(engine);
});
afterAll(() => engine.close());

const unit = { as: PEOPLE.unit };
const supervisor = { as: PEOPLE.supervisor };

/** A problem as it must look: a media type of its own, no caching, and a status that says what the answer's says. */
function problemIn(got: Got): { status: number; detail: string; errors: { path: string; message: string }[] } {
  expect(got.headers).toMatchObject({
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  const problem = ProblemAnswer.parse(got.json);
  expect(problem).toEqual(got.json);
  expect(problem.status).toBe(got.status);
  expect(problem.type).toMatch(/^\/problems\/[a-z-]+$/);
  return { status: problem.status, detail: problem.detail, errors: problem.errors ?? [] };
}

describe("a request that cannot be read", () => {
  it("at an address where nothing is, is 404", async () => {
    expect(problemIn(await site.send("GET /api/nothing", unit)).status).toBe(404);
    expect(problemIn(await site.send(`DELETE ${DUTY}`, unit)).status).toBe(404);
  });

  it.each(["{", '{"documentNumber": }', "", "[1,", '"text'])(
    "whose body is %j, not JSON, is 400 and says so",
    async (body) => {
      const got = await site.send(`POST ${DUTY}/submissions`, { ...unit, body, contentType: "application/json" });
      expect(problemIn(got)).toMatchObject({
        status: 400,
        errors: [{ path: "", message: expect.stringMatching(/JSON/) }],
      });
    },
  );

  it("nested without end is 400, like anything that is not as it should be", async () => {
    for (const body of [
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      `{"sections":${'{"a":'.repeat(20_000)}1${"}".repeat(20_001)}`,
    ]) {
      const got = await site.send(`POST ${DUTY}/submissions`, { ...unit, body, contentType: "application/json" });
      expect(problemIn(got)).toMatchObject({
        status: 400,
        errors: [{ path: "", message: expect.stringMatching(/levels/) }],
      });
    }
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonish",
    "",
  ])("of the type %j is 415", async (contentType) => {
    const got = await site.send(`POST ${DUTY}/submissions`, { ...unit, body: examples.report, contentType });
    expect(problemIn(got).status).toBe(415);
  });

  it.each(["application/json", "application/json; charset=utf-8", "Application/JSON", "application/merge-patch+json"])(
    "of the type %j is read",
    async (contentType) => {
      expect((await site.send(`POST ${DUTY}/submissions`, { ...unit, body: {}, contentType })).status).toBe(400);
    },
  );

  it("of more bytes than are read is 413, whatever it is encoded in", async () => {
    const body = { ...examples.report, sections: { "doi-thoai": "ă".repeat(150_001) } };
    for (const base64 of [false, true]) {
      const got = await site.send(`POST ${DUTY}/submissions`, { ...unit, body, base64 });
      expect(problemIn(got)).toMatchObject({
        status: 413,
        detail: expect.stringMatching(/^At most 300000 bytes .* got 30\d{4}/),
      });
    }
    const file = "x".repeat(5_000_001);
    expect(
      (await site.send("POST /api/units/import", { ...supervisor, body: file, contentType: "text/csv" })).status,
    ).toBe(413);
  });

  it("a body in base64 is read like any other", async () => {
    const body = { sections: { "doi-thoai": "Đã tổ chức" } };
    expect((await site.send(`PUT ${DUTY}/draft`, { ...unit, body, base64: true })).status).toBe(200);
  });

  it("units come as CSV and nothing else", async () => {
    const got = await site.send("POST /api/units/import", { ...supervisor, body: examples.unitsFile });
    expect(problemIn(got)).toMatchObject({
      status: 415,
      detail: "Units are imported as text/csv; got application/json.",
    });
  });
});

describe("a body that is wrong", () => {
  it("is refused with every fault: its path, what is wrong, and the value got", async () => {
    const body = {
      documentNumber: 7,
      signedOn: "2017-02-30",
      signer: { name: "A\nB" },
      figures: { x: -1 },
      more: true,
    };
    const { status, errors } = problemIn(await site.send(`POST ${DUTY}/submissions`, { ...unit, body }));
    expect(status).toBe(400);
    expect(errors).toEqual([
      { path: "documentNumber", message: expect.stringContaining("got 7") },
      { path: "signedOn", message: expect.stringContaining('got "2017-02-30"') },
      { path: "signer.name", message: 'must be one line, without control characters; got "A\\nB"' },
      { path: "signer.post", message: expect.stringContaining("got nothing") },
      { path: "figures.x", message: expect.stringContaining("got -1") },
      { path: "", message: expect.stringContaining("more") },
    ]);
  });

  it.each(["null", "[]", "1", '"x"'])("%s in place of an object is refused", async (body) => {
    const got = await site.send(`POST ${DUTY}/return`, { ...supervisor, body, contentType: "application/json" });
    expect(problemIn(got).status).toBe(400);
  });

  it("cannot reach into what every object inherits", async () => {
    const body = '{"sections": {"__proto__": "x", "constructor": "y"}}';
    const got = await site.send(`PUT ${DUTY}/draft`, { ...unit, body, contentType: "application/json" });
    expect(problemIn(got)).toMatchObject({ status: 400 });
  });

  it("names the unit of the path, or none", async () => {
    const got = await site.send("PUT /api/units/stp", { ...supervisor, body: { ...examples.unit, id: "stc" } });
    expect(problemIn(got).errors).toEqual([{ path: "id", message: 'must be "stp" or left out; got "stc"' }]);
  });
});

describe("a list", () => {
  it.each(["0", "-1", "201", "1.5", "x", ""])("with limit=%s is refused", async (limit) => {
    const got = await site.send(`GET ${OBLIGATION}/duties?limit=${limit}`, supervisor);
    expect(problemIn(got)).toMatchObject({ status: 400, errors: [expect.objectContaining({ path: "limit" })] });
  });

  it.each(["duties", "escalations"])(
    "of %s refuses a state or format that it does not know, naming those it does",
    async (list) => {
      const got = await site.send(`GET ${OBLIGATION}/${list}?state=late&format=pdf`, supervisor);
      expect(problemIn(got)).toMatchObject({
        status: 400,
        errors: [{ message: expect.stringContaining("allowed are") }],
      });
    },
  );

  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const elsewhere = { pk: "STAFF", sk: "ADDRESS#khoagiao@ubnd.daklak.example" };
  it.each([
    ["GET /api/units", elsewhere],
    ["GET /api/units", { pk: "UNITS" }],
    ["GET /api/units", { pk: "UNITS", sk: 7 }],
    ["GET /api/directives", { ...elsewhere, more: "x" }],
    [`GET ${OBLIGATION}/duties`, { shard: 0, after: elsewhere }],
    [`GET ${OBLIGATION}/duties`, { shard: -1 }],
    [`GET ${OBLIGATION}/duties`, { shard: 1e9 }],
    [`GET ${OBLIGATION}/escalations`, { shard: 0, after: { ...elsewhere, due: "2017" } }],
    ["GET /api/duties", { unit: 0, after: { ...elsewhere, owedBy: "stp" } }],
    ["GET /api/duties", { unit: "stp" }],
    ["GET /api/duties", []],
  ])("%s refuses a cursor that it did not give: %j", async (line, cursor) => {
    const as = line.endsWith("/duties") && !line.includes("obligations") ? unit : supervisor;
    const got = await site.send(`${line}?cursor=${forged(cursor)}`, as);
    expect(problemIn(got).status).toBe(400);
  });

  it.each(["%00", "e30", "not-base64!", "x".repeat(5000)])("refuses the cursor %.20s", async (cursor) => {
    expect((await site.send(`GET /api/units?cursor=${cursor}`, supervisor)).status).toBe(400);
  });

  it("a cursor into another unit's duties shows nothing of them", async () => {
    const as = PEOPLE["another unit"];
    const cursor = forged({ unit: 1 });
    expect((await site.send(`GET /api/duties?cursor=${cursor}`, { as })).json).toEqual({ items: [], cursor: null });
  });
});
