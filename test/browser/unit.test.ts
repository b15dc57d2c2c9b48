import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { OBLIGATION, SEATS, dutyOf, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const TITLE = "Báo cáo tình hình thực hiện phong trào thi đua “Dân vận khéo”";

/** Units for each seat, one that files and one that will be late, so that the journeys do not meet. */
const UNITS: Record<Seat, readonly [files: string, late: string]> = {
  "an office screen": ["stp", "skhdt"],
  "an office screen without script": ["stc", "sct"],
  "a telephone": ["sgddt", "sxd"],
  "a narrow telephone without script": ["syt", "stttt"],
};

async function fillReport(page: Page, { resolved }: { resolved: string }): Promise<void> {
  await page.getByLabel("Số, ký hiệu văn bản").fill("215/BC");
  await page.getByLabel("Ngày ký").fill("14/7/2017");
  await page.getByLabel("Họ và tên người ký").fill("Giám đốc");
  await page.getByLabel("Chức vụ người ký").fill("Giám đốc");
  await page
    .getByLabel("Nội dung báo cáo: Công tác tuyên truyền")
    .fill("Đã tuyên truyền “dân vận khéo”.\n\nToàn thể công chức dự.");
  await page.getByLabel("Đơn, thư tiếp nhận").fill("12");
  await page.getByLabel("Đơn, thư đã giải quyết").fill(resolved);
}

/** How many sheets of paper a page takes. */
const sheetsOf = (pdf: Buffer): number => [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b/g)].length;

describe.each(Object.keys(SEATS) as Seat[])("a unit at %s", (seat) => {
  it("comes in by the start page, drafts, corrects, looks, files, and prints the receipt", async () => {
    const [unit] = UNITS[seat];
    const page = await site.visit(seat);
    await page.goto("/");
    await expectWell(page);
    await page.locator("main").getByRole("link", { name: "Đăng nhập" }).click();
    await page.waitForURL("**/local/issuer/interaction/**");
    await expectWell(page);
    await page
      .locator("main")
      .getByRole("button", { name: `vanthu@${unit}.daklak.example` })
      .click();
    await page.waitForURL("**/");
    await expectWell(page);

    await page.getByRole("link", { name: TITLE, exact: true }).click();
    await page.waitForURL(`**${dutyOf(unit)}`);
    expect(await page.locator("main").innerText()).toContain("thứ Sáu, 27/10/2017");
    await expectWell(page);

    await page.getByRole("link", { name: "Soạn báo cáo" }).click();
    await expectWell(page);
    await fillReport(page, { resolved: "99" });
    await page.getByRole("button", { name: "Lưu bản dự thảo" }).click();
    await page.waitForURL("**/report?done=saved");
    expect(await page.getByLabel("Đơn, thư đã giải quyết").inputValue()).toBe("99");
    await expectWell(page);

    await page.getByRole("button", { name: "Lưu và xem lại" }).click();
    await page.waitForURL("**/preview**");
    expect(await page.getByRole("button", { name: "Gửi báo cáo chính thức" }).count()).toBe(0);
    await expectWell(page);
    await page.locator('[role="alert"] a').first().click();
    await page.getByLabel("Đơn, thư đã giải quyết").fill("11");
    await page.getByRole("button", { name: "Lưu và xem lại" }).click();
    await page.waitForURL("**/preview**");
    await expectWell(page);
    await page.getByRole("button", { name: "Gửi báo cáo chính thức" }).click();

    await page.waitForURL("**/receipts/1**");
    expect(await page.locator("main").innerText()).toMatch(/BIÊN NHẬN BÁO CÁO[\s\S]*đúng hạn/i);
    await expectWell(page);
    expect(sheetsOf(await page.pdf({ format: "A4" }))).toBe(1);
    await page.getByRole("link", { name: "Về trang nhiệm vụ" }).click();
    expect(await page.locator("main").innerText()).toContain("Đã gửi đúng hạn");
    await expectWell(page);
  });

  it("says why and when it will file, and checks its contacts", async () => {
    const page = await site.visit(seat);
    const [, unit] = UNITS[seat];
    await signIn(page, `vanthu@${unit}.daklak.example`, `${dutyOf(unit)}/reason`);
    await expectWell(page);
    await page.getByLabel(/lý do/i).first().fill("Đang chờ số liệu của cấp huyện.");
    await page.getByLabel(/ngày/i).first().fill("1/11/2017");
    await page.locator("main form button.main, main form .button.main").first().click();
    await page.waitForURL("**?done=reason");
    expect(await page.locator("main").innerText()).toContain("Đang chờ số liệu của cấp huyện.");
    await page.goto("/contacts");
    expect(await page.locator("main").innerText()).toContain(`vanthu@${unit}.daklak.example`);
    await expectWell(page);
  });

  it("sees nothing of another unit, nor of the supervisor's lists", async () => {
    const page = await site.visit(seat);
    await signIn(page, "vanthu@stp.daklak.example");
    for (const path of [
      dutyOf("snnptnt"),
      `${dutyOf("snnptnt")}/report`,
      OBLIGATION,
      `${OBLIGATION}/escalations`,
      "/units",
      "/staff",
    ]) {
      const answer = await page.goto(path);
      expect([path, (answer?.status() ?? 0) >= 403]).toEqual([path, true]);
      await expectWell(page);
    }
  });

  it("reads the same in English once that is asked for", async () => {
    const page = await site.visit(seat);
    await signIn(page, "vanthu@stp.daklak.example");
    await page.getByRole("button", { name: "English" }).click();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.goto(dutyOf("stp"));
    expect(await page.locator("main").innerText()).toContain("Friday, 27/10/2017");
    await expectWell(page);
  });
});

it("what was typed is saved by itself, and is there again after the tab was closed", async () => {
  const page = await site.visit("an office screen");
  const report = `${dutyOf("skhcn")}/report`;
  await signIn(page, "vanthu@skhcn.daklak.example", report);
  await page.getByLabel("Số, ký hiệu văn bản").fill("77/BC-SKHCN");
  await page.locator("[data-autosave-status]").getByText(/lưu/i).waitFor({ timeout: 15_000 });
  const again = await page.context().newPage();
  await page.close();
  await again.goto(report);
  expect(await again.getByLabel("Số, ký hiệu văn bản").inputValue()).toBe("77/BC-SKHCN");
});

it("what was typed while the server was out of reach is offered again", async () => {
  const page = await site.visit("an office screen");
  const report = `${dutyOf("sldtbxh")}/report`;
  await signIn(page, "vanthu@sldtbxh.daklak.example", report);
  await page.route(`**${report}`, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByLabel("Số, ký hiệu văn bản").fill("88/BC-SLDTBXH");
  await page.waitForFunction(
    () => Object.values(localStorage).some((kept) => String(kept).includes("88/BC-SLDTBXH")),
    undefined,
    { timeout: 20_000 },
  );
  const again = await page.context().newPage();
  await again.goto(report);
  expect(await again.getByLabel("Số, ký hiệu văn bản").inputValue()).toBe("");
  await again.getByRole("button", { name: /khôi phục/i }).click();
  expect(await again.getByLabel("Số, ký hiệu văn bản").inputValue()).toBe("88/BC-SLDTBXH");
});

it("a report can be filed by keyboard alone", async () => {
  const page = await site.visit("an office screen");
  await signIn(page, "vanthu@sgtvt.daklak.example", dutyOf("sgtvt"));
  const reach = async (name: RegExp, presses = 200) => {
    for (let i = 0; i < presses; i++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => {
        const at = document.activeElement;
        if (!(at instanceof HTMLElement)) return "";
        const labels =
          at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? [...(at.labels ?? [])] : [];
        return `${at.innerText} ${labels.map((label) => label.innerText).join(" ")}`;
      });
      if (name.test(focused)) return;
    }
    throw new Error(`${name} is not reached by the Tab key on ${page.url()}`);
  };
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
  await reach(/Soạn báo cáo/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/report");
  for (const [label, text] of [
    [/Số, ký hiệu văn bản/, "9/BC-SGTVT"],
    [/Ngày ký/, "14/07/2017"],
    [/Họ và tên người ký/, "Giám đốc"],
    [/Chức vụ người ký/, "Giám đốc Sở"],
    [/Nội dung báo cáo.*tuyên truyền/s, "Đã thực hiện."],
  ] as const) {
    await reach(label);
    await page.keyboard.insertText(text);
  }
  await reach(/Lưu và xem lại/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/preview**");
  await reach(/Gửi báo cáo chính thức/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/receipts/1**");
  expect(await page.locator("main").innerText()).toContain("BIÊN NHẬN BÁO CÁO");
});
