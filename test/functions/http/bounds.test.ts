import { afterAll, beforeAll, describe, expect, it } from "vitest";

import * as examples from "../../../functions/http/examples.ts";
import { EmailSchema } from "../../../functions/domain/ids.ts";
import { unitId, unitNamed } from "../season.ts";
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
      expect.stringMatching(/^has more than 1000 columns/),
    ]);
  });

  it("of very many columns without a name, above many lines, is refused as soon", async () => {
    const got = await send(`id,name${";".repeat(2_400_000)}\n${"\n1".repeat(49_000)}`);
    expect(got.status).toBe(400);
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

describe("an answer that is no file", () => {
  const long = (text: string, most: number) => text.repeat(most).slice(0, most);

  /** Every item of a list, asked for by as many as may be at once. */
  async function all(list: string, of = "items"): Promise<{ id: string }[]> {
    const items: { id: string }[] = [];
    let cursor = "";
    let answers = 0;
    do {
      const got = await site.send(
        `GET ${list}${cursor && `${list.includes("?") ? "&" : "?"}cursor=${cursor}`}`,
        keeper,
      );
      expect([got.status, got.bytes.length < MOST_BYTES]).toEqual([200, true]);
      items.push(...(got.json[of] as { id: string }[]));
      cursor = (got.json["cursor"] as string | null) ?? "";
      answers++;
    } while (cursor);
    expect(answers).toBeGreaterThan(1);
    return items;
  }

  it("is no longer than 300 KB, whatever the register holds: units, to the last", async () => {
    const { units } = site.world.register;
    const many = Array.from({ length: 300 }, (_, i) => ({
      ...unitNamed("stp"),
      id: unitId(`x${String(i).padStart(3, "0")}`),
      name: `${i} ${long("Ủy ban nhân dân xã ", 190)}`,
      headTitle: long("Chủ tịch Ủy ban ", 200),
      kind: "xa",
    }));
    await units.putUnits(many, await units.unitsToChange(many));
    const listed = (await all("/api/units?limit=200")).map(({ id }) => id);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(expect.arrayContaining(many.map(({ id }) => id)));
  });

  it("so are staff, and a plan for very many units", async () => {
    const { staff } = site.world.register;
    const member = { name: long("Nguyễn Văn A ", 100), unitId: unitId("snv"), role: "leader" as const };
    for (let i = 0; i < 1_600; i++)
      await staff.put({ ...member, email: EmailSchema.parse(`a${i}@ubnd.daklak.example`) });
    expect(new Set((await all("/api/staff")).map((one) => JSON.stringify(one))).size).toBeGreaterThanOrEqual(1_600);
    const [obligation] = examples.directive.obligations;
    const obligations = Array.from({ length: 8 }, (_, i) => ({
      ...obligation,
      id: `o${i}`,
      reporters: { kinds: ["xa"] },
    }));
    const body = { ...examples.directive, id: "to-be-planned", obligations };
    expect((await site.send("POST /api/directives", { ...keeper, body })).status).toBe(201);
    type Planned = {
      obligationId: string;
      units: number;
      milestones: { milestone: string; letters: { unit: string }[] }[];
    };
    const parts = (await all("/api/directives/to-be-planned/plan", "obligations")) as unknown as Planned[];
    const first = parts.filter(({ obligationId }) => obligationId === "o0");
    const issue = first.flatMap(({ milestones }) => milestones.filter(({ milestone }) => milestone === "issue"));
    expect(issue.flatMap(({ letters }) => letters)).toHaveLength(300);
    expect(new Set(first.map(({ units }) => units))).toEqual(new Set([300]));
  });

  it("so are directives as long as a body may be; and each is answered the same again", async () => {
    const [obligation] = examples.directive.obligations;
    const task = long("Tuyên truyền, phổ biến ", 3_900);
    const outline = Array.from({ length: 54 }, (_, i) => ({ id: `s${i}`, title: "Mục", task }));
    for (const id of ["long-1", "long-2", "long-3"]) {
      const asked = {
        ...keeper,
        key: id,
        body: { ...examples.directive, id, obligations: [{ ...obligation, outline }] },
      };
      expect(Buffer.byteLength(JSON.stringify(asked.body))).toBeGreaterThan(270_000);
      const first = await site.send("POST /api/directives", asked);
      expect([first.status, first.bytes.length < MOST_BYTES]).toEqual([201, true]);
      const again = await site.send("POST /api/directives", asked);
      expect([again.text === first.text, again.headers["idempotency-replayed"]]).toEqual([true, "true"]);
      const read = await site.send(`GET /api/directives/${id}`, keeper);
      expect([read.status, read.bytes.length < MOST_BYTES]).toEqual([200, true]);
    }
    expect((await all("/api/directives?limit=200")).map(({ id }) => id)).toEqual(
      expect.arrayContaining(["5500-ubnd-kgvx-2017", "long-1", "long-2", "long-3"]),
    );
  });

  it("so are faults that a write is refused with, which are kept", async () => {
    const figures = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`f${i}`, -1]));
    const asked = { ...unit, key: "very-wrong", body: { ...examples.report, figures } };
    const first = await site.send(`POST ${DUTY}/submissions`, asked);
    const again = await site.send(`POST ${DUTY}/submissions`, asked);
    expect([first.status, again.status, again.text === first.text]).toEqual([400, 400, true]);
  });
});

it("half of a character is kept as U+FFFD", async () => {
  const body = '{"sections": {"doi-thoai": "a\\ud83dz \\ud83d\\ude00 \\udE00"}}';
  expect((await site.send(`PUT ${DUTY}/draft`, { ...unit, body })).status).toBe(200);
  const { json } = await site.send(`GET ${DUTY}`, unit);
  expect(json["draft"]).toMatchObject({ draft: { sections: { "doi-thoai": "a\uFFFDz \u{1F600} \uFFFD" } } });
});
