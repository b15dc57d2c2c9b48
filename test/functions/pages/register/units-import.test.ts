import { readFileSync } from "node:fs";

import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { SNV, newWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { unitId, units } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser, fieldsOf, formOf } from "../browser.ts";
import type { Page } from "../browser.ts";
import { factsOf, faultsOf, noticesOf, rowsOf, unitsCsv } from "./read-page.ts";

const HEADER = "id,name,kind,headTitle,clerkEmail,officeEmail,headEmail,phone";
const SYT = "syt2,Sở Y tế mới,so-ban-nganh,Giám đốc,vanthu@syt2.daklak.example,,,";

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

const give = async (content: string | Buffer): Promise<Page> =>
  browser.submit(await browser.get("/units/import"), "look", {}, { file: { name: "don-vi.csv", content } });
const paste = async (content: string): Promise<Page> =>
  browser.submit(await browser.get("/units/import"), "look", { content });
const changed = unitsCsv.replace("Giám đốc Sở Tài chính", "Q. Giám đốc Sở Tài chính");
const all = async () => JSON.stringify(await world.register.units.allUnits());
const pressed = (page: Page, what: string) => page.document.querySelector(`button[value="${what}"]`);

describe("a file of units is looked at before it is entered", () => {
  it("new units, changed ones value by value, and how many stay", async () => {
    const before = await all();
    const look = await give(`${changed}\n${SYT}\n`);
    expect(factsOf(look)).toEqual({
      "Thêm mới": "1",
      Sửa: "1",
      "Giữ nguyên": "34",
      "Không có trong tệp, giữ nguyên": "0",
    });
    expect(rowsOf(look)).toEqual([
      ["Sở Tài chính", "Chức danh người đứng đầu: Giám đốc Sở Tài chính → Q. Giám đốc Sở Tài chính"],
      ["Sở Y tế mới (syt2)", "Sở, ban, ngành", "vanthu@syt2.daklak.example"],
    ]);
    expect(await all()).toBe(before);

    const done = await browser.submit(look, "confirm");
    expect([done.path, noticesOf(done)]).toEqual(["/units?done=imported", ["Đã ghi tệp vào danh bạ."]]);
    expect((await world.register.units.unit(unitId("stc")))?.headTitle).toBe("Q. Giám đốc Sở Tài chính");
    expect((await world.register.units.unit(unitId("syt2")))?.name).toBe("Sở Y tế mới");
  });

  it.each(["units-extra.xlsx", "units-text.xlsx"])("a workbook, whatever stands beside its cells: %s", async (name) => {
    const look = await give(readFileSync(new URL(`workbooks/${name}`, import.meta.url)));
    expect(factsOf(look)).toMatchObject({ "Thêm mới": "0", "Không có trong tệp, giữ nguyên": "0" });
    await browser.submit(look, "confirm");
    expect(await world.register.units.unit(unitId("skhdt"))).toMatchObject({ name: "Sở Kế hoạch và Đầu tư" });
    expect(await world.register.units.allUnits()).toHaveLength(35);
  });

  it("of a workbook what its cells came to, in its first sheet that is not hidden, below a title", async () => {
    const rows = [["DANH SÁCH"], [], HEADER.split(","), SYT.split(",").with(7, "2623855001")];
    const content = Buffer.from(
      await writeXlsx({
        sheets: [
          { name: "Nháp", hidden: true, rows: [["x"]] },
          { name: "Đơn vị", rows: rows.map((row) => row.map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell))) },
        ],
      }),
    );
    const look = await give(content);
    expect(rowsOf(look)).toEqual([["Sở Y tế mới (syt2)", "Sở, ban, ngành", "vanthu@syt2.daklak.example"]]);
    expect(noticesOf(look)).toEqual([
      "Số điện thoại không bắt đầu bằng 0 hoặc +; có thể bảng tính đã bỏ số 0 ở đầu: Sở Y tế mới (2623855001).",
    ]);
    await browser.submit(look, "confirm");
    expect(await world.register.units.unit(unitId("syt2"))).toMatchObject({ name: "Sở Y tế mới" });
  });

  it.each([
    ["of an older Excel", Buffer.from("d0cf11e0a1b11ae1", "hex"), "Tệp ở định dạng Word/Excel cũ"],
    ["that is damaged", Buffer.from("PK\u0003\u0004 hỏng"), "Không đọc được tệp: tệp bị hỏng"],
  ])("a workbook %s is refused, and told what to do", async (_what, content, told) => {
    const again = await give(content);
    expect(again.status).toBe(400);
    expect(rowsOf(again).join()).toContain(told);
  });

  it("units that the file does not name stay as they are", async () => {
    const look = await give(`${HEADER}\n${SYT}`);
    expect(factsOf(look)).toMatchObject({ "Thêm mới": "1", "Không có trong tệp, giữ nguyên": "35" });
    await browser.submit(look, "confirm");
    expect(await world.register.units.allUnits()).toHaveLength(36);
  });

  it("a new id with the name of a unit that is there is pointed out", async () => {
    const look = await give(`${HEADER}\nso-tp,SỞ TƯ PHÁP,so-ban-nganh,,a@tp.example,,,`);
    expect(noticesOf(look)).toEqual([expect.stringContaining("SỞ TƯ PHÁP (so-tp; stp)")]);
  });

  it("cells pasted from a spreadsheet do as well, and so do semicolons", async () => {
    const rows = `${HEADER}\n${SYT}`;
    expect(factsOf(await paste(rows.replaceAll(",", "\t")))["Thêm mới"]).toBe("1");
    const look = await paste(rows.replaceAll(",", ";"));
    expect(factsOf(look)["Thêm mới"]).toBe("1");
    await browser.submit(look, "confirm");
    expect((await world.register.units.unit(unitId("syt2")))?.kind).toBe("so-ban-nganh");
  });

  it("from the look one goes back to what was given, to change it", async () => {
    const back = await browser.submit(await paste(`${HEADER}\n${SYT}`), "edit");
    expect(fieldsOf(formOf(back, "look"))["content"]?.[0]?.trim().replace(/\r/g, "")).toBe(`${HEADER}\n${SYT}`);
  });

  it("five thousand units are looked at on a page that shows the first hundred", async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `xa-${i},UBND xã ${i},xa,,a${i}@xa.example,,,`);
    const look = await give([HEADER, ...rows].join("\n"));
    expect(factsOf(look)["Thêm mới"]).toBe("5.000");
    expect(rowsOf(look)).toHaveLength(100);
    expect(look.text).toContain("… và 4.900 mục khác.");
    const tooMany = await give([HEADER, ...rows, "xa-x,UBND xã x,xa,,ax@xa.example,,,"].join("\n"));
    expect(rowsOf(tooMany)[0]?.[2]).toContain("Mỗi lần nhập tối đa 5.000 dòng; tệp có 5.001 dòng");
  });
});

describe("a file with faults enters nothing", () => {
  it("each fault is told by its row and column, and the text is there to be corrected", async () => {
    const before = await all();
    const wrong = unitsCsv.replace("vanthu@stc.daklak.example", "khong").replace("\nskhdt,", "\nS K,");
    const page = await give(`${wrong}stp,Trùng mã,huyen,,a@b.example,,,\n`);
    expect([page.status, page.document.title]).toEqual([400, "Lỗi: Nhập danh sách đơn vị – Đúng Hạn"]);
    expect(rowsOf(page)).toEqual([
      ["Dòng 5", "Mã đơn vị", expect.stringContaining('nhận được "S K"')],
      ["Dòng 6", "Hộp thư văn thư", expect.stringContaining('nhận được "khong"')],
      ["Dòng 37", "Mã đơn vị", 'Đã có ở dòng 4; nhận được "stp".'],
    ]);
    expect(noticesOf(page)[0]).toMatch(/^Tệp có 3 chỗ cần sửa; chưa có gì được ghi/);
    expect(await all()).toBe(before);
    const content = fieldsOf(formOf(page, "look"))["content"]?.[0] ?? "";
    const corrected = content
      .replace("khong", "vanthu@stc.daklak.example")
      .replace("S K,", "skhdt,")
      .replace(/\nstp,Trùng.*/, "");
    expect(factsOf(await browser.submit(page, "look", { content: corrected }))["Giữ nguyên"]).toBe("35");
  });

  it("columns that are missing or unknown are named", async () => {
    expect(rowsOf(await give("id,ten\nstc,Sở Tài chính")).map(([row, , fault]) => `${row} ${fault}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Dòng 1 Thiếu cột name/),
        expect.stringMatching(/^Dòng 1 Cột "ten" không dùng ở đây/),
      ]),
    );
  });

  it("a file that is not UTF-8 says how to save it", async () => {
    const page = await give(
      Buffer.concat([
        Buffer.from(`${HEADER}\nsyt2,S`),
        Buffer.from([0xdf]),
        Buffer.from(" Y,so-ban-nganh,,a@b.example,,,"),
      ]),
    );
    expect(rowsOf(page)[0]).toEqual(["Dòng 2", "", expect.stringContaining("CSV UTF-8")]);
  });

  it("nothing given at all is told at the field", async () => {
    const page = await paste("  ");
    expect([page.status, faultsOf(page)]).toEqual([400, ["file: Chưa chọn tệp và chưa dán nội dung."]]);
  });

  it("markup in a file is shown as it is", async () => {
    const evil = `${HEADER}\nsyt2,<script>alert(1)</script>,so-ban-nganh,,a@b.example,,,</textarea><script>x</script>`;
    const page = await give(evil);
    expect(page.body).not.toMatch(/<script>(alert|x)/);
    expect(page.text).toContain("<script>alert(1)</script>");
  });

  it("a file that takes the sender's own mailbox out of the home unit is refused", async () => {
    const page = await give(unitsCsv.replace(SNV, "moi@snv.daklak.example"));
    expect(rowsOf(page)[0]?.[2]).toContain(`${SNV} là hộp thư đang đăng nhập`);
  });
});

describe("entering", () => {
  it("a register that changed since the look is looked at again", async () => {
    const look = await give(changed);
    await browser.submit(await browser.get("/units/stc"), "save", { phone: "0262 111" });
    const again = await browser.submit(look, "confirm");
    expect([again.status, noticesOf(again)[0]]).toEqual([409, expect.stringContaining("người khác thay đổi")]);
    expect(rowsOf(again)[0]?.[1]).toContain("Điện thoại: 0262 111 → 0262 000 0005");
    expect((await world.register.units.unit(unitId("stc")))?.phone).toBe("0262 111");
    await browser.submit(again, "confirm");
    expect((await world.register.units.unit(unitId("stc")))?.phone).toBe("0262 000 0005");
  });

  it("other content than was looked at is not entered", async () => {
    const look = await give(changed);
    const again = await browser.submit(look, "confirm", { content: `${HEADER}\n${SYT}` });
    expect(again.status).toBe(409);
    expect(await world.register.units.unit(unitId("syt2"))).toBeUndefined();
  });

  it("the same look confirmed twice enters once", async () => {
    const look = await give(changed);
    await browser.press(look, "confirm");
    const second = await browser.press(look, "confirm");
    expect([second.status, second.text.includes("Việc này đã được thực hiện")]).toEqual([409, true]);
  });

  it("a look of an old sign-in enters nothing, and what it carried is there to be looked at again", async () => {
    const look = await give(`${HEADER}\n${SYT}`);
    await browser.signIn(SNV);
    const page = await browser.submit(look, "confirm");
    expect([page.status, pressed(page, "confirm")]).toEqual([409, null]);
    expect(await world.register.units.unit(unitId("syt2"))).toBeUndefined();
    await browser.submit(await browser.submit(page, "look"), "confirm");
    expect((await world.register.units.unit(unitId("syt2")))?.name).toBe("Sở Y tế mới");
  });

  it("a body above five megabytes is not read", async () => {
    expect((await give("x".repeat(5_000_001))).status).toBe(413);
  });
});
