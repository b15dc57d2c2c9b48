import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { withdrawDirective } from "../../api/operations.ts";
import { unitNamed } from "../../season.ts";
import { goTo, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import {
  OBLIGATION,
  SNV,
  STC,
  file,
  leaderIn,
  linksOf,
  onTheFirstLateDay,
  otherSupervisor,
  signedIn,
  withTimeLeft,
} from "./office-site.ts";
import type { Page } from "../browser.ts";

const WALL = `${OBLIGATION}/wall`;

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

const figures = (page: Page) =>
  [...page.document.querySelectorAll(".numbers > div")].map((one) => [
    one.querySelector("dd")?.textContent,
    one.querySelector("dt")?.textContent,
  ]);
const names = (page: Page) =>
  [...page.document.querySelectorAll(".wall-names li")].map((one) =>
    (one.textContent ?? "").replace(/\s+/g, " ").trim(),
  );

describe("the screen for the wall", () => {
  it("shows how many of how many, and who is longest overdue, and loads itself again every minute", async () => {
    const page = await (await signedIn(await onTheFirstLateDay(engine))).get(WALL);
    expect(page.status).toBe(200);
    expect(page.headers["refresh"]).toBe("60");
    expect(page.document.querySelector("script[src]")).not.toBeNull();
    expect(figures(page)).toEqual([
      ["1/4", "đơn vị đã gửi"],
      ["3", "quá hạn"],
      ["0", "còn thời hạn"],
    ]);
    expect(page.document.querySelector("h2")?.textContent).toBe("Quá hạn lâu nhất");
    expect(names(page)).toEqual([
      "Sở Tài chính từ hôm nay",
      "UBND huyện Lắk từ hôm nay",
      "Văn phòng UBND tỉnh từ hôm nay",
    ]);
  });

  it("shows who is due next while nobody is late, and that nobody has still to file when all have", async () => {
    const world = await withTimeLeft(engine);
    const browser = await signedIn(world);
    const page = await browser.get(WALL);
    expect(page.document.querySelector("h2")?.textContent).toBe("Sắp đến hạn nhất");
    expect(names(page)).toContain("Sở Tài chính trước ngày 30/10/2017");
    for (const unit of ["stc", "vpub", "ubnd-lak"]) await file(world, unit);
    const done = await browser.get(WALL);
    expect([names(done), done.text.includes("Không còn đơn vị nào phải gửi")]).toEqual([[], true]);
  });

  it("can be stopped, and goes on again", async () => {
    const browser = await signedIn(await onTheFirstLateDay(engine));
    const still = await browser.get(`${WALL}?still=1`);
    expect(still.headers["refresh"]).toBeUndefined();
    expect(linksOf(still)).toContain("?");
    expect(linksOf(await browser.get(WALL))).toContain("?still=1");
  });

  it("shows no telephone number, no name of a person and no reason, though the register knows them", async () => {
    const page = await (await signedIn(await onTheFirstLateDay(engine))).get(WALL);
    for (const unit of ["stc", "vpub", "ubnd-lak"].map(unitNamed)) {
      expect(unit.phone).not.toBe("");
      expect(page.text).not.toContain(unit.phone);
      expect(page.text).not.toContain(unit.headTitle);
      expect(page.text).not.toContain(unit.clerkEmail ?? unit.phone);
    }
    expect(page.text).not.toContain(SNV);
  });

  it("says in large letters that it is signed out, shows nothing any more, and goes on when somebody signs in", async () => {
    const world = await onTheFirstLateDay(engine);
    const browser = await signedIn(world);
    browser.cookies.clear();
    const out = await browser.get(WALL);
    expect([out.status, out.headers["refresh"]]).toEqual([200, "60"]);
    expect(out.document.querySelector("h1")?.textContent).toBe("Màn hình này đã đăng xuất");
    expect(linksOf(out)).toEqual([`/sign-in?to=${encodeURIComponent(WALL)}`]);
    for (const secret of ["Sở Tài chính", "Dân vận khéo", "đơn vị đã gửi"]) expect(out.text).not.toContain(secret);
    await browser.signIn(SNV);
    expect(figures(await browser.get(WALL))).toHaveLength(3);
  });

  it("keeps its session while it refreshes, and no longer than the twelve hours of any", async () => {
    const world = await onTheFirstLateDay(engine);
    const browser = await signedIn(world);
    const begun = world.clock.now();
    for (let minutes = 60; minutes < 12 * 60; minutes += 60) {
      world.clock.moveTo(begun + minutes * 60_000);
      expect([minutes, figures(await browser.get(WALL)).length]).toEqual([minutes, 3]);
    }
    world.clock.moveTo(begun + 12 * 3_600_000);
    expect((await browser.get(WALL)).document.querySelector("h1")?.textContent).toBe("Màn hình này đã đăng xuất");
  });

  it("asks again by itself when something broke: nobody sits at it to do so", async () => {
    const world = await onTheFirstLateDay(engine);
    const counts = { ...world.register.counts, read: () => Promise.reject(new Error("The table did not answer.")) };
    const broken: World = { ...world, register: { ...world.register, counts } };
    const browser = await signedIn(broken);
    const page = await browser.get(WALL);
    expect([page.status, page.headers["refresh"]]).toEqual([500, "60"]);
    const dashboard = await browser.get(OBLIGATION);
    expect([dashboard.status, dashboard.headers["refresh"]]).toEqual([500, undefined]);
  });

  it("is for those who read the lists: others find nothing", async () => {
    const world = await onTheFirstLateDay(engine);
    for (const who of [await signedIn(world, STC), await otherSupervisor(world)])
      expect((await who.get(WALL)).status).toBe(404);
    expect((await (await leaderIn(world)).get(WALL)).status).toBe(200);
  });

  it("says when the directive was withdrawn, and asks for nobody any more", async () => {
    const world: World = await withTimeLeft(engine);
    await ok(world, withdrawDirective, {
      by: SNV,
      params: { directiveId: "5500-ubnd-kgvx-2017" },
      body: { reason: "Thay bằng văn bản khác", documentNumber: "6000/UBND-KGVX" },
    });
    const page = await (await signedIn(world)).get(WALL);
    expect([names(page), page.text.includes("văn bản đã thu hồi")]).toEqual([[], true]);
  });

  it("costs a few reads, whoever many units there are", async () => {
    const world = await onTheFirstLateDay(engine);
    await goTo(world, "2017-11-06T09:00");
    const browser = await signedIn(world);
    const { read, write } = await world.table.costOf(() => browser.get(WALL));
    expect(read).toBeLessThanOrEqual(10);
    expect(write).toBeLessThanOrEqual(1);
  });
});
