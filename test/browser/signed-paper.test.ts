import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Locator, Page } from "playwright-core";

import { paragraphsOf, partsOf } from "../functions/documents/formats/open-file.ts";
import { pdfOf } from "../functions/objects/files.ts";
import { directiveTaking } from "../functions/season.ts";
import { PEOPLE, SEATS, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

const ID = "5501-ubnd-kgvx-2017";
const dutyOf = (unit: string): string => `/duties/${ID}/bao-cao/${unit}`;
const UNITS: Record<Seat, string> = {
  "an office screen": "stp",
  "an office screen without script": "stc",
  "a telephone": "sgddt",
  "a narrow telephone without script": "syt",
};

let site: Site;
beforeAll(async () => {
  site = await openSite();
  const { deployment } = site;
  const [report] = directiveTaking("allowed").obligations;
  const body = { ...directiveTaking("allowed"), id: ID, number: "5501/UBND-KGVX", obligations: [report] };
  for (const [path, sent] of [
    ["/api/directives", body],
    [`/api/directives/${ID}/issue`, {}],
  ] as const) {
    const answer = await deployment.call("POST", path, { email: deployment.keeper, body: sent });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  await deployment.settle();
});
afterAll(() => site.close());

const signedPdf = (unit: string) =>
  pdfOf([
    [
      "UBND TỈNH ĐẮK LẮK",
      `Số: 215/BC-${unit.toUpperCase()}`,
      "Đắk Lắk, ngày 14 tháng 7 năm 2017",
      "KT. GIÁM ĐỐC",
      "PHÓ GIÁM ĐỐC",
      "Nguyễn Văn A",
    ],
  ]);

/** Presses and counts: what is typed, and the way by Tab from field to field, is no click. */
function counting() {
  let clicks = 0;
  return {
    click: async (at: Locator) => {
      clicks++;
      await at.click();
    },
    choose: async (at: Locator, ...files: { name: string; buffer: Buffer }[]) => {
      clicks++;
      await at.setInputFiles(files.map((file) => ({ ...file, mimeType: "application/pdf" })));
    },
    get count() {
      return clicks;
    },
  };
}

async function typeFigures(page: Page, first: Locator, click: (at: Locator) => Promise<void>): Promise<void> {
  await click(first);
  const all = await page.locator("input.number").count();
  expect(all).toBe(7);
  let typed = 0;
  while (typed < all) {
    const isFigure = await page.evaluate(() => document.activeElement?.classList.contains("number") ?? false);
    if (isFigure) {
      await page.keyboard.type("3");
      typed++;
    }
    await page.keyboard.press("Tab");
  }
}

describe.each(Object.keys(SEATS) as Seat[])("a unit at %s", (seat) => {
  it("files its signed PDF and seven figures in under ten clicks, and it counts like any other", async () => {
    const unit = UNITS[seat];
    const scripted = !("javaScriptEnabled" in SEATS[seat]);
    const file = { name: "Báo cáo 215.pdf", buffer: signedPdf(unit) };
    const page = await site.visit(seat);
    const hand = counting();
    await signIn(page, `vanthu@${unit}.daklak.example`);
    // As the letter leads there.
    await page.goto(dutyOf(unit));
    await hand.click(page.getByRole("link", { name: "Gửi bản PDF đã ký" }));
    await expectWell(page);
    await hand.click(page.getByLabel(/không thuộc danh mục bí mật/));
    if (scripted) {
      await hand.choose(page.getByLabel("Chọn các tệp, hoặc kéo thả vào đây"), file);
      await page.getByText("Đã tải tệp lên").waitFor({ timeout: 60_000 });
    } else {
      await hand.click(page.getByRole("button", { name: "Tiếp tục chọn tệp" }));
      await hand.choose(page.getByLabel("Tệp", { exact: true }), file);
      await hand.click(page.getByRole("button", { name: "Tải tệp lên" }));
    }
    const on = page.getByRole("link", { name: "Tiếp tục soạn báo cáo" });
    await on.waitFor({ timeout: 60_000 });
    await expectWell(page);
    await hand.click(on);
    await page.waitForURL("**/report");
    await expect(page.getByLabel("Số, ký hiệu văn bản").inputValue()).resolves.toBe(`215/BC-${unit.toUpperCase()}`);
    await expect(page.getByLabel("Ngày ký").inputValue()).resolves.toBe("14/7/2017");
    await expect(page.getByLabel("Chức vụ người ký").inputValue()).resolves.toBe("Phó Giám đốc");
    await expectWell(page);
    await typeFigures(page, page.locator("input.number").first(), hand.click);
    await hand.click(page.getByRole("button", { name: "Lưu và xem lại trước khi gửi" }));
    await page.waitForURL("**/preview**");
    await expectWell(page);
    await hand.click(page.getByRole("button", { name: "Gửi báo cáo chính thức" }));
    await page.getByText("BIÊN NHẬN BÁO CÁO").waitFor();
    expect(hand.count).toBeLessThan(10);

    const reader = await site.visit(seat);
    await signIn(reader, PEOPLE.supervisor);
    await reader.goto(`${dutyOf(unit)}/revisions/1`);
    await reader.getByText("Nội dung nêu tại bản đã ký.").first().waitFor();
    await expectWell(reader);
    const get = async (path: string) => {
      const answer = await reader.request.get(`${site.url}/obligations/${ID}/bao-cao/papers/${path}`);
      expect(answer.status(), path).toBe(200);
      return answer.body();
    };
    const name = `215/BC-${unit.toUpperCase()}`;
    expect(paragraphsOf(await get("report.docx")).join("\n")).toContain(`Báo cáo số ${name} ngày 14 tháng 7 năm 2017`);
    expect((await get("figures.csv")).toString()).toMatch(
      new RegExp(`${name}.*3,3,3,3,3,3,3.*${scripted ? "Báo cáo 215" : "Bản PDF đã ký"}\\.pdf`),
    );
    const evidence = partsOf(await get("evidence.zip"));
    expect(evidence[`don-vi/${unit}/bao-cao-lan-1.json`]).toContain('"signedPaper":');
  });
});

it("several files are sent at once, each by its own name, and one that is no report's kind is told of", async () => {
  const page = await site.visit("an office screen");
  await signIn(page, "vanthu@snnptnt.daklak.example");
  await page.goto(`${dutyOf("snnptnt")}/attachments`);
  await page.getByLabel("Chọn các tệp, hoặc kéo thả vào đây").setInputFiles(
    ["Báo cáo.pdf", "Phụ lục.pdf", "chay.exe"].map((name) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: signedPdf("snnptnt"),
    })),
  );
  await page.getByText("Đánh dấu ô xác nhận để gửi tệp.").waitFor();
  await page.getByLabel(/không thuộc danh mục bí mật/).check();
  await page.getByText("Có tệp chưa gửi được.").waitFor({ timeout: 60_000 });
  await expectWell(page);
  await page.getByRole("link", { name: "Xem danh sách, gửi lại" }).click();
  await page.getByRole("link", { name: "Phụ lục.pdf" }).waitFor();
  expect(await page.getByRole("link", { name: "chay.exe" }).count()).toBe(0);
});
