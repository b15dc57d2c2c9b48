import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { SNV, issuedWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { email, unitId } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser, fieldsOf, formOf } from "../browser.ts";
import type { Page } from "../browser.ts";
import { factsOf, faultsOf, noticesOf, rowsOf } from "./read-page.ts";

const LEADER = {
  email: "chu-tich@ubnd.daklak.example",
  name: "Nguyễn Văn A, Chủ tịch",
  role: "leader",
  unitId: "vpub",
};

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

const look = async (fields: Record<string, string>): Promise<Page> =>
  browser.submit(await browser.get("/staff"), "look", fields);
const members = () => world.register.staff.members();
const entered = async (): Promise<Page> => browser.submit(await look(LEADER), "put");

describe("the staff list", () => {
  it("somebody is added after a look that says what he will be able to do", async () => {
    const before = await look({ ...LEADER, email: " Chu-Tich@ubnd.daklak.example" });
    expect(await members()).toEqual([]);
    expect(factsOf(before)).toMatchObject({ "Vai trò": "Lãnh đạo (chỉ xem)", "Đơn vị": "Văn phòng UBND tỉnh" });
    expect(noticesOf(before)[0]).toContain("xem được mọi bảng tổng hợp");
    const after = await browser.submit(before, "put");
    expect([after.path, noticesOf(after)]).toEqual(["/staff?done=saved", ["Đã lưu."]]);
    expect(rowsOf(after)[0]?.slice(0, 4)).toEqual([
      "Nguyễn Văn A, Chủ tịch",
      LEADER.email,
      "Lãnh đạo (chỉ xem)",
      "Văn phòng UBND tỉnh",
    ]);
    expect(await members()).toEqual([LEADER]);
  });

  it("a supervisor for the home unit is told to keep the register too, one for another unit is not", async () => {
    const keeper = await look({ ...LEADER, role: "supervisor", unitId: "" });
    expect(noticesOf(keeper)[0]).toContain("gửi đến Sở Nội vụ, và được sửa đơn vị, cán bộ, văn bản chỉ đạo.");
    const other = await look({ ...LEADER, role: "supervisor", unitId: "vpub" });
    expect(noticesOf(other)[0]).toMatch(/gửi đến Văn phòng UBND tỉnh\.$/);
  });

  it("what is missing is told at its field, and what was typed stays", async () => {
    const faulty = await look({ email: "x", name: " Bà B", role: "" });
    expect([faulty.status, faultsOf(faulty)]).toEqual([
      400,
      ["email: Địa chỉ thư công vụ: Ghi theo dạng ten@so.tinh.example.", "role: Vai trò: Cần chọn vai trò."],
    ]);
    expect(fieldsOf(formOf(faulty, "look"))["name"]).toEqual([" Bà B"]);
  });

  it("an entry is changed in place, and the look says what it replaces", async () => {
    await entered();
    const form = await browser.get(`/staff?edit=${encodeURIComponent(LEADER.email)}`);
    const before = await browser.submit(form, "look", { role: "supervisor" });
    expect(factsOf(before)["Thay cho"]).toContain("Lãnh đạo (chỉ xem)");
    await browser.submit(before, "put");
    expect(await members()).toEqual([{ ...LEADER, role: "supervisor" }]);
  });

  it("from the look one goes back to the form", async () => {
    const back = await browser.submit(await look(LEADER), "edit");
    expect(fieldsOf(formOf(back, "look"))).toMatchObject({ name: [LEADER.name], role: ["leader"], unitId: ["vpub"] });
  });

  it("somebody is removed after a look, and cannot go on where he is signed in", async () => {
    await entered();
    const leader = await new Browser(world).signIn(LEADER.email);
    expect((await leader.get("/directives")).status).toBe(200);
    const before = await browser.get(`/staff?remove=${encodeURIComponent(LEADER.email)}`);
    expect(noticesOf(before)[0]).toContain("mất ngay các quyền trên");
    expect(await members()).toHaveLength(1);
    const after = await browser.submit(before, "remove");
    expect([after.path, await members()]).toEqual(["/staff?done=removed", []]);
    expect((await leader.get("/directives")).status).toBe(403);
  });

  it("nobody removes himself", async () => {
    await world.register.staff.put({
      email: email("can-bo@snv.daklak.example"),
      name: "Cán bộ",
      role: "supervisor",
      unitId: unitId("snv"),
    });
    const own = await new Browser(world).signIn("can-bo@snv.daklak.example");
    const after = await own.submit(await own.get("/staff?remove=can-bo%40snv.daklak.example"), "remove");
    expect([after.status, noticesOf(after)[0]]).toEqual([409, "Không tự gỡ chính mình; đề nghị người khác thực hiện."]);
    expect(await members()).toHaveLength(1);
  });

  it("an entry that somebody else changed since the look is looked at again", async () => {
    const first = await look(LEADER);
    await entered();
    const again = await browser.submit(first, "put", { name: "Khác" });
    expect([again.status, noticesOf(again)[0]]).toEqual([409, expect.stringContaining("người khác thay đổi")]);
    expect(await members()).toEqual([LEADER]);
    const removal = await browser.get(`/staff?remove=${encodeURIComponent(LEADER.email)}`);
    await browser.submit(await look({ ...LEADER, role: "supervisor" }), "put");
    expect((await browser.submit(removal, "remove")).status).toBe(409);
    expect(await members()).toHaveLength(1);
  });

  it("a look confirmed twice is done once; one of an old sign-in, or with another basis, not at all", async () => {
    const once = await look(LEADER);
    await browser.press(once, "put");
    expect((await browser.press(once, "put")).text).toContain("Việc này đã được thực hiện");
    const removal = await browser.get(`/staff?remove=${encodeURIComponent(LEADER.email)}`);
    await browser.signIn(SNV);
    const old = await browser.submit(removal, "remove");
    expect([old.status, noticesOf(old)[0]]).toEqual([409, expect.stringContaining("Chưa thực hiện")]);
    const forged = await browser.press(
      await browser.get(`/staff?remove=${encodeURIComponent(LEADER.email)}`),
      "remove",
      { basis: "x" },
    );
    expect(forged.status).toBe(409);
    expect(await members()).toHaveLength(1);
    await browser.submit(old, "remove");
    expect(await members()).toEqual([]);
  });

  it("a unit that the register does not have is refused", async () => {
    const faulty = await browser.submit(await look({ ...LEADER, unitId: "khong-co" }), "put");
    expect(faultsOf(faulty)).toEqual([expect.stringMatching(/^unitId: Đơn vị: /)]);
    expect(await members()).toEqual([]);
  });

  it("names with markup are shown as they are", async () => {
    const page = await browser.submit(await look({ ...LEADER, name: `<b onclick="x()">A</b>` }), "put");
    expect(page.body).not.toContain("<b onclick");
    expect(rowsOf(page)[0]?.[0]).toBe(`<b onclick="x()">A</b>`);
  });
});
