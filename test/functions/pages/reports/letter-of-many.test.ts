import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { exemptDuty } from "../../api/operations.ts";
import { countsOfDuties } from "../../../../functions/domain/counts.ts";
import { newDuty } from "../../../../functions/domain/duty.ts";
import type { Duty } from "../../../../functions/domain/duty.ts";
import { paragraphsOf } from "../../documents/formats/open-file.ts";
import { day, dutyOf as dutyFrom, lying, ref, unitId } from "../../season.ts";
import { drain, goTo, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Browser, Page } from "../browser.ts";
import {
  EXEMPTION,
  OBLIGATION,
  SNV,
  dutyOf,
  file,
  linksOf,
  onTheFirstLateDay,
  rowsOf,
  signedIn,
  withTimeLeft,
} from "../office/office-site.ts";

const LETTERS = ["urging", "criticism"] as const;

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
/** 30/10/2017: Sở Tài chính, the Office and UBND huyện Lắk are late. */
beforeEach(async () => {
  world = await onTheFirstLateDay(engine);
  browser = await signedIn(world);
});

const nameOf = (nth: number): string => `UBND xã số ${String(nth).padStart(3, "0")}`;
const communes = (count: number, more: Partial<Duty> = {}): Duty[] =>
  Array.from({ length: count }, (_, i) => ({
    ...newDuty(
      { ...ref, unitId: unitId(`xa-${String(i + 1).padStart(3, "0")}`) },
      { name: nameOf(i + 1), kind: "xa", headTitle: "", phone: "" },
      dutyFrom("stc").deadline,
    ),
    ...more,
  }));
async function layOut(duties: readonly Duty[]): Promise<void> {
  await world.register.duties.layOut(duties, lying());
  await world.register.counts.add(ref, countsOfDuties(duties));
}
const namesIn = (page: Page): string[] => rowsOf(page).map((row) => row["Đơn vị"] ?? "");
const onward = (page: Page): string => page.document.querySelector('[rel="next"]')?.getAttribute("href") ?? "";
const named = (page: Page): string => page.document.querySelector("#named h2")?.textContent?.trim() ?? "";

describe.each(LETTERS)("the page of a letter to many (%s)", (kind) => {
  const path = `${OBLIGATION}/${kind}`;
  const draft = `${OBLIGATION}/papers/${kind}.docx?before=6/11/2017&confirm=yes`;

  it("says how many it names and shows thirty of them at a time; the draft names all", async () => {
    await layOut(communes(64, { reason: { text: "Chờ số liệu của các thôn, buôn. ".repeat(10), at: 0 } }));
    const seen: string[] = [];
    const lengths: number[] = [];
    let page = await browser.get(path);
    expect(page.text).toContain("dự thảo nêu tên cả 67 đơn vị");
    expect(page.text).toContain("Đơn vị 1–30 trên 67");
    for (;;) {
      expect([page.status, named(page), page.body.length < 60_000]).toEqual([200, "Kính gửi: 67 đơn vị", true]);
      expect(page.document.querySelector(`form[action="${OBLIGATION}/papers/${kind}.docx"]`)).not.toBeNull();
      seen.push(...namesIn(page));
      lengths.push(namesIn(page).length);
      if (onward(page) === "") break;
      page = await browser.get(onward(page));
    }
    expect(lengths).toEqual([30, 30, 7]);
    expect(linksOf(page)).toContain(path);
    const all = [
      ...communes(64).map(({ unitName }) => unitName),
      "Sở Tài chính",
      "UBND huyện Lắk",
      "Văn phòng UBND tỉnh",
    ];
    expect(seen.toSorted()).toEqual(all.toSorted());
    const { bytes } = await browser.get(draft);
    const inDraft = paragraphsOf(bytes).filter((text) => text.startsWith("- "));
    const namedThere = inDraft.slice(0, all.length).map((text) => text.slice(2, -1));
    expect(namedThere.toSorted()).toEqual(all.toSorted());
  });

  it("begins with those that are late longest", async () => {
    await layOut(communes(2, { deadline: day("2017-10-16"), ladder: 1 }));
    const page = await browser.get(path);
    expect(namesIn(page).slice(0, 3)).toEqual([nameOf(1), nameOf(2), "Sở Tài chính"]);
    expect(page.document.querySelector("nav.pages")).toBeNull();
    expect(page.text).not.toContain("Danh sách có nhiều trang");
  });

  it("goes on where it was though a unit files between two of its pages: nobody is passed over", async () => {
    await layOut(communes(40));
    const first = await browser.get(path);
    await file(world, "stc");
    await drain(world);
    const second = await browser.get(onward(first));
    const seen = [...namesIn(first), ...namesIn(second)];
    expect(new Set(seen).size).toBe(seen.length);
    expect(communes(40).filter(({ unitName }) => !seen.includes(unitName))).toEqual([]);
    expect(named(await browser.get(path))).toBe("Kính gửi: 42 đơn vị");
  });

  it("with a place to go on from that was made up says so", async () => {
    const page = await browser.get(`${path}?cursor=made-up`);
    expect(page.status).toBe(400);
    expect(page.text).toContain("Không xem tiếp được danh sách từ chỗ này.");
  });

  it("names beside it the first of those that have time left, with how many there are more", async () => {
    await layOut(communes(45, { deadline: day("2017-11-06"), ladder: 1 }));
    const page = await browser.get(path);
    expect(named(page)).toBe("Kính gửi: 3 đơn vị");
    const card = page.document.querySelector("#named")?.textContent?.replaceAll(/\s+/g, " ");
    expect(card).toContain(`vì có thời hạn riêng chưa hết: ${nameOf(1)} (trước ngày 6/11/2017), ${nameOf(2)}`);
    expect(card).toContain("và 5 đơn vị khác");
    expect(linksOf(page)).toContain(`${OBLIGATION}/duties?sort=-deadline`);
  });

  it("says why there can be none: all have filed or are exempt, or have later dates", async () => {
    for (const unit of ["stc", "ubnd-lak"]) await file(world, unit);
    await ok(world, exemptDuty, { by: SNV, unit: "vpub", body: EXEMPTION });
    await drain(world);
    const none = await browser.get(path);
    expect(none.status).toBe(409);
    expect(none.text).toContain("Tất cả các đơn vị đã gửi báo cáo hoặc được miễn");
    await layOut(communes(45, { deadline: day("2017-11-06"), ladder: 1 }));
    const later = await browser.get(path);
    expect(later.status).toBe(409);
    expect(later.text).toContain("Không có đơn vị nào chậm: 45 đơn vị chưa gửi đều có thời hạn riêng chưa hết.");
    expect(later.document.querySelector("form[action$='.docx']")).toBeNull();
  });

  it("of chosen units names all of these on one page, the longest overdue first", async () => {
    await layOut([...communes(40, { deadline: day("2017-10-16"), ladder: 1 })]);
    const units = ["stc", "stp", ...communes(40).map((duty) => duty.unitId)].join(",");
    const page = await browser.get(`${path}?unit=${units}`);
    expect([named(page), namesIn(page).length]).toEqual(["Kính gửi: 41 đơn vị", 41]);
    expect([namesIn(page)[0], namesIn(page).at(-1)]).toEqual([nameOf(1), "Sở Tài chính"]);
    expect([onward(page), page.body.length < 60_000]).toEqual(["", true]);
    expect(page.text).toContain("Đã chọn nhưng không có tên trong văn bản: Sở Tư pháp (đã gửi).");
  });
});

it("on the day after the last working day an urging letter names whoever has not filed, and a criticism cannot be drafted", async () => {
  const early = await withTimeLeft(engine);
  await goTo(early, "2017-10-28T09:00");
  const office = await signedIn(early);
  expect(namesIn(await office.get(`${OBLIGATION}/urging`))).toEqual([
    "Sở Tài chính",
    "UBND huyện Lắk",
    "Văn phòng UBND tỉnh",
  ]);
  const criticism = await office.get(`${OBLIGATION}/criticism`);
  expect(criticism.status).toBe(409);
  expect(criticism.text).toContain("chỉ soạn văn bản phê bình sau thời điểm này");
  expect(linksOf(await office.get(`${OBLIGATION}/urging`))).toContain(dutyOf("stc"));
});
