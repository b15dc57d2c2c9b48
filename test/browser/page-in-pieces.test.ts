import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { buildSync } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { html } from "../../functions/runtime/html.ts";
import { page as pageOf } from "../../functions/pages/parts/frame.ts";
import { CALLERS, visitOf } from "../functions/pages/parts/visit-of.ts";
import { openChromium } from "./chromium.ts";

const sheet = buildSync({ entryPoints: ["functions/assets/page.css"], bundle: true, write: false }).outputFiles[0]
  ?.text;

const whole =
  pageOf(visitOf({ caller: CALLERS.keeper }), {
    title: "Nhiệm vụ báo cáo",
    main: html`<h1>Nhiệm vụ báo cáo</h1>`,
    crumbs: [{ href: "/", label: "Nhiệm vụ báo cáo" }],
  }).body ?? "";

/** Sends the page over a slow line: up to what the address names, and the rest after a third of a second. */
const server = createServer(({ url = "" }, response) => {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  if (pathname.endsWith(".css")) response.writeHead(200, { "content-type": "text/css" }).end(sheet);
  else if (pathname === "/") {
    const end = whole.indexOf(searchParams.get("upTo") ?? "");
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).write(whole.slice(0, end));
    setTimeout(() => response.end(whole.slice(end)), 300);
  } else response.writeHead(404).end();
});

let browser: Browser;
let site: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

it.each([
  ["who is signed in", `<form method="post" action="/sign-out"`],
  ["the way out", `<form method="post" action="/language"`],
  ["the masthead's first line", `<nav class="places"`],
  ["the main sections", `<nav class="crumbs"`],
  ["the heading", "<footer>"],
])("a page that comes in pieces, the first up to %s, does not jump", async (_, upTo) => {
  expect(whole).toContain(upTo);
  const page = await browser.newPage();
  await page.goto(`${site}/?${new URLSearchParams({ upTo }).toString()}`);
  const jumps = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const noted = new PerformanceObserver((list) => resolve(list.getEntries().length));
        noted.observe({ type: "layout-shift", buffered: true });
        // Drawn twice since: what jumped before is noted.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(0), 100)));
      }),
  );
  expect(jumps).toBe(0);
  await page.close();
});
