import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";

import { startDeployment } from "../../lib/local/deployment.ts";
import type { Deployment } from "../../lib/local/stood-up.ts";
import { leader, loadSeason, seasonStartMs } from "../../lib/local/load-season.ts";
import { openChromium } from "./chromium.ts";

/** The three kinds of people of the season, by the mailbox that they sign in with. */
export const PEOPLE = {
  unit: "vanthu@stp.daklak.example",
  supervisor: "vanthu@snv.daklak.example",
  leader,
} as const;

/** The page of a unit's duty to report. */
export const dutyOf = (unit: string): string => `/duties/5500-ubnd-kgvx-2017/bao-cao/${unit}`;
export const OBLIGATION = "/obligations/5500-ubnd-kgvx-2017/bao-cao";

/** Where people sit: at an office's screen with script, or with a telephone, with and without. */
export const SEATS = {
  "an office screen": { viewport: { width: 1366, height: 768 } },
  "an office screen without script": { viewport: { width: 1366, height: 768 }, javaScriptEnabled: false },
  "a telephone": { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  "a narrow telephone without script": { viewport: { width: 320, height: 640 }, javaScriptEnabled: false },
} as const satisfies Record<string, BrowserContextOptions>;
export type Seat = keyof typeof SEATS;

/** The season of 2017 on the embedded deployment, and a browser to visit it with. */
export type Site = {
  readonly url: string;
  readonly deployment: Deployment;
  /** Opens a window of its own, nobody signed in. */
  readonly visit: (seat: Seat, more?: BrowserContextOptions) => Promise<Page>;
  /** Moves the virtual clock on, firing what falls due: `2017-10-30T08:00`. */
  readonly goTo: (wall: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openSite(): Promise<Site> {
  const [browser, deployment] = await Promise.all([
    openChromium(),
    startDeployment({ startAt: seasonStartMs, quiet: true }),
  ]);
  await loadSeason(deployment);
  return {
    url: deployment.url,
    deployment,
    async visit(seat, more = {}) {
      const context = await browser.newContext({ baseURL: deployment.url, locale: "vi-VN", ...SEATS[seat], ...more });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      if ("javaScriptEnabled" in SEATS[seat]) scriptless.add(page);
      return page;
    },
    async goTo(wall) {
      await deployment.moveTo(Date.parse(`${wall}:00+07:00`));
    },
    async close() {
      await browser.close();
      await deployment.close();
    },
  };
}

const scriptless = new WeakSet<Page>();

/** Asks for a page, is led to the sign-in, chooses who to be there, and is led back. */
export async function signIn(page: Page, email: string, to = "/"): Promise<void> {
  await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
  await page.locator("main").getByRole("button", { name: email }).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/local/issuer") && url.pathname !== "/signed-in");
}

/**
 * Nothing on the page stands in the way of somebody who reads it by ear, by keyboard or enlarged (WCAG 2.2 AA). What
 * checks it is a script: where none may run, the same pages are checked at the other seats.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (scriptless.has(page)) return;
  const { violations } = await axeOn(page)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  expect(told, `${page.url()} at ${page.viewportSize()?.width} px`).toEqual([]);
}

/**
 * Without the window of its own that axe opens for the sake of frames, which no page here has, and without what it would
 * tell of all that is well: several times as fast.
 */
export const axeOn = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });

/** Nothing reaches beyond the window's side. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(wide, `${page.url()} at ${page.viewportSize()?.width} px`).toBeLessThanOrEqual(window);
}

/** The page as it stands serves whoever is at it. */
export async function expectWell(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}
