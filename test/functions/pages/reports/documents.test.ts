import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { stateReason } from "../../api/operations.ts";
import * as examples from "../../../../functions/http/examples.ts";
import { paragraphsOf } from "../../documents/formats/open-file.ts";
import { drain, goTo, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import {
  OBLIGATION,
  SNV,
  STC,
  dutyOf,
  file,
  leaderIn,
  linksOf,
  onTheFirstLateDay,
  rowsOf,
  signedIn,
  valueOf,
  withTimeLeft,
} from "../office/office-site.ts";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
beforeEach(async () => {
  world = await onTheFirstLateDay(engine);
});
afterAll(() => engine.close());

describe("the page of papers", () => {
  it("offers the supervisor every paper and every list, and each can be had", async () => {
    const browser = await signedIn(world);
    const page = await browser.get(`${OBLIGATION}/papers`);
    expect(page.text).toContain("Dự thảo gồm nội dung của 1 trong 4 đơn vị");
    const files = linksOf(page).filter((href) => href.startsWith(`${OBLIGATION}/papers/`));
    expect(files).toHaveLength(17);
    for (const href of files) {
      const { status, headers } = await browser.get(href);
      expect([href, status, headers["content-disposition"]?.startsWith("attachment;")]).toEqual([href, 200, true]);
    }
    expect(linksOf(page)).toEqual(
      expect.arrayContaining([`${OBLIGATION}/urging`, `${OBLIGATION}/criticism`, `${OBLIGATION}/composed`]),
    );
  });

  it("offers a leader all but the letters to units, and a unit nothing", async () => {
    const leader = await leaderIn(world);
    const links = linksOf(await leader.get(`${OBLIGATION}/papers`));
    expect(links).toContain(`${OBLIGATION}/papers/report.docx`);
    expect(links.filter((href) => /urging|criticism|composed/.test(href))).toEqual([]);
    for (const path of ["urging", "criticism", "papers/urging.docx?before=6/11/2017"])
      expect([path, (await leader.get(`${OBLIGATION}/${path}`)).status]).toEqual([path, 403]);
    const unit = await signedIn(world, STC);
    for (const path of ["papers", "papers/report.docx", "papers/evidence.zip", "urging", "composed"])
      expect([path, (await unit.get(`${OBLIGATION}/${path}`)).status]).toEqual([path, 404]);
  });

  it.each([
    "papers/nothing.docx",
    "papers/duties.pdf",
    "papers/__proto__.csv",
    "papers/constructor.xlsx",
    "papers/..%2Freport.docx",
  ])("has nothing at %s", async (path) => {
    expect((await (await signedIn(world)).get(`${OBLIGATION}/${path}`)).status).toBe(404);
  });

  it("leads whoever is not signed in there and back", async () => {
    const browser = await signedIn(world);
    browser.cookies.clear();
    for (const path of ["papers", "papers/report.docx", "urging"])
      expect((await browser.get(`${OBLIGATION}/${path}`)).location).toBe(
        `/sign-in?to=${encodeURIComponent(`${OBLIGATION}/${path}`)}`,
      );
  });
});

describe("the urging letter's page", () => {
  it("shows whom it would name, with dates and reasons, and suggests a date", async () => {
    await ok(world, stateReason, { by: "vanthu@lak.daklak.example", unit: "ubnd-lak", body: examples.reason });
    const page = await (await signedIn(world)).get(`${OBLIGATION}/urging`);
    expect(rowsOf(page)).toEqual([
      { "Đơn vị": "Sở Tài chính", "Thời hạn (trước ngày)": "30/10/2017", "Lý do đã nêu": "" },
      {
        "Đơn vị": "UBND huyện Lắk",
        "Thời hạn (trước ngày)": "30/10/2017",
        "Lý do đã nêu": "Đang chờ số liệu của các xã vùng III Hẹn gửi ngày 2/11/2017",
      },
      { "Đơn vị": "Văn phòng UBND tỉnh", "Thời hạn (trước ngày)": "30/10/2017", "Lý do đã nêu": "" },
    ]);
    expect(valueOf(page, "before")).toBe("2/11/2017");
  });

  it("asked for on a unit's page, or for those chosen of a list, names those alone, and says who of them is not named", async () => {
    const browser = await signedIn(world);
    const page = await browser.get(`${OBLIGATION}/urging?unit=stc&unit=ubnd-lak&unit=stp`);
    expect(rowsOf(page).map((row) => row["Đơn vị"])).toEqual(["Sở Tài chính", "UBND huyện Lắk"]);
    expect(page.text).toContain("Đã chọn nhưng không có tên trong văn bản: Sở Tư pháp (đã gửi).");
    expect(linksOf(page)).toContain(`${OBLIGATION}/urging`);
    const carried = [...page.document.querySelectorAll('form input[name="unit"]')].map((box) =>
      box.getAttribute("value"),
    );
    expect(carried).toEqual(["stc", "ubnd-lak", "stp"]);
    const { bytes } = await browser.get(`${OBLIGATION}/papers/urging.docx?unit=stc&unit=ubnd-lak&before=6/11/2017`);
    const listed = paragraphsOf(bytes).filter((text) => text.startsWith("- "));
    expect(listed.slice(0, 2)).toEqual(["- Sở Tài chính;", "- UBND huyện Lắk."]);
    const again = await browser.get(`${OBLIGATION}/papers/urging.docx?unit=stc&before=`);
    expect([again.status, rowsOf(again).map((row) => row["Đơn vị"])]).toEqual([400, ["Sở Tài chính"]]);
    expect(linksOf(again)).toContain(`${OBLIGATION}/urging`);
  });

  it("with none to name among those chosen says so", async () => {
    const page = await (await signedIn(world)).get(`${OBLIGATION}/urging?unit=stp`);
    expect([page.status, page.text.includes("Không đơn vị nào được chọn đang chậm báo cáo")]).toEqual([409, true]);
  });

  it("gives the letter with the date that was typed", async () => {
    const browser = await signedIn(world);
    const { status, bytes } = await browser.get(`${OBLIGATION}/papers/urging.docx?before=6/11/2017`);
    expect(status).toBe(200);
    const paragraphs = paragraphsOf(bytes);
    expect(paragraphs.filter((text) => text.startsWith("- ")).slice(0, 3)).toEqual([
      "- Sở Tài chính;",
      "- Văn phòng UBND tỉnh;",
      "- UBND huyện Lắk.",
    ]);
    expect(paragraphs.join("\n")).toContain("trước ngày 06 tháng 11 năm 2017");
  });

  it.each([
    ["31/2/2017", "Ngày phải có trong lịch và ghi theo thứ tự ngày/tháng/năm"],
    ["30/10/2017", "Thời hạn mới phải sau ngày 30/10/2017"],
    ["", "Không được để trống"],
  ])("shows the form again, with what was typed, when the date is %j", async (typed, fault) => {
    const page = await (await signedIn(world)).get(`${OBLIGATION}/papers/urging.docx?before=${typed}`);
    expect(page.status).toBe(400);
    expect(page.text).toContain(fault);
    expect(valueOf(page, "before")).toBe(typed);
    expect(page.document.title).toMatch(/^Lỗi: /);
  });

  it("says when it can be drafted, before the last working day is over", async () => {
    const early = await withTimeLeft(engine);
    const page = await (await signedIn(early)).get(`${OBLIGATION}/urging`);
    expect(page.status).toBe(409);
    expect(page.text).toContain("chỉ soạn công văn đôn đốc từ ngày hôm sau");
    expect(page.document.querySelector("form[action$='.docx']")).toBeNull();
    const english = await signedIn(early);
    english.cookies.set("__Host-language", "en");
    expect((await english.get(`${OBLIGATION}/urging`)).text).toContain("can be drafted from the day after it");
  });
});

describe("a written criticism's page", () => {
  it("asks for a confirmation that is not given beforehand, and drafts nothing without it", async () => {
    const browser = await signedIn(world);
    const page = await browser.get(`${OBLIGATION}/criticism`);
    expect(page.document.querySelector("input[name=confirm]")?.hasAttribute("checked")).toBe(false);
    const refused = await browser.get(`${OBLIGATION}/papers/criticism.docx?before=6/11/2017`);
    expect([refused.status, refused.headers["content-type"]]).toEqual([400, "text/html; charset=utf-8"]);
    expect(refused.text).toContain("Đề nghị đánh dấu xác nhận trước khi soạn văn bản phê bình.");
    const given = await browser.get(`${OBLIGATION}/papers/criticism.docx?before=6/11/2017&confirm=yes`);
    expect(paragraphsOf(given.bytes).join("\n")).toContain("phê bình các đơn vị có tên nêu trên");
  });
});

describe("the consolidation as the office's own report", () => {
  it("is saved into the draft of its duty by one button, and what was written there stays", async () => {
    const browser = await signedIn(world);
    const own = dutyOf("snv").replace("bao-cao", "tong-hop");
    const form = await browser.get(`${own}/report`);
    expect(linksOf(form)).toContain(`${OBLIGATION}/composed`);
    await browser.submit(form, "save", { "sections.kien-nghi": "Đề nghị khen thưởng." });
    const page = await browser.get(`${OBLIGATION}/composed`);
    const saved = await browser.submit(page, "save");
    expect(saved.text).toContain("Đã lưu bản dự thảo");
    expect(valueOf(saved, "sections.ket-qua")).toContain("I. TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC ĐƠN VỊ");
    expect(valueOf(saved, "sections.kien-nghi")).toBe("Đề nghị khen thưởng.");
  });

  it("is no other unit's to fill in", async () => {
    const leader = await leaderIn(world);
    expect((await leader.get(`${OBLIGATION}/composed`)).status).toBe(404);
  });
});

describe("the ways to the papers", () => {
  it("lead from the dashboard, the lists and a late duty", async () => {
    const browser = await signedIn(world);
    const from = async (path: string) => linksOf(await browser.get(path));
    expect(await from(OBLIGATION)).toContain(`${OBLIGATION}/papers`);
    expect(await from(`${OBLIGATION}/escalations`)).toEqual(
      expect.arrayContaining([`${OBLIGATION}/papers/escalations.xlsx`, `${OBLIGATION}/urging`]),
    );
    expect(await from(`${OBLIGATION}/duties`)).toContain(`${OBLIGATION}/papers/duties.xlsx`);
    expect(await from(dutyOf("stc"))).toContain(`${OBLIGATION}/urging?unit=stc`);
    expect(linksOf(await (await leaderIn(world)).get(`${OBLIGATION}/escalations`))).not.toContain(
      `${OBLIGATION}/urging`,
    );
  });

  it("the dashboard adds the figures up, and says what closing now would lack", async () => {
    await file(world, "stc");
    await drain(world);
    const page = await (await signedIn(world)).get(OBLIGATION);
    const totals = rowsOf(page, "#totals");
    const per = examples.report.figures["don-thu-tiep-nhan"];
    expect(totals.find((row) => row["Chỉ tiêu"]?.startsWith("Đơn, thư tiếp nhận"))).toMatchObject({
      "Sở, ban, ngành": String(2 * per),
      "Tổng cộng": String(2 * per),
      Huyện: "–",
      "Chưa có số liệu của": "2 đơn vị: 2 chưa gửi",
    });
    const closing = page.document.querySelector("#closing")?.textContent?.replace(/\s+/g, " ");
    expect(closing).toContain("Báo cáo tổng hợp sẽ gồm 2 trong 4 đơn vị, thiếu 2.");
    expect(closing).toContain(
      "Đã quá hạn: UBND huyện Lắk (trước ngày 30/10/2017), Văn phòng UBND tỉnh (trước ngày 30/10/2017)",
    );
  });

  it("a unit with a later date would be cut short by closing now", async () => {
    const early = await withTimeLeft(engine);
    const page = await (await signedIn(early, SNV)).get(OBLIGATION);
    expect(page.document.querySelector("#closing")?.textContent).toContain(
      "Còn thời hạn, sẽ không có trong báo cáo tổng hợp (3)",
    );
    await goTo(early, "2017-10-30T08:00");
  });
});
