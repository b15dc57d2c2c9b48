import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import * as examples from "../../../../functions/http/examples.ts";
import { exemptDuty, fileReport, issueDirective, readDuty, withdrawDirective } from "../../api/operations.ts";
import { directive, unitNamed } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { SITE, SNV, drain, goTo, newWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { Browser } from "../browser.ts";

const STC = "vanthu@stc.daklak.example";
const OBLIGATION = "/obligations/5500-ubnd-kgvx-2017/bao-cao";
const DUTY = "/duties/5500-ubnd-kgvx-2017/bao-cao/stc";

let engine: Engine;
let world: World;
let stranger: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await newWorld(engine);
  await world.register.units.putUnits(["vpub", "snv", "stp", "stc"].map(unitNamed), new Map());
  await world.register.directives.createDirective(directive, world.clock.now());
  await ok(world, issueDirective, { by: SNV, params: { directiveId: directive.id } });
  await drain(world);
  stranger = new Browser(world);
});

const letterOf = (unit: string, milestone: string) =>
  world.mailer.mails.find(({ tags }) => tags["unit"] === unit && tags["milestone"] === milestone)?.letter;
const linkIn = (unit = "stc", milestone = "issue"): string =>
  /https:\S+(\/received\/\S+)/.exec(letterOf(unit, milestone)?.text ?? "")?.[1] ?? "";
const acknowledged = async (unit = "stc") =>
  (await ok(world, readDuty, { by: SNV, unit }))["acknowledgedAt"] as string | null;

describe("the link of the letter of issue", () => {
  it("leads to a page with one button, without signing in, that tells number, title and unit", async () => {
    expect(letterOf("stc", "issue")?.html).toContain(`${SITE}${linkIn()}`);
    const page = await stranger.get(linkIn());
    expect(page.status).toBe(200);
    const facts = [...page.document.querySelectorAll("main dd")].map((one) => one.textContent?.trim());
    expect(facts).toEqual([directive.number, directive.obligations[0]?.title, "Sở Tài chính"]);
    const buttons = page.document.querySelectorAll("main button");
    expect([...buttons].map((one) => one.textContent)).toEqual(["Đã nhận văn bản"]);
    expect(page.text).not.toMatch(/30\/10\/2017|vanthu@|Sở Nội vụ/);
  });

  it("changes nothing by being looked at, by whatever reads mail", async () => {
    const looked = await stranger.get(linkIn());
    const probed = await stranger.head(linkIn());
    expect([probed.status, probed.headers]).toEqual([200, looked.headers]);
    expect((await stranger.head(linkIn().slice(0, -1))).status).toBe(404);
    expect(await acknowledged()).toBeNull();
  });

  it("has the duty say since when it is acknowledged, by the first press of the button, for ever", async () => {
    await goTo(world, "2017-07-14T09:00");
    const done = await stranger.submit(await stranger.get(linkIn()), undefined);
    expect(done.text).toContain("Đã ghi nhận: đơn vị đã nhận văn bản.");
    expect(done.document.querySelector("main button")).toBeNull();
    expect(await acknowledged()).toBe("2017-07-14T09:00:00+07:00");
    await goTo(world, "2017-07-15T09:00");
    expect((await stranger.post(linkIn(), {})).status).toBe(303);
    expect(await acknowledged()).toBe("2017-07-14T09:00:00+07:00");
    expect(await acknowledged("stp")).toBeNull();
  });

  it("made up, cut off or of another unit answers as one of a duty that there is not, and changes nothing", async () => {
    const seal = linkIn().slice(linkIn().lastIndexOf("/") + 1);
    const forged = [
      linkIn().slice(0, -1),
      linkIn().replace(seal, "x".repeat(22)),
      linkIn("stp").replace("/stp/", "/stc/"),
      linkIn().replace("/stc/", "/khong-co/"),
      linkIn().replace("5500-ubnd-kgvx-2017", "khong-co"),
      linkIn().replace("/stc/", "/Không%20Có/"),
    ];
    const pages = await Promise.all(forged.map((link) => stranger.get(link)));
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(pages.map(({ document }) => document.querySelector("main")?.textContent)).size).toBe(1);
    for (const link of forged) expect((await stranger.post(link, {})).status).toBe(404);
    expect(await acknowledged()).toBeNull();
  });

  it("is not pressed from another site", async () => {
    const sent = { headers: { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" } };
    expect((await stranger.post(linkIn(), {}, sent)).status).toBe(403);
    expect(await acknowledged()).toBeNull();
  });

  it.each([
    ["the unit is exempted", () => ok(world, exemptDuty, { by: SNV, body: examples.exemption })],
    ["the directive is withdrawn", () => ok(world, withdrawDirective, { by: SNV, body: examples.withdrawal })],
  ])("has no button any more once %s", async (_what, free) => {
    await free();
    const page = await stranger.get(linkIn());
    expect(page.text).toContain("Không còn cần xác nhận.");
    expect(page.document.querySelector("main button")).toBeNull();
    await stranger.post(linkIn(), {});
    expect(await acknowledged()).toBeNull();
  });
});

describe("a unit that has not used the link", () => {
  it("is known to know of its duty by a visit of somebody who acts for it, and of nobody else", async () => {
    await (await new Browser(world).signIn(SNV)).get(DUTY);
    expect(await acknowledged()).toBeNull();
    await goTo(world, "2017-07-14T10:00");
    await (await new Browser(world).signIn(STC)).get(DUTY);
    expect(await acknowledged()).toBe("2017-07-14T10:00:00+07:00");
  });

  it("is known to by its filing", async () => {
    await goTo(world, "2017-07-14T11:00");
    await ok(world, fileReport, { by: STC, body: { ...examples.report, signedOn: "2017-07-14" } });
    expect(await acknowledged()).toBe("2017-07-14T11:00:00+07:00");
    expect((await stranger.get(linkIn())).text).toContain("Đã ghi nhận: đơn vị đã nhận văn bản.");
  });

  it("stands on the supervisor's desk until the first reminder, which says it, too, and leads there again", async () => {
    await stranger.post(linkIn("stp"), {});
    await drain(world);
    const desk = await new Browser(world).signIn(SNV);
    const card = async () => (await desk.get(OBLIGATION)).document.getElementById("unanswered")?.textContent;
    expect(await card()).toContain("Sở Tài chính");
    expect(await card()).not.toContain("Sở Tư pháp");
    expect((await desk.get(`${OBLIGATION}/duties?unanswered=1`)).text).toContain("Tìm thấy 2 trong 3 đơn vị.");
    expect((await desk.get(DUTY)).document.getElementById("state")?.textContent).toContain("Chưa xác nhận");
    await goTo(world, "2017-09-29T09:00");
    expect(letterOf("stc", "remind-20")?.text).toContain(
      "Đến nay Sở Nội vụ chưa nhận được xác nhận của đơn vị về việc đã nhận văn bản.",
    );
    expect(linkIn("stc", "remind-20")).toBe(linkIn());
    expect(letterOf("stp", "remind-20")?.text).not.toMatch(/xác nhận của đơn vị|\/received\//);
    expect(await card()).toBeUndefined();
  });

  it("is on nobody's desk any more once the directive is withdrawn", async () => {
    const desk = await new Browser(world).signIn(SNV);
    const card = async () => (await desk.get(OBLIGATION)).document.getElementById("unanswered");
    expect(await card()).not.toBeNull();
    await ok(world, withdrawDirective, { by: SNV, body: examples.withdrawal });
    expect(await card()).toBeNull();
  });
});
