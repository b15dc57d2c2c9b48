import { readFileSync } from "node:fs";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { pdf } from "./attach.ts";
import { PEOPLE, dutyOf, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** At each seat a directive of its own. */
const SEATS_HERE = [
  { seat: "an office screen", number: "7001/UBND-TH" },
  { seat: "a telephone", number: "7002/UBND-TH" },
  { seat: "an office screen without script", number: "7003/UBND-TH" },
  { seat: "a narrow telephone without script", number: "7004/UBND-TH" },
] as const satisfies readonly { seat: Seat; number: string }[];

const NEW = "/directives/new";
const main = (page: Page) => page.locator("main");
const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });
const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`);
const saidOf = (page: Page, name: string) => page.locator(`[data-said="${name}"]`);
const keptText = /Đã tự lưu bản đang soạn|Đã lưu bản đang soạn/;

async function fillIn(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await field(page, name).fill(value);
}

describe.each(SEATS_HERE)("who enters a directive, at $seat", ({ seat, number }) => {
  const scripted = !seat.includes("without");

  it("sees what its dates mean, chooses units by a search, asks for two reports, and loses nothing on the way", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, NEW);
    await fillIn(page, {
      number,
      issuedOn: "14/7/2017",
      issuer: "Ủy ban nhân dân tỉnh Đắk Lắk",
      subject: "báo cáo công tác cải cách hành chính",
      title: "Báo cáo cải cách hành chính",
      before: "30/10/2017",
    });
    const report = page.getByRole("group", { name: /^Yêu cầu báo cáo/ }).first();
    await report.getByLabel(/^Sở, ban, ngành/).check();
    await field(page, "q").fill("stp");
    if (scripted) await field(page, "q").press("Enter");
    else await button(page, "Tìm đơn vị").first().click();

    await expect.poll(() => saidOf(page, "before").innerText()).toContain("thứ Sáu, 27/10/2017");
    expect(await saidOf(page, "before").innerText()).toContain("74 ngày làm việc kể từ ngày ban hành 14/7/2017");
    const lawyers = report.getByRole("checkbox", { name: "Sở Tư pháp" });
    await expect.poll(() => lawyers.isChecked()).toBe(true);
    await expectWell(page);
    const before = await report.locator("[data-chosen]").innerText();
    await lawyers.uncheck();
    if (!scripted) await button(page, "Tìm đơn vị").first().click();
    await expect.poll(() => report.locator("[data-chosen]").innerText()).not.toBe(before);
    expect(await field(page, "except").inputValue()).toBe("Sở Tư pháp");
    expect(await lawyers.isChecked()).toBe(false);

    await field(page, "receiver").selectOption("snv");
    await button(page, "Thêm một yêu cầu báo cáo").click();
    await field(page, "2.title").waitFor();
    expect(await field(page, "except").inputValue()).toBe("Sở Tư pháp");
    await fillIn(page, {
      "2.title": "Báo cáo số liệu",
      "2.units": "Sở Tư pháp\nSở Y tế",
      "2.before": "29/10/2017",
      "c.title": "Báo cáo tổng hợp",
      "c.before": "10/11/2017",
    });
    await field(page, "2.receiver").selectOption("snv");
    await field(page, "c.receiver").selectOption("vpub");
    if (scripted) {
      await expect.poll(() => saidOf(page, "2.before").innerText()).toContain("29/10/2017 là ngày nghỉ");
      await expect.poll(() => saidOf(page, "c.before").innerText()).toContain("Còn 9 ngày làm việc để tổng hợp");
      await expect.poll(() => page.locator("[data-autosave-status]").innerText()).toMatch(keptText);
    } else {
      await button(page, "Lưu bản đang soạn").click();
      await page.waitForURL("**done=kept");
      expect(await main(page).innerText()).toMatch(keptText);
      expect(await saidOf(page, "c.before").innerText()).toContain("Còn 9 ngày làm việc để tổng hợp");
    }
    await expectWell(page);

    // At another computer, after a new sign-in.
    const other = await site.visit(seat);
    await signIn(other, PEOPLE.supervisor, NEW);
    expect(await field(other, "2.units").inputValue()).toBe("Sở Tư pháp\nSở Y tế");
    expect(await field(other, "number").inputValue()).toBe(number);
    await expectWell(other);
    await button(other, "Xem lại trước khi lưu").click();
    await button(other, "Lưu văn bản, chưa giao nhiệm vụ").waitFor();
    expect(await main(other).innerText()).toContain("Còn 9 ngày làm việc để tổng hợp");
    await expectWell(other);
    await button(other, "Lưu văn bản, chưa giao nhiệm vụ").click();
    await other.waitForURL("**?done=saved");
    await expectWell(other);

    await other.goto(NEW);
    expect(await field(other, "number").inputValue()).toBe("");
    expect(await field(other, "issuer").inputValue()).toBe("Ủy ban nhân dân tỉnh Đắk Lắk");
    expect(await field(other, "receiver").inputValue()).toBe("snv");
    await expectWell(other);
  });
});

it("by keyboard alone a unit is searched and ticked, and a report is added and taken out", async () => {
  const page = await site.visit("an office screen");
  await signIn(page, PEOPLE.supervisor, NEW);
  await field(page, "q").focus();
  await page.keyboard.type("bmt");
  await page.locator("[data-found] input[type=checkbox]").first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect.poll(() => field(page, "units").inputValue()).toContain("Buôn Ma Thuột");
  await button(page, "Thêm một yêu cầu báo cáo").focus();
  await page.keyboard.press("Enter");
  await field(page, "2.title").waitFor();
  expect(await field(page, "units").inputValue()).toContain("Buôn Ma Thuột");
  await button(page, "Bỏ yêu cầu báo cáo này").nth(1).focus();
  await page.keyboard.press("Enter");
  await field(page, "2.title").waitFor({ state: "detached" });
  await button(page, "Bỏ bản này, soạn lại từ đầu").or(button(page, "Lưu bản đang soạn")).first().waitFor();
});

it.each([
  ["an office screen", "stp"],
  ["a narrow telephone without script", "stc"],
] as const)("the scan of the công văn is added at %s, and a unit opens it from its duty", async (seat, unit) => {
  const page = await site.visit(seat);
  await signIn(page, PEOPLE.supervisor, "/directives/5500-ubnd-kgvx-2017");
  await main(page).getByRole("link", { name: "Bản quét văn bản" }).click();
  await page.waitForURL("**/attachments");
  await expectWell(page);
  await page.getByLabel(/không thuộc danh mục bí mật/).check();
  await button(page, "Tiếp tục chọn tệp").click();
  await page
    .getByLabel("Tệp", { exact: true })
    .setInputFiles({ name: "x.pdf", mimeType: "application/pdf", buffer: pdf });
  await expectWell(page);
  await button(page, "Tải tệp lên").click();
  await page.getByText("Tệp đã được kiểm tra").waitFor({ timeout: 60_000 });
  await expectWell(page);

  const reader = await site.visit(seat);
  await signIn(reader, `vanthu@${unit}.daklak.example`, dutyOf(unit));
  await expectWell(reader);
  const saving = reader.waitForEvent("download");
  await reader.getByRole("link", { name: "Văn bản giao (PDF)" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^Công văn số 5500.*\.pdf$/);
  expect(readFileSync(await download.path()).equals(pdf)).toBe(true);
});
