import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { exemptDuty } from "../../api/operations.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { dutyIn, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Browser, Page } from "../browser.ts";
import {
  SNV,
  actsOn,
  dutyOf,
  faultOf,
  lookAt,
  onTheFirstLateDay,
  rule,
  signedIn,
  withTimeLeft,
} from "./office-site.ts";

const PAGE = `${dutyOf("stc")}/reinstatement`;
const REASON = { reason: "Đơn vị có phát sinh hoạt động trong kỳ" };

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

async function exemptIn(begin: (engine: Engine) => Promise<World>): Promise<void> {
  world = await begin(engine);
  await ok(world, exemptDuty, { by: SNV, unit: "stc", body: { reason: "Sáp nhập" } });
  browser = await signedIn(world);
}
beforeEach(() => exemptIn(withTimeLeft));

const follows = (look: Page): string[] =>
  [...look.document.querySelectorAll("#follows li")].map((one) => one.textContent?.replace(/\s+/g, " ").trim() ?? "");

it("is offered where a duty is exempt, and gives it back on its date once it is confirmed", async () => {
  expect((await browser.get(dutyOf("stc"))).document.querySelector(`a[href="${PAGE}"]`)).not.toBeNull();
  const look = await lookAt(browser, PAGE, REASON);
  expect(follows(look)).toEqual([
    "Thư thông báo hủy miễn được gửi ngay đến vanthu@stc.daklak.example.",
    "Nhiệm vụ báo cáo trở lại trạng thái “chưa bắt đầu”; đơn vị lại được tính vào số phải báo cáo.",
    "Thời hạn không đổi; những thư đã đến lúc gửi trong khi được miễn không gửi lại.",
  ]);
  expect(await actsOn(world, "stc")).toEqual(["exempt"]);
  const confirmed = await browser.press(look, "confirm");
  expect([confirmed.status, confirmed.location]).toEqual([303, `${dutyOf("stc")}?done=reinstated`]);
  expect(await dutyIn(world, "stc")).toMatchObject({ state: "awaiting", ladder: 0, deadline: "2017-10-30" });
});

it("stands in the duty's history in words, with the reason", async () => {
  await rule(browser, PAGE, { ...REASON, before: "chậm nhất 6/11/2017" });
  const history = (await browser.get(dutyOf("stc"))).document.getElementById("history")?.textContent;
  expect(history).toContain("Hủy miễn báo cáo (được miễn → chưa bắt đầu)");
  expect(history).toContain(REASON.reason);
  expect(history).toMatch(/Thời hạn\s*chậm nhất ngày 6\/11\/2017/);
});

it("after the date asks for a new one at its field, and says what the unit then has", async () => {
  await exemptIn(onTheFirstLateDay);
  const form = await browser.get(PAGE);
  const refused = await browser.press(form, "look", REASON);
  expect(refused.status).toBe(400);
  expect(faultOf(refused, "before")).toContain("đã qua");
  const look = await lookAt(browser, PAGE, { ...REASON, before: "6/11/2017" });
  expect(follows(look)[2]).toBe(
    "Đơn vị có thời hạn và lịch nhắc riêng dưới đây; gửi trong thời hạn này được ghi nhận “đúng hạn”.",
  );
  await browser.press(look, "confirm");
  expect(await dutyIn(world, "stc")).toMatchObject({ state: "awaiting", ladder: 1, deadline: "2017-11-06" });
});

it("of a duty that is not exempt is refused by name", async () => {
  const page = await browser.get(`${dutyOf("stp")}/reinstatement`);
  expect(page.status).toBe(409);
  expect(page.text).toContain("chỉ thực hiện được ở trạng thái “được miễn”");
});
