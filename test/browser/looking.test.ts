import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { exemptByApi, fileByApi, lateNow, scenario } from "./season.ts";
import { OBLIGATION, PEOPLE, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

/** 30/10/2017, 09:00: of 34 units two filed in time, one late, one is exempt; the others are late. */
let site: Site;
beforeAll(async () => {
  site = await openSite();
  for (const unit of ["stp", "ubnd-lak"]) await fileByApi(site, unit);
  await exemptByApi(site, "syt");
  await site.goTo("2017-10-30T08:30");
  await fileByApi(site, "sct");
  await site.goTo("2017-10-30T09:00");
  await site.deployment.settle();
});
afterAll(() => site.close());

const main = (page: Page) => page.locator("main");
const WALL = { viewport: { width: 1920, height: 1080 } };
const seats: readonly Seat[] = ["an office screen", "an office screen without script", "a telephone"];

describe.each(seats)("who looks, at %s,", (seat) => {
  it("comes from the directives to the years, the year, and the obligation, drawn and in numbers", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.leader, "/directives");
    await main(page).getByRole("link", { name: "Tỷ lệ đúng hạn theo năm" }).click();
    await expectWell(page);
    await main(page).getByRole("link", { name: "Năm 2017" }).click();
    await page.waitForURL("**/years/2017");
    await expectWell(page);
    expect(await main(page).innerText()).toContain("2 trên 33 báo cáo đúng hạn, tỷ lệ 6%");
    expect(await page.locator(".chart svg[role=img]").isVisible()).toBe(true);
    await main(page).getByRole("link", { name: "Dân vận khéo" }).first().click();
    await page.waitForURL(`**${OBLIGATION}`);
    expect(await page.locator("#filings-by-kind svg").first().isVisible()).toBe(true);
    await expectWell(page);
  });

  it("reads the state as a paper, and the screen for the wall", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.leader, OBLIGATION);
    await main(page).getByRole("link", { name: "Bản in tình hình gửi báo cáo" }).click();
    await page.waitForURL("**/situation");
    expect(await main(page).innerText()).toContain("3/33 đơn vị đã gửi báo cáo");
    await expectWell(page);
    await page.goto(`${OBLIGATION}/wall`);
    expect(await main(page).innerText()).toContain("3/33");
    await expectWell(page);
  });
});

describe("on paper", () => {
  it("the state is A4, names every unit, and has nothing of the screen", async () => {
    const page = await site.visit("an office screen without script");
    await signIn(page, PEOPLE.supervisor, `${OBLIGATION}/situation`);
    await page.emulateMedia({ media: "print" });
    for (const part of [".masthead", ".crumbs", "footer", ".tools"])
      expect([part, await page.locator(part).first().isVisible()]).toEqual([part, false]);
    const text = await main(page).innerText();
    const late = await lateNow(site);
    expect(late.length).toBeGreaterThan(20);
    for (const { unitName } of late) expect(text).toContain(unitName);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const sheets = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sheets.length).toBeGreaterThan(0);
    for (const [, wide, high] of sheets)
      expect([Math.round(Number(wide)), Math.round(Number(high))]).toEqual([595, 842]);
    expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)].length).toBeLessThanOrEqual(4);
  });
});

describe("the screen on the wall", () => {
  const open = async () => {
    const page = await site.visit("an office screen without script", WALL);
    await signIn(page, PEOPLE.leader, `${OBLIGATION}/wall`);
    return page;
  };
  const sizes = (page: Page, of: string): Promise<number[]> =>
    page.evaluate(
      (selector) =>
        [...document.querySelectorAll(selector)].map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
      of,
    );

  it("is read from three metres: figures and names large, all of it within the screen", async () => {
    const page = await open();
    for (const size of await sizes(page, ".numbers dd")) expect(size).toBeGreaterThanOrEqual(120);
    const names = await sizes(page, ".wall-names li");
    expect(names.length).toBe(8);
    for (const size of names) expect(size).toBeGreaterThanOrEqual(36);
    const { height, width } = await page.evaluate(() => {
      const { scrollHeight, scrollWidth } = document.documentElement;
      return { height: scrollHeight, width: scrollWidth };
    });
    expect([height <= 1080, width <= 1920]).toEqual([true, true]);
    const text = await page.locator("body").innerText();
    for (const { phone } of scenario.units) if (phone) expect(text).not.toContain(phone);
  });

  it("loads itself again without script, and shows what came meanwhile", async () => {
    const page = await open();
    expect(await main(page).innerText()).toContain("3/33");
    await fileByApi(site, "stc");
    await site.deployment.settle();
    await page.getByText("4/33").waitFor({ timeout: 100_000 });
  });

  it("says that it is signed out, and shows nothing any more", async () => {
    const page = await open();
    await page.context().clearCookies();
    await page.reload();
    expect(await page.locator("h1").innerText()).toBe("Màn hình này đã đăng xuất");
    for (const size of await sizes(page, "h1")) expect(size).toBeGreaterThanOrEqual(40);
    expect(await page.locator("body").innerText()).not.toContain("Dân vận khéo");
  });
});
