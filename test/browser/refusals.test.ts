import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { dutyNow } from "./season.ts";
import { PEOPLE, dutyOf, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const seats: readonly Seat[] = ["an office screen", "a narrow telephone without script"];
/** For each seat units of its own, by what is tried on them. */
const UNITS = {
  "an office screen": {
    replayed: "stp",
    sealed: "skhdt",
    stale: "stc",
    elsewhere: "sct",
    lapsed: "sxd",
    drafts: "stttt",
  },
  "a narrow telephone without script": {
    replayed: "sgtvt",
    sealed: "snnptnt",
    stale: "syt",
    elsewhere: "sngv",
    lapsed: "skhcn",
    drafts: "sgddt",
  },
} as const;

const main = (page: Page) => page.locator("main");
const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });
const EXEMPTION = { reason: "Đơn vị mới thành lập", do: "confirm" };

/** Looks at an exemption, up to the button that would do it. */
async function previewExemption(page: Page, unit: string): Promise<void> {
  await page.goto(`${dutyOf(unit)}/exemption`);
  await page.getByRole("textbox", { name: "Lý do miễn" }).fill(EXEMPTION.reason);
  await button(page, "Xem lại trước khi thực hiện").click();
  await button(page, "Xác nhận miễn báo cáo").waitFor();
}

/** Sends a form from the page that is open, as the page itself would. */
async function send(page: Page, action: string, fields: Record<string, string>): Promise<void> {
  await Promise.all([
    page.waitForEvent("load"),
    page.evaluate(
      ([to, values]) => {
        const form = document.createElement("form");
        form.method = "post";
        form.action = to;
        for (const [name, value] of Object.entries(values)) {
          const input = document.createElement("input");
          input.type = "hidden";
          input.name = name;
          input.value = value;
          form.append(input);
        }
        document.body.append(form);
        form.submit();
      },
      [action, fields] as const,
    ),
  ]);
}

describe.each(seats)("at %s", (seat) => {
  const units = UNITS[seat as keyof typeof UNITS];

  it("a form that is sent again does nothing, and leads to the result of the first time", async () => {
    const unit = units.replayed;
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor);
    await previewExemption(page, unit);
    const sent = page.waitForRequest((request) => request.method() === "POST");
    await button(page, "Xác nhận miễn báo cáo").click();
    await page.waitForURL("**?done=exempted");
    const fields = Object.fromEntries(new URLSearchParams((await sent).postData() ?? ""));
    const done = await dutyNow(site, unit);
    expect(done.state).toBe("exempt");

    await send(page, `${dutyOf(unit)}/exemption`, fields);
    expect(await main(page).innerText()).toContain("đã được thực hiện");
    expect(await dutyNow(site, unit)).toEqual(done);
    await expectWell(page);
    await page.getByRole("link", { name: "Xem kết quả" }).click();
    await page.waitForURL("**?done=exempted");
  });

  it.each(["basis", "seal"])(
    "a form whose %s was changed does nothing, and is shown again as it was typed",
    async (name) => {
      const unit = units.sealed;
      const page = await site.visit(seat);
      await signIn(page, PEOPLE.supervisor);
      const earlier = await dutyNow(site, unit);
      await previewExemption(page, unit);
      await page.locator(`main input[name=${name}]`).evaluate((input) => {
        if (input instanceof HTMLInputElement)
          input.value = input.value.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
      });
      await button(page, "Xác nhận miễn báo cáo").click();
      await page.getByRole("status").or(page.getByRole("alert")).first().waitFor();
      expect(await main(page).innerText()).toContain("Chưa thực hiện");
      expect(await page.getByRole("textbox", { name: "Lý do miễn" }).inputValue()).toBe(EXEMPTION.reason);
      expect(await dutyNow(site, unit)).toEqual(earlier);
      await expectWell(page);
    },
  );

  it("a seal is good for its own page and person alone", async () => {
    const unit = units.sealed;
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor);
    const earlier = await dutyNow(site, unit);
    await previewExemption(page, units.elsewhere);
    const read = (name: string) => page.locator(`main input[name=${name}]`).inputValue();
    const fields = { ...EXEMPTION, basis: await read("basis"), seal: await read("seal") };
    await send(page, `${dutyOf(unit)}/exemption`, fields);
    expect(await main(page).innerText()).toContain("Chưa thực hiện");

    const other = await site.visit(seat);
    await signIn(other, "vanphong@snv.daklak.example");
    await send(other, `${dutyOf(units.elsewhere)}/exemption`, fields);
    expect(await main(other).innerText()).toContain("Chưa thực hiện");
    expect((await dutyNow(site, units.elsewhere)).state).toBe("awaiting");
    expect(await dutyNow(site, unit)).toEqual(earlier);
  });

  it("a form from before somebody else's move does nothing, and tells of that move", async () => {
    const unit = units.stale;
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor);
    await previewExemption(page, unit);

    const other = await site.visit(seat);
    await signIn(other, "vanphong@snv.daklak.example", `${dutyOf(unit)}/extension`);
    for (const [label, typed] of [
      ["Thời hạn mới (trước ngày)", "6/11/2017"],
      ["Lý do", "Chờ số liệu"],
      ["Người duyệt", "Giám đốc"],
      ["Số văn bản", "123/SNV"],
    ] as const)
      await other.getByRole("textbox", { name: label, exact: true }).fill(typed);
    await button(other, "Xem lại trước khi thực hiện").click();
    await button(other, "Xác nhận gia hạn").click();
    await other.waitForURL("**?done=extended");
    const moved = await dutyNow(site, unit);

    await button(page, "Xác nhận miễn báo cáo").click();
    await page.getByRole("status").first().waitFor();
    expect(await main(page).innerText()).toMatch(
      /Chưa có gì được thực hiện[\s\S]*vanphong@snv\.daklak\.example, gia hạn/,
    );
    expect(await page.getByRole("textbox", { name: "Lý do miễn" }).inputValue()).toBe(EXEMPTION.reason);
    expect(await dutyNow(site, unit)).toEqual(moved);
    await expectWell(page);
  });

  it("two people who write one report at once lose nothing of either", async () => {
    const path = `${dutyOf(units.drafts)}/report`;
    const [first, second] = [await site.visit(seat), await site.visit(seat)];
    await signIn(first, `vanthu@${units.drafts}.daklak.example`, path);
    await signIn(second, `vanphong@${units.drafts}.daklak.example`, path);
    const write = async (page: Page, number: string) => {
      await page.getByLabel("Số, ký hiệu văn bản").fill(number);
      await button(page, "Lưu bản dự thảo").click();
    };
    await write(first, "16/BC");
    await first.waitForURL("**?done=saved");
    await write(second, "17/BC");
    await second.getByRole("heading", { name: "Có hai bản dự thảo khác nhau" }).waitFor();
    const told = await main(second).innerText();
    for (const words of ["16/BC", "17/BC", `vanthu@${units.drafts}.daklak.example`]) expect(told).toContain(words);
    await expectWell(second);
  });

  it.each([
    ["another host", "localhost"],
    ["another port of the same host", "127.0.0.1"],
  ])("a form on a page of %s does nothing, and tells where to go", async (_what, host) => {
    const unit = units.elsewhere;
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor);
    await previewExemption(page, unit);
    const seal = await page.locator("main input[name=seal]").inputValue();
    const earlier = await dutyNow(site, unit);
    const fields = Object.entries({ ...EXEMPTION, seal, basis: "awaiting.0.0.0" })
      .map(([name, value]) => `<input name="${name}" value="${value}">`)
      .join("");
    const trap = createServer((_request, response) => {
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end(
          `<form method="post" action="${site.url}${dutyOf(unit)}/exemption">${fields}<button>Nhận quà</button></form>`,
        );
    });
    await new Promise<void>((listening) => trap.listen(0, "127.0.0.1", listening));
    try {
      await page.goto(`http://${host}:${(trap.address() as AddressInfo).port}/`);
      await page.getByRole("button", { name: "Nhận quà" }).click();
      await page.waitForURL(`${site.url}/**`);
      expect(await main(page).innerText()).toContain("Yêu cầu đến từ một trang khác nên không được thực hiện");
      expect(await dutyNow(site, unit)).toEqual(earlier);
      await expectWell(page);
    } finally {
      trap.closeAllConnections();
      trap.close();
    }
  });

  it("what is sent after the sign-in expired does nothing, and is there again after signing in", async () => {
    const unit = units.lapsed;
    const path = `${dutyOf(unit)}/exemption`;
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor);
    await previewExemption(page, unit);
    const earlier = await dutyNow(site, unit);
    await site.deployment.moveTo(site.deployment.now() + 13 * 3_600_000);
    await button(page, "Xác nhận miễn báo cáo").click();
    await page.getByRole("heading", { name: "Cần đăng nhập lại" }).waitFor();
    expect(await dutyNow(site, unit)).toEqual(earlier);
    await expectWell(page);

    const [tab] = await Promise.all([
      page.context().waitForEvent("page"),
      main(page).getByRole("link", { name: "Mở trang đăng nhập" }).click(),
    ]);
    await tab.getByRole("heading", { name: "Phiên đăng nhập đã kết thúc" }).waitFor();
    await main(tab).getByRole("link", { name: "Đăng nhập lại" }).click();
    await tab.locator("main").getByRole("button", { name: PEOPLE.supervisor }).first().click();
    await tab.waitForURL(`**${path}`);
    await button(page, "Mở lại biểu mẫu").click();
    await page.getByRole("textbox", { name: "Lý do miễn" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Lý do miễn" }).inputValue()).toBe(EXEMPTION.reason);
    expect(await dutyNow(site, unit)).toEqual(earlier);
    await expectWell(page);
    await button(page, "Xem lại trước khi thực hiện").click();
    await button(page, "Xác nhận miễn báo cáo").click();
    await page.waitForURL("**?done=exempted");
  });
});
