import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { dutyNow, fileByApi, lateNow } from "./season.ts";
import { OBLIGATION, PEOPLE, dutyOf, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await fileByApi(site, "stp");
  await site.goTo("2017-10-30T08:00");
});
afterAll(() => site.close());

const main = (page: Page) => page.locator("main");
const seats: readonly Seat[] = ["an office screen", "a narrow telephone without script"];
const ACTS = ["extension", "paper", "exemption", "return", "acceptance"];

describe.each(seats)("the leader at %s", (seat) => {
  it("reads the dashboard, the list, who is late, and one report, and finds nothing there to do", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.leader);
    await expectWell(page);
    await main(page).locator(`a[href="${OBLIGATION}"]`).first().click();
    await page.waitForURL(`**${OBLIGATION}`);
    expect(await main(page).innerText()).toContain("Trang này chỉ để xem");
    await expectWell(page);
    await main(page).getByRole("link", { name: "Danh sách các đơn vị" }).first().click();
    await expectWell(page);
    await page.goto(`${OBLIGATION}/escalations`);
    await expectWell(page);
    let names = await main(page).innerText();
    const further = main(page).getByRole("link", { name: "Trang tiếp" });
    while ((await further.count()) > 0) {
      await further.click();
      await page.waitForLoadState();
      names += await main(page).innerText();
    }
    for (const { unitName } of await lateNow(site)) expect(names).toContain(unitName);
    const seen = [
      page.url(),
      OBLIGATION,
      `${OBLIGATION}/duties`,
      dutyOf("stp"),
      dutyOf("skhdt"),
      `${dutyOf("stp")}/revisions/1`,
    ];
    for (const path of seen) {
      await page.goto(path);
      expect(await main(page).locator("form[method=post]").count(), path).toBe(0);
      expect(
        await main(page)
          .locator(ACTS.map((act) => `a[href$="/${act}"]`).join())
          .count(),
        path,
      ).toBe(0);
    }
    await page.goto(dutyOf("stp"));
    expect(await main(page).innerText()).toContain("Báo cáo đã gửi");
    await expectWell(page);
  });

  it("is refused every act, its form and the form's post alike, and nothing changes", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.leader, OBLIGATION);
    const earlier = [await dutyNow(site, "stp"), await dutyNow(site, "skhdt")];
    for (const act of ACTS) {
      const unit = act === "return" || act === "acceptance" ? "stp" : "skhdt";
      const path = `${dutyOf(unit)}/${act}`;
      const answer = await page.goto(path);
      expect([act, answer?.status()]).toEqual([act, 403]);
      await expectWell(page);
      const form = {
        do: "confirm",
        reason: "Không có",
        before: "6/11/2017",
        approvedBy: "Lãnh đạo",
        documentNumber: "1",
      };
      const posted = await page.request.post(path, { form, headers: { origin: site.url } });
      expect([act, posted.status()]).toEqual([act, 403]);
    }
    for (const path of ["/units", "/units/new", "/units/import", "/staff", "/directives/new"]) {
      expect([path, (await page.goto(path))?.status()]).toEqual([path, 403]);
    }
    expect([await dutyNow(site, "stp"), await dutyNow(site, "skhdt")]).toEqual(earlier);
  });
});
