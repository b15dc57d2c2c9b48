import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createDirective } from "../../api/operations.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { SNV, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Browser } from "../browser.ts";
import { STC, leaderIn, linksOf, otherSupervisor, rowsOf, signedIn, valueOf, worldAt } from "../office/office-site.ts";
import { THIRTY, directiveOf, withThirty } from "./thirty-directives.ts";

let engine: Engine;
let world: World;
let snv: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
  world = await worldAt(engine, "thirty directives", () => withThirty(engine));
  snv = await signedIn(world);
});
afterAll(() => engine.close());

const found = async (query: string, browser = snv) => {
  const page = await browser.get(`/obligations?${query}`);
  expect(page.status).toBe(200);
  return page;
};
const countOf = async (query: string): Promise<number> => {
  const [, count = "-1"] = /Tìm thấy (\d+) trong 32/.exec((await found(query)).text) ?? [];
  return Number(count);
};
const many = (what: string) => THIRTY.filter(({ is }) => is === what).length;

describe("the list of obligations", () => {
  it("holds every one that was issued, what needs somebody first, what is done with last", async () => {
    const first = await found("");
    const second = await found("page=2");
    expect(rowsOf(first)).toHaveLength(20);
    expect(rowsOf(second)).toHaveLength(12);
    expect(rowsOf(first)[0]?.["Cần xử lý"]).toContain("quá hạn");
    expect(rowsOf(second).at(-1)).toMatchObject({ "Cần xử lý": "" });
    expect(linksOf(first)).toContain("/obligations?page=2");
    expect(first.body.length).toBeLessThan(60_000);
  });

  it.each([
    ["state=overdue", many("overdue")],
    ["state=to-review", many("filed")],
    ["state=closed", many("done")],
    ["state=open", 32 - many("filed") - many("done")],
    ["state=to-do", 32 - many("done")],
    ["state=due-soon", 0],
    ["year=2017", 32],
    ["year=2016", 0],
    ["receiver=vpub", 1],
    ["receiver=snv&state=overdue", many("overdue")],
    ["state=made-up&year=x", 32],
  ])("filtered by %s has %i", async (query, count) => {
    expect(await countOf(query)).toBe(count);
  });

  it.each([
    ["bao cao viec thu 17", "Báo cáo việc thứ 17"],
    ["BCVT1", "Báo cáo việc thứ 1"],
    ["17/ubnd-th", "Báo cáo việc thứ 17"],
    ["ve viec thu 17", "Báo cáo việc thứ 17"],
    ["viec-17", "Báo cáo việc thứ 17"],
    ["VPUB", "Tổng hợp, tham mưu"],
  ])("finds by “%s”, whatever the accents, as the search for units does", async (text, title) => {
    const page = await found(new URLSearchParams({ q: text }).toString());
    expect(rowsOf(page)[0]?.["Yêu cầu báo cáo"]).toContain(title);
    expect(valueOf(page, "q")).toBe(text);
  });

  it("keeps the filters on the way to the next page, and offers to take them off", async () => {
    const page = await found("state=to-do&receiver=snv");
    expect(linksOf(page)).toContain("/obligations?state=to-do&receiver=snv&page=2");
    expect(linksOf(page)).toContain("/obligations");
    expect((await found("q=khong+co")).text).toContain("Không có yêu cầu báo cáo nào phù hợp");
  });

  it("goes to the last page for one beyond it", async () => {
    expect(rowsOf(await found("page=99"))).toHaveLength(12);
    expect(rowsOf(await found("page=-1"))).toHaveLength(20);
  });

  it("has to each what he reads: to a receiver his own, to a leader all, to a unit none", async () => {
    const other = await found("", await otherSupervisor(world));
    expect(other.text).toContain("Tổng hợp, tham mưu");
    expect(other.text).not.toContain("Báo cáo việc thứ 1");
    expect((await found("", await leaderIn(world))).text).toContain("trong 32 yêu cầu báo cáo");
    const unit = await found("", await signedIn(world, STC));
    expect(unit.text).toContain("Chưa có yêu cầu báo cáo nào để theo dõi");
    expect(unit.text).not.toContain("Báo cáo việc thứ 1");
  });

  it("does not hold what has not been issued", async () => {
    const draft = { ...directiveOf({ nth: 99, before: "2017-12-01", is: "open" }) };
    await ok(world, createDirective, { by: SNV, body: draft });
    expect((await found("q=99/UBND-TH")).text).not.toContain("Báo cáo việc thứ 99");
    // The start has it among what waits to be issued.
    expect((await snv.get("/")).document.getElementById("register")?.textContent).toContain("99/UBND-TH");
  });

  it("is on the menu of whoever follows reports", async () => {
    const menu = async (browser: Browser) =>
      [...(await browser.get("/")).document.querySelectorAll("nav.places a")].map((link) => link.getAttribute("href"));
    expect(await menu(snv)).toContain("/obligations");
    expect(await menu(await leaderIn(world))).toContain("/obligations");
    expect(await menu(await signedIn(world, STC))).not.toContain("/obligations");
  });

  it("costs no more than a page may", async () => {
    const { read, write } = await world.table.costOf(() => snv.get("/obligations?state=to-do"));
    expect(read).toBeLessThanOrEqual(30);
    expect(write).toBe(0);
  });
});
