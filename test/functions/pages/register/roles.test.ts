import { afterAll, beforeAll, expect, it } from "vitest";

import { putStaff } from "../../api/operations.ts";
import { SNV, issuedWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { directive } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser } from "../browser.ts";

const LEADER = "chu-tich@ubnd.daklak.example";
const SUPERVISOR = "tong-hop@vpub.daklak.example";
const UNIT = "vanthu@stp.daklak.example";
const KEEPER = "can-bo@snv.daklak.example";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
  world = await issuedWorld(engine);
  const member = (email: string, body: object) => ok(world, putStaff, { by: SNV, params: { email }, body });
  await member(LEADER, { name: "Chủ tịch", role: "leader" });
  await member(SUPERVISOR, { name: "Tổng hợp", role: "supervisor", unitId: "vpub" });
  await member(KEEPER, { name: "Cán bộ", role: "supervisor" });
  await world.register.directives.createDirective({ ...directive, id: "draft-2017" as typeof directive.id }, 0);
});
afterAll(() => engine.close());

const of = (id: string) => `/directives/${id}`;
const FOR_KEEPERS = ["/units", "/units/stp", "/units/new", "/units/import", "/staff", "/directives/new"];
const forms = ["/units/stp", "/units/new", "/units/import", "/staff", "/directives/new", of("draft-2017")];

it.each([UNIT, SUPERVISOR, LEADER])(
  "%s, who does not keep the register, is told that its pages are not his",
  async (who) => {
    const browser = await new Browser(world).signIn(who);
    const pages = await Promise.all([...FOR_KEEPERS, `${of(directive.id)}/plan`].map((path) => browser.get(path)));
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 403));
    expect(pages[0]?.text).toContain("Chỉ đơn vị quản lý danh bạ");
    expect(pages[0]?.text).not.toContain("vanthu@stc");
  },
);

it.each([UNIT, SUPERVISOR, LEADER])("nothing that %s posts changes the register", async (who) => {
  const browser = await new Browser(world).signIn(who);
  const before = JSON.stringify([await world.register.units.allUnits(), await world.register.staff.members()]);
  const pages = await Promise.all(
    forms.map((path) => browser.post(path, { do: "save", email: who, name: "x", role: "leader", id: "stp" })),
  );
  expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 403));
  expect(JSON.stringify([await world.register.units.allUnits(), await world.register.staff.members()])).toBe(before);
  expect((await world.register.directives.directive("draft-2017"))?.status).toBe("draft");
});

it.each([SNV, KEEPER])("%s keeps the register, and opens all of its pages", async (who) => {
  const browser = await new Browser(world).signIn(who);
  const pages = await Promise.all([...FOR_KEEPERS, of("draft-2017")].map((path) => browser.get(path)));
  expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
  for (const page of pages) expect(page.document.querySelectorAll("h1")).toHaveLength(1);
});

it.each([UNIT, SUPERVISOR, LEADER])("%s reads a directive once it is issued, and hears of no other", async (who) => {
  const browser = await new Browser(world).signIn(who);
  const list = await browser.get("/directives");
  expect(list.text).toContain("5500/UBND-KGVX");
  expect([...list.document.querySelectorAll("main a")].map((link) => link.getAttribute("href"))).toEqual([
    // Who reads lists of it sees how dates were kept.
    ...(who === UNIT ? [] : ["/years"]),
    of(directive.id),
  ]);
  const issued = await browser.get(of(directive.id));
  expect(issued.status).toBe(200);
  expect(issued.document.querySelector("main form")).toBeNull();
  expect(issued.document.querySelector('main a[href*="/directives/new"], main a[href$="/plan"]')).toBeNull();
  expect((await browser.get(of("draft-2017"))).status).toBe(404);
  expect((await browser.get(of("none"))).status).toBe(404);
});

it("the way to an obligation's lists is shown to whoever may read them", async () => {
  const link = `main a[href="/obligations/${directive.id}/bao-cao"]`;
  const seen = async (who: string) =>
    (await (await new Browser(world).signIn(who)).get(of(directive.id))).document.querySelector(link) !== null;
  expect(await Promise.all([SNV, KEEPER, LEADER, UNIT].map(seen))).toEqual([true, true, true, false]);
});
