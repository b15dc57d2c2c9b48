import { afterAll, beforeAll, describe, expect, it } from "vitest";

import * as examples from "../../../functions/http/examples.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { goTo } from "../use-cases/world.ts";
import { DUTY, OBLIGATION, PEOPLE, openTestSite } from "./register-site.ts";
import type { Got, TestSite } from "./register-site.ts";

/** What no answer but a file is longer than. */
const MOST_BYTES = 300 * 1024;

let engine: Engine;
let site: TestSite;
beforeAll(async () => {
  engine = await embeddedEngine();
  site = await openTestSite(engine);
  await goTo(site.world, "2017-09-21T10:00");
});
afterAll(() => engine.close());

const unit = { as: PEOPLE.unit, contentType: "application/json" };
const keeper = { as: PEOPLE.supervisor };
type Errors = { path: string; message: string }[];
const errorsOf = (got: Got) => got.json["errors"] as Errors;

describe("faults without end", () => {
  it("are told up to the fiftieth, and how many more there are", async () => {
    const figures = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`f${i}`, -1]));
    const got = await site.send(`POST ${DUTY}/submissions`, { ...unit, body: { ...examples.report, figures } });
    expect([got.status, got.json["detail"]]).toEqual([400, "The report is not as it should be: 20000 faults."]);
    expect(errorsOf(got)).toHaveLength(51);
    expect(errorsOf(got)[0]?.path).toBe("figures.f0");
    expect(errorsOf(got).at(-1)).toEqual({ path: "", message: "and 19950 more faults" });
  });

  it.each([
    ["names of sections", { sections: { ["\u0001".repeat(45_000)]: "x" } }],
    ["unknown members", Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`m${i}`, 1]))],
    [
      "figures",
      { figures: Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`${i}${"x".repeat(200)}`, {}])) },
    ],
  ])("and long ones are cut: %s", async (_, body) => {
    const got = await site.send(`PUT ${DUTY}/draft`, { ...unit, body });
    expect(got.status).toBe(400);
    expect(got.bytes.length).toBeLessThan(MOST_BYTES);
    for (const { path, message } of errorsOf(got)) {
      expect(path.length).toBeLessThanOrEqual(200);
      expect(message.length).toBeLessThanOrEqual(500);
    }
  });

  it("of a units file are told so, too", async () => {
    const rows = Array.from({ length: 4_000 }, (_, i) => `u${i},,,,,,,`).join("\n");
    const body = `id,name,kind,headTitle,clerkEmail,officeEmail,headEmail,phone\n${rows}\n`;
    const got = await site.send("POST /api/units/import", { ...keeper, body, contentType: "text/csv" });
    expect([got.status, errorsOf(got).length]).toEqual([400, 51]);
    expect(got.bytes.length).toBeLessThan(MOST_BYTES);
  });
});

describe("a units file", () => {
  const send = async (body: string) => {
    const begun = performance.now();
    const got = await site.send("POST /api/units/import", { ...keeper, body, contentType: "text/csv" });
    expect(performance.now() - begun).toBeLessThan(5_000);
    return got;
  };

  it("of very many columns is refused before they are compared", async () => {
    const got = await send(Array.from({ length: 600_000 }, (_, i) => `c${i}`).join(","));
    expect([got.status, errorsOf(got)[0]?.message]).toEqual([
      400,
      expect.stringMatching(/^has 600000 columns; allowed are id,/),
    ]);
  });

  it.each(["\n", "\r", "\r\n"])("of very many lines is refused before they are taken apart: %j", async (end) => {
    const got = await send(`id,name${end}${end.repeat(1_000_000)}`);
    expect([got.status, errorsOf(got)[0]?.message]).toEqual([400, expect.stringMatching(/more than 50000 lines/)]);
  });
});

describe("a name that every object has", () => {
  it.each([
    ["PUT", `${DUTY}/draft`, '{"sections": {"__proto__": "x"}}', "sections.__proto__"],
    ["PUT", `${DUTY}/draft`, '{"figures": {"\\u005f_proto__": 1}}', "figures.__proto__"],
    ["PUT", `${DUTY}/draft`, '{"sections": {"constructor": "x"}}', "sections.constructor"],
    ["PUT", `${DUTY}/draft`, '{"figures": {"toString": 1}}', "figures.toString"],
  ])("is refused in a body like any that is unknown: %s %s %s", async (method, path, body, at) => {
    const got = await site.send(`${method} ${path}`, { ...unit, body });
    expect([got.status, errorsOf(got).map(({ path: where }) => where)]).toEqual([400, [at]]);
  });

  it("is refused in a unit", async () => {
    const body = JSON.stringify(examples.unit).replace("{", '{"__proto__": {"id": "stc"},');
    const got = await site.send("PUT /api/units/stp", { ...keeper, body, contentType: "application/json" });
    expect([got.status, errorsOf(got).map(({ path }) => path)]).toEqual([400, ["__proto__"]]);
  });

  it("cannot be given to anything", async () => {
    const [obligation] = examples.directive.obligations;
    const body = { ...examples.directive, id: "another", obligations: [{ ...obligation, id: "constructor" }] };
    const got = await site.send("POST /api/directives", { ...keeper, body });
    expect([got.status, errorsOf(got)[0]?.message]).toEqual([
      400,
      expect.stringMatching(/“constructor” cannot be an id/),
    ]);
  });

  it.each(["__proto__", "constructor", "toString", "x".repeat(4_000), "%00", "..", "%F0%9F%98%80"])(
    "is nothing in a path, as is any other that nobody has: %.20s",
    async (name) => {
      for (const path of [
        `/api/directives/${name}`,
        `/api/obligations/${name}/bao-cao/duties`,
        `/api/obligations/5500-ubnd-kgvx-2017/${name}/duties`,
        DUTY.replace(/[^/]+$/, name),
        DUTY.replace("bao-cao", name),
        `${DUTY}/attachments/${name}`,
        `${DUTY}/submissions/${name}`,
      ])
        expect([path, (await site.send(`GET ${path}`, keeper)).status]).toEqual([path, 404]);
      const report = { ...unit, body: examples.report };
      expect((await site.send(`POST /api/duties/${name}/bao-cao/stc/submissions`, report)).status).toBe(404);
    },
  );

  it("is not among what a list is asked by", async () => {
    const got = await site.send(`GET ${OBLIGATION}/duties?state=constructor`, keeper);
    expect(got.status).toBe(400);
  });
});

it("half of a character is kept as U+FFFD", async () => {
  const body = '{"sections": {"doi-thoai": "a\\ud83dz \\ud83d\\ude00 \\udE00"}}';
  expect((await site.send(`PUT ${DUTY}/draft`, { ...unit, body })).status).toBe(200);
  const { json } = await site.send(`GET ${DUTY}`, unit);
  expect(json["draft"]).toMatchObject({ draft: { sections: { "doi-thoai": "a\uFFFDz \u{1F600} \uFFFD" } } });
});
