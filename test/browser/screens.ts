import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Locator, Page } from "playwright-core";

import { parseInstant } from "../../functions/domain/instant.ts";
import { leader } from "../../lib/local/load-season.ts";
import { stageOn } from "../../lib/local/replay/open-harness.ts";
import { performer } from "../../lib/local/replay/perform.ts";
import { play } from "../../lib/local/replay/play.ts";
import { startDeployment } from "../../lib/local/deployment.ts";
import { openChromium } from "./chromium.ts";
import { scenario } from "./season.ts";
import { OBLIGATION, PEOPLE, dutyOf, signIn } from "./site.ts";

/** Takes the pictures of docs/screens: the season of 2017, by a unit in its last week, and on the day when all was due. */
const FOLDER = fileURLToPath(new URL("../../docs/screens/", import.meta.url));
const LAST_WEEK = parseInstant("2017-10-23T09:30:00+07:00");
const DUE = parseInstant("2017-10-30T09:00:00+07:00");
/** The unit that writes its report in the pictures, and one that is late on the day. */
const WRITING = "ubnd-ea-kar";
const LATE = "ubnd-krong-pac";

const { season } = scenario;
const deployment = await startDeployment({ startAt: season.issueAt, quiet: true });
const harness = stageOn(deployment);
const perform = performer(scenario, harness);
const browser = await openChromium();
try {
  mkdirSync(FOLDER, { recursive: true });
  const acts = season.acts.filter((act) => !("unit" in act) || act.unit !== WRITING);
  await play(harness, {
    ...scenario,
    season: { ...season, until: LAST_WEEK, acts: acts.filter(({ at }) => at <= LAST_WEEK) },
  });
  await deployment.call("PUT", `/api/staff/${leader}`, {
    email: deployment.keeper,
    body: { name: "Lãnh đạo UBND tỉnh", role: "leader", unitId: "vpub" },
  });
  await takeUnit();
  for (const act of acts.filter(({ at }) => at > LAST_WEEK && at <= DUE)) {
    await harness.moveTo(act.at);
    await perform(act);
  }
  await harness.moveTo(DUE);
  await takeSupervisor();
} finally {
  await browser.close();
  await deployment.close();
}

async function takeUnit(): Promise<void> {
  const unit = scenario.units.find(({ id }) => id === WRITING)?.clerkEmail ?? "";
  const office = await visit(unit);
  await take(office, "unit-start");
  await office.goto(`${dutyOf(WRITING)}/report`);
  await take(office, "unit-report", { height: 1000 });
  await fill(office);
  await office.getByRole("button", { name: "Lưu và xem lại" }).click();
  await office.waitForURL("**/preview**");
  await take(office, "unit-preview", { height: 1000 });

  const phone = await visit(unit, { width: 390, height: 844 });
  await phone.goto(`${dutyOf(WRITING)}/report`);
  await take(phone, "unit-report-phone", { height: 1300 });

  await office.getByRole("button", { name: "Gửi báo cáo chính thức" }).click();
  await office.waitForURL("**/receipts/1**");
  await office.goto(`${dutyOf(WRITING)}/receipts/1`);
  await office.emulateMedia({ media: "print" });
  await office.setViewportSize({ width: 794, height: 1123 });
  // The paper's margins, which a screen does not draw.
  await office.evaluate(() => (document.body.style.padding = "48px 56px"));
  await take(office, "receipt", { height: 840 });
}

async function takeSupervisor(): Promise<void> {
  const page = await visit(PEOPLE.supervisor);
  await take(page, "work-queue", { height: 900 });
  await page.goto(OBLIGATION);
  await take(page, "dashboard", { height: 1340 });
  await page.goto(`${OBLIGATION}/escalations`);
  await take(page, "escalations", { height: 790 });
  await page.goto(`${OBLIGATION}/review`);
  await page.locator('main a[href$="/review"]').first().click();
  await page.waitForURL("**/duties/**/review");
  await take(page, "review", { height: 900 });
  await page.goto(`${OBLIGATION}/situation`);
  await take(page, "situation", { height: 1100 });
  await page.goto("/directives/new");
  await take(page, "directive-form", { height: 1100 });
  await page.goto(dutyOf(LATE));
  await take(page, "duty", { height: 880 });
  await page.goto(`${dutyOf(LATE)}/extension`);
  for (const [label, typed] of [
    ["Thời hạn mới (trước ngày)", "6/11/2017"],
    ["Lý do", "Chờ số liệu của các phòng, ban trực thuộc"],
    ["Người duyệt", "Giám đốc Sở Nội vụ"],
    ["Số văn bản", "123/SNV-VP"],
  ] as const)
    await page.getByRole("textbox", { name: label, exact: true }).fill(typed);
  await page.getByRole("button", { name: "Xem lại trước khi thực hiện" }).click();
  await page.getByRole("button", { name: "Xác nhận gia hạn" }).waitFor();
  await take(page, "extension-look", { height: 1000 });

  const dark = await visit(leader, { colorScheme: "dark" });
  await dark.goto(OBLIGATION);
  await take(dark, "dashboard-dark", { height: 1340 });
}

type Sight = { readonly width?: number; readonly height?: number; readonly colorScheme?: "light" | "dark" };

async function visit(email: string, { width = 1366, height = 768, colorScheme = "light" }: Sight = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: deployment.url,
    locale: "vi-VN",
    viewport: { width, height },
    deviceScaleFactor: 1,
    colorScheme,
  });
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

/** The page from its top, as far down as there is something, at most so far. */
async function take(page: Page, name: string, { height: most = 900 } = {}): Promise<void> {
  const { width, height } = await page.evaluate(() => {
    window.scrollTo(0, 0);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { width: scrollWidth, height: scrollHeight };
  });
  await page.screenshot({
    path: `${FOLDER}${name}.png`,
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, most) },
    animations: "disabled",
  });
}

async function fill(page: Page): Promise<void> {
  const typed: readonly (readonly [field: Locator, text: string])[] = [
    [page.getByLabel("Số, ký hiệu văn bản"), "215/BC-UBND"],
    [page.getByLabel("Ngày ký"), "23/10/2017"],
    [page.getByLabel("Họ và tên người ký"), "Chủ tịch UBND huyện"],
    [page.getByLabel("Chức vụ người ký"), "Chủ tịch"],
    [
      page.getByLabel("Nội dung báo cáo: Công tác tuyên truyền"),
      "Đã quán triệt và tuyên truyền phong trào thi đua “Dân vận khéo” đến toàn thể công chức, viên chức và người lao động.",
    ],
    [page.getByLabel("Đơn, thư tiếp nhận"), "12"],
    [page.getByLabel("Đơn, thư đã giải quyết"), "11"],
  ];
  for (const [field, text] of typed) await field.fill(text);
}
