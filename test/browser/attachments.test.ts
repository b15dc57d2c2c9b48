import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { pdf } from "./attach.ts";
import { PEOPLE, SEATS, dutyOf, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const UNITS: Record<Seat, string> = {
  "an office screen": "stp",
  "an office screen without script": "stc",
  "a telephone": "sgddt",
  "a narrow telephone without script": "syt",
};

describe.each(Object.keys(SEATS) as Seat[])("a unit at %s", (seat) => {
  it("attaches its signed report, and its supervisor saves it", async () => {
    const unit = UNITS[seat];
    const page = await site.visit(seat);
    await signIn(page, `vanthu@${unit}.daklak.example`);
    await page.goto(dutyOf(unit));
    await page.getByRole("link", { name: "Tài liệu đính kèm" }).click();
    await expectWell(page);
    const name = "Báo cáo 215 có chữ ký số";
    if ("javaScriptEnabled" in SEATS[seat]) {
      await page.getByLabel("Tên tài liệu").fill(name);
      await page.getByLabel(/không thuộc danh mục bí mật/).check();
      await page.getByRole("button", { name: "Tiếp tục chọn tệp" }).click();
      await expectWell(page);
      await page
        .getByLabel("Tệp", { exact: true })
        .setInputFiles({ name: "x.pdf", mimeType: "application/pdf", buffer: pdf });
      await page.getByRole("button", { name: "Tải tệp lên" }).click();
      // The page comes again by itself until the file was looked at.
      await page.getByText("Tệp đã được kiểm tra").waitFor({ timeout: 60_000 });
    } else {
      await page.getByLabel(/không thuộc danh mục bí mật/).check();
      await page
        .getByLabel("Chọn các tệp, hoặc kéo thả vào đây")
        .setInputFiles({ name: `${name}.pdf`, mimeType: "application/pdf", buffer: pdf });
      await page.getByText("Đã tải tệp lên").waitFor({ timeout: 60_000 });
    }
    await expectWell(page);

    await page.goto(`${dutyOf(unit)}/report`);
    await page.getByLabel("Số, ký hiệu văn bản").fill("215/BC");
    await page.getByLabel("Ngày ký").fill("14/7/2017");
    await page.getByLabel("Họ và tên người ký").fill("Giám đốc");
    await page.getByLabel("Chức vụ người ký").fill("Giám đốc");
    await page.getByLabel("Nội dung báo cáo: Công tác tuyên truyền").fill("Đã tuyên truyền.");
    await page.getByRole("button", { name: "Lưu và xem lại trước khi gửi" }).click();
    await page.waitForURL("**/preview**");
    await expectWell(page);
    await page.getByRole("button", { name: "Gửi báo cáo chính thức" }).click();
    await page.getByText("BIÊN NHẬN BÁO CÁO").waitFor();
    await expectWell(page);

    const reader = await site.visit(seat);
    await signIn(reader, PEOPLE.supervisor);
    await reader.goto(`${dutyOf(unit)}/revisions/1`);
    await reader.getByRole("link", { name: "Báo cáo 215 có chữ ký số.pdf" }).click();
    await expectWell(reader);
    const saving = reader.waitForEvent("download");
    await reader.getByRole("link", { name: "Tải tệp về" }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toBe("Báo cáo 215 có chữ ký số.pdf");
    expect(readFileSync(await download.path()).equals(pdf)).toBe(true);
  });
});

it("a file that is too large is not sent: the page says so before", async () => {
  const page = await site.visit("an office screen");
  await signIn(page, "vanthu@snnptnt.daklak.example");
  await page.goto(`${dutyOf("snnptnt")}/attachments`);
  await page.getByLabel(/không thuộc danh mục bí mật/).check();
  const folder = mkdtempSync(join(tmpdir(), "dung-han-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const large = join(folder, "x.pdf");
  writeFileSync(large, Buffer.alloc(25 * 1024 * 1024 + 1));
  await page.getByLabel("Chọn các tệp, hoặc kéo thả vào đây").setInputFiles(large);
  await page.getByText("Tệp “x.pdf” rỗng hoặc lớn hơn giới hạn.").waitFor();
  await expectWell(page);
});
