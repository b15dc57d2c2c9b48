import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { newDuty } from "../../../../functions/domain/duty.ts";
import type { Duty } from "../../../../functions/domain/duty.ts";
import { runMilestone } from "../../../../functions/use-cases/run-milestone.ts";
import { countsOfDuties } from "../../../../functions/domain/counts.ts";
import { dutyList } from "../../../../functions/pages/office/duty-list.ts";
import { obligation, ref, unitId, unitNamed, lying } from "../../season.ts";
import { drain, dutyIn, plenty } from "../../use-cases/world.ts";
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

const LIST = `${OBLIGATION}/duties`;

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await onTheFirstLateDay(engine);
});

const names = (page: Page) => rowsOf(page).map((row) => row["Đơn vị"]);

describe("the list of units", () => {
  it("says of each how it stands, when it is due, when it filed, and what it was last written", async () => {
    const page = await (await signedIn(world)).get(LIST);
    expect(page.text).toContain("Tìm thấy 4 trong 4 đơn vị.");
    expect(rowsOf(page).map((row) => Object.values(row).slice(0, 5))).toEqual([
      [
        "Sở Tài chính",
        "Quá hạn, chưa gửi",
        "30/10/2017quá hạn từ hôm nay",
        "",
        "Thông báo chậm báo cáo, 30/10/2017 Đã gửi",
      ],
      ["Sở Tư pháp", "Đã gửi đúng hạn", "30/10/2017", "10:00 ngày 20/10/2017đúng hạn", "Biên nhận, 20/10/2017 Đã gửi"],
      [
        "UBND huyện Lắk",
        "Quá hạn, chưa gửi",
        "30/10/2017quá hạn từ hôm nay",
        "",
        "Thông báo chậm báo cáo, 30/10/2017 Đã gửi",
      ],
      [
        "Văn phòng UBND tỉnh",
        "Quá hạn, chưa gửi",
        "30/10/2017quá hạn từ hôm nay",
        "",
        "Thông báo chậm báo cáo, 30/10/2017 Đã gửi",
      ],
    ]);
    expect(linksOf(page)).toContain(dutyOf("stc"));
  });

  it("shows a reason with the promised day, and who cannot be reached", async () => {
    const page = await (await signedIn(await withTimeLeft(engine))).get(LIST);
    const rows = Object.fromEntries(rowsOf(page).map((row) => [row["Đơn vị"], row["Lý do chậm"]]));
    expect(rows["UBND huyện Lắk"]).toBe("Đang chờ số liệu của các xã vùng III Hẹn gửi ngày 2/11/2017");
    expect(names(page)).toContain("Văn phòng UBND tỉnhKhông nhận được thư");
  });

  it("is cut by its form: what was chosen stands in the address and in the form, and can be taken off", async () => {
    const browser = await signedIn(world);
    const page = await browser.get(LIST);
    const form = page.document.querySelector("form.filters");
    expect([form?.getAttribute("method"), form?.getAttribute("action")]).toEqual(["get", LIST]);
    const cut = await browser.get(`${LIST}?q=so+t&state=red&kind=&sort=-deadline`);
    expect(names(cut)).toEqual(["Sở Tài chính"]);
    expect(cut.text).toContain("Tìm thấy 1 trong 4 đơn vị.");
    const value = (name: string) => cut.document.querySelector(`form.filters [name="${name}"]`);
    expect(value("q")?.getAttribute("value")).toBe("so t");
    expect(value("state")?.querySelector("[selected]")?.getAttribute("value")).toBe("red");
    expect(value("sort")?.getAttribute("value")).toBe("-deadline");
    expect(linksOf(cut)).toContain(LIST);
  });

  it("with nobody to show says so", async () => {
    const page = await (await signedIn(world)).get(`${LIST}?q=ha+noi`);
    expect(page.text).toContain("Tìm thấy 0 trong 4 đơn vị.");
    expect(page.text).toContain("Không có đơn vị nào phù hợp.");
  });

  it("is ordered by its columns, which say how it is ordered now and keep what it is cut by", async () => {
    const browser = await signedIn(world);
    const page = await browser.get(`${LIST}?late=1`);
    const head = (p: Page, label: string) =>
      [...p.document.querySelectorAll("thead th")].find((th) => th.textContent?.trim() === label);
    expect(head(page, "Đơn vị")?.getAttribute("aria-sort")).toBe("ascending");
    expect(head(page, "Trạng thái")?.hasAttribute("aria-sort")).toBe(false);
    const other = await browser.get(head(page, "Đơn vị")?.querySelector("a")?.getAttribute("href") ?? "");
    expect(names(other)).toEqual(["Văn phòng UBND tỉnh", "UBND huyện Lắk", "Sở Tài chính"]);
    expect(head(other, "Đơn vị")?.getAttribute("aria-sort")).toBe("descending");
    expect(other.path).toBe(`${LIST}?late=1&sort=-name`);
  });

  it("is for the supervisor and for leaders; others find nothing", async () => {
    expect((await (await leaderIn(world)).get(LIST)).status).toBe(200);
    expect((await (await signedIn(world, STC)).get(LIST)).status).toBe(404);
    expect((await (await otherSupervisor(world)).get(LIST)).status).toBe(404);
    expect((await (await signedIn(world)).get("/obligations/5500-ubnd-kgvx-2017/khong-co/duties")).status).toBe(404);
  });

  it("shows names and reasons as they are, never as markup", async () => {
    const bad = `<img src=x onerror=alert(1)>"'&`;
    const duty = await dutyIn(world, "stc");
    await world.register.duties.refreshUnit(duty, { ...unitNamed("stc"), name: bad, headTitle: bad }, lying(), {
      reachable: true,
    });
    const page = await (await signedIn(world)).get(`${LIST}?q=${encodeURIComponent(bad)}`);
    expect(page.document.querySelectorAll("main img")).toHaveLength(0);
    expect(names(page)).toEqual([bad]);
    expect(page.document.querySelector('[name="q"]')?.getAttribute("value")).toBe(bad);
  });
});

describe("a list of many units", () => {
  /** So many units more, with nothing filed. */
  const layOut = async (count: number) => {
    const duties = Array.from({ length: count }, (_, i) => {
      const id = `xa-${String(i + 1).padStart(3, "0")}`;
      const unit = { name: `UBND xã số ${i + 1}`, kind: "xa", headTitle: "", phone: "" };
      return newDuty({ ...ref, unitId: unitId(id) }, unit, obligation.before ?? ("2017-10-30" as never));
    });
    await world.register.duties.layOut(duties, lying());
    await world.register.counts.add(ref, countsOfDuties(duties));
    return duties;
  };
  /** As if more than a hundred were too many to be read one by one. */
  const fromTheRoll = (): Promise<Browser> =>
    new Browser(world, { showDutyList: (visit, effects) => dutyList(visit, effects, 100) }).signIn(SNV);
  let added: Duty[];
  beforeEach(async () => {
    added = await layOut(120);
  });

  it("is shown forty at a time, in the order that was asked for over all of them, and under 60 KB", async () => {
    const browser = await signedIn(world);
    const first = await browser.get(`${LIST}?kind=xa`);
    expect(names(first)).toHaveLength(40);
    expect(names(first)[1]).toBe("UBND xã số 2");
    expect(first.text).toContain("Trang 1 trên 3");
    expect(first.body.length).toBeLessThan(60_000);
    const second = await browser.get(first.document.querySelector('[rel="next"]')?.getAttribute("href") ?? "");
    expect(names(second)[0]).toBe("UBND xã số 41");
    const third = await browser.get(second.document.querySelector('[rel="next"]')?.getAttribute("href") ?? "");
    expect(names(third)).toHaveLength(40);
    expect(third.document.querySelector('[rel="next"]')).toBeNull();
    expect(third.document.querySelector('[rel="first"]')?.getAttribute("href")).toBe(`${LIST}?kind=xa`);
  });

  it.each(["0", "-1", "99", "x"])("at a page that is not there (%s) shows one that is", async (page) => {
    const shown = await (await signedIn(world)).get(`${LIST}?kind=xa&page=${page}`);
    expect(shown.status).toBe(200);
    expect(names(shown).length).toBeGreaterThan(0);
  });

  it("is the same from the roll as from the duties, however it is cut and ordered", async () => {
    await world.register.roll.noting(ref, 1)(added);
    await rule(await signedIn(world), `${dutyOf("stc")}/extension`, EXTENSION);
    await drain(world);
    const [roll, whole] = [await fromTheRoll(), await signedIn(world)];
    for (const query of [
      "",
      "?sort=-name",
      "?state=red&sort=deadline",
      "?late=1&kind=xa",
      "?q=12",
      "?sort=-filed",
      "?reason=1",
    ]) {
      const [one, other] = [await roll.get(LIST + query), await whole.get(LIST + query)];
      expect(rowsOf(one)).toEqual(rowsOf(other));
      expect(one.document.querySelector("main")?.textContent).toBe(other.document.querySelector("main")?.textContent);
    }
  });

  it("shows each unit of a page as it is now, though the roll has not heard of it yet", async () => {
    await world.register.roll.noting(ref, 1)(added);
    await file(world, "stc");
    const row = rowsOf(await (await fromTheRoll()).get(`${LIST}?q=stc`))[0];
    expect(row?.["Trạng thái"]).toBe("Đã gửi muộn");
    await drain(world);
    const red = await (await fromTheRoll()).get(`${LIST}?state=red&kind=so-ban-nganh`);
    expect(names(red)).not.toContain("Sở Tài chính");
  });

  it("whose roll is not whole goes page by page, says so, leaves no unit out, and has the roll made anew", async () => {
    const browser = await fromTheRoll();
    const seen: (string | undefined)[] = [];
    let at: string | null | undefined = `${LIST}?state=red`;
    while (at) {
      const page: Page = await browser.get(at);
      expect(page.text).toContain("Danh sách đang được lập lại");
      expect(page.document.querySelector("thead a")).toBeNull();
      seen.push(...names(page));
      at = page.document.querySelector('[rel="next"]')?.getAttribute("href");
    }
    expect(new Set(seen).size).toBe(123);
    expect(seen).toHaveLength(123);
    await runMilestone({ ...ref, run: "ALL#issue" }, world, plenty);
    expect((await browser.get(`${LIST}?state=red`)).text).toContain("Tìm thấy 123 trong 124 đơn vị.");
  });

  it.each([
    "made-up",
    Buffer.from(JSON.stringify({ shard: 0, after: { pk: "elsewhere", sk: "UNIT#a" } })).toString("base64url"),
    Buffer.from(JSON.stringify({ shard: 0, after: { key: "none" } })).toString("base64url"),
  ])("with a place to go on from that was made up (%s) says so, and shows no list", async (cursor) => {
    const browser = await fromTheRoll();
    const page = await browser.get(`${LIST}?cursor=${cursor}`);
    expect(page.status).toBe(400);
    expect(page.text).toContain("Không xem tiếp được danh sách từ chỗ này. Đề nghị mở lại danh sách từ đầu.");
  });
});
