import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { deadlineIn } from "../../../../functions/domain/deadline.ts";
import { newDuty } from "../../../../functions/domain/duty.ts";
import { runMilestone } from "../../../../functions/use-cases/run-milestone.ts";
import { countsOfDuties } from "../../../../functions/domain/counts.ts";
import { filtered, readFilter, sorted } from "../../../../functions/pages/office/duty-filter.ts";
import { at, day, lying, obligation, ref, unitId, unitNamed } from "../../season.ts";
import { drain, dutyIn, plenty } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Browser, Page } from "../browser.ts";
import {
  EXTENSION,
  OBLIGATION,
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
    expect(page.text).toContain("Tất cả 4 đơn vị, theo thứ tự mã đơn vị.");
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
    await world.register.roll.noteAsTheyAre(ref, [duty.unitId], 1, world.register.duties);
    const page = await (await signedIn(world)).get(`${LIST}?q=${encodeURIComponent(bad)}`);
    expect(page.document.querySelectorAll("main img")).toHaveLength(0);
    expect(names(page)).toEqual([bad]);
    expect(page.document.querySelector('[name="q"]')?.getAttribute("value")).toBe(bad);
  });
});

describe("a list of many units", () => {
  /** So many units more, with nothing filed, which the roll knows of so far. */
  const layOut = async (count: number, { inRoll = true } = {}) => {
    const duties = Array.from({ length: count }, (_, i) => {
      const id = `xa-${String(i + 1).padStart(3, "0")}`;
      const unit = { name: `UBND xã số ${i + 1}`, kind: "xa", headTitle: "", phone: "" };
      return newDuty({ ...ref, unitId: unitId(id) }, unit, deadlineIn(obligation));
    });
    await world.register.duties.layOut(duties, lying());
    if (inRoll) await world.register.roll.noting(ref, 1)(duties);
    await world.register.counts.add(ref, countsOfDuties(duties));
    return duties;
  };
  /** Every page of a list, by the ways through it. */
  const pagesOf = async (browser: Browser, from: string): Promise<Page[]> => {
    const pages: Page[] = [];
    for (let to: string | null | undefined = from; to;) {
      const page: Page = await browser.get(to);
      pages.push(page);
      to = page.document.querySelector('[rel="next"]')?.getAttribute("href");
    }
    return pages;
  };

  it("is shown whole thirty-five at a time, by the units' ids, each once, with how many there are", async () => {
    await layOut(120);
    const pages = await pagesOf(await signedIn(world), LIST);
    expect(pages.map((page) => names(page).length)).toEqual([35, 35, 35, 19]);
    const shown = pages.flatMap(names);
    expect(shown.slice(0, 3)).toEqual(["Sở Tài chính", "Sở Tư pháp", "UBND huyện Lắk"]);
    expect(shown.slice(4)).toEqual(Array.from({ length: 120 }, (_, i) => `UBND xã số ${i + 1}`));
    for (const page of pages) expect(page.text).toContain("Tất cả 124 đơn vị, theo thứ tự mã đơn vị.");
    expect(pages[0]?.document.querySelector('[rel="first"]')).toBeNull();
    expect(pages[3]?.document.querySelector('[rel="first"]')?.getAttribute("href")).toBe(LIST);
  });

  it("whole shows a unit that was added a moment ago, though neither the counts nor the roll know of it", async () => {
    const added = newDuty(
      { ...ref, unitId: unitId("moi") },
      { name: "Sở mới lập", kind: "so-ban-nganh", headTitle: "", phone: "" },
      deadlineIn(obligation),
    );
    await world.register.duties.layOut([added], lying());
    const page = await (await signedIn(world)).get(LIST);
    expect(names(page)).toContain("Sở mới lập");
    expect(page.text).toContain("Tất cả 5 đơn vị");
  });

  it("whole is ordered by no column until one is chosen, and then the first is shown to be chosen", async () => {
    await layOut(120);
    const browser = await signedIn(world);
    const whole = await browser.get(LIST);
    expect(whole.document.querySelectorAll("thead [aria-sort]")).toHaveLength(0);
    const byName = await browser.get(whole.document.querySelector("thead a")?.getAttribute("href") ?? "");
    expect(byName.path).toBe(`${LIST}?sort=name`);
    expect(byName.document.querySelector("thead [aria-sort]")?.getAttribute("aria-sort")).toBe("ascending");
    expect(byName.text).toContain("Trang 1 trên 4");
    expect(new Set((await pagesOf(browser, `${LIST}?sort=name`)).flatMap(names)).size).toBe(124);
  });

  it("cut is shown thirty-five at a time, in the order that was asked for over all of them", async () => {
    await layOut(120);
    const [first, second, third] = await pagesOf(await signedIn(world), `${LIST}?kind=xa`);
    expect(first && names(first)).toHaveLength(35);
    expect(first && names(first)[1]).toBe("UBND xã số 2");
    expect(first?.text).toContain("Trang 1 trên 4");
    expect(second && names(second)[0]).toBe("UBND xã số 36");
    expect(third && names(third)).toHaveLength(35);
    expect(third?.document.querySelector('[rel="first"]')?.getAttribute("href")).toBe(`${LIST}?kind=xa`);
  });

  it.each(["0", "-1", "99", "x"])("at a page that is not there (%s) shows one that is", async (page) => {
    await layOut(120);
    const shown = await (await signedIn(world)).get(`${LIST}?kind=xa&page=${page}`);
    expect(shown.status).toBe(200);
    expect(names(shown).length).toBeGreaterThan(0);
  });

  it("is cut and ordered from the roll as the duties themselves would be", async () => {
    await layOut(120);
    await rule(await signedIn(world), `${dutyOf("stc")}/extension`, EXTENSION);
    await drain(world);
    const browser = await signedIn(world);
    const { items } = await world.register.desk.dutiesByUnit({ ...ref, place: lying() }, { limit: 200 });
    const now = world.clock.now();
    for (const query of [
      "sort=-name",
      "state=red&sort=deadline",
      "late=1&kind=xa",
      "q=12",
      "sort=-filed",
      "reason=1",
    ]) {
      const filter = readFilter(Object.fromEntries(new URLSearchParams(query)));
      const wanted = sorted(filtered(items, filter, now), filter, now).map(({ unitName }) => unitName);
      const shown = (await pagesOf(browser, `${LIST}?${query}`)).flatMap(names);
      expect(shown, query).toEqual(wanted);
    }
  });

  it("shows each unit of a page as it is now, though the roll has not heard of it yet", async () => {
    await file(world, "stc");
    const row = rowsOf(await (await signedIn(world)).get(`${LIST}?q=stc`))[0];
    expect(row?.["Trạng thái"]).toBe("Đã gửi muộn");
    await drain(world);
    const red = await (await signedIn(world)).get(`${LIST}?state=red&kind=so-ban-nganh`);
    expect(names(red)).not.toContain("Sở Tài chính");
  });

  it("whose roll is not whole goes page by page, says so, leaves no unit out, and has the roll made anew", async () => {
    await layOut(120, { inRoll: false });
    const browser = await signedIn(world);
    const pages = await pagesOf(browser, `${LIST}?state=red`);
    for (const page of pages) {
      expect(page.text).toContain("Danh sách đang được lập lại");
      expect(page.document.querySelector("thead a")).toBeNull();
    }
    const seen = pages.flatMap(names);
    expect(new Set(seen).size).toBe(123);
    expect(seen).toHaveLength(123);
    await runMilestone({ ...ref, run: "ALL#issue" }, world, plenty);
    expect((await browser.get(`${LIST}?state=red`)).text).toContain("Tìm thấy 123 trong 124 đơn vị.");
  });

  it("while its duties are being laid out and nothing is counted yet claims to have found none of them in the roll alone", async () => {
    await layOut(120, { inRoll: false });
    const counted = await world.register.counts.movesCounted(ref);
    await world.register.counts.replace(ref, {}, { made: counted, counted });
    const pages = await pagesOf(await signedIn(world), `${LIST}?kind=xa`);
    expect(pages.flatMap(names)).toHaveLength(120);
    expect(pages[0]?.text).toContain("Danh sách đang được lập lại");
  });

  it("with the longest names and reasons in every row keeps under 60 KB", async () => {
    const name = "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh";
    const duties = Array.from({ length: 45 }, (_, i) => {
      const id = unitId(`van-phong-dbqh-hdnd-${i}`);
      const unit = { name: `${name} ${i}`, kind: "thi-tran", headTitle: "", phone: "" };
      const duty = newDuty({ ...ref, unitId: id }, unit, deadlineIn(obligation));
      const letter = { status: "delivered", at: at("2017-10-30T08:00"), to: "a@donvi.example" as never } as const;
      return {
        ...duty,
        unreachable: true,
        letters: { "0.escalate.unit": letter },
        reason: {
          text: "Đang chờ số liệu của các xã vùng III và của Phòng Tài chính",
          promisedOn: day("2017-11-02"),
          at: 0,
        },
      };
    });
    await world.register.duties.layOut(duties, lying());
    await world.register.roll.noting(ref, 1)(duties);
    await world.register.counts.add(ref, countsOfDuties(duties));
    const browser = await signedIn(world);
    for (const query of ["?kind=thi-tran", "?after=stp"]) {
      const page = await browser.get(LIST + query);
      expect(names(page)).toHaveLength(35);
      expect(Buffer.byteLength(page.body)).toBeLessThan(60 * 1024);
    }
  });

  it("with a place to go on from that no list gives says so, and shows no list", async () => {
    const page = await (await signedIn(world)).get(`${LIST}?after=${encodeURIComponent("UNIT#a")}`);
    expect(page.status).toBe(400);
    expect(page.text).toContain("Không xem tiếp được danh sách từ chỗ này. Đề nghị mở lại danh sách từ đầu.");
  });
});
