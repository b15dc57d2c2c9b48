import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { conflict, isRefusal } from "../../../functions/domain/refusal.ts";
import { html } from "../../../functions/runtime/html.ts";
import { seeOther } from "../../../functions/http/exchange.ts";
import type { WebEffects } from "../../../functions/use-cases/effects.ts";
import { ahead } from "../../../functions/pages/ahead.ts";
import { csrfFields } from "../../../functions/pages/form-kit/csrf.ts";
import { submitOnce } from "../../../functions/pages/form-kit/submit-once.ts";
import { page } from "../../../functions/pages/parts/frame.ts";
import type { Visit } from "../../../functions/pages/visit.ts";
import { issuedWorld } from "../use-cases/world.ts";
import type { World } from "../use-cases/world.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { Browser } from "./browser.ts";
import type { Page } from "./browser.ts";

const CLERK = "vanthu@stc.daklak.example";
const ADDRESS = "/duties/5500-ubnd-kgvx-2017/bao-cao/stc/reason";
const HOUR_MS = 3_600_000;

let engine: Engine;
let world: World;
let browser: Browser;
/** What the form under test was asked to do, with what was typed. */
let deeds: string[];
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  deeds = [];
  browser = await new Browser(world, { askReason: async (visit) => theForm(visit), giveReason: doTheDeed }).signIn(
    CLERK,
  );
});

function theForm(visit: Visit) {
  const typed = visit.form.get("word") ?? "";
  const main = html`<h1>A form</h1>
    <p>${visit.formState} ${visit.language} ${visit.caller.principal}</p>
    <form method="post">
      ${csrfFields(visit, { action: ADDRESS, basis: "as it was" })}<input name="word" value="${typed}" /><button
        name="do"
        value="tell"
      >
        Tell
      </button>
    </form>`;
  return page(visit, { title: "A form", main, status: visit.formState === "expired" ? 409 : 200 });
}

async function doTheDeed(visit: Visit, effects: WebEffects) {
  if (visit.formState === "expired") return theForm(visit);
  return submitOnce(visit, effects, async ({ attempt }) => {
    const word = visit.form.get("word") ?? "";
    if (word === "no") return conflict("Not this word.", "Không phải từ này.");
    deeds.push(`${word} by ${visit.caller.principal} on ${visit.form.get("basis")} as ${attempt.slice(0, 1)}`);
    return seeOther(`${ADDRESS}?done=${word}`);
  });
}

const open = (): Promise<Page> => browser.get(ADDRESS);
const DONE = `yes by ${CLERK} on as it was as k`;

describe("a page for the signed-in", () => {
  it("leads who is not signed in to the sign-in, and back to the page that was asked for", async () => {
    const answer = await new Browser(world).get(`${ADDRESS}?a=b`);
    expect([answer.status, answer.location]).toEqual([303, `/sign-in?to=${encodeURIComponent(`${ADDRESS}?a=b`)}`]);
  });

  it("knows who is signed in by the cookie's secret alone", async () => {
    expect((await open()).text).toContain(CLERK);
    for (const cookie of ["", "x".repeat(65), "../..", "'", (browser.cookies.get("__Host-session") ?? "").slice(1)]) {
      expect((await browser.get(ADDRESS, { cookies: [`__Host-session=${cookie}`] })).status).toBe(303);
    }
  });

  it("is shut twelve hours after the sign-in, whether the table has swept the session or not", async () => {
    const begun = world.clock.now();
    for (let hours = 1; hours < 12; hours++) {
      world.clock.moveTo(begun + hours * HOUR_MS);
      expect((await open()).status).toBe(200);
    }
    world.clock.moveTo(begun + 12 * HOUR_MS - 1);
    expect((await open()).status).toBe(200);
    world.clock.moveTo(begun + 12 * HOUR_MS);
    expect((await open()).status).toBe(303);
  });

  it("is shut when the session has lain unused for as long as the deployment allows", async () => {
    world.clock.moveTo(world.clock.now() + 2 * HOUR_MS - 1);
    expect((await open()).status).toBe(200);
    world.clock.moveTo(world.clock.now() + 2 * HOUR_MS);
    expect((await open()).status).toBe(303);
  });

  it("tells somebody who is on no list whom to ask", async () => {
    const stranger = await new Browser(world).signIn("ai-do@noi-khac.example");
    const answer = await stranger.get(ADDRESS);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("ai-do@noi-khac.example");
    expect(answer.document.querySelector('a[href="mailto:vanthu@snv.daklak.example"]')?.textContent).toContain(
      "Sở Nội vụ",
    );
  });

  it("is sent with a policy that runs nothing from elsewhere, is kept by nobody and framed by nobody", async () => {
    const { headers } = await open();
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
  });
});

describe("a form", () => {
  it("does what it was sent for, once", async () => {
    const answer = await browser.press(await open(), "tell", { word: "yes" });
    expect([answer.status, answer.location, deeds]).toEqual([303, `${ADDRESS}?done=yes`, [DONE]]);
  });

  it("sent twice is done once, and the second is told where the result is", async () => {
    const form = await open();
    await browser.press(form, "tell", { word: "yes" });
    const again = await browser.press(form, "tell", { word: "yes" });
    expect([again.status, deeds]).toEqual([409, [DONE]]);
    expect(again.document.querySelector("main a")?.getAttribute("href")).toBe(`${ADDRESS}?done=yes`);
  });

  it("sent twice at once is done once", async () => {
    const form = await open();
    const answers = await Promise.all([1, 2, 3].map(() => browser.press(form, "tell", { word: "yes" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409, 409]);
    expect(deeds).toEqual([DONE]);
  });

  it("that was refused can be sent again", async () => {
    const form = await open();
    expect((await browser.press(form, "tell", { word: "no" })).text).toContain("Không phải từ này.");
    expect((await browser.press(form, "tell", { word: "yes" })).status).toBe(303);
  });

  it.each([
    ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    [
      "another site, by a browser that tells no more than the origin",
      { origin: "https://evil.example", "sec-fetch-site": undefined },
    ],
    ["a sandbox", { origin: "null", "sec-fetch-site": undefined }],
    ["a neighbour's site", { origin: undefined, "sec-fetch-site": "same-site" }],
    [
      "another site's page, by an old browser",
      { origin: undefined, "sec-fetch-site": undefined, referer: "https://evil.example/dunghan.daklak.example" },
    ],
    ["nowhere", { origin: undefined, "sec-fetch-site": undefined }],
  ])("sent from %s is refused with the way back, and does nothing", async (_where, headers) => {
    const form = await open();
    const fields = {
      basis: "as it was",
      seal: form.document.querySelector("[name=seal]")?.getAttribute("value") ?? "",
      word: "yes",
    };
    const answer = await browser.post(ADDRESS, fields, { headers });
    expect([answer.status, deeds]).toEqual([403, []]);
    expect(answer.document.querySelector("main a")?.getAttribute("href")).toBe(world.siteUrl);
  });

  it("sent from this site by an old browser, which tells the page only, is done", async () => {
    const form = await open();
    const headers = { origin: undefined, "sec-fetch-site": undefined, referer: `${world.siteUrl}${ADDRESS}` };
    const fields = {
      basis: "as it was",
      seal: form.document.querySelector("[name=seal]")?.getAttribute("value") ?? "",
      word: "yes",
    };
    expect((await browser.post(ADDRESS, fields, { headers })).status).toBe(303);
  });

  it.each([
    ["whose basis was changed", { basis: "as it never was" }],
    ["without its seal", { seal: "" }],
    ["with a seal that was made up", { seal: "attempt1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
  ])("%s does nothing, and is shown again with what was typed", async (_how, changed) => {
    const answer = await browser.press(await open(), "tell", { word: "yes", ...changed });
    expect([answer.status, deeds]).toEqual([409, []]);
    expect(answer.document.querySelector("[name=word]")?.getAttribute("value")).toBe("yes");
    expect((await browser.press(answer, "tell")).status).toBe(303);
  });

  it("of another person's, or of an earlier sign-in, does nothing until it is sent again", async () => {
    const form = await open();
    await browser.signIn(CLERK);
    const answer = await browser.press(form, "tell", { word: "yes" });
    expect([answer.status, answer.text.includes("expired"), deeds]).toEqual([409, true, []]);
  });

  it("sent after the session has ended keeps all that was typed through the sign-in", async () => {
    const form = await open();
    world.clock.moveTo(world.clock.now() + 13 * HOUR_MS);
    const expired = await browser.press(form, "tell", { word: 'năm dòng\n"và" <ngoặc>' });
    expect([expired.status, deeds]).toEqual([401, []]);
    expect(expired.document.querySelector("main a")?.getAttribute("href")).toBe(
      `/sign-in?to=${encodeURIComponent(ADDRESS)}`,
    );
    await browser.signIn(CLERK);
    const reopened = await browser.press(expired, undefined);
    expect(reopened.document.querySelector("[name=word]")?.getAttribute("value")).toBe('năm dòng\n"và" <ngoặc>');
    expect((await browser.press(reopened, "tell", { word: "yes" })).status).toBe(303);
    expect(deeds).toEqual([DONE]);
  });

  it("tells its script in JSON that the session has ended", async () => {
    const answer = await new Browser(world).post(ADDRESS, { word: "yes" }, { headers: { accept: "application/json" } });
    expect([answer.status, JSON.parse(answer.body).saved]).toEqual([401, false]);
  });

  it("that is larger than any of ours is refused before it is read", async () => {
    const answer = await browser.press(await open(), "tell", { word: "x".repeat(5_100_000) });
    expect([answer.status, deeds]).toEqual([413, []]);
  });
});

describe("the language", () => {
  it("is Vietnamese until English is asked for, and is remembered", async () => {
    expect((await open()).document.documentElement.getAttribute("lang")).toBe("vi");
    const switched = await browser.post("/language", { language: "en", back: `${ADDRESS}?a=b` });
    expect([switched.status, switched.location]).toEqual([303, `${ADDRESS}?a=b`]);
    expect((await open()).document.documentElement.getAttribute("lang")).toBe("en");
  });

  it.each(["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\nb"])(
    "leads back to the start rather than to %s",
    async (back) => {
      expect((await browser.post("/language", { language: "en", back })).location).toBe("/");
    },
  );
});

it("a page that fails says so, with the number to ask by, and no inner detail", async () => {
  const failing = await new Browser(world, {
    askReason: async () => {
      throw new Error("secret of the table");
    },
  }).signIn(CLERK);
  const answer = await failing.get(ADDRESS);
  expect(answer.status).toBe(500);
  expect(answer.text).toContain("request-1");
  expect(answer.body).not.toContain("secret of the table");
});

it("what a page reads ahead is shown by who knows the rights; who is not signed in has nothing begun", async () => {
  const told: string[] = [];
  const reading = new Browser(world, {
    askReason: {
      begin(session) {
        told.push(session?.principal ?? "nobody");
        const failing = ahead(Promise.reject(new Error("It is not waited for.")));
        return async (visit) => {
          if (visit.query["wait"] !== undefined) await failing;
          return seeOther(`/${visit.caller.units.join("-")}`);
        };
      },
    },
  });
  expect((await reading.get(ADDRESS)).location).toContain("/sign-in");
  expect(told).toEqual([]);
  await reading.signIn(CLERK);
  expect((await reading.get(ADDRESS)).location).toBe("/stc");
  expect(told).toEqual([CLERK]);
  expect((await reading.get(`${ADDRESS}?wait=1`)).status).toBe(500);
});

it("a page whose table turns calls away asks to come again after some seconds", async () => {
  const busy = await new Browser(world, {
    askReason: async () => {
      throw Object.assign(new Error("Throughput exceeds the capacity."), { name: "ThrottlingException" });
    },
  }).signIn(CLERK);
  const answer = await busy.get(ADDRESS);
  expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "5"]);
  expect(answer.text).toContain("Đề nghị chờ ít giây rồi tải lại trang");
});

it("a refusal is told in the visitor's language", async () => {
  const refusing = await new Browser(world, {
    askReason: async () => conflict("It does not fit.", "Không phù hợp."),
  }).signIn(CLERK);
  expect((await refusing.get(ADDRESS)).text).toContain("Không phù hợp.");
  await refusing.post("/language", { language: "en", back: "/" });
  expect((await refusing.get(ADDRESS)).text).toContain("It does not fit.");
  expect(isRefusal(conflict("a", "b"))).toBe(true);
});
