import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { beginSession, endSession, nameOf } from "../../../../functions/pages/session.ts";
import { SNV, issuedWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { email } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser } from "../browser.ts";
import type { Page } from "../browser.ts";
import { noticesOf, rowsOf } from "../register/read-page.ts";

const CLERK = "vanthu@stc.daklak.example";
const HOUR = 3_600_000;
const REPORT = "/duties/5500-ubnd-kgvx-2017/bao-cao/stc/report";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
});

const signedIn = (who: string): Promise<Browser> => new Browser(world).signIn(who);
/** Somebody signs in elsewhere, by a browser that says what it is. */
const elsewhere = (who: string, browser: string) =>
  beginSession(email(who), world.clock.now(), world.register.sessions, { browser });
const later = (ms: number): void => world.clock.moveTo(world.clock.now() + ms);
const isIn = async (browser: Browser): Promise<boolean> => (await browser.get("/")).text.includes("Đăng xuất");

describe("the list of one's sessions", () => {
  it("shows where one is signed in, the one in hand first, then the last used", async () => {
    await elsewhere(CLERK, "Chrome, Android");
    later(HOUR);
    const browser = await signedIn(CLERK);
    await signedIn(SNV);
    const page = await browser.get("/sessions");
    expect(page.status).toBe(200);
    expect(rowsOf(page)).toEqual([
      ["Trình duyệt khác", "09:00 ngày 14/7/2017", "09:00 ngày 14/7/2017", "Phiên đang dùng"],
      [
        "Chrome, Android",
        "08:00 ngày 14/7/2017",
        "08:00 ngày 14/7/2017",
        "Kết thúc Chrome, Android, 08:00 ngày 14/7/2017",
      ],
    ]);
  });

  it("shows none that has lain unused for too long, or is over", async () => {
    await elsewhere(CLERK, "Chrome, Android");
    later(2 * HOUR);
    expect(rowsOf(await (await signedIn(CLERK)).get("/sessions"))).toHaveLength(1);
  });

  it("tells nothing by which a session could be opened", async () => {
    const browser = await signedIn(CLERK);
    const other = await signedIn(CLERK);
    const { body } = await browser.get("/sessions");
    for (const cookie of [...browser.cookies.values(), ...other.cookies.values()]) expect(body).not.toContain(cookie);
  });

  it("is led to from the name at the head of every page", async () => {
    const page = await (await signedIn(CLERK)).get("/");
    expect(page.document.querySelector(".who a")?.getAttribute("href")).toBe("/sessions");
  });
});

describe("ending one's own session", () => {
  it("ends that one at once, and says so", async () => {
    const [here, there] = [await signedIn(CLERK), await signedIn(CLERK)];
    const after = await here.submit(await here.get("/sessions"), "end");
    expect([after.path, noticesOf(after)]).toEqual(["/sessions?ended=1", ["Đã kết thúc 1 phiên."]]);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  });

  it("ends all others together, and leaves the one in hand", async () => {
    const here = await signedIn(CLERK);
    const others = [await signedIn(CLERK), await signedIn(CLERK)];
    const another = await signedIn(SNV);
    const after = await here.submit(await here.get("/sessions"), "end-all");
    expect(noticesOf(after)).toEqual(["Đã kết thúc 2 phiên."]);
    expect(await Promise.all([here, another, ...others].map(isIn))).toEqual([true, true, false, false]);
  });

  it("that two ask for at once is done once, and no fault to the other", async () => {
    const [one, two] = [await signedIn(CLERK), await signedIn(CLERK)];
    const third = await signedIn(CLERK);
    const pages = await Promise.all([one, two].map((browser) => browser.get("/sessions")));
    const first = await one.submit(pages[0] as Page, "end-all");
    const second = await two.press(pages[1] as Page, "end-all");
    expect(noticesOf(first)).toEqual(["Đã kết thúc 2 phiên."]);
    expect([second.status, second.text.includes("Cần đăng nhập lại")]).toEqual([401, true]);
    expect(await isIn(third)).toBe(false);
  });

  it("that has ended meanwhile says that it had", async () => {
    const [here, there] = [await signedIn(CLERK), await signedIn(CLERK)];
    const page = await here.get("/sessions");
    await endSession([`__Host-session=${there.cookies.get("__Host-session")}`], world.register.sessions);
    const after = await here.submit(page, "end");
    expect(noticesOf(after)).toEqual(["Phiên này đã kết thúc từ trước."]);
  });

  it("of somebody else by a hash that was learned does nothing", async () => {
    const [thief, owner] = [await signedIn("vanthu@stp.daklak.example"), await signedIn(CLERK)];
    const token = owner.cookies.get("__Host-session") ?? "";
    await signedIn("vanthu@stp.daklak.example");
    const page = await thief.get("/sessions");
    const after = await thief.submit(page, "end", { session: nameOf(token).hash });
    expect(noticesOf(after)).toEqual(["Phiên này đã kết thúc từ trước."]);
    expect(await isIn(owner)).toBe(true);
  });

  it("needs a form of this session", async () => {
    const [here, there] = [await signedIn(CLERK), await signedIn(CLERK)];
    const answer = await here.post("/sessions", { do: "end-all" });
    expect(answer.status).toBe(409);
    expect(await isIn(there)).toBe(true);
  });
});

describe("a session that was ended elsewhere", () => {
  it("leads the next page to the sign-in, and a form that was sent to its typed words and a sentence", async () => {
    const [here, there] = [await signedIn(CLERK), await signedIn(CLERK)];
    const form = await there.get(REPORT);
    await here.submit(await here.get("/sessions"), "end-all");
    expect((await there.get(REPORT)).location).toBe(`/sign-in?to=${encodeURIComponent(REPORT)}`);
    const refused = await there.press(form, "save", { documentNumber: "215/BC-STC" });
    expect(refused.status).toBe(401);
    expect(refused.text).toContain("Phiên đăng nhập đã kết thúc, nên nội dung vừa gửi chưa được ghi nhận.");
    await there.signIn(CLERK);
    const again = await there.submit(refused, undefined);
    expect(again.document.querySelector('[name="documentNumber"]')?.getAttribute("value")).toBe("215/BC-STC");
  });
});

describe("those who keep the register", () => {
  it("see where somebody is signed in, and end all of it at once", async () => {
    const [keeper, clerk] = [await signedIn(SNV), await signedIn(CLERK)];
    const page = await keeper.get(`/sessions?of=${encodeURIComponent(" VanThu@stc.daklak.example ")}`);
    expect(page.text).toContain(`Những nơi đang đăng nhập bằng ${CLERK}.`);
    expect(rowsOf(page)).toHaveLength(1);
    const after = await keeper.submit(page, "end-all");
    expect(after.path).toBe(`/sessions?${new URLSearchParams({ of: CLERK, ended: "1" }).toString()}`);
    expect([noticesOf(after)[0], rowsOf(after)]).toEqual(["Đã kết thúc 1 phiên.", []]);
    expect([await isIn(keeper), await isIn(clerk)]).toEqual([true, false]);
  });

  it("end a session that begins while they look, too: what counts is what is open when they press", async () => {
    const [keeper] = [await signedIn(SNV), await signedIn(CLERK)];
    const page = await keeper.get(`/sessions?of=${CLERK}`);
    const second = await signedIn(CLERK);
    expect(noticesOf(await keeper.submit(page, "end-all"))[0]).toBe("Đã kết thúc 2 phiên.");
    expect(await isIn(second)).toBe(false);
  });

  it("find the way there beside each name of the staff list", async () => {
    const keeper = await signedIn(SNV);
    await world.register.staff.put({
      email: email("chu-tich@ubnd.daklak.example"),
      name: "Nguyễn Văn A",
      role: "leader",
      unitId: world.homeUnit,
    });
    const links = [...(await keeper.get("/staff")).document.querySelectorAll("main td a")];
    expect(links.map((link) => link.getAttribute("href"))).toContain("/sessions?of=chu-tich%40ubnd.daklak.example");
  });

  it("are told what an address looks like", async () => {
    const answer = await (await signedIn(SNV)).get("/sessions?of=vanthu");
    expect([answer.status, answer.text.includes("Không phải là địa chỉ thư điện tử")]).toEqual([400, true]);
  });

  it.each(["get", "post"] as const)("alone may do it: others hear that it is not theirs (%s)", async (method) => {
    const [clerk, keeper] = [await signedIn(CLERK), await signedIn(SNV)];
    const answer =
      method === "get"
        ? await clerk.get(`/sessions?of=${SNV}`)
        : await clerk.submit(await withAnother(clerk), "end-all", { of: SNV });
    expect(answer.status).toBe(403);
    expect(await isIn(keeper)).toBe(true);
  });
});

/** The page of somebody who is signed in twice, and so may end something. */
async function withAnother(browser: Browser): Promise<Page> {
  await signedIn(CLERK);
  return browser.get("/sessions");
}
