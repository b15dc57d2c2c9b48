import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { buildSync } from "esbuild";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { html } from "../../functions/runtime/html.ts";
import { buttons, numberField, textArea } from "../../functions/pages/parts/fields.ts";
import { postForm } from "../../functions/pages/parts/form.ts";
import { page as pageOf } from "../../functions/pages/parts/frame.ts";
import { printButton } from "../../functions/pages/parts/letterhead.ts";
import { errorSummary } from "../../functions/pages/parts/notice.ts";
import { visitOf } from "../functions/pages/parts/visit-of.ts";
import { openChromium } from "./chromium.ts";

type Reply = { status?: number; headers?: Record<string, string>; body?: string; afterMs?: number };

/** The gateway's own answer to what is above its limits. */
const TURNED_AWAY: Reply = {
  status: 429,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ message: "Too Many Requests" }),
};

const script = buildSync({
  entryPoints: ["functions/assets/page.ts"],
  bundle: true,
  write: false,
  target: "es2017",
  format: "iife",
}).outputFiles[0]?.text;

const style = buildSync({ entryPoints: ["functions/assets/page.css"], bundle: true, write: false }).outputFiles[0]
  ?.text;

const form = (faulty: boolean, patient = false) => html`
  ${faulty ? errorSummary(visitOf(), [{ field: "text", text: "Ghi nội dung" }]) : ""}
  <h1>Báo cáo</h1>
  ${printButton("In")}
  <details>
    <summary>Gấp lại</summary>
    <p id="folded">Phần gấp lại</p>
  </details>
  ${postForm({
    action: "/form",
    patient,
    keep: "vanthu@stp.daklak.example /form",
    autosave: { url: "/form" },
    content: html`<input type="hidden" name="basedOn" value="3" autocomplete="off" />
      <input type="hidden" name="tab" />
      ${textArea({ name: "text", label: "Nội dung", value: "Như đã lưu", maxLength: 300 })}
      ${numberField({ name: "all", label: "Đăng ký", value: "1.200" })}
      ${numberField({ name: "good", label: "Thành công", atMost: { field: "all", text: "Lớn hơn số đăng ký" } })}
      ${buttons({ label: "Xem trước", do: "preview" }, { label: "Lưu", do: "save" })}`,
  })}
`;

describe("the pages' script", () => {
  const posts: URLSearchParams[] = [];
  let reply: (fields: URLSearchParams) => Reply;
  let browser: Browser;
  let url: string;

  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0];
    if (request.method === "POST") {
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", () => {
        const fields = new URLSearchParams(body);
        posts.push(fields);
        const { status = 200, headers = {}, body: answer = "", afterMs = 0 } = reply(fields);
        setTimeout(() => response.writeHead(status, headers).end(answer), afterMs);
      });
    } else if (path?.endsWith(".js")) response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    else if (path?.endsWith(".css")) response.writeHead(200, { "content-type": "text/css" }).end(style);
    else if (path === "/form" || path === "/faulty" || path === "/patient" || path === "/elsewhere") {
      const main = path === "/elsewhere" ? html`<h1>Đã gửi</h1>` : form(path === "/faulty", path === "/patient");
      const { status, headers, body } = pageOf(visitOf({ path }), { title: "Báo cáo", main });
      response.writeHead(status, headers).end(body);
    } else response.writeHead(404).end();
  });

  beforeAll(async () => {
    browser = await openChromium();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });
  beforeEach(() => {
    posts.length = 0;
    reply = () => json({ saved: true, version: 4, text: "Đã lưu lúc 10:05." });
  });

  const json = (answer: unknown, status = 200): Reply => ({
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(answer),
  });

  /** A window of its own, whose clock can be moved on by hand. */
  async function open(path = "/form", options: BrowserContextOptions = {}): Promise<Page> {
    const window = await (await browser.newContext({ baseURL: url, ...options })).newPage();
    if (options.javaScriptEnabled !== false) await window.clock.install();
    await window.goto(path);
    return window;
  }
  const kept = (window: Page) => window.evaluate(() => Object.keys(localStorage).length);
  const status = (window: Page) => window.locator("[data-autosave-status]");
  const offer = (window: Page) => window.getByRole("region", { name: "Nội dung chưa lưu" });

  it("saves some seconds after typing stops, and then keeps nothing in the browser", async () => {
    const window = await open();
    await window.fill("#text", "Nội dung mới");
    await window.clock.fastForward(3000);
    expect(posts).toHaveLength(0);
    await window.clock.fastForward(2000);
    await expect.poll(() => status(window).textContent()).toBe("Đã lưu lúc 10:05.");
    expect(posts.map((fields) => [fields.get("do"), fields.get("basedOn"), fields.get("text")])).toEqual([
      ["autosave", "3", "Nội dung mới"],
    ]);
    expect(await window.inputValue("[name=basedOn]")).toBe("4");
    expect(await kept(window)).toBe(0);
  });

  it("saves when the page is put away", async () => {
    const window = await open();
    await window.fill("#text", "Cất đi");
    await window.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await expect.poll(() => posts.map((fields) => fields.get("text"))).toEqual(["Cất đi"]);
  });

  it.each([
    ["the session has ended", json({ saved: false, text: "Phiên đã hết hạn." }, 401), "Phiên đã hết hạn. Nội dung"],
    ["one is led to sign in", { status: 303, headers: { location: "/elsewhere" } }, "phiên đăng nhập đã hết hạn"],
    ["another has saved", json({ saved: false, text: "Người khác vừa lưu." }, 409), "Người khác vừa lưu. Nội dung"],
    ["the server fails", { status: 500 }, "Chưa lưu được bản dự thảo. Nội dung"],
  ] as const)("says so when %s, and keeps what was typed until it is offered again", async (_what, answer, words) => {
    reply = () => answer;
    const window = await open();
    await window.fill("#text", "Dòng một\nDòng hai");
    await window.clock.fastForward(5000);
    await expect.poll(() => status(window).textContent()).toContain(words);
    expect(await kept(window)).toBe(1);

    const asked: string[] = [];
    window.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await window.reload();
    expect(asked).toEqual(["beforeunload"]);
    expect(await window.inputValue("#text")).toBe("Như đã lưu");
    await offer(window).getByRole("button", { name: "Khôi phục" }).click();
    expect(await window.inputValue("#text")).toBe("Dòng một\nDòng hai");

    reply = () => json({ saved: true, version: 5 });
    await window.clock.fastForward(5000);
    await expect.poll(() => kept(window)).toBe(0);
  });

  it("forgets what was kept when told to", async () => {
    reply = () => ({ status: 500 });
    const window = await open();
    await window.fill("#text", "Không cần nữa");
    await window.clock.fastForward(5000);
    await expect.poll(() => kept(window)).toBe(1);
    window.on("dialog", (dialog) => void dialog.accept());
    await window.reload();
    await offer(window).getByRole("button", { name: "Bỏ nội dung này" }).click();
    expect(await kept(window)).toBe(0);
    expect(await window.inputValue("#text")).toBe("Như đã lưu");
  });

  it("tries again by itself when the connection is back", async () => {
    const window = await open();
    await window.context().setOffline(true);
    await window.fill("#text", "Mất mạng");
    await window.clock.fastForward(5000);
    await expect.poll(() => status(window).textContent()).toContain("mất kết nối");
    await window.context().setOffline(false);
    await expect.poll(() => status(window).textContent()).toBe("Đã lưu lúc 10:05.");
  });

  it("waits with saving when it is turned away, however much is typed, and says so calmly", async () => {
    const answers: Reply[] = [{ ...TURNED_AWAY, headers: { "retry-after": "60" } }, { status: 503 }];
    reply = () => answers.shift() ?? json({ saved: true, version: 4, text: "Đã lưu lúc 10:05." });
    const window = await open();
    await window.fill("#text", "Trong giờ cao điểm");
    await window.clock.fastForward(5000);
    await expect
      .poll(() => status(window).textContent())
      .toBe(
        "Hệ thống đang bận; bản dự thảo sẽ tự lưu lại sau ít giây. Nội dung đã nhập được giữ trên trình duyệt này.",
      );
    expect(await status(window).getAttribute("class")).toBe("saved");
    expect(await kept(window)).toBe(1);
    await window.fill("#text", "Trong giờ cao điểm, viết thêm");
    await window.clock.fastForward(30_000);
    expect(posts).toHaveLength(1);
    await window.clock.fastForward(31_000);
    await expect.poll(() => status(window).textContent()).toBe("Đã lưu lúc 10:05.");
    expect(posts).toHaveLength(3);
    expect(posts.at(-1)?.get("text")).toBe("Trong giờ cao điểm, viết thêm");
    expect(await kept(window)).toBe(0);
  });

  describe("of a form that is filed in a rush", () => {
    const led = json({ location: "/elsewhere" });
    const asked: string[] = [];
    async function fillIn(): Promise<Page> {
      const window = await open("/patient");
      asked.length = 0;
      window.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      await window.fill("#text", "Báo cáo");
      return window;
    }

    it.each<[string, Reply]>([
      ["is turned away", TURNED_AWAY],
      ["is told that it is under way", { status: 409, headers: { "retry-after": "1" } }],
    ])("sends it again by itself when it %s, just as it was, and goes where it is led", async (_what, busy) => {
      const answers = [busy, busy];
      reply = () => answers.shift() ?? led;
      const window = await fillIn();
      await window.click("button[value=save]");
      await expect.poll(() => status(window).textContent()).toMatch(/tự gửi lại.*đề nghị không đóng trang/);
      // The clock goes on by itself, too: how far it is pushed between two posts would depend on the machine.
      await window.waitForURL("**/elsewhere");
      expect(posts.map(String)).toEqual(Array.from({ length: 3 }, () => String(posts[0])));
      expect(posts[0]?.get("do")).toBe("save");
      expect(await kept(window)).toBe(0);
      expect(asked).toEqual([]);
    });

    it("sends it when the connection is back", async () => {
      reply = () => led;
      const window = await fillIn();
      await window.context().setOffline(true);
      await window.click("button[value=save]");
      await expect.poll(() => status(window).textContent()).toMatch(/^Chưa có trả lời của hệ thống/);
      await window.context().setOffline(false);
      await window.clock.fastForward(3100);
      await window.waitForURL("**/elsewhere");
      expect(posts).toHaveLength(1);
    });

    it("asks before the page is closed while it waits", async () => {
      reply = () => TURNED_AWAY;
      const window = await fillIn();
      await window.click("button[value=save]");
      await expect.poll(() => status(window).textContent()).toMatch(/tự gửi lại/);
      await window.reload();
      expect(asked).toEqual(["beforeunload"]);
    });

    it("lets the browser show whatever else the site answers", async () => {
      reply = () => ({
        status: 400,
        headers: { "content-type": "text/html; charset=utf-8" },
        body: "<h1>Còn lỗi</h1>",
      });
      const window = await fillIn();
      await window.click("button[value=preview]");
      await window.getByRole("heading", { name: "Còn lỗi" }).waitFor();
      expect(new URL(window.url()).pathname).toBe("/form");
      expect(posts.map((fields) => fields.get("do"))).toEqual(["preview", "preview"]);
    });

    it("gives up after ten minutes, and lets the button be pressed again", async () => {
      reply = () => TURNED_AWAY;
      const window = await fillIn();
      await window.click("button[value=save]");
      const halfAMinuteOn = async () => {
        await window.clock.fastForward(30_000);
        return status(window).textContent();
      };
      await expect.poll(halfAMinuteOn, { timeout: 15_000 }).toBe("Chưa gửi được. Đề nghị bấm lại.");
      expect(posts.length).toBeGreaterThan(10);
      expect(await window.locator("[aria-disabled]").count()).toBe(0);
      reply = () => led;
      await window.click("button[value=save]");
      await window.waitForURL("**/elsewhere");
    });

    it("is not needed: without it the browser sends the form", async () => {
      reply = () => ({ status: 303, headers: { location: "/elsewhere" } });
      const window = await open("/patient", { javaScriptEnabled: false });
      await window.fill("#text", "Báo cáo");
      await window.click("button[value=save]");
      await window.waitForURL("**/elsewhere");
      expect(posts).toHaveLength(1);
    });
  });

  it("sends a form once, however often its button is pressed", async () => {
    reply = () => ({ status: 303, headers: { location: "/elsewhere" }, afterMs: 400 });
    const window = await open();
    await window.evaluate(() => {
      const button = document.querySelector<HTMLElement>("button[value=save]");
      button?.click();
      button?.click();
      button?.click();
    });
    await window.waitForURL("**/elsewhere");
    expect(posts).toHaveLength(1);
    await window.goBack();
    expect(await window.locator("[aria-disabled]").count()).toBe(0);
  });

  it("waits with sending for the save under way, so that nobody is in conflict with himself", async () => {
    reply = (fields) =>
      fields.get("do") === "autosave"
        ? { ...json({ saved: true, version: 33 }), afterMs: 600 }
        : { status: 303, headers: { location: "/elsewhere" } };
    const window = await open();
    await window.fill("#text", "abc");
    await window.clock.fastForward(5000);
    await expect.poll(() => posts.length).toBe(1);
    await window.click("button[value=save]");
    await window.waitForURL("**/elsewhere");
    expect(posts.map((fields) => `${fields.get("do")} ${fields.get("basedOn")}`)).toEqual(["autosave 3", "save 33"]);
  });

  it("names its tab, whose pages are numbered, and a copy of it another", async () => {
    const window = await open();
    const tabOf = (page: Page) => page.inputValue("[name=tab]");
    const [name, first] = (await tabOf(window)).split(".");
    await window.reload();
    expect(await tabOf(window)).toBe(`${name}.${Number(first) + 1}`);
    const [copy] = await Promise.all([
      window.context().waitForEvent("page"),
      window.evaluate(() => void globalThis.open(location.href)),
    ]);
    await copy.waitForLoadState();
    const copied = await tabOf(copy);
    expect(copied).toMatch(/^[a-z0-9]{6,32}\.1$/);
    expect(copied.split(".")[0]).not.toBe(name);
    await window.goto("/elsewhere");
    await window.goBack();
    expect((await tabOf(window)).split(".")[0]).toBe(name);
  });

  it("saves before another form of the page, as the language's, leads away, and nobody is asked anything", async () => {
    reply = (fields) =>
      fields.get("do") === "autosave"
        ? { ...json({ saved: true, version: 4 }), afterMs: 300 }
        : { status: 303, headers: { location: "/form" } };
    const window = await open();
    const asked: string[] = [];
    window.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await window.fill("#text", "Trong lúc chờ");
    await Promise.all([window.waitForNavigation(), window.getByRole("button", { name: "English" }).click()]);
    expect(posts.map((fields) => fields.get("text") ?? fields.get("language"))).toEqual(["Trong lúc chờ", "en"]);
    expect(asked).toEqual([]);
  });

  it("keeps what was typed a moment ago when the page is left, and what is on offer until it is decided", async () => {
    reply = () => ({ status: 500 });
    const window = await open();
    window.on("dialog", (dialog) => void dialog.accept());
    await window.fill("#text", "Vừa gõ xong");
    await window.reload();
    await expect.poll(() => offer(window).isVisible()).toBe(true);
    reply = () => json({ saved: true, version: 4 });
    await window.fill("#text", "Gõ tiếp, chưa chọn gì");
    await window.clock.fastForward(5000);
    await expect.poll(() => posts.at(-1)?.get("text")).toBe("Gõ tiếp, chưa chọn gì");
    await expect.poll(() => window.inputValue("[name=basedOn]")).toBe("4");
    expect(await kept(window)).toBe(1);
    await offer(window).getByRole("button", { name: "Khôi phục" }).click();
    expect(await window.inputValue("#text")).toBe("Vừa gõ xong");
  });

  it("shows the server's draft after the browser's Back, not what the browser remembers of an older one", async () => {
    const window = await open();
    await window.fill("#text", "Của lần trước");
    await window.clock.fastForward(5000);
    await expect.poll(() => window.inputValue("[name=basedOn]")).toBe("4");
    await window.goto("/elsewhere");
    await window.goBack();
    await window.waitForSelector("#text");
    // The server here answers with version 3 and its text whatever was saved.
    expect([await window.inputValue("[name=basedOn]"), await window.inputValue("#text")]).toEqual(["3", "Như đã lưu"]);
  });

  it("keeps nothing of what has arrived", async () => {
    reply = () => ({ status: 303, headers: { location: "/elsewhere" } });
    const window = await open();
    await window.fill("#text", "abc");
    await window.click("button[value=preview]");
    await window.waitForURL("**/elsewhere");
    expect(await kept(window)).toBe(0);
  });

  it("tells how much room is left, once little is, and never cuts off what was pasted", async () => {
    const window = await open();
    await window.fill("#text", "a".repeat(90));
    await window.clock.fastForward(1000);
    expect(await window.isVisible("#text-count")).toBe(false);
    await window.fill("#text", "a".repeat(250));
    await window.clock.fastForward(1000);
    expect(await window.textContent("#text-count")).toBe("Còn được 50 ký tự");
    await window.fill("#text", "a".repeat(305));
    await window.clock.fastForward(1000);
    expect(await window.textContent("#text-count")).toBe("Vượt quá 5 ký tự");
  });

  it("tells at once that a figure exceeds the one it may not exceed", async () => {
    const window = await open();
    await window.fill("#good", "1.201");
    await window.press("#good", "Tab");
    expect(await window.textContent("#good-exceeds")).toBe("Lớn hơn số đăng ký");
    await window.fill("#all", "1.201");
    await window.press("#all", "Tab");
    expect(await window.textContent("#good-exceeds")).toBe("");
  });

  it("offers to print", async () => {
    expect(await (await open()).isVisible("button[data-print]")).toBe(true);
    expect(await (await open("/form", { javaScriptEnabled: false })).isVisible("button[data-print]")).toBe(false);
  });

  it.each([
    ["with script", true],
    ["without script", false],
  ])("prints what is folded, and all of a text area, %s", async (_what, javaScriptEnabled) => {
    const window = await open("/form", { javaScriptEnabled });
    const lines = Array.from({ length: 80 }, (_, at) => `Dòng ${at}`).join("\n");
    await window.locator("#text").fill(lines);
    await window.emulateMedia({ media: "print" });
    const [area, folded] = [window.locator("#text"), window.locator("#folded")];
    const { height = 0 } = (await area.boundingBox()) ?? {};
    expect(height).toBeGreaterThan(80 * 15);
    expect((await folded.boundingBox())?.height ?? 0).toBeGreaterThan(5);
    const pdf = await window.pdf();
    expect(pdf.length).toBeGreaterThan(0);
    await window.emulateMedia({ media: "screen" });
    expect(await folded.isVisible()).toBe(false);
  });

  it("prints all of it by a browser that cannot fit an area to its text, and puts the page back", async () => {
    const window = await open();
    await window.fill("#text", "Dòng một\nDòng hai");
    await window.evaluate(() => {
      CSS.supports = () => false;
      globalThis.dispatchEvent(new Event("beforeprint"));
    });
    expect(await window.locator(".printed").allTextContents()).toEqual(["Dòng một\nDòng hai"]);
    expect(await window.locator("details").getAttribute("open")).toBe("");
    await window.evaluate(() => globalThis.dispatchEvent(new Event("afterprint")));
    expect(await window.locator(".printed").count()).toBe(0);
    expect(await window.locator("details").getAttribute("open")).toBeNull();
  });

  it.each([true, false])(
    "is not needed for the focus to be on what is wrong (with it: %s)",
    async (javaScriptEnabled) => {
      const window = await open("/faulty", { javaScriptEnabled });
      await expect.poll(() => window.locator(":focus").getAttribute("role")).toBe("alert");
      await window.getByRole("link", { name: "Ghi nội dung" }).click();
      await expect.poll(() => window.locator(":focus").getAttribute("id")).toBe("text");
    },
  );
});
