import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { listObligationDuties, putUnit } from "../../api/operations.ts";
import { unitId, unitNamed } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { drain, named, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Browser, Page } from "../browser.ts";
import {
  OBLIGATION,
  SNV,
  STC,
  dutyOf,
  faultOf,
  leaderIn,
  onTheFirstLateDay,
  otherSupervisor,
  signedIn,
  valueOf,
  withTimeLeft,
} from "./office-site.ts";

const ADD = `${OBLIGATION}/addition`;
const RELEASE = `${OBLIGATION}/release`;
const WHY = { reason: "Thành lập theo Nghị quyết số 12", documentNumber: "6010/UBND-KGVX" };
const SYT = "vanthu@syt.daklak.example";

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

async function begin(at: (engine: Engine) => Promise<World>): Promise<void> {
  world = await at(engine);
  for (const id of ["syt", "sct"])
    await ok(world, putUnit, { by: SNV, params: { unitId: id }, body: { ...unitNamed(id), id: undefined } });
  await drain(world);
  world.mailer.mails.length = 0;
  browser = await signedIn(world);
}
beforeEach(() => begin(withTimeLeft));

const choices = (page: Page, checked = "") =>
  [...page.document.querySelectorAll(`input[name="units"]${checked}`)].map((box) => box.getAttribute("value"));
const follows = (page: Page): string[] =>
  [...page.document.querySelectorAll("#follows li")].map((one) => one.textContent?.replace(/\s+/g, " ").trim() ?? "");
const states = async (): Promise<string[]> =>
  ((await ok(world, listObligationDuties, { by: SNV }))["items"] as { unitId: string; state: string }[]).map(
    ({ unitId: id, state }) => `${id} ${state}`,
  );

describe("units are added", () => {
  it("from the obligation's page: chosen, looked at, and done once that is confirmed", async () => {
    const dashboard = await browser.get(OBLIGATION);
    expect(dashboard.document.querySelector(`a[href="${ADD}"]`)?.textContent).toBe("Thêm đơn vị");
    const form = await browser.get(ADD);
    expect(choices(form)).toEqual(["sct", "snv", "syt"]);
    const look = await browser.press(form, "look", { ...WHY, units: ["syt", "sct"] });
    expect(look.status).toBe(200);
    expect(follows(look)).toEqual([
      "Sở Công Thương: thư giao nhiệm vụ được gửi ngay đến vanthu@sct.daklak.example.",
      `Sở Y tế: thư giao nhiệm vụ được gửi ngay đến ${SYT}.`,
      "Đơn vị được thêm theo thời hạn chung và nhận các thư nhắc còn lại như các đơn vị khác.",
      "Danh sách, số liệu tổng hợp và văn bản tính cả đơn vị được thêm.",
    ]);
    expect(look.text).toContain("4 mốc đã qua theo thời hạn này, không gửi.");
    expect(look.text).toContain("trước ngày 30/10/2017 (ngày làm việc cuối cùng: thứ Sáu, 27/10/2017)");
    expect(await states()).not.toContain("syt awaiting");
    const confirmed = await browser.press(look, "confirm");
    expect([confirmed.status, confirmed.location]).toEqual([303, OBLIGATION]);
    expect(await states()).toEqual(expect.arrayContaining(["sct awaiting", "syt awaiting"]));
    const directive = await browser.get("/directives/5500-ubnd-kgvx-2017");
    expect(directive.text).toContain("Thêm 2, bớt 0 đơn vị");
    expect(directive.text).not.toContain("reporters-");
    await drain(world);
    expect(world.mailer.mails.map(named).toSorted()).toEqual([
      "sct 0.issue.unit vanthu@sct.daklak.example",
      `syt 0.issue.unit ${SYT}`,
    ]);
    expect((await browser.get(OBLIGATION)).text).toContain("đơn vị đã gửi1 / 6");
    expect((await browser.get(OBLIGATION)).document.getElementById("milestones")?.textContent).not.toContain("chờ gửi");
    expect(choices(await browser.get(ADD))).toEqual(["snv"]);
  });

  it("found by a part of their name, while those chosen already and what was typed stay", async () => {
    const form = await browser.get(ADD);
    const found = await browser.press(form, "edit", { ...WHY, units: ["syt"], q: "cong thuong" });
    expect(found.status).toBe(200);
    expect([choices(found), choices(found, "[checked]")]).toEqual([["syt", "sct"], ["syt"]]);
    expect(valueOf(found, "reason")).toBe(WHY.reason);
    const none = await browser.press(form, "edit", { q: "Sở Tài chính" });
    expect(none.text).toContain("Không tìm thấy đơn vị nào chưa có trong danh sách báo cáo.");
  });

  it("from a link that has them chosen", async () => {
    expect(choices(await browser.get(`${ADD}?units=syt`), "[checked]")).toEqual(["syt"]);
    expect(choices(await browser.get(`${ADD}?units=%3Cscript%3E`), "[checked]")).toEqual([]);
  });

  it("once the date has passed, with a date of their own", async () => {
    await begin(onTheFirstLateDay);
    const form = await browser.get(`${ADD}?units=syt`);
    const refused = await browser.press(form, "look", WHY);
    expect(refused.status).toBe(400);
    expect(faultOf(refused, "before")).toContain("đã qua");
    const look = await browser.press(refused, "look", { before: "chậm nhất 6/11/2017" });
    expect(follows(look)[1]).toContain("thời hạn và lịch nhắc riêng");
    expect((await browser.press(look, "confirm")).status).toBe(303);
    const { text } = await browser.get(dutyOf("syt"));
    expect(text).toContain("chậm nhất ngày 6/11/2017");
    expect(text).toContain("Bổ sung vào danh sách báo cáo; giao nhiệm vụ");
    expect(text).toContain(WHY.documentNumber);
  });

  it("is refused at the list, unit by unit, when somebody else was quicker", async () => {
    const look = await browser.press(await browser.get(ADD), "look", { ...WHY, units: ["syt"] });
    const other = await browser.press(await browser.get(ADD), "look", { ...WHY, units: ["syt"] });
    await browser.press(other, "confirm");
    const refused = await browser.press(look, "confirm");
    expect(refused.status).toBe(400);
    expect(refused.document.querySelector(".errors")?.textContent).toContain("Sở Y tế đã có trong danh sách báo cáo");
    await drain(world);
    expect(world.mailer.mails.map(named)).toEqual([`syt 0.issue.unit ${SYT}`]);
  });

  it("of very many that can be added so many are offered as can be looked through, and the others by name", async () => {
    const many = Array.from({ length: 70 }, (_, i) => ({
      ...unitNamed("syt"),
      id: unitId(`hoi-${i}`),
      name: `Hội ${i}`,
      kind: "doan-the",
    }));
    await world.register.units.putUnits(many, new Map());
    const form = await browser.get(`${ADD}?units=hoi-69`);
    expect(choices(form, "[checked]")).toEqual(["hoi-69"]);
    expect(choices(form, ":not([checked])")).toHaveLength(50);
    expect(form.text).toContain("Danh sách chưa hết");
    const sought = await browser.press(form, "edit", { q: "hoi 68" });
    expect(choices(sought)).toEqual(["hoi-69", "hoi-68"]);
    const all = await browser.press(sought, "edit", { q: "" });
    expect([choices(all, "[checked]"), choices(all).length]).toEqual([["hoi-69"], 51]);
  });

  it("one that reports already, of another kind since the issue, is told by name on the look", async () => {
    const body = { ...unitNamed("stc"), id: undefined, kind: "doan-the" };
    await ok(world, putUnit, { by: SNV, params: { unitId: "stc" }, body });
    const form = await browser.get(ADD);
    expect(choices(form)).toContain("stc");
    const refused = await browser.press(form, "look", { ...WHY, units: ["stc"] });
    expect([refused.status, refused.document.querySelector(".errors")?.textContent]).toEqual([
      400,
      expect.stringContaining("Sở Tài chính đã có trong danh sách báo cáo"),
    ]);
  });

  it("needs somebody to be chosen, and a reason", async () => {
    const refused = await browser.press(await browser.get(ADD), "look", {});
    expect(refused.document.querySelector("#units-fault")?.textContent).toContain("Cần nêu đơn vị");
    expect(faultOf(refused, "reason")).toContain("Không được để trống");
  });
});

describe("units are released", () => {
  it("of those that owe the report still, each told by a letter", async () => {
    const form = await browser.get(RELEASE);
    expect(choices(form).toSorted()).toEqual(["stc", "ubnd-lak", "vpub"]);
    const look = await browser.press(form, "look", { ...WHY, units: ["stc", "vpub"] });
    expect(follows(look)).toEqual([
      expect.stringContaining(`Sở Tài chính: thư thông báo miễn báo cáo được gửi ngay đến ${STC}`),
      expect.stringContaining("không gửi được vì không có địa chỉ nào"),
      expect.stringContaining("không còn phải gửi báo cáo này"),
    ]);
    expect((await browser.press(look, "confirm")).location).toBe(OBLIGATION);
    expect(await states()).toEqual(["stc exempt", "stp submitted", "ubnd-lak awaiting", "vpub exempt"]);
    await drain(world);
    expect(world.mailer.mails.map(named)).toEqual([`stc 0.exempted-1.unit ${STC}`]);
    expect((await browser.get(dutyOf("stc"))).text).toContain(WHY.documentNumber);
  });
});

describe("the pages are for the supervisor and the home unit", () => {
  it("others who read the lists hear that it is not theirs, and find no link", async () => {
    const leader = await leaderIn(world);
    expect((await leader.get(ADD)).status).toBe(403);
    expect((await leader.get(OBLIGATION)).document.querySelector(`a[href="${ADD}"]`)).toBeNull();
    expect((await (await otherSupervisor(world)).get(RELEASE)).status).toBe(404);
    expect((await (await signedIn(world, STC)).get(ADD)).status).toBe(404);
  });
});
