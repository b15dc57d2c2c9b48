import { get } from "node:http";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { pageRoutes } from "../../functions/http/page-routes.ts";
import type { PageName } from "../../functions/http/page-routes.ts";
import { attachByApi, attachmentOf } from "./attach.ts";
import { exemptByApi, fileByApi, scenario } from "./season.ts";
import {
  OBLIGATION,
  PEOPLE,
  axeOn,
  dutyOf,
  expectAccessible,
  expectNoSidewaysScroll,
  openSite,
  signIn,
} from "./site.ts";
import type { Site } from "./site.ts";

type Who = keyof typeof PEOPLE | "nobody";
type Shown = { readonly path: string; readonly who: Who };

const DRAFT = "thu-nghiem-2017";
const FILED = "snnptnt";
const EXEMPT = "syt";
/** Ids of a file that is waited for, and of one that was looked at. */
const [AWAITED, READY] = [attachmentOf("awaited"), attachmentOf("ready")];

/** Where a letter of issue leads; its name stands in the letter alone. */
const RECEIVED = "/received/";

/** Every page that can be asked for, as who may see it; several of a route where it differs by who or when. */
const PAGES: Partial<Record<PageName, readonly Shown[]>> = {
  showStart: [
    { path: "/", who: "nobody" },
    { path: "/", who: "unit" },
    { path: "/", who: "supervisor" },
    { path: "/", who: "leader" },
  ],
  showContacts: [{ path: "/contacts", who: "unit" }],
  showDuty: [
    { path: dutyOf("stp"), who: "unit" },
    { path: dutyOf(FILED), who: "supervisor" },
  ],
  writeReport: [{ path: `${dutyOf("stp")}/report`, who: "unit" }],
  previewReport: [{ path: `${dutyOf("stp")}/preview`, who: "unit" }],
  showReceipt: [{ path: `${dutyOf(FILED)}/receipts/1`, who: "supervisor" }],
  showRevision: [{ path: `${dutyOf(FILED)}/revisions/1`, who: "leader" }],
  showAttachments: [{ path: `${dutyOf("stp")}/attachments`, who: "unit" }],
  showAttachment: [
    { path: `${dutyOf("stp")}/attachments/${AWAITED}`, who: "unit" },
    { path: `${dutyOf("stp")}/attachments/${READY}`, who: "unit" },
  ],
  checkReceipt: [{ path: "/receipts?receipt=1/2017/snv&sha256=0", who: "nobody" }],
  showReceived: [{ path: RECEIVED, who: "nobody" }],
  askReason: [{ path: `${dutyOf("stp")}/reason`, who: "unit" }],
  askReturn: [{ path: `${dutyOf(FILED)}/return`, who: "supervisor" }],
  askAcceptance: [{ path: `${dutyOf(FILED)}/acceptance`, who: "supervisor" }],
  askExtension: [{ path: `${dutyOf("sct")}/extension`, who: "supervisor" }],
  askExemption: [{ path: `${dutyOf("sct")}/exemption`, who: "supervisor" }],
  askReinstatement: [{ path: `${dutyOf(EXEMPT)}/reinstatement`, who: "supervisor" }],
  askPaper: [{ path: `${dutyOf("sct")}/paper`, who: "supervisor" }],
  showObligations: [
    { path: "/obligations", who: "supervisor" },
    { path: "/obligations?state=overdue&year=2017&q=dan+van", who: "leader" },
  ],
  showObligation: [{ path: OBLIGATION, who: "leader" }],
  askForwarding: [{ path: "/obligations/5500-ubnd-kgvx-2017/tong-hop/forwarding", who: "supervisor" }],
  askAddition: [{ path: `${OBLIGATION}/addition`, who: "supervisor" }],
  askRelease: [{ path: `${OBLIGATION}/release`, who: "supervisor" }],
  askNewDate: [{ path: `${OBLIGATION}/date`, who: "supervisor" }],
  askReminder: [{ path: `${OBLIGATION}/reminder?unit=stp`, who: "supervisor" }],
  showDutyList: [{ path: `${OBLIGATION}/duties`, who: "supervisor" }],
  askSeveral: [
    { path: `${OBLIGATION}/several/extension?unit=sct&unit=stc`, who: "supervisor" },
    { path: `${OBLIGATION}/several/acceptance?unit=${FILED}&unit=sct`, who: "supervisor" },
  ],
  showOutcome: [
    { path: `${OBLIGATION}/several/extension/outcome?done=sct&failed=stc&left=${FILED}`, who: "supervisor" },
  ],
  showReviewList: [{ path: `${OBLIGATION}/review`, who: "supervisor" }],
  showReview: [{ path: `${dutyOf(FILED)}/review`, who: "supervisor" }],
  showEscalations: [{ path: `${OBLIGATION}/escalations`, who: "supervisor" }],
  showPapers: [
    { path: `${OBLIGATION}/papers`, who: "supervisor" },
    { path: `${OBLIGATION}/papers`, who: "leader" },
  ],
  askUrging: [{ path: `${OBLIGATION}/urging`, who: "supervisor" }],
  askCriticism: [{ path: `${OBLIGATION}/criticism`, who: "supervisor" }],
  showComposed: [{ path: `${OBLIGATION}/composed`, who: "supervisor" }],
  showSituation: [{ path: `${OBLIGATION}/situation`, who: "leader" }],
  showWall: [
    { path: `${OBLIGATION}/wall`, who: "leader" },
    { path: `${OBLIGATION}/wall`, who: "nobody" },
  ],
  showYears: [{ path: "/years", who: "leader" }],
  showYear: [{ path: "/years/2017", who: "supervisor" }],
  showUnits: [{ path: "/units", who: "supervisor" }],
  askImport: [{ path: "/units/import", who: "supervisor" }],
  askUnit: [
    { path: "/units/stp", who: "supervisor" },
    { path: "/units/new", who: "supervisor" },
  ],
  showSessions: [
    { path: "/sessions", who: "unit" },
    { path: "/sessions?of=vanthu@stp.daklak.example", who: "supervisor" },
  ],
  showStaff: [{ path: "/staff", who: "supervisor" }],
  showCalendar: [{ path: "/calendar", who: "supervisor" }],
  askYear: [{ path: "/calendar/2027", who: "supervisor" }],
  showDirectives: [{ path: "/directives", who: "supervisor" }],
  askDirective: [{ path: `/directives/new?edit=${DRAFT}`, who: "supervisor" }],
  askWithdrawal: [{ path: "/directives/5500-ubnd-kgvx-2017/withdrawal", who: "supervisor" }],
  showDirective: [
    { path: "/directives/5500-ubnd-kgvx-2017", who: "supervisor" },
    { path: `/directives/${DRAFT}`, who: "supervisor" },
  ],
  showScans: [{ path: "/directives/5500-ubnd-kgvx-2017/attachments", who: "supervisor" }],
  showPlan: [{ path: `/directives/${DRAFT}/plan`, who: "supervisor" }],
  finishSignIn: [{ path: "/signed-in?error=access_denied&state=none", who: "nobody" }],
};
const SENDS_FILES = `${dutyOf("stp")}/attachments`;

/** What is no page: a file, a way to the issuer, the style sheet and the script. */
const NO_PAGES: readonly PageName[] = [
  "downloadEscalations",
  "downloadPaper",
  "saveAttachment",
  "saveScan",
  // A scan that was sent: looked at where one is, with the directive that is entered.
  "showScan",
  "startSignIn",
  "readLook",
  "readSecurityText",
];

const shown = Object.values(PAGES).flat();
const LANGUAGES = ["vi", "en"] as const;
type Language = (typeof LANGUAGES)[number];
const WIDTHS = [1366, 390, 320] as const;
const MOST_BYTES = 60_000;

let site: Site;
const windows = new Map<string, { page: Page; told: string[] }>();

beforeAll(async () => {
  site = await openSite();
  await fileByApi(site, FILED);
  const email = site.deployment.keeper;
  await exemptByApi(site, EXEMPT);
  const draft = { ...scenario.directives[0], id: DRAFT, number: "01/UBND" };
  const { status } = await site.deployment.call("POST", "/api/directives", { email, body: draft });
  if (status !== 201) throw new Error(`The draft could not be entered: ${status}`);
  await site.goTo("2017-10-30T08:00");
  await attachByApi(site, "awaited", false);
  await attachByApi(site, "ready", true);
});
afterAll(() => site.close());

/** A window of somebody in a language, kept from page to page; what the browser complains of is noted. */
async function windowOf(who: Who, language: Language, width: number, script = true) {
  const key = [who, language, width, script].join(" ");
  const known = windows.get(key);
  if (known) return known;
  const page = await site.visit("an office screen", {
    viewport: { width, height: width === 1366 ? 768 : 640 },
    javaScriptEnabled: script,
  });
  const told: string[] = [];
  page.on("console", (message) => {
    // A page that tells of a failure is answered with its status, which Chromium notes as an error.
    if (["error", "warning"].includes(message.type()) && !/status of 4\d\d/.test(message.text()))
      told.push(message.text());
  });
  page.on("pageerror", (error) => told.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(site.url).origin) told.push(`asked for ${request.url()}`);
  });
  await page.addInitScript(NOTE_SHIFTS);
  if (who !== "nobody") await signIn(page, PEOPLE[who]);
  else await page.goto("/");
  if (language === "en") await page.getByRole("button", { name: "English" }).click();
  const opened = { page, told };
  windows.set(key, opened);
  return opened;
}

/** Notes what of the page jumped while it was drawn. */
const NOTE_SHIFTS = `
  window.shifted = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      window.shifted.push(value + ": " + sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 120)).join(" | "));
  }).observe({ type: "layout-shift", buffered: true });
`;

/** Style sheet and script, by address: how many bytes they weigh. */
const weights = new Map<string, Promise<number>>();
function weightOf(url: string): Promise<number> {
  const known = weights.get(url) ?? bytesSent(url);
  weights.set(url, known);
  return known;
}

/** As many bytes as a browser is sent, however they are packed. */
function bytesSent(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "gzip, deflate, br" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
      answer.on("end", () => resolve(bytes));
      answer.on("error", reject);
    }).on("error", reject);
  });
}

it("all pages are looked at", () => {
  const gets = Object.entries(pageRoutes).filter(([, { method }]) => method === "GET");
  expect([...Object.keys(PAGES), ...NO_PAGES].toSorted()).toEqual(gets.map(([name]) => name).toSorted());
});

async function addressOf(path: string): Promise<string> {
  if (path !== RECEIVED) return path;
  const issue = site.deployment.mailbox().find(({ tags }) => tags["milestone"] === "issue");
  if (!issue) throw new Error("No letter of issue was sent.");
  const { text } = await site.deployment.open(issue);
  return /\/received\/\S+/.exec(text ?? "")?.[0] ?? path;
}

describe.each(shown.map(({ path, who }) => [path, who] as const))("%s for %s", (path, who) => {
  it.each(LANGUAGES.flatMap((language) => WIDTHS.map((width) => ({ language, width }))))(
    "is sound in $language at $width px, by day and by night",
    async ({ language, width }) => {
      const { page, told } = await windowOf(who, language, width);
      told.length = 0;
      await page.emulateMedia({ colorScheme: "light" });
      const answer = await page.goto(await addressOf(path));
      const sent = (await answer?.request().sizes())?.responseBodySize ?? Infinity;
      const files = await page.evaluate(() =>
        [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) =>
          one instanceof HTMLLinkElement ? one.href : one instanceof HTMLScriptElement ? one.src : "",
        ),
      );
      const weight = (await Promise.all(files.map(weightOf))).reduce((sum, bytes) => sum + bytes, sent);
      expect(weight, `${sent} bytes of HTML, ${files.length} files`).toBeLessThan(MOST_BYTES);
      expect(await page.evaluate("window.shifted"), "what jumped while the page was drawn").toEqual([]);
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      expect(await page.locator("h1").count()).toBe(1);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: "dark" });
      const { violations } = await axeOn(page).withRules(["color-contrast"]).analyze();
      expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
      expect(told).toEqual([]);
    },
  );

  it("says the same without script", async () => {
    const { page } = await windowOf(who, "vi", 1366);
    const { page: bare } = await windowOf(who, "vi", 1366, false);
    await page.goto(await addressOf(path));
    await bare.goto(await addressOf(path));
    // Files are chosen one at a time without, and several with it: each has words of its own, in this form alone.
    if (path === SENDS_FILES)
      for (const one of [page, bare]) await one.locator("#send-files").evaluate((form) => form.remove());
    expect(await wordsOf(page)).toEqual(await wordsOf(bare));
  });
});

/** What stands on a page, without what only a script can do: print, and tell of what it saved by itself. */
function wordsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    for (const one of document.querySelectorAll("[data-print], [data-autosave-status]")) one.remove();
    return document.body.innerText
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  });
}
