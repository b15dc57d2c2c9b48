import { afterAll, beforeAll, describe, expect, it } from "vitest";

import * as examples from "../../../functions/http/examples.ts";
import { routes } from "../../../functions/api/all.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { DUTY, OBLIGATION, PEOPLE, openTestSite } from "./register-site.ts";
import type { TestSite, Person } from "./register-site.ts";

let engine: Engine;
let site: TestSite;
beforeAll(async () => {
  engine = await embeddedEngine();
  site = await openTestSite(engine);
});
afterAll(() => engine.close());

const ANYBODY = Object.keys(PEOPLE) as Person[];
const KEEPERS = ["supervisor", "staff supervisor"] as const;
const READERS = [...KEEPERS, "leader"] as const;
const OWN = ["unit", "the unit's system"] as const;
const KNOWN = ANYBODY.filter((person) => person !== "stranger");
const broken = "{";
const SCANS = "/api/directives/5500-ubnd-kgvx-2017/attachments";

/**
 * Each route: who may pass, and with what the others are turned away. What passes is answered in any way but
 * those; bodies are broken on purpose, so that nothing is changed on the way.
 */
const DOORS: [line: string, may: readonly Person[], seen: readonly Person[], body?: string][] = [
  ["GET /api/me", ANYBODY, []],
  ["GET /api/units", KNOWN, ["stranger"]],
  ["PUT /api/units/stc", KEEPERS, ANYBODY, broken],
  ["POST /api/units/import", KEEPERS, ANYBODY, broken],
  ["GET /api/staff", KEEPERS, ANYBODY],
  ["PUT /api/staff/a@b.example", KEEPERS, ANYBODY, broken],
  ["DELETE /api/staff/a@b.example", KEEPERS, ANYBODY],
  ["GET /api/calendar", KNOWN, ["stranger"]],
  ["GET /api/calendar/2027", KNOWN, ["stranger"]],
  ["PUT /api/calendar/2027", KEEPERS, ANYBODY, broken],
  ["POST /api/directives", KEEPERS, ANYBODY, broken],
  ["GET /api/directives", KNOWN, ["stranger"]],
  ["GET /api/directives/5500-ubnd-kgvx-2017", KNOWN, ["stranger"]],
  ["GET /api/directives/5500-ubnd-kgvx-2017/plan", KEEPERS, ANYBODY],
  ["POST /api/directives/5500-ubnd-kgvx-2017/issue", KEEPERS, ANYBODY],
  // To the Office goes what all of it comes to (D148).
  ["POST /api/directives/5500-ubnd-kgvx-2017/withdrawal", [...KEEPERS, "a receiver elsewhere"], ANYBODY, broken],
  [`GET ${OBLIGATION}/duties`, READERS, []],
  [`GET ${OBLIGATION}/escalations`, READERS, []],
  [`GET ${OBLIGATION}/letters`, READERS, []],
  [`GET ${OBLIGATION}/history`, READERS, []],
  [`GET ${OBLIGATION}/figures`, READERS, []],
  [`GET ${OBLIGATION}/numbers`, READERS, []],
  [`GET ${OBLIGATION}/summary`, READERS, []],
  [`POST ${OBLIGATION}/forwarding`, KEEPERS, ["leader"], broken],
  [`GET ${OBLIGATION}/report.docx`, READERS, []],
  [`GET ${OBLIGATION}/evidence.zip`, READERS, []],
  [`GET ${OBLIGATION}/urging.docx`, KEEPERS, ["leader"]],
  [`GET ${OBLIGATION}/criticism.docx`, KEEPERS, ["leader"]],
  [`POST ${OBLIGATION}/date`, KEEPERS, ["leader"], broken],
  [`POST ${OBLIGATION}/reminders`, KEEPERS, ["leader"], broken],
  [`POST ${OBLIGATION}/reporters`, [...KEEPERS], ["leader"], broken],
  ["GET /api/duties", KNOWN.filter((person) => person !== "leader" && person !== "staff supervisor"), ANYBODY],
  [`GET ${DUTY}`, [...OWN, ...READERS], []],
  [`GET ${DUTY}/history`, [...OWN, ...READERS], []],
  [`GET ${DUTY}/submissions/1`, [...OWN, ...READERS], []],
  [`PUT ${DUTY}/draft`, OWN, READERS, broken],
  [`POST ${DUTY}/submissions`, OWN, READERS, broken],
  [`POST ${DUTY}/return`, KEEPERS, [...OWN, "leader"], broken],
  [`POST ${DUTY}/accept`, KEEPERS, [...OWN, "leader"], broken],
  [`POST ${DUTY}/extension`, KEEPERS, [...OWN, "leader"], broken],
  [`POST ${DUTY}/exemption`, KEEPERS, [...OWN, "leader"], broken],
  [`POST ${DUTY}/reinstatement`, KEEPERS, [...OWN, "leader"], broken],
  [`POST ${DUTY}/paper`, KEEPERS, [...OWN, "leader"], broken],
  [`GET ${DUTY}/attachments`, [...OWN, ...READERS], []],
  [`POST ${DUTY}/attachments`, OWN, READERS, broken],
  [`GET ${DUTY}/attachments/attempt1`, [...OWN, ...READERS], []],
  [`GET ${DUTY}/attachments/attempt1/content`, [...OWN, ...READERS], []],
  [`DELETE ${DUTY}/attachments/attempt1`, OWN, READERS],
  // A directive's own files: whoever owes one of its reports, or reads its lists.
  [`GET ${SCANS}`, KNOWN, []],
  [`POST ${SCANS}`, KEEPERS, KNOWN, broken],
  [`GET ${SCANS}/attempt1`, KNOWN, []],
  [`GET ${SCANS}/attempt1/content`, KNOWN, []],
  [`DELETE ${SCANS}/attempt1`, KEEPERS, KNOWN],
  [`POST ${DUTY}/reason`, [...OWN, ...KEEPERS], ["leader"], broken],
];

describe.each(DOORS)("%s", (line, may, seen, body) => {
  it(`is for ${may.join(", ")}; others hear that it is not theirs, or that there is nothing`, async () => {
    const turnedAway: [string, number][] = [];
    for (const [person, as] of Object.entries(PEOPLE)) {
      const { status, json } = await site.send(line, { as, ...(body === undefined ? {} : { body }) });
      // What an allowed caller asks for may not be there; then the answer is about the thing, not about the caller.
      const passed = status !== 403 && !/not yours/.test((json as { detail?: string }).detail ?? "");
      if (!passed) turnedAway.push([person, status]);
    }
    expect(turnedAway).toEqual(
      ANYBODY.filter((person) => !may.includes(person)).map((person) => [person, seen.includes(person) ? 403 : 404]),
    );
  });
});

it("every route that needs a sign-in is among these", () => {
  const signedIn = Object.values(routes).filter(({ access }) => access === "signed-in");
  expect(DOORS).toHaveLength(signedIn.length);
});

it("another unit's duty and one that does not exist are the same to whoever asks", async () => {
  const as = PEOPLE["another unit"];
  const theirs = await site.send(`GET ${DUTY}`, { as });
  const nobodys = await site.send(`GET ${DUTY.replace("/stc", "/khong-co")}`, { as });
  const nowhere = await site.send("GET /api/duties/khong-co/bao-cao/stc", { as });
  expect(theirs.status).toBe(404);
  expect([nobodys.text, nowhere.text]).toEqual([theirs.text, theirs.text]);
});

it("a contact of another unit's receiver supervises that obligation, and not this one", async () => {
  const own = DUTY.replace("bao-cao/stc", "tong-hop/snv");
  const as = PEOPLE["a receiver elsewhere"];
  expect((await site.send(`GET ${own}`, { as })).status).toBe(200);
  expect((await site.send(`POST ${own}/extension`, { as, body: {} })).status).toBe(400);
  expect((await site.send(`POST ${DUTY}/extension`, { as, body: examples.extension })).status).toBe(404);
});

it("a directive that is being prepared is there for those who keep the register only", async () => {
  const body = { ...examples.directive, id: "nhap-2017" };
  expect((await site.send("POST /api/directives", { as: PEOPLE.supervisor, body })).status).toBe(201);
  const read = async (as: string) => (await site.send("GET /api/directives/nhap-2017", { as })).status;
  expect([await read(PEOPLE.supervisor), await read(PEOPLE.leader), await read(PEOPLE.unit)]).toEqual([200, 404, 404]);
  const listed = async (as: string) =>
    ((await site.send("GET /api/directives", { as })).json["items"] as { id: string }[]).map(({ id }) => id);
  expect(await listed(PEOPLE.supervisor)).toContain("nhap-2017");
  expect(await listed(PEOPLE.unit)).toEqual(["5500-ubnd-kgvx-2017"]);
  expect((await site.send("GET /api/duties/nhap-2017/bao-cao/stc", { as: PEOPLE.supervisor })).status).toBe(404);
});

describe("who is asking", () => {
  it("an address in capitals is the same address", async () => {
    const { json } = await site.send("GET /api/me", { as: "VanThu@STC.daklak.example" });
    expect(json).toMatchObject({ principal: PEOPLE.unit, units: ["stc"] });
  });

  it("the first keeper keeps the register from the first day", async () => {
    expect((await site.send("GET /api/me", { as: "keeper@snv.daklak.example" })).json).toMatchObject({
      keepsRegister: true,
    });
  });

  it("an address that a unit has given up is turned away from then on", async () => {
    const other = await openTestSite(engine);
    const { id: _id, ...unit } = { ...examples.unit, id: "stp", clerkEmail: "vanthu.moi@stp.daklak.example" };
    expect((await other.send("PUT /api/units/stp", { as: PEOPLE.supervisor, body: unit })).status).toBe(200);
    const own = `GET ${DUTY.replace("/stc", "/stp")}`;
    expect((await other.send(own, { as: PEOPLE["another unit"] })).status).toBe(404);
    expect((await other.send(own, { as: "vanthu.moi@stp.daklak.example" })).status).toBe(200);
  });
});
