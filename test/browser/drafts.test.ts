import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { dutyOf, expectWell, openSite, signIn } from "./site.ts";
import type { Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const NUMBER = "Số, ký hiệu văn bản";
const status = (page: Page) => page.locator("[data-autosave-status]");
const saved = (page: Page) => expect.poll(() => status(page).textContent(), { timeout: 20_000 });
const typeOn = (page: Page, text: string) => page.getByLabel(NUMBER).fill(text);

describe.each([
  ["an office screen", "sxd", "stttt"],
  ["a telephone", "sgtvt", "sct"],
] as const)("somebody alone at %s", (seat, unit, other) => {
  it("may reload the form, change its language and go on, and is in conflict with nobody", async () => {
    const page = await site.visit(seat);
    const path = `${dutyOf(unit)}/report`;
    page.on("dialog", (dialog) => void dialog.accept());
    await signIn(page, `vanthu@${unit}.daklak.example`, path);
    await typeOn(page, "1/BC");
    await page.reload();
    await typeOn(page, "2/BC");
    await page.getByRole("button", { name: "English" }).click();
    await page.waitForFunction(() => document.documentElement.lang === "en");
    await expect.poll(() => page.locator("#documentNumber").inputValue()).toBe("2/BC");
    await page.locator("#documentNumber").fill("3/BC");
    await saved(page).toContain("Draft saved by itself");
    await page.getByRole("button", { name: "Tiếng Việt" }).click();
    await page.waitForFunction(() => document.documentElement.lang === "vi");
    expect(await page.getByLabel(NUMBER).inputValue()).toBe("3/BC");
    expect(await page.locator("main").innerText()).not.toContain("giữ riêng");
    await expectWell(page);
  });

  it("is told of another tab of one's own, chooses between the two, and hears no more of it", async () => {
    const page = await site.visit(seat);
    const path = `${dutyOf(other)}/report`;
    page.on("dialog", (dialog) => void dialog.accept());
    await signIn(page, `vanthu@${other}.daklak.example`, path);
    const second = await page.context().newPage();
    await second.goto(path);
    await typeOn(page, "Thẻ một");
    await saved(page).toContain("Đã tự lưu");
    await typeOn(second, "Thẻ hai");
    await saved(second).toContain("Chính tài khoản này");
    await second.getByRole("button", { name: "Lưu bản dự thảo" }).click();
    await second.getByRole("heading", { name: "Có hai bản dự thảo khác nhau" }).waitFor();
    expect(await second.locator("main").innerText()).not.toContain("người khác");
    await expectWell(second);
    await second.getByRole("button", { name: "Dùng bản đang giữ riêng" }).click();
    await second.waitForURL("**?done=mine");
    expect(await second.getByLabel(NUMBER).inputValue()).toBe("Thẻ hai");
    expect(await second.locator(".notice-warning").count()).toBe(0);
    await expectWell(second);
  });

  it("finds what was typed when the browser's Back leads to the form again", async () => {
    const page = await site.visit(seat);
    const path = `${dutyOf(unit)}/reason`;
    await signIn(page, `vanthu@${unit}.daklak.example`, path);
    const lines = page.locator("main form[method=post] :is(input[type=text], textarea)");
    const count = await lines.count();
    for (let at = 0; at < count; at++) await lines.nth(at).fill(`Dòng ${at}`);
    page.on("dialog", (dialog) => void dialog.accept());
    await page.goto("/contacts");
    await page.goBack();
    await expect
      .poll(() => lines.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)))
      .toEqual(Array.from({ length: count }, (_, at) => `Dòng ${at}`));
  });
});

it("a table pasted into the form is read with its columns, on a telephone too", async () => {
  const page = await site.visit("a telephone");
  const path = dutyOf("stc");
  await signIn(page, "vanthu@stc.daklak.example", `${path}/report`);
  const area = page.locator("textarea").first();
  await area.evaluate((field: HTMLTextAreaElement) => {
    field.focus();
    document.execCommand(
      "insertText",
      false,
      "Đơn vị\tSố buổi\tSố người dự\nPhòng Ngân sách\t12\t240\nThanh tra\t3\t61",
    );
  });
  await page.getByRole("button", { name: "Lưu và xem lại trước khi gửi" }).click();
  await page.waitForURL("**/preview");
  const table = page.locator(".pasted table");
  expect(await table.locator("tr").count()).toBe(3);
  const [first, second] = [table.locator("th").nth(0), table.locator("th").nth(1)];
  expect((await second.boundingBox())?.y).toBe((await first.boundingBox())?.y);
  await expectWell(page);
});
