import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { dutyOf, expectAccessible, openSite, signIn } from "./site.ts";
import type { Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Answers the next posts to a path as the gateway does above its limits; they never reach the site. */
async function turnAway(page: Page, path: string, times: number): Promise<void> {
  const json = JSON.stringify({ message: "Too Many Requests" });
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      await route.fulfill({ status: 429, contentType: "application/json", body: json });
    },
    { times },
  );
}

/** Lets a post reach the site, and its answer be lost. */
async function loseAnswer(page: Page, path: string): Promise<void> {
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    },
    { times: 1 },
  );
}

it("an officer who is turned away at the deadline files all the same, once, and sees the receipt", async () => {
  await site.goTo("2017-10-29T23:50");
  const duty = dutyOf("stp");
  const page = await site.visit("an office screen");
  await signIn(page, "vanthu@stp.daklak.example", `${duty}/report`);
  await page.getByLabel("Số, ký hiệu văn bản").fill("215/BC");
  await page.getByLabel("Ngày ký").fill("27/10/2017");
  await page.getByLabel("Họ và tên người ký").fill("Giám đốc");
  await page.getByLabel("Chức vụ người ký").fill("Giám đốc");
  await page.getByLabel("Nội dung báo cáo: Công tác tuyên truyền").fill("Đã tuyên truyền.");

  await turnAway(page, `${duty}/report`, 2);
  await page.getByRole("button", { name: "Lưu và xem lại" }).click();
  await page.getByText(/Nhiều người đang gửi cùng lúc/).waitFor();
  await expectAccessible(page);
  await page.waitForURL(`**${duty}/preview`);

  await loseAnswer(page, `${duty}/preview`);
  await page.getByRole("button", { name: "Gửi báo cáo chính thức" }).click();
  await page.getByText(/Chưa có trả lời của hệ thống/).waitFor();
  await page.waitForURL(`**${duty}/receipts/1?done=filed`);
  expect(await page.locator("main").innerText()).toMatch(/BIÊN NHẬN BÁO CÁO[\s\S]*đúng hạn/i);
  const { body } = await site.deployment.call("GET", `/api${duty}`, { email: "vanthu@snv.daklak.example" });
  expect(body).toMatchObject({ state: "submitted", revision: 1, standing: "on-time" });
});
