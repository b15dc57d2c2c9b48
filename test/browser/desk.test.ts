import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { OVERDUE, THIRTY, issueThirty } from "./many-directives.ts";
import { PEOPLE, SEATS, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await issueThirty(site);
  await site.goTo("2017-08-09T09:00");
});
afterAll(() => site.close());

const main = (page: Page) => page.locator("main");
const rowsOf = (page: Page) => main(page).locator("section[aria-labelledby=watched] tbody tr");
const pathOf = (nth: number) => `/obligations/viec-${nth}/bao-cao`;
const seats = Object.keys(SEATS) as Seat[];

describe.each(["supervisor", "leader"] as const)("the %s of thirty directives", (who) => {
  it.each(seats)("at %s sees the three with overdue units first, and comes to exactly these units", async (seat) => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE[who]);
    await expectWell(page);
    const rows = rowsOf(page);
    const first = await Promise.all([0, 1, 2].map((at) => rows.nth(at).innerText()));
    for (const text of first) expect(text).toContain("3 đơn vị quá hạn");
    const named = first.map((text) => Number(/việc thứ (\d+)/.exec(text)?.[1]));
    expect(named.toSorted()).toEqual(OVERDUE.toSorted());
    expect(await rows.nth(3).innerText()).not.toContain("quá hạn");
    // Every line says how far it is in a drawing that is told in words, too.
    expect(await rows.first().getByRole("img").getAttribute("aria-label")).toBe("Quá hạn: 3");

    await rows.first().getByRole("link", { name: "3 đơn vị quá hạn" }).click();
    await page.waitForURL(`**${pathOf(named[0] ?? 0)}/escalations`);
    expect(await main(page).locator("tbody tr").count()).toBe(3);
    await page.goBack();
    await main(page).getByRole("link", { name: "Có báo cáo chờ xem xét: 5" }).click();
    await page.waitForURL("**/obligations?state=to-review");
    expect(await main(page).locator("tbody tr").count()).toBe(5);
    await expectWell(page);
    await main(page).getByRole("link", { name: "3 báo cáo chờ xem xét" }).first().click();
    await page.waitForURL(who === "leader" ? "**/duties?state=submitted" : "**/review");
    expect(await main(page).locator("tbody tr").count()).toBe(3);
  });

  it("finds any of them by the list, whose filters stand in the address", async () => {
    for (const seat of ["an office screen", "a narrow telephone without script"] as const) {
      const page = await site.visit(seat);
      await signIn(page, PEOPLE[who]);
      await main(page)
        .getByRole("link", { name: `Tất cả ${THIRTY.length + 2} yêu cầu báo cáo` })
        .click();
      await page.waitForURL("**/obligations");
      await expectWell(page);
      await page.getByLabel("Tên báo cáo, số văn bản, nơi nhận").fill("bao cao viec thu 17");
      await page.getByLabel("Tình trạng").selectOption({ label: "Có đơn vị quá hạn" });
      await page.getByRole("button", { name: "Lọc" }).click();
      await page.waitForURL(/[?&]state=overdue/);
      expect(await main(page).locator("tbody tr").count()).toBe(1);
      expect(await main(page).locator("tbody tr").innerText()).toContain("17/UBND-TH");
      await page.getByRole("link", { name: "Bỏ lọc" }).click();
      await page.getByRole("link", { name: "Trang tiếp" }).click();
      await page.waitForURL("**/obligations?page=2");
      expect(await main(page).locator("tbody tr").count()).toBe(THIRTY.length + 2 - 20);
    }
  });

  it("comes by keyboard alone from the start to the units that are overdue", async () => {
    const page = await site.visit("an office screen");
    await signIn(page, PEOPLE[who]);
    const wanted = `${pathOf(OVERDUE[0] ?? 0)}/escalations`;
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
    for (let presses = 0; presses < 60 && (await focused()) !== wanted; presses++) await page.keyboard.press("Tab");
    expect(await focused()).toBe(wanted);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${wanted}`);
  });
});

describe("a unit that owes thirty reports", () => {
  it.each(seats)(
    "at %s has what is overdue first and whole, the others in a line each, what is filed below",
    async (seat) => {
      const page = await site.visit(seat);
      await signIn(page, PEOPLE.unit);
      await expectWell(page);
      const cards = main(page).locator("article");
      expect(await cards.count()).toBe(3);
      for (let at = 0; at < 3; at++) expect(await cards.nth(at).innerText()).toContain("Quá hạn, chưa gửi");
      const further = main(page).getByRole("table", { name: "Các báo cáo khác phải gửi" });
      expect(await further.locator("tbody tr").count()).toBe(THIRTY.filter(({ filed }) => !filed).length - 3 + 1);
      const done = main(page).getByRole("table", { name: "Đã gửi, được miễn hoặc đã thu hồi" });
      expect(await done.locator("tbody tr").count()).toBe(THIRTY.filter(({ filed }) => filed).length);
      await further
        .getByRole("link", { name: /^Soạn báo cáo/ })
        .first()
        .click();
      await page.waitForURL("**/report");
    },
  );
});
