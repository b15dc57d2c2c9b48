import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { SNV, issuedWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { email, ref, unitId, lying } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser, fieldsOf, formOf } from "../browser.ts";
import { factsOf, faultsOf, noticesOf } from "./read-page.ts";

const KEEPER = "keeper@snv.daklak.example";
const STC = "vanthu@stc.daklak.example";

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  browser = await new Browser(world).signIn(SNV);
});

const unit = (id: string) => world.register.units.unit(unitId(id));
const bounce = (address: string) =>
  world.register.units.markBounced(unitId("stc"), email(address), { at: world.clock.now(), why: "bounce" });

describe("the form of a unit", () => {
  it("shows what the register has, and saves what was changed", async () => {
    const form = await browser.get("/units/stc");
    expect(fieldsOf(formOf(form, "save"))).toMatchObject({
      name: ["Sở Tài chính"],
      kind: ["so-ban-nganh"],
      headTitle: ["Giám đốc Sở Tài chính"],
      clerkEmail: [STC],
    });
    const saved = await browser.submit(form, "save", {
      phone: "0262 3852 123",
      clerkEmail: " VanThu.Moi@stc.daklak.example ",
    });
    expect([saved.path, noticesOf(saved)]).toEqual(["/units?done=saved", ["Đã lưu đơn vị."]]);
    expect(await unit("stc")).toMatchObject({ phone: "0262 3852 123", clerkEmail: "vanthu.moi@stc.daklak.example" });
    expect(await world.register.units.unitsActedForBy(STC)).toEqual([]);
    const { items } = await world.register.duties.openDuties({ ...ref, place: lying() }, { limit: 10 });
    expect(items.find((duty) => duty.unitId === "stc")?.phone).toBe("0262 3852 123");
  });

  it("a unit's own systems keep their access, and lose it when they are taken out", async () => {
    await browser.submit(await browser.get("/units/stc"), "save", { clients: "edoc-stc\n  edoc-2 " });
    expect((await unit("stc"))?.clients).toEqual(["edoc-stc", "edoc-2"]);
    await browser.submit(await browser.get("/units/stc"), "save", { phone: "1" });
    expect((await unit("stc"))?.clients).toEqual(["edoc-stc", "edoc-2"]);
    await browser.submit(await browser.get("/units/stc"), "save", { clients: "" });
    expect((await unit("stc"))?.clients).toBeUndefined();
  });

  it("what is wrong is told at its field and summed up on top, and what was typed stays", async () => {
    const faulty = await browser.submit(await browser.get("/units/stc"), "save", {
      name: " ",
      clerkEmail: "khong phai",
      clients: "a b!",
    });
    expect(faulty.status).toBe(400);
    expect(faulty.document.title).toMatch(/^Lỗi: /);
    expect(faultsOf(faulty)).toEqual([
      "name: Tên đơn vị: Không được để trống.",
      expect.stringMatching(
        /^clerkEmail: Hộp thư văn thư: Địa chỉ thư điện tử ghi theo dạng .*; nhận được "khong phai".$/,
      ),
      expect.stringMatching(/^clients: Mã ứng dụng \(client id\): Mã hệ thống chỉ gồm/),
    ]);
    expect(faulty.document.getElementById("clerkEmail")?.getAttribute("aria-invalid")).toBe("true");
    expect(fieldsOf(formOf(faulty, "save"))["clerkEmail"]).toEqual(["khong phai"]);
    expect((await unit("stc"))?.name).toBe("Sở Tài chính");
  });

  it("a unit without any mailbox is refused", async () => {
    const faulty = await browser.submit(await browser.get("/units/stc"), "save", {
      clerkEmail: "",
      officeEmail: "",
      headEmail: "",
    });
    expect(faultsOf(faulty)).toEqual([expect.stringContaining("Đơn vị cần ít nhất một địa chỉ thư điện tử")]);
  });

  it("a unit that somebody else changed meanwhile is not overwritten unseen", async () => {
    const form = await browser.get("/units/stc");
    await browser.submit(await browser.get("/units/stc"), "save", { phone: "0262 111" });
    const stale = await browser.submit(form, "save", { headTitle: "Q. Giám đốc" });
    expect(stale.status).toBe(409);
    expect(noticesOf(stale)[0]).toMatch(/^Chưa thực hiện: .* đã được người khác thay đổi/);
    expect(factsOf(stale)).toEqual({ "Chức danh người đứng đầu": "Giám đốc Sở Tài chính", "Điện thoại": "0262 111" });
    expect(fieldsOf(formOf(stale, "save"))["headTitle"]).toEqual(["Q. Giám đốc"]);
    expect((await unit("stc"))?.headTitle).toBe("Giám đốc Sở Tài chính");
    await browser.submit(stale, "save");
    expect((await unit("stc"))?.headTitle).toBe("Q. Giám đốc");
  });

  it("the same form sent twice saves once, and the second is told so", async () => {
    const form = await browser.get("/units/stc");
    await browser.press(form, "save", { phone: "1" });
    const second = await browser.press(form, "save", { phone: "2" });
    expect([second.status, second.text.includes("Việc này đã được thực hiện")]).toEqual([409, true]);
    expect((await unit("stc"))?.phone).toBe("1");
  });

  it("a form of an old sign-in, or with a changed basis, saves nothing and keeps what was typed", async () => {
    const form = await browser.get("/units/stc");
    await browser.signIn(SNV);
    const old = await browser.submit(form, "save", { phone: "1" });
    expect([old.status, noticesOf(old)[0]]).toEqual([
      409,
      expect.stringMatching(/^Chưa thực hiện: trang này được mở từ/),
    ]);
    expect(fieldsOf(formOf(old, "save"))["phone"]).toEqual(["1"]);
    const forged = await browser.submit(await browser.get("/units/stc"), "save", {
      phone: "1",
      basis: "0000000000000000",
    });
    expect(forged.status).toBe(409);
    expect((await unit("stc"))?.phone).toBe("0262 000 0005");
    await browser.submit(old, "save");
    expect((await unit("stc"))?.phone).toBe("1");
  });

  it("a unit that is not there is not found", async () => {
    expect((await browser.get("/units/khong-co")).status).toBe(404);
    expect((await browser.get("/units/Sở")).status).toBe(404);
  });

  it("names with markup are shown as they are", async () => {
    const name = `Sở <script>alert("x")</script> & 'y'`;
    await browser.submit(await browser.get("/units/stc"), "save", {
      name,
      headTitle: '"><img src=x onerror=alert(1)>',
    });
    for (const path of ["/units", "/units/stc", "/staff", "/directives/new"]) {
      const page = await browser.get(path);
      expect(page.body).not.toMatch(/<script>alert|<img src=x/);
      expect(page.document.body.innerHTML.includes("alert(")).toBe(true);
    }
  });
});

describe("a mailbox whose mail came back", () => {
  it("says what happened, and keeps the mark when the unit is saved", async () => {
    await bounce(STC);
    const form = await browser.get("/units/stc");
    expect(form.text).toContain(`${STC}: thư bị trả về lúc 08:00 ngày 14/7/2017`);
    await browser.submit(form, "save", { phone: "1" });
    expect(Object.keys((await unit("stc"))?.bounced ?? {})).toEqual([STC]);
  });

  it("is written to again once a keeper says that it takes mail", async () => {
    for (const who of ["vanthu", "vanphong", "lanhdao"]) await bounce(`${who}@stc.daklak.example`);
    const form = await browser.get("/units/stc");
    expect(noticesOf(form)[0]).toContain("không còn hộp thư nào nhận được thư");
    await browser.submit(form, "save", { mended: [STC] });
    expect(Object.keys((await unit("stc"))?.bounced ?? {}).toSorted()).toEqual([
      "lanhdao@stc.daklak.example",
      "vanphong@stc.daklak.example",
    ]);
    const duty = await world.register.duties.duty({ ...ref, unitId: unitId("stc") }, lying());
    expect(duty?.unreachable).toBe(false);
  });

  it.each([
    ["what its reader finds wrong", { name: "" }, "name: Tên đơn vị: Không được để trống."],
    ["what the register finds wrong", { clients: "la" }, /^clients: .*Phải là hệ thống đã khai báo cho đơn vị/],
  ])(
    "keeps its mark while the form is refused for %s, and loses it with the form that is saved",
    async (_what, wrong, fault) => {
      await bounce(STC);
      const form = await browser.get("/units/stc");
      const faulty = await browser.submit(form, "save", { ...wrong, mended: [STC] });
      expect([faulty.status, faultsOf(faulty)]).toEqual([
        400,
        [typeof fault === "string" ? fault : expect.stringMatching(fault)],
      ]);
      expect(Object.keys((await unit("stc"))?.bounced ?? {})).toEqual([STC]);
      expect(fieldsOf(formOf(faulty, "save"))["mended"]).toEqual([STC]);

      const saved = await browser.submit(faulty, "save", { name: "Sở Tài chính tỉnh", clients: "" });
      expect([saved.path, (await unit("stc"))?.name]).toEqual(["/units?done=saved", "Sở Tài chính tỉnh"]);
      expect((await unit("stc"))?.bounced).toEqual({});
      const { items } = await world.register.duties.openDuties({ ...ref, place: lying() }, { limit: 10 });
      expect(items.find((duty) => duty.unitId === "stc")?.unitName).toBe("Sở Tài chính tỉnh");
    },
  );
});

describe("a new unit", () => {
  const syt = { name: "Sở Y tế", kind: "so-ban-nganh", clerkEmail: "vanthu@syt.daklak.example" };

  it("has the id that it is given, or else one made of its name", async () => {
    await browser.submit(await browser.get("/units/new"), "save", { ...syt, id: "syt" });
    expect((await unit("syt"))?.name).toBe("Sở Y tế");
    await browser.submit(await browser.get("/units/new"), "save", {
      ...syt,
      name: "Đài Phát thanh",
      clerkEmail: "a@dai.example",
    });
    expect((await unit("dai-phat-thanh"))?.name).toBe("Đài Phát thanh");
  });

  it("may be of a kind that no unit was of before", async () => {
    await browser.submit(await browser.get("/units/new"), "save", {
      ...syt,
      id: "syt",
      kind: "",
      otherKind: "Tổ chức hội",
    });
    expect((await unit("syt"))?.kind).toBe("to-chuc-hoi");
    expect((await browser.get("/units/new")).document.querySelector('option[value="to-chuc-hoi"]')).not.toBeNull();
  });

  it.each([
    ["an id that is taken", { ...syt, id: "stc" }, "id: Mã đơn vị: Mã “stc” đã dùng; đề nghị đặt mã khác."],
    ["an id that is a page's", { ...syt, id: "import" }, "id: Mã đơn vị: Mã “import” đã dùng; đề nghị đặt mã khác."],
    [
      "a name that is there",
      { ...syt, name: "sở  TÀI chính" },
      "name: Tên đơn vị: Danh bạ đã có đơn vị tên này, mã stc.",
    ],
    ["no kind", { ...syt, kind: "" }, "kind: Loại đơn vị: Không được để trống."],
  ])("%s is refused at its field", async (_what, fields, fault) => {
    const faulty = await browser.submit(await browser.get("/units/new"), "save", fields);
    expect([faulty.status, faultsOf(faulty)]).toEqual([400, [fault]]);
    expect(await world.register.units.allUnits()).toHaveLength(5);
  });
});

describe("the unit that keeps the register", () => {
  it("says so, and nobody takes his own mailbox out of it", async () => {
    const form = await browser.get("/units/snv");
    expect(noticesOf(form)[0]).toContain("Đơn vị này quản lý danh bạ");
    const faulty = await browser.submit(form, "save", { clerkEmail: "moi@snv.daklak.example" });
    expect(faultsOf(faulty)).toEqual([expect.stringMatching(/^clerkEmail: .*Đây là hộp thư đang đăng nhập/)]);
    expect((await unit("snv"))?.clerkEmail).toBe(SNV);
  });

  it("another keeper may", async () => {
    const keeper = await new Browser(world).signIn(KEEPER);
    await keeper.submit(await keeper.get("/units/snv"), "save", { clerkEmail: "moi@snv.daklak.example" });
    expect((await unit("snv"))?.clerkEmail).toBe("moi@snv.daklak.example");
  });
});
