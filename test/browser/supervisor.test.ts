import { readFile } from "node:fs/promises";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { scenario, dutyNow, fileByApi, lateNow } from "./season.ts";
import { OBLIGATION, PEOPLE, SEATS, dutyOf, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

type Act = "extension" | "return" | "paper" | "acceptance" | "exemption";

/** The units that are ruled on at each seat, so that the journeys do not meet. */
const UNITS: Record<Seat, Record<Act, string>> = {
  "an office screen": { extension: "stp", return: "skhdt", paper: "stc", acceptance: "sct", exemption: "snnptnt" },
  "an office screen without script": {
    extension: "sgtvt",
    return: "sxd",
    paper: "stnmt",
    acceptance: "stttt",
    exemption: "sldtbxh",
  },
  "a telephone": {
    extension: "skhcn",
    return: "sgddt",
    paper: "syt",
    acceptance: "thanh-tra",
    exemption: "sngv",
  },
  "a narrow telephone without script": {
    extension: "ubnd-buon-ho",
    return: "ubnd-ea-sup",
    paper: "ubnd-cu-m-gar",
    acceptance: "ubnd-krong-buk",
    exemption: "ubnd-ea-kar",
  },
};
const seats = Object.keys(SEATS) as Seat[];
const nameOf = (unit: string): string => scenario.units.find(({ id }) => id === unit)?.name ?? unit;

type Ruling = {
  /** The link on the duty's page. */
  readonly way: string;
  /** What is typed, by label; the first is what is wrong when nothing is. */
  readonly fields: readonly (readonly [label: string, typed: string])[];
  readonly seen: RegExp;
  readonly confirm: string;
  readonly done: string;
  readonly after: { readonly state: string; readonly before?: string; readonly standing?: string };
};

const RULINGS: Record<Act, Ruling> = {
  extension: {
    way: "Gia hạn",
    fields: [
      ["Thời hạn mới (trước ngày)", "6/11/2017"],
      ["Lý do", "Chờ số liệu của cấp huyện"],
      ["Người duyệt", "Giám đốc Sở Nội vụ"],
      ["Số văn bản", "123/SNV-VP"],
    ],
    seen: /trước ngày 6\/11\/2017[\s\S]*Chờ số liệu của cấp huyện/,
    confirm: "Xác nhận gia hạn",
    done: "Đã gia hạn",
    after: { state: "awaiting", before: "2017-11-06" },
  },
  return: {
    way: "Trả lại để bổ sung",
    fields: [
      ["Nội dung cần bổ sung", "Thiếu số liệu về đơn, thư."],
      ["Thời hạn bổ sung (trước ngày)", "6/11/2017"],
    ],
    seen: /Thiếu số liệu về đơn, thư\.[\s\S]*trước ngày 6\/11\/2017/,
    confirm: "Xác nhận trả lại",
    done: "Đã trả lại báo cáo",
    after: { state: "returned", before: "2017-11-06" },
  },
  paper: {
    way: "Ghi nhận báo cáo giấy",
    fields: [
      ["Ngày đến", "27/10/2017"],
      ["Giờ đến", "15h30"],
      ["Số, ký hiệu báo cáo", "98/BC"],
    ],
    seen: /15:30 ngày 27\/10\/2017[\s\S]*đúng hạn/i,
    confirm: "Xác nhận ghi nhận",
    done: "Đã ghi nhận báo cáo giấy",
    after: { state: "submitted", standing: "on-time" },
  },
  acceptance: {
    way: "Chấp nhận",
    fields: [],
    seen: /Lần gửi 1 là báo cáo được chấp nhận/,
    confirm: "Xác nhận chấp nhận",
    done: "Đã chấp nhận báo cáo",
    after: { state: "accepted", standing: "on-time" },
  },
  exemption: {
    way: "Miễn báo cáo",
    fields: [["Lý do miễn", "Đơn vị mới thành lập, theo Công văn số 15/SNV"]],
    seen: /Thư thông báo miễn báo cáo được gửi ngay/,
    confirm: "Xác nhận miễn báo cáo",
    done: "Đã miễn báo cáo",
    after: { state: "exempt" },
  },
};

let site: Site;
beforeAll(async () => {
  site = await openSite();
  for (const seat of seats) {
    await fileByApi(site, UNITS[seat].return);
    await fileByApi(site, UNITS[seat].acceptance);
  }
  await site.goTo("2017-10-30T08:00");
});
afterAll(() => site.close());

const main = (page: Page) => page.locator("main");
const namesListed = (page: Page) =>
  main(page).locator("tbody tr").getByRole("rowheader").getByRole("link").allInnerTexts();

describe.each(seats)("the supervisor at %s", (seat) => {
  it("goes from the start page by the dashboard to a list whose filters and order stand in its address", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor);
    await expectWell(page);
    await main(page).locator(`a[href="${OBLIGATION}"]`).first().click();
    await page.waitForURL(`**${OBLIGATION}`);
    for (const part of ["Theo loại đơn vị", "Các mốc"]) {
      expect(await page.getByRole("heading", { name: part }).count()).toBe(1);
    }
    await expectWell(page);

    await main(page).getByRole("link", { name: "Danh sách các đơn vị" }).first().click();
    await page.waitForURL("**/duties");
    expect(await namesListed(page)).toHaveLength(34);
    await expectWell(page);
    await page.getByLabel("Tên đơn vị").fill("so");
    await page.getByLabel("Trạng thái").selectOption("red");
    await page.getByRole("button", { name: "Lọc" }).click();
    await page.waitForURL((url) => url.searchParams.get("q") === "so" && url.searchParams.get("state") === "red");
    const late = (await lateNow(site)).map(({ unitName }) => unitName).filter((name) => name.startsWith("Sở "));
    expect((await namesListed(page)).toSorted()).toEqual(late.toSorted());
    await expectWell(page);

    await page.goto(`${page.url()}&sort=-name`);
    const down = await namesListed(page);
    expect(down).toEqual(down.toSorted(new Intl.Collator("vi", { numeric: true }).compare).toReversed());
    expect(await page.getByLabel("Tên đơn vị").inputValue()).toBe("so");
    await page.reload();
    expect(await namesListed(page)).toEqual(down);
  });

  it("sees exactly who is late, and takes the list along as a file", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, `${OBLIGATION}/escalations`);
    const late = (await lateNow(site)).map(({ unitName }) => unitName).toSorted();
    expect(late.length).toBeGreaterThan(10);
    expect((await namesListed(page)).toSorted()).toEqual(late);
    await expectWell(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Tải tệp CSV" }).click(),
    ]);
    const file = await readFile(await download.path(), "utf8");
    expect(late.filter((name) => !file.includes(name))).toEqual([]);
    expect(file.trim().split("\n")).toHaveLength(late.length + 1);
  });

  it("reads of one duty what was written to the unit, and what became of each letter", async () => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, dutyOf("ubnd-lak"));
    const letters = await page.getByRole("region", { name: "Thư và kết quả gửi" }).innerText();
    expect(letters).toContain("vanthu@lak.daklak.example");
    expect(letters).toContain("lanhdao@lak.daklak.example");
    await expectWell(page);
  });

  it.each(["extension", "paper"] as const)("finds what was typed again by the browser's Back: %s", async (act) => {
    const { fields, confirm } = RULINGS[act];
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, `${dutyOf(UNITS[seat][act])}/${act}`);
    const typedInto = (label: string) => page.getByRole("textbox", { name: label, exact: true });
    for (const [label, typed] of fields) await typedInto(label).fill(typed);
    await page.getByRole("button", { name: "Xem lại trước khi thực hiện" }).click();
    await page.getByRole("button", { name: confirm }).waitFor();
    await page.goBack();
    for (const [label, typed] of fields) await expect.poll(() => typedInto(label).inputValue()).toBe(typed);
  });

  it.each(Object.keys(RULINGS) as Act[])("gives the ruling: %s", async (act) => {
    const { way, fields, seen, confirm, done, after } = RULINGS[act];
    const unit = UNITS[seat][act];
    const earlier = await dutyNow(site, unit);
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, dutyOf(unit));
    await main(page).getByRole("link", { name: way, exact: true }).click();
    await page.waitForURL(`**/${act}`);
    await expectWell(page);

    const [first] = fields;
    if (first) {
      await page.getByRole("button", { name: "Xem lại trước khi thực hiện" }).click();
      const faulty = page.getByRole("textbox", { name: first[0], exact: true });
      expect(await faulty.getAttribute("aria-invalid")).toBe("true");
      const focus = page.locator("[role=alert]:focus");
      await focus.waitFor();
      expect(await focus.innerText()).toContain(first[0]);
      await expectWell(page);
      for (const [label, typed] of fields) await page.getByRole("textbox", { name: label, exact: true }).fill(typed);
      await page.getByRole("button", { name: "Xem lại trước khi thực hiện" }).click();
    }
    await page.getByRole("button", { name: confirm }).waitFor();
    expect(await main(page).innerText()).toMatch(seen);
    expect(await dutyNow(site, unit)).toEqual(earlier);
    await expectWell(page);

    await page.getByRole("button", { name: confirm }).click();
    await page.waitForURL(`**${dutyOf(unit)}?done=*`);
    expect(await page.getByRole("status").first().innerText()).toContain(done);
    expect(await dutyNow(site, unit)).toMatchObject(after);
    await expectWell(page);
  });
});

it("the next milestone writes to those who still owe the report, and to no others", async () => {
  await site.deployment.settle();
  const late = (await lateNow(site)).map(({ unitId }) => unitId).toSorted();
  for (const units of Object.values(UNITS)) {
    for (const unit of Object.values(units)) expect(late).not.toContain(unit);
  }
  const from = site.deployment.now() + 1;
  await site.goTo("2017-11-01T08:30");
  const letters = site.deployment.mailbox(from);
  const followedUp = letters.filter(({ tags }) => tags["milestone"] === "follow-up-2" && tags["unit"] !== "snv");
  expect([...new Set(followedUp.map(({ tags }) => tags["unit"]))].toSorted()).toEqual(late);
  const toSupervisor = letters.filter(({ recipients }) => recipients.includes(PEOPLE.supervisor));
  expect(toSupervisor).toHaveLength(1);
  const named = (await site.deployment.open(toSupervisor[0]!)).text ?? "";
  expect(
    scenario.units
      .filter(({ name }) => named.includes(name))
      .map(({ id }) => id)
      .filter((id) => id !== "snv")
      .toSorted(),
  ).toEqual(late);

  const page = await site.visit("an office screen");
  await signIn(page, PEOPLE.supervisor, `${OBLIGATION}/escalations`);
  expect((await namesListed(page)).toSorted()).toEqual(late.map(nameOf).toSorted());
});
