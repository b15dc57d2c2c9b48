import { csvParseRows } from "d3-dsv";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { moveDate, stateReason } from "../../api/operations.ts";
import { isRefusal } from "../../../../functions/domain/refusal.ts";
import { operations } from "../../../../functions/api/obligations.ts";
import { lateUnitColumns } from "../../../../functions/documents/content/sheets/late-units.ts";
import { escalationList } from "../../../../functions/pages/office/escalations.ts";
import { unitNamed, lying } from "../../season.ts";
import { dutyIn, goTo, ok, requestOf } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser } from "../browser.ts";
import type { Page } from "../browser.ts";
import {
  EXTENSION,
  OBLIGATION,
  SNV,
  STC,
  dutyOf,
  file,
  leaderIn,
  linksOf,
  onTheFirstLateDay,
  otherSupervisor,
  rowsOf,
  rule,
  signedIn,
  withTimeLeft,
} from "./office-site.ts";

const LIST = `${OBLIGATION}/escalations`;

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await onTheFirstLateDay(engine);
});

const reason = { text: "Chờ số liệu của 3 xã", promisedOn: "2017-11-02" };

describe("the escalation list", () => {
  it("names each late unit, its head, how long it is overdue, what it was written and what it says", async () => {
    await ok(world, stateReason, { by: SNV, unit: "ubnd-lak", body: reason });
    await goTo(world, "2017-11-03T09:00");
    const page = await (await leaderIn(world)).get(LIST);
    expect(page.text).toContain("Mục 5 Công văn số 5500/UBND-KGVX ngày 14/7/2017");
    expect(page.text).toContain("Lập lúc 09:00 ngày 3/11/2017: 3 đơn vị");
    expect(rowsOf(page)[1]).toEqual({
      "Đơn vị": "2. UBND huyện Lắk",
      "Thủ trưởng, điện thoại": "Chủ tịch UBND huyện Lắk0262 000 0034",
      "Thời hạn": "trước ngày 30/10/2017",
      "Quá hạn": "4 ngày4 ngày làm việc",
      "Thư gần nhất": "",
      "Lý do, ngày hẹn gửi": "Chờ số liệu của 3 xã Hẹn gửi ngày 2/11/2017 (đã qua)",
    });
  });

  it("of a unit that is late again after an extension names both dates", async () => {
    await rule(await signedIn(world), `${dutyOf("stc")}/extension`, { ...EXTENSION, before: "1/11/2017" });
    await goTo(world, "2017-11-02T09:00");
    const page = await (await signedIn(world)).get(LIST);
    // Longest overdue first.
    expect(rowsOf(page).map((row) => row["Đơn vị"])).toEqual([
      "1. UBND huyện Lắk",
      "2. Văn phòng UBND tỉnh",
      "3. Sở Tài chính",
    ]);
    expect(rowsOf(page)[2]?.["Thời hạn"]).toContain("trước ngày 1/11/2017 thời hạn riêng, thay cho 30/10/2017");
  });

  it("of units that are late by the date to which the report was moved names that date alone", async () => {
    await ok(world, moveDate, {
      by: SNV,
      body: { before: "2017-11-06", reason: "Họp giao ban", documentNumber: "6100" },
    });
    await goTo(world, "2017-11-07T09:00");
    const page = await (await signedIn(world)).get(LIST);
    expect(new Set(rowsOf(page).map((row) => row["Thời hạn"]))).toEqual(new Set(["trước ngày 6/11/2017"]));
  });

  it("leads the supervisor from each unit to an extension, a paper report and a reason; a leader only reads", async () => {
    const ways = ["extension", "paper", "reason"].map((act) => `${dutyOf("stc")}/${act}`);
    expect(linksOf(await (await signedIn(world)).get(LIST))).toEqual(expect.arrayContaining(ways));
    const read = linksOf(await (await leaderIn(world)).get(LIST));
    for (const way of ways) expect(read).not.toContain(way);
    expect(read).toContain(dutyOf("stc"));
  });

  it("with nobody late says so, and who still has time", async () => {
    const page = await (await signedIn(await withTimeLeft(engine))).get(LIST);
    expect(page.text).toContain("Không có đơn vị nào chậm");
    expect(page.text).toContain("Còn 3 đơn vị chưa gửi báo cáo");
    expect(page.text).toContain("còn 1 ngày làm việc");
  });

  it("with everybody done says so", async () => {
    for (const unit of ["stc", "vpub", "ubnd-lak"]) await file(world, unit);
    const page = await (await signedIn(world)).get(LIST);
    expect(page.text).toContain("Tất cả các đơn vị đã gửi báo cáo hoặc được miễn.");
    expect(page.document.querySelector("main table")).toBeNull();
  });

  it("longer than a page goes on page by page, numbered on, the longest overdue first, and leads to the file with all", async () => {
    await rule(await signedIn(world), `${dutyOf("stc")}/extension`, { ...EXTENSION, before: "1/11/2017" });
    await goTo(world, "2017-11-02T09:00");
    const browser = await new Browser(world, {
      showEscalations: (visit, effects) => escalationList(visit, effects, 2),
    }).signIn(SNV);
    const units = (page: Page) => rowsOf(page).map((row) => row["Đơn vị"]);
    const first = await browser.get(LIST);
    expect(units(first)).toEqual(["1. UBND huyện Lắk", "2. Văn phòng UBND tỉnh"]);
    expect(first.text).toContain("Lập lúc 09:00 ngày 2/11/2017: 3 đơn vị");
    expect(first.text).toContain("Danh sách có nhiều trang; toàn bộ có trong tệp CSV.");
    expect(first.text).toContain("Đơn vị 1–2 trên 3");
    const second = await browser.get(first.document.querySelector('[rel="next"]')?.getAttribute("href") ?? "");
    expect(units(second)).toEqual(["3. Sở Tài chính"]);
    expect(second.document.querySelector('[rel="next"]')).toBeNull();
    expect(second.document.querySelector('[rel="first"]')?.getAttribute("href")).toBe(LIST);
    expect((await browser.get(`${LIST}?cursor=bịa`)).status).toBe(400);
  });

  it("names who has time by a date of its own, before and after the obligation's has come", async () => {
    for (const unit of ["vpub", "stc"]) await rule(await signedIn(world), `${dutyOf(unit)}/extension`, EXTENSION);
    const page = await (await signedIn(world)).get(LIST);
    expect(rowsOf(page).map((row) => row["Đơn vị"])).toEqual(["1. UBND huyện Lắk"]);
    const own = (one: Page) =>
      [...(one.document.querySelectorAll("#own-dates li") ?? [])].map((li) => li.textContent?.trim());
    expect(own(page)).toEqual(["Sở Tài chính: trước ngày 6/11/2017", "Văn phòng UBND tỉnh: trước ngày 6/11/2017"]);
    await goTo(world, "2017-11-06T09:00");
    expect(own(await (await signedIn(world)).get(LIST))).toEqual([]);
  });

  it("prints with whose list it is, and without what only a screen can use", async () => {
    const page = await (await signedIn(world)).get(LIST);
    expect(page.document.querySelector(".print-only")?.textContent).toBe("Sở Nội vụ");
    expect(page.document.querySelectorAll("h1")).toHaveLength(1);
    expect(page.document.querySelector("[data-print]")?.hasAttribute("hidden")).toBe(true);
    const ways = [...page.document.querySelectorAll("tbody p a")];
    expect(ways.length).toBeGreaterThan(0);
    for (const way of ways) expect(way.closest("td")?.className).toBe("screen-only");
  });

  it("as a file is the API's, with titles and words instead of names and codes, under the session", async () => {
    const browser = await signedIn(world);
    const page = await browser.get(`${LIST}.csv`);
    const api = await operations.listEscalations.run(
      await requestOf(world, { by: SNV, query: { format: "csv" } }),
      world,
    );
    const [ofPage, ofApi] = [page.bytes, isRefusal(api) ? undefined : api.bytes].map((bytes) =>
      csvParseRows(new TextDecoder().decode(bytes)),
    );
    expect(ofApi?.[0]).toEqual(lateUnitColumns.map(({ name }) => name));
    expect(ofPage?.[0]).toEqual(lateUnitColumns.map(({ title }) => title));
    expect(ofPage?.length).toBe(ofApi?.length);
    expect(ofPage?.length).toBeGreaterThan(1);
    const shown = lateUnitColumns.flatMap((column, at) => (column.kind === "text" && column.shown ? [at] : []));
    const without = (rows: string[][] = []) => rows.slice(1).map((row) => row.filter((_, at) => !shown.includes(at)));
    expect(without(ofPage)).toEqual(without(ofApi));
    for (const row of ofPage?.slice(1) ?? []) for (const at of shown) expect(row[at]).not.toMatch(/^[a-z-]+$/);
    expect(page.headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="cham-bao-cao-5500-ubnd-kgvx-2017-bao-cao.csv"',
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    browser.cookies.clear();
    expect((await browser.get(`${LIST}.csv`)).status).toBe(303);
  });

  it("is for the supervisor and for leaders; others find nothing, as a page or as a file", async () => {
    for (const who of [await signedIn(world, STC), await otherSupervisor(world)]) {
      expect((await who.get(LIST)).status).toBe(404);
      expect((await who.get(`${LIST}.csv`)).status).toBe(404);
    }
    expect((await (await leaderIn(world)).get(`${LIST}.csv`)).status).toBe(200);
  });

  it("shows names, heads, telephones and reasons as they are, never as markup", async () => {
    const bad = `<script>alert(1)</script>"'`;
    const unit = { ...unitNamed("stc"), name: bad, headTitle: bad, phone: bad };
    await world.register.duties.refreshUnit(await dutyIn(world, "stc"), unit, lying(), { reachable: true });
    await ok(world, stateReason, { by: SNV, unit: "stc", body: { text: bad } });
    const page = await (await signedIn(world)).get(LIST);
    expect(page.document.querySelectorAll("main script")).toHaveLength(0);
    expect(page.body.split("&#60;script&#62;").length - 1).toBeGreaterThanOrEqual(4);
  });
});
