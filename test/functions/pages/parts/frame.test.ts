import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";

import { html } from "../../../../functions/runtime/html.ts";
import { page } from "../../../../functions/pages/parts/frame.ts";
import type { Page } from "../../../../functions/pages/parts/frame.ts";
import type { Visit } from "../../../../functions/pages/visit.ts";
import { CALLERS, visitOf } from "./visit-of.ts";

const plain = { title: "Nhiệm vụ báo cáo", main: html`<h1>Nhiệm vụ báo cáo</h1>` };

function shown(visit: Visit, more: Partial<Page> = {}) {
  const answer = page(visit, { ...plain, ...more });
  return { ...answer, document: parseHTML(answer.body).document };
}

function placesIn(document: Document): string[] {
  return [...document.querySelectorAll(".places a")].map((place) => {
    const current = place.getAttribute("aria-current");
    return `${place.textContent} ${place.getAttribute("href")}${current === null ? "" : ` (${current})`}`;
  });
}

describe("a page", () => {
  it("is a whole document that loads its own sheet, script and icon, and nothing else", () => {
    const { document, body } = shown(visitOf());
    expect(body).toMatch(/^<!doctype html>\n<html lang="vi">/);
    expect(document.title).toBe("Nhiệm vụ báo cáo – Đúng Hạn");
    const loaded = [...document.querySelectorAll("link:not([rel=expect]), script[src], img[src]")].map(
      (one) => one.getAttribute("href") ?? one.getAttribute("src"),
    );
    expect(loaded).toEqual([
      "/look/page.0123456789.css",
      "/look/icon.0123456789.svg",
      "/look/page.0123456789.js",
      "/look/icon.0123456789.svg",
    ]);
    expect(document.querySelectorAll("style, script:not([src]), [style]")).toHaveLength(0);
  });

  it("may be shown, kept and sent on by nobody else", () => {
    expect(shown(visitOf()).headers).toEqual({
      "content-type": "text/html; charset=utf-8",
      "content-language": "vi",
      "content-security-policy":
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    });
  });

  it("has its landmarks, and a way past them that comes first", () => {
    const { document } = shown(visitOf(), { crumbs: [{ href: "/", label: "Nhiệm vụ báo cáo" }] });
    const first = document.querySelector("a");
    expect([first?.textContent, first?.getAttribute("href")]).toEqual(["Chuyển đến nội dung chính", "#main"]);
    const landmarks = [...document.body.children].map(({ localName }) => localName).filter((name) => name !== "svg");
    expect(landmarks).toEqual(["a", "header", "nav", "main", "footer"]);
    const navs = [...document.querySelectorAll("nav")].map((nav) => nav.getAttribute("aria-label"));
    expect(navs).toEqual(["Các mục chính", "Đường dẫn đến trang này"]);
  });

  it("tells the script how it was answered, and the printer that it is a document", () => {
    const { status, document } = shown(visitOf(), { status: 409, print: "document" });
    expect(status).toBe(409);
    expect(document.body.getAttribute("data-status")).toBe("409");
    expect(document.body.className).toBe("document");
  });

  it("speaks English when asked, and then offers Vietnamese, in Vietnamese", () => {
    const { document, headers } = shown(visitOf({ language: "en" }));
    expect([document.documentElement.lang, headers?.["content-language"]]).toEqual(["en", "en"]);
    const offered = document.querySelector("form[action='/language'] button");
    expect([offered?.textContent, offered?.getAttribute("lang"), offered?.getAttribute("value")]).toEqual([
      "Tiếng Việt",
      "vi",
      "vi",
    ]);
  });

  it("leads back to where one was, filters and all, after a change of language or a sign-in", () => {
    const where = { path: "/obligations/d/o/duties", query: { state: "late", q: "sở" } };
    const { document } = shown(visitOf({ ...where, caller: CALLERS.nobody }));
    const back = document.querySelector("input[name=back]")?.getAttribute("value");
    expect(back).toBe("/obligations/d/o/duties?state=late&q=s%E1%BB%9F");
    const signIn = document.querySelector("a[href^='/sign-in']")?.getAttribute("href") ?? "";
    expect(new URL(signIn, "https://site.example").searchParams.get("to")).toBe(back);
  });

  it("shows what it is given as text, never as markup", () => {
    const { body } = shown(visitOf({ path: '/"><script>' }), {
      title: "<script>",
      crumbs: [{ href: '"><script>', label: "<script>" }],
    });
    expect(body.match(/<script/g)).toHaveLength(1);
  });
});

describe("the head of a page", () => {
  it.each([
    ["nobody", []],
    ["stranger", []],
    ["unit", ["Nhiệm vụ báo cáo / (page)", "Văn bản chỉ đạo /directives", "Liên hệ của đơn vị /contacts"]],
    ["leader", ["Nhiệm vụ báo cáo / (page)", "Yêu cầu báo cáo /obligations", "Văn bản chỉ đạo /directives"]],
    [
      "keeper",
      [
        "Nhiệm vụ báo cáo / (page)",
        "Yêu cầu báo cáo /obligations",
        "Văn bản chỉ đạo /directives",
        "Danh bạ đơn vị /units",
        "Lịch làm việc /calendar",
        "Cán bộ theo dõi /staff",
        "Liên hệ của đơn vị /contacts",
      ],
    ],
  ] as const)("leads %s where that person may go", (who, places) => {
    expect(placesIn(shown(visitOf({ caller: CALLERS[who] })).document)).toEqual(places);
  });

  it.each([
    ["/units", "Danh bạ đơn vị /units (page)"],
    ["/units/stp", "Danh bạ đơn vị /units (true)"],
    ["/duties/d/o/stp", "Nhiệm vụ báo cáo / (true)"],
    ["/obligations", "Yêu cầu báo cáo /obligations (page)"],
    ["/obligations/d/o", "Yêu cầu báo cáo /obligations (true)"],
    ["/directives/new", "Văn bản chỉ đạo /directives (true)"],
  ])("marks at %s where one is", (path, current) => {
    const places = placesIn(shown(visitOf({ path, caller: CALLERS.keeper })).document);
    expect(places.filter((place) => place.endsWith(")"))).toEqual([current]);
  });

  it("says who is signed in, and lets that person out", () => {
    const { document } = shown(visitOf({ caller: CALLERS.leader }));
    expect(document.querySelector(".who")?.textContent.trim()).toBe(
      "Đang đăng nhập: lanhdao@ubnd.daklak.example (Lãnh đạo Ủy ban nhân dân tỉnh)",
    );
    expect(document.querySelector("form[action='/sign-out'] button")?.textContent).toBe("Đăng xuất");
  });
});
