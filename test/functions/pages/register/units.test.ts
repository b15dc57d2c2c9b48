import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { UnitRecord } from "../../../../functions/domain/unit.ts";
import { SNV, newWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { email, unitId, unitNamed, units } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser } from "../browser.ts";
import { noticesOf, rowsOf } from "./read-page.ts";

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await newWorld(engine);
  await world.register.units.putUnits(units, new Map());
  browser = await new Browser(world).signIn(SNV);
});

const namesOf = async (path: string) => rowsOf(await browser.get(path)).map(([name]) => name);
const bounce = (address: string, why: "bounce" | "complaint" = "bounce") =>
  world.register.units.markBounced(email(address), { at: world.clock.now(), why });
const change = async (unit: UnitRecord) =>
  world.register.units.putUnits([unit], await world.register.units.unitsToChange([unit]));

describe("the list of units", () => {
  it("shows every unit by kind, the kinds in the order of offices", async () => {
    const page = await browser.get("/units");
    const rows = rowsOf(page);
    expect(rows).toHaveLength(35);
    expect([...new Set(rows.map(([, kind]) => kind))]).toEqual(["Sở, ban, ngành", "Thành phố", "Thị xã", "Huyện"]);
    expect(rows.find(([name]) => name === "Sở Tư pháp")).toEqual([
      "Sở Tư pháp",
      "Sở, ban, ngành",
      "Giám đốc Sở Tư pháp0262 000 0003",
      "Văn thư: vanthu@stp.daklak.example Văn phòng: vanphong@stp.daklak.example Thủ trưởng: lanhdao@stp.daklak.example",
    ]);
    expect(Buffer.byteLength(page.body)).toBeLessThan(60_000);
  });

  it("accents, đ and letter case do not count in a search, which lives in the address", async () => {
    expect(await namesOf("/units?q=SO+TU+PHAP")).toEqual(["Sở Tư pháp"]);
    expect(await namesOf("/units?q=m%27drak")).toEqual(["UBND huyện M'Đrắk"]);
    expect(await namesOf("/units?q=lanhdao%40stc")).toEqual(["Sở Tài chính"]);
    const page = await browser.get("/units?q=so+tu+phap&kind=so-ban-nganh");
    expect(page.document.querySelector('input[name="q"]')?.getAttribute("value")).toBe("so tu phap");
    expect(page.document.querySelector('option[value="so-ban-nganh"]')?.hasAttribute("selected")).toBe(true);
  });

  it("is filtered by kind, and by what became of mailboxes", async () => {
    await bounce("vanthu@stc.daklak.example");
    for (const who of ["vanthu", "vanphong", "lanhdao"]) await bounce(`${who}@lak.daklak.example`, "complaint");
    expect(await namesOf("/units?kind=thi-xa")).toEqual(["UBND thị xã Buôn Hồ"]);
    expect(await namesOf("/units?state=bounced")).toEqual(["Sở Tài chính", "UBND huyện Lắk Không nhận được thư"]);
    expect(await namesOf("/units?state=unreachable")).toEqual(["UBND huyện Lắk Không nhận được thư"]);
    expect((await browser.get("/units?kind=huyen&q=khong-co")).text).toContain("Không có đơn vị nào phù hợp");
  });

  it("a mailbox whose mail came back says why and when; a unit that nobody can reach stands on top", async () => {
    await bounce("vanthu@stc.daklak.example");
    for (const who of ["vanthu", "vanphong", "lanhdao"]) await bounce(`${who}@lak.daklak.example`, "complaint");
    const page = await browser.get("/units");
    expect(page.text).toContain("vanthu@stc.daklak.example thư bị trả về lúc 08:00 ngày 14/7/2017");
    expect(page.text).toContain("người nhận báo là thư rác lúc 08:00 ngày 14/7/2017");
    expect(noticesOf(page)).toEqual([
      expect.stringMatching(/^1 đơn vị không còn hộp thư nào .* UBND huyện Lắk \(0262 000 0034\)$/),
    ]);
  });

  it("of many units fifty stand on a page, and the way on keeps the filters", async () => {
    const many = Array.from({ length: 120 }, (_, i): UnitRecord => ({
      ...units[0]!,
      id: unitId(`xa-${i}`),
      name: `UBND xã ${i}`,
      kind: "xa",
    }));
    await world.register.units.putUnits(many, new Map());
    const first = await browser.get("/units?kind=xa");
    expect(rowsOf(first)).toHaveLength(50);
    expect(first.text).toContain("Trang 1 trên 3");
    expect(Buffer.byteLength(first.body)).toBeLessThan(60_000);
    const next = first.document.querySelector('a[rel="next"]')?.getAttribute("href") ?? "";
    expect(next).toContain("kind=xa");
    expect(rowsOf(await browser.get(next))[0]?.[0]).toBe("UBND xã 50");
    expect(rowsOf(await browser.get("/units?kind=xa&page=99"))).toHaveLength(20);
    expect(rowsOf(await browser.get("/units?kind=xa&page=x"))).toHaveLength(50);
  });

  it("an empty register says how to begin", async () => {
    const empty = await new Browser(await newWorld(engine)).signIn("keeper@snv.daklak.example");
    const page = await empty.get("/units");
    expect(page.text).toContain("Danh bạ chưa có đơn vị nào");
    expect(page.document.querySelector('main a.main[href="/units/import"]')).not.toBeNull();
  });
});

describe("the list as a file", () => {
  it("has the columns that the import reads, and what a spreadsheet would run is made text", async () => {
    await change({ ...unitNamed("stc"), headTitle: '=HYPERLINK("http://evil.example")', phone: "+84 262" });
    const file = await browser.get("/units?format=csv");
    expect(file.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(file.headers["content-disposition"]).toBe('attachment; filename="don-vi.csv"');
    const lines = file.body.split("\r\n");
    expect(lines[0]).toBe("\uFEFFid,name,kind,headTitle,clerkEmail,officeEmail,headEmail,phone");
    expect(lines.find((line) => line.startsWith("stc,"))).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(lines.find((line) => line.startsWith("stc,"))).toMatch(/,'\+84 262$/);
  });

  it("is read again without changing anything, the made text among it", async () => {
    await change({ ...unitNamed("stc"), headTitle: "@Giám đốc", phone: "+84 262" });
    const { body } = await browser.get("/units?format=csv");
    const page = await browser.submit(
      await browser.get("/units/import"),
      "look",
      {},
      { file: { name: "a.csv", content: body } },
    );
    expect(page.text).toContain("Tệp giống hệt danh bạ: không có gì để ghi.");
    expect(page.document.querySelector('button[value="confirm"]')).toBeNull();
  });
});
