import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { email } from "../../season.ts";
import { issuedWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Page } from "../browser.ts";
import { LAK, SNV, leaderIn, linksOf, signedIn } from "./people.ts";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
});

const rowsOf = (page: Page) =>
  [...page.document.querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, " ").trim()).join(" | "),
  );
const bounce = (who: string, why: "bounce" | "complaint") =>
  world.register.units.markBounced(email(`${who}@lak.daklak.example`), {
    at: world.clock.now(),
    why,
  });

it("a unit sees by role where its letters go first, and who stands in", async () => {
  const page = await (await signedIn(world, LAK)).get("/contacts");
  expect(rowsOf(page)).toEqual([
    `Văn thư | ${LAK} | Nhận thư nhắc trước tiên`,
    "Văn phòng | vanphong@lak.daklak.example | Nhận thay khi hộp thư trên không nhận được",
    "Thủ trưởng: Chủ tịch UBND huyện Lắk | lanhdao@lak.daklak.example | Nhận thay khi hộp thư trên không nhận đượcNhận thư khi đơn vị chậm báo cáo.",
  ]);
});

it("an address that came back says when and why, and the next is first", async () => {
  await bounce("vanthu", "bounce");
  await bounce("lanhdao", "complaint");
  const rows = rowsOf(await (await signedIn(world, LAK)).get("/contacts"));
  expect(rows[0]).toContain("Không dùng được Thư bị trả về lúc 08:00 ngày 14/7/2017");
  expect(rows[1]).toContain("Nhận thư nhắc trước tiên");
  expect(rows[2]).toContain("Không dùng được Người nhận báo là thư rác lúc 08:00 ngày 14/7/2017.");
});

it("a unit that no letter reaches is told so loudly, and whom to tell", async () => {
  for (const who of ["vanthu", "vanphong", "lanhdao"]) await bounce(who, "bounce");
  const page = await (await signedIn(world, LAK)).get("/contacts");
  expect(page.document.querySelector("[role=alert]")?.textContent).toContain("không hộp thư nào nhận được thư nhắc");
  expect(linksOf(page)).toContain("mailto:vanthu@snv.daklak.example");
});

it("only those who keep the register are led to where contacts are changed", async () => {
  expect(linksOf(await (await signedIn(world, SNV)).get("/contacts"))).toContain("/units/snv");
  expect(linksOf(await (await signedIn(world, LAK)).get("/contacts"))).not.toContain("/units/ubnd-lak");
});

it("who is no unit's contact is told so", async () => {
  const page = await (await leaderIn(world)).get("/contacts");
  expect(page.status).toBe(200);
  expect(page.text).toContain("không thuộc danh bạ của đơn vị nào");
});
