import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import * as examples from "../../../../functions/http/examples.ts";
import { fileReport, remindByHand } from "../../api/operations.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { drain, named, ok, refused } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Browser, Page } from "../browser.ts";
import { OBLIGATION, SNV, STC, dutyOf, signedIn, withTimeLeft } from "./office-site.ts";

const PAGE = `${OBLIGATION}/reminder`;

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await withTimeLeft(engine);
  // Thursday, 26/10 at 10:00: remind-2 was the day before, at 08:00.
  world.mailer.mails.length = 0;
  browser = await signedIn(world);
});

const look = async (fill: Record<string, string | string[]>, from = PAGE): Promise<Page> =>
  browser.press(await browser.get(from), "look", fill);
const rowsOf = (page: Page, card: string): string[] =>
  [...page.document.querySelectorAll(`#${card} tbody tr`)].map(
    (row) => row.textContent?.replace(/\s+/g, " ").trim() ?? "",
  );
const mails = () => world.mailer.mails.map(named);

it("is led to from the dashboard and from the page of a unit, which is chosen then", async () => {
  expect((await browser.get(OBLIGATION)).document.querySelector(`a[href="${PAGE}"]`)).not.toBeNull();
  const way = `${PAGE}?unit=stc`;
  expect((await browser.get(dutyOf("stc"))).document.querySelector(`a[href="${way}"]`)).not.toBeNull();
  const form = await browser.get(way);
  expect([...form.document.querySelectorAll("input[checked]")].map((box) => box.getAttribute("value"))).toEqual([
    "named",
    "stc",
  ]);
});

it("shows who gets it and where, who does not and why, and sends it to those once it is confirmed", async () => {
  await ok(world, remindByHand, { by: SNV, body: { units: ["ubnd-lak"] } });
  await drain(world);
  world.mailer.mails.length = 0;
  const shown = await look({ who: "open", note: "Gửi trước 16 giờ." });
  expect(rowsOf(shown, "to")).toEqual([`Sở Tài chính${STC}`]);
  expect(rowsOf(shown, "not-to")).toEqual([
    "UBND huyện LắkVừa nhận thư lúc 10:00 ngày 26/10/2017; nhắc được từ 10:00 ngày 27/10/2017",
    "Văn phòng UBND tỉnhKhông địa chỉ nào nhận được thư; cần điện thoại",
  ]);
  expect(shown.text).toContain("Gửi trước 16 giờ.");
  expect(mails()).toEqual([]);
  const done = await browser.press(shown, "confirm");
  expect([done.status, done.location]).toEqual([303, `${OBLIGATION}#milestones`]);
  await drain(world);
  expect(mails()).toContain(`stc 0.by-hand-2.unit ${STC}`);
  expect(mails().filter((mail) => mail.startsWith("ubnd-lak"))).toEqual([]);
  expect((await browser.get(OBLIGATION)).document.getElementById("milestones")?.textContent).toContain(
    "Nhắc trực tiếp, lần 2",
  );
});

it("stands in the letters and the history of a unit's page, with the note", async () => {
  const shown = await look({ who: "named", unit: ["stc"], note: "Gửi trước 16 giờ." });
  const done = await browser.press(shown, "confirm");
  expect(done.location).toBe(`${dutyOf("stc")}#letters`);
  await drain(world);
  const page = await browser.get(dutyOf("stc"));
  expect(page.document.getElementById("letters")?.textContent).toContain("Nhắc trực tiếp, lần 1");
  expect(page.document.getElementById("history")?.textContent).toContain("Nhắc trực tiếp");
  expect(page.document.getElementById("history")?.textContent).toContain("Gửi trước 16 giờ.");
});

it("says at the form what is missing, and keeps what was typed", async () => {
  const again = await look({ who: "named", unit: [], note: "Gấp" });
  expect(again.status).toBe(400);
  expect(again.text).toContain("Cần chọn ít nhất một đơn vị.");
  expect(again.document.querySelector("textarea")?.textContent).toContain("Gấp");
});

it("says so when nobody would get it, and sends nothing", async () => {
  await ok(world, fileReport, { by: STC, unit: "stc", body: examples.report });
  const again = await look({ who: "late" });
  expect(again.text).toContain("Không có đơn vị nào được nhắc");
  await drain(world);
  expect(mails().filter((mail) => mail.includes("by-hand"))).toEqual([]);
});

it("does nothing when somebody else has sent one since the page was opened", async () => {
  const shown = await look({ who: "named", unit: ["stc"] });
  await ok(world, remindByHand, { by: SNV, body: { units: ["ubnd-lak"] } });
  const done = await browser.press(shown, "confirm");
  expect(done.status).toBe(409);
  await drain(world);
  expect(mails().filter((mail) => mail.startsWith("stc"))).toEqual([]);
});

it("is no page of a unit's", async () => {
  expect((await (await signedIn(world, STC)).get(PAGE)).status).toBe(404);
  expect((await refused(world, remindByHand, { by: STC, body: { units: ["stc"] } })).refused).toBe("not-found");
});
