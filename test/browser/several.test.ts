import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { dutyNow, fileByApi, lateNow, scenario } from "./season.ts";
import { OBLIGATION, PEOPLE, expectWell, openSite, signIn } from "./site.ts";
import type { Seat, Site } from "./site.ts";

/** Those that are late each time that their date comes. */
const LATE = ["stp", "skhdt", "stc", "sct", "snnptnt", "sgtvt", "sxd", "ubnd-lak", "ubnd-ea-kar", "ubnd-cu-kuin"];

/** At which seat they are extended on which day, and until when. */
const EXTENDED: readonly (readonly [seat: Seat, on: string, before: string])[] = [
  ["an office screen", "2017-10-30T08:30", "6/11/2017"],
  ["an office screen without script", "2017-11-06T08:30", "8/11/2017"],
  ["a telephone", "2017-11-08T08:30", "10/11/2017"],
  ["a narrow telephone without script", "2017-11-10T08:30", "14/11/2017"],
];

let site: Site;
let reporters: string[];
beforeAll(async () => {
  site = await openSite();
  const { body } = await site.deployment.call("GET", `/api${OBLIGATION}/duties?limit=200`, {
    email: site.deployment.keeper,
  });
  const duties = (body as { items: { unitId: string; state: string }[] }).items;
  reporters = duties.map(({ unitId }) => unitId);
  for (const { unitId, state } of duties)
    if (!LATE.includes(unitId) && ["awaiting", "draft", "returned"].includes(state)) await fileByApi(site, unitId);
});
afterAll(() => site.close());

const main = (page: Page) => page.locator("main");
const nameOf = (unit: string): string => scenario.units.find(({ id }) => id === unit)?.name ?? unit;

/** Presses what is clicked, by the keyboard where that is asked for, and counts. */
function clicking(byKeyboard = false) {
  let count = 0;
  return {
    press: async (what: Locator): Promise<void> => {
      count++;
      if (!byKeyboard) return what.click();
      await what.focus();
      await what.press("Enter");
    },
    count: () => count,
  };
}

it.each(EXTENDED)("ten late units are extended in six clicks at %s", async (seat, on, before) => {
  await site.goTo(on);
  expect((await lateNow(site)).map(({ unitId }) => unitId).toSorted()).toEqual(LATE.toSorted());
  const page = await site.visit(seat);
  await signIn(page, PEOPLE.supervisor, OBLIGATION);
  const { press, count } = clicking();
  await press(main(page).getByRole("link", { name: "Danh sách đơn vị chậm báo cáo", exact: true }));
  await page.waitForURL("**/escalations");
  await expectWell(page);
  await press(page.locator("[data-all]"));
  await expect.poll(() => page.locator("input.choose:checked").count()).toBe(10);
  await expect.poll(() => page.locator("[data-chosen]").innerText()).toBe("Đã chọn: 10");
  await press(page.getByRole("button", { name: "Gia hạn" }));
  await page.waitForURL("**/several/extension?*");
  await expectWell(page);
  await press(page.getByRole("textbox", { name: "Thời hạn mới (trước ngày)" }));
  await page.keyboard.type(before);
  for (const typed of ["Chờ số liệu của cấp huyện", "Giám đốc Sở Nội vụ", "123/SNV-VP"]) {
    await page.keyboard.press("Tab");
    await page.keyboard.type(typed);
  }
  await press(page.getByRole("button", { name: "Xem lại trước khi thực hiện" }));
  await page.getByRole("button", { name: "Xác nhận gia hạn (10 đơn vị)" }).waitFor();
  expect(await page.locator("#possible tbody tr").count()).toBe(10);
  await expectWell(page);
  const confirm = page.getByRole("button", { name: "Xác nhận gia hạn (10 đơn vị)" });
  await press(confirm);
  await page.waitForURL("**/outcome?*");
  expect(count()).toBe(6);
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Gia hạn: 10 đơn vị");
  await expectWell(page);
  const day = before
    .split("/")
    .toReversed()
    .map((part) => part.padStart(2, "0"))
    .join("-");
  for (const unit of LATE) expect(await dutyNow(site, unit)).toMatchObject({ before: day });
});

/** Who reviews how many of the 34 reports where, and whether by the keyboard alone. */
const REVIEWED: readonly (readonly [seat: Seat, reports: number, byKeyboard: boolean])[] = [
  ["a telephone", 8, false],
  ["an office screen without script", 8, true],
  ["a narrow telephone without script", 8, false],
  ["an office screen", 10, true],
];
let clicks = 0;

describe("34 reports are reviewed and accepted in under 60 clicks", () => {
  beforeAll(async () => {
    for (const unit of LATE) await fileByApi(site, unit);
  });

  it.each(REVIEWED)("in part at %s: %i, by keyboard: %s", async (seat, reports, byKeyboard) => {
    const page = await site.visit(seat);
    await signIn(page, PEOPLE.supervisor, OBLIGATION);
    const { press, count } = clicking(byKeyboard);
    await press(main(page).getByRole("link", { name: "Báo cáo chờ xem xét", exact: true }));
    await page.waitForURL("**/review");
    await expectWell(page);
    await press(page.getByRole("link", { name: "Xem lần lượt, từ báo cáo gửi sớm nhất" }));
    for (let at = 0; at < reports; at++) {
      await page.waitForURL(/\/duties\/.*\/review/);
      if (at === 0) await expectWell(page);
      const unit = /([^/]+)\/review/.exec(new URL(page.url()).pathname)?.[1] ?? "";
      expect(await page.locator("#report").innerText()).toContain(nameOf(unit));
      expect(await page.locator("#figures tbody tr").count()).toBeGreaterThan(0);
      await press(page.getByRole("button", { name: /^Chấp nhận/ }));
      await page.waitForURL((url) => !url.pathname.includes(`/${unit}/`));
      expect(await page.getByRole("status").first().innerText()).toContain(nameOf(unit));
    }
    await expectWell(page);
    clicks += count();
  });

  it("together", async () => {
    expect(clicks).toBeLessThan(60);
    expect(reporters).toHaveLength(34);
    for (const unit of reporters) expect([unit, (await dutyNow(site, unit)).state]).toEqual([unit, "accepted"]);
  });
});
