import { readFileSync } from "node:fs";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { PEOPLE, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** At each seat a unit, a person and a directive of its own. */
const SEATS_HERE = [
  { seat: "an office screen", unit: "stp", person: "theodoi1@snv.daklak.example", number: "6001/UBND-TH" },
  {
    seat: "a narrow telephone without script",
    unit: "stc",
    person: "theodoi2@snv.daklak.example",
    number: "6002/UBND-TH",
  },
] as const satisfies readonly { seat: Seat; unit: string; person: string; number: string }[];

const main = (page: Page) => page.locator("main");
const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });
const csv = readFileSync(new URL("../../lib/local/season/units.csv", import.meta.url), "utf8");
const unitNow = async (id: string) => {
  const { body } = await site.deployment.call("GET", "/api/units?limit=200", { email: site.deployment.keeper });
  return (body as { items: { id: string; phone: string; headTitle: string }[] }).items.find((unit) => unit.id === id);
};

describe.each(SEATS_HERE)("who keeps the register, at $seat", ({ seat, unit, person, number }) => {
  it("finds a unit and changes it, and hears at its field what is wrong", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, "/units");
    await expectWell(page);
    await page.getByLabel("Tìm theo tên, mã hoặc hộp thư").fill(`vanthu@${unit}.`);
    await button(page, "Lọc").click();
    await page.waitForURL("**q=vanthu**");
    await main(page).getByRole("rowheader").getByRole("link").click();
    await page.waitForURL(`**/units/${unit}`);
    await expectWell(page);
    await page.getByLabel("Hộp thư văn thư").fill("không phải hộp thư");
    await page.getByLabel("Điện thoại").fill("0262 385 1234");
    await button(page, "Lưu đơn vị").click();
    await page.locator("[role=alert]:focus").waitFor();
    expect(await page.getByLabel("Hộp thư văn thư").getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Điện thoại").inputValue()).toBe("0262 385 1234");
    await expectWell(page);
    await page.getByLabel("Hộp thư văn thư").fill(`vanthu@${unit}.daklak.example`);
    await button(page, "Lưu đơn vị").click();
    await page.waitForURL("**/units?done=saved");
    expect(await page.getByRole("status").first().innerText()).toContain("Đã lưu đơn vị");
    expect((await unitNow(unit))?.phone).toBe("0262 385 1234");
    await expectWell(page);
  });

  it("imports a file only once its faults by row are gone and its changes were looked at", async () => {
    const [head, ...rows] = csv.trim().split("\n");
    const mine = rows.find((row) => row.startsWith(`${unit},`)) ?? "";
    const changed = mine.replace(/Giám đốc/, `Quyền Giám đốc`);
    const file = (...lines: (string | undefined)[]) => ({
      name: "don-vi.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`${lines.join("\n")}\n`),
    });
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, "/units/import");
    await expectWell(page);
    await page
      .getByLabel("Tệp danh sách (Excel hoặc CSV)")
      .setInputFiles(file(head, changed, mine.replace("vanthu@", "vanthu ")));
    await button(page, "Kiểm tra và xem trước").click();
    await page.getByRole("alert").first().waitFor();
    const faults = await page.getByRole("table", { name: /Chỗ cần sửa/ }).innerText();
    expect(faults).toMatch(/3/);
    await expectWell(page);

    const title = (await unitNow(unit))?.headTitle;
    await page.getByLabel("Tệp danh sách (Excel hoặc CSV)").setInputFiles(file(head, changed));
    await button(page, "Kiểm tra và xem trước").click();
    await button(page, "Ghi vào danh bạ").waitFor();
    expect(await page.getByRole("table", { name: /Sẽ sửa/ }).innerText()).toContain("Quyền Giám đốc");
    expect((await unitNow(unit))?.headTitle).toBe(title);
    await expectWell(page);
    await button(page, "Ghi vào danh bạ").click();
    await page.waitForURL("**/units?done=imported");
    expect((await unitNow(unit))?.headTitle).toMatch(/^Quyền Giám đốc/);
  });

  it("puts somebody on the staff list, who then gets in, and takes him off again", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, "/staff");
    await expectWell(page);
    await page.getByLabel("Họ tên, chức vụ").fill("Chuyên viên theo dõi");
    await button(page, "Xem lại trước khi lưu").click();
    await page.locator("[role=alert]:focus").waitFor();
    expect(await page.getByLabel("Địa chỉ thư công vụ").getAttribute("aria-invalid")).toBe("true");
    await expectWell(page);
    await page.getByLabel("Địa chỉ thư công vụ").fill(person);
    await page.getByLabel("Theo dõi, tổng hợp").check();
    await button(page, "Xem lại trước khi lưu").click();
    await button(page, "Lưu").waitFor();
    await expectWell(page);
    await button(page, "Lưu").click();
    await page.waitForURL("**/staff?done=saved");
    await expectWell(page);

    const other = await site.visit(seat);
    await signIn(other, person, "/units");
    expect(await other.getByRole("heading", { level: 1 }).innerText()).toBe("Danh bạ đơn vị");

    await page.locator(`main a[href="/staff?remove=${encodeURIComponent(person)}"]`).click();
    await button(page, "Gỡ khỏi danh sách").waitFor();
    await expectWell(page);
    await button(page, "Gỡ khỏi danh sách").click();
    await page.waitForURL("**/staff?done=removed");
    expect((await other.goto("/units"))?.status()).toBe(403);
  });

  it("finds an entry of the staff list as it was typed by the browser's Back from the look at it", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, "/staff");
    await page.getByLabel("Họ tên, chức vụ").fill("Chuyên viên theo dõi");
    await page.getByLabel("Địa chỉ thư công vụ").fill(person);
    await page.getByLabel("Theo dõi, tổng hợp").check();
    await button(page, "Xem lại trước khi lưu").click();
    await button(page, "Lưu").waitFor();
    await page.goBack();
    await expect.poll(() => page.getByLabel("Họ tên, chức vụ").inputValue()).toBe("Chuyên viên theo dõi");
    expect(await page.getByLabel("Địa chỉ thư công vụ").inputValue()).toBe(person);
    expect(await page.getByLabel("Theo dõi, tổng hợp").isChecked()).toBe(true);
  });

  it("enters a directive by form, looks at every letter of it, and issues it", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, "/directives");
    await expectWell(page);
    await main(page).locator('a[href="/directives/new"]').first().click();
    await page.waitForURL("**/directives/new");
    await expectWell(page);
    const report = page.getByRole("group", { name: "Yêu cầu báo cáo" });
    await page.getByLabel("Số, ký hiệu").fill(number);
    await page.getByLabel("Cơ quan ban hành").fill("Ủy ban nhân dân tỉnh Đắk Lắk");
    await page.getByLabel("Trích yếu").fill("báo cáo công tác cải cách hành chính quý III năm 2017");
    await page.getByLabel("Ngày ban hành").fill("14/7/2017");
    await report
      .getByLabel("Tên", { exact: true })
      .or(report.getByLabel("Tên báo cáo"))
      .fill("Báo cáo cải cách hành chính quý III");
    await report.getByLabel(/^Sở, ban, ngành/).check();
    await report.getByLabel("Trừ các đơn vị").fill("Sở Nội vụ");
    await report.getByLabel("Đề cương").fill("1. Kết quả thực hiện\n- Thủ tục đã rà soát (thủ tục)\n2. Kiến nghị");
    // Proposed as it was last time.
    expect(await report.getByLabel("Đơn vị nhận báo cáo").inputValue()).toBe("snv");
    await report.getByLabel("Đơn vị nhận báo cáo").selectOption("");
    await button(page, "Xem lại trước khi lưu").click();
    await page.locator("[role=alert]:focus").waitFor();
    expect(await report.getByLabel("Đơn vị nhận báo cáo").getAttribute("aria-invalid")).toBe("true");
    await expectWell(page);
    await report.getByLabel("Đơn vị nhận báo cáo").selectOption("snv");
    await report.getByLabel("Thời hạn: trước ngày").fill("2/10/2017");
    await button(page, "Xem lại trước khi lưu").click();
    await button(page, "Lưu văn bản, chưa giao nhiệm vụ").waitFor();
    expect(await main(page).innerText()).toContain("Thủ tục đã rà soát");
    await expectWell(page);
    await button(page, "Lưu văn bản, chưa giao nhiệm vụ").click();
    await page.waitForURL("**?done=saved");
    const directive = new URL(page.url()).pathname;
    await expectWell(page);

    await main(page).locator(`a[href="${directive}/plan"]`).first().click();
    await page.waitForURL("**/plan");
    expect(await main(page).innerText()).toContain("Chạy thử, chưa gửi gì");
    await expectWell(page);

    const from = site.deployment.now() + 1;
    await page.goto(directive);
    await main(page)
      .getByRole("button", { name: /giao nhiệm vụ/i })
      .first()
      .click();
    await button(page, "Giao nhiệm vụ và gửi thư ngay").waitFor();
    await expectWell(page);
    expect(site.deployment.mailbox(from)).toEqual([]);
    await button(page, "Giao nhiệm vụ và gửi thư ngay").click();
    await page.waitForURL("**?done=issued");
    await expectWell(page);
    await site.deployment.settle();
    const written = site.deployment.mailbox().filter(({ tags }) => tags["directive"] === directive.split("/").at(-1));
    expect(new Set(written.map(({ tags }) => tags["unit"])).size).toBe(19);

    await page.goto("/");
    expect(await main(page).innerText()).toContain("Báo cáo cải cách hành chính quý III");
  });
});
