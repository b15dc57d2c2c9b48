import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { DAY_MS, MINUTE_MS } from "../../../../functions/domain/instant.ts";
import { makeExport } from "../../../../functions/use-cases/make-export.ts";
import { ref } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { World } from "../../use-cases/world.ts";
import { OBLIGATION, SNV, STC, leaderIn, linksOf, onTheFirstLateDay, signedIn } from "../office/office-site.ts";

const EVIDENCE = `${OBLIGATION}/papers/evidence.zip`;

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
beforeEach(async () => {
  world = await onTheFirstLateDay(engine);
  // As many as a call cannot take: how many there are in all is in the counts.
  await world.register.counts.add(ref, { "state.xa.awaiting": 1_200 }, 0);
});
afterAll(() => engine.close());

const make = async () => {
  for (const message of world.queues.takeExports()) await makeExport(message, world);
};

describe("the page of a file that takes longer than a page waits for", () => {
  it("has it made, shows how far it is, and leads to it by a link that soon lapses", async () => {
    const browser = await signedIn(world);
    expect((await browser.get(`${OBLIGATION}/papers`)).text).toContain("Lập hoặc tải hồ sơ");
    const before = await browser.get(EVIDENCE);
    expect(before.text).toContain("cần vài phút để lập");
    expect(before.headers["refresh"]).toBeUndefined();

    const asked = await browser.press(before, "ask");
    expect(asked.location).toBe(EVIDENCE);
    const under = await browser.get(EVIDENCE);
    expect(under.headers["refresh"]).toBe("5");
    expect(under.body).toMatch(/<progress[^>]*value="0"/);
    expect(under.text).toContain(SNV);

    await make();
    const made = await browser.get(EVIDENCE);
    expect(made.text).toContain("Tệp đã có");
    expect(made.headers["refresh"]).toBeUndefined();
    expect(linksOf(made)).toContain(`${EVIDENCE}?fetch`);
    const fetched = await browser.get(`${EVIDENCE}?fetch`);
    expect([fetched.status, fetched.headers["location"]]).toEqual([
      303,
      expect.stringContaining("https://files.example/exports/"),
    ]);
    expect(world.archive.links.at(-1)).toMatchObject({
      fileName: "ho-so-dot-bao-cao-5500-ubnd-kgvx-2017-bao-cao.zip",
      seconds: 300,
    });
  });

  it("is a leader's too, who is told besides; and no unit's", async () => {
    const [browser, leader] = [await signedIn(world), await leaderIn(world)];
    await browser.submit(await browser.get(EVIDENCE), "ask");
    await leader.submit(await leader.get(EVIDENCE), "ask");
    const job = await world.register.exportJobs.read({ ...ref, file: "evidence.zip" });
    expect(job?.tell).toHaveLength(2);
    const unit = await signedIn(world, STC);
    for (const path of [EVIDENCE, `${EVIDENCE}?fetch`]) expect((await unit.get(path)).status).toBe(404);
  });

  it("says that it seems to have stopped, and asks again", async () => {
    const browser = await signedIn(world);
    await browser.submit(await browser.get(EVIDENCE), "ask");
    world.queues.takeExports();
    world.clock.moveTo(world.clock.now() + 5 * MINUTE_MS);
    const stalled = await browser.get(EVIDENCE);
    expect(stalled.text).toContain("có vẻ đã dừng");
    await browser.submit(stalled, "ask");
    expect(world.queues.takeExports()).toHaveLength(1);
  });

  it("offers to make it anew once it is there, and nothing else once it has lapsed", async () => {
    const browser = await signedIn(world);
    await browser.submit(await browser.get(EVIDENCE), "ask");
    await make();
    expect((await browser.get(EVIDENCE)).text).toContain("Lập lại với số liệu hiện tại");
    world.clock.moveTo(world.clock.now() + 7 * DAY_MS);
    const later = await signedIn(world);
    const lapsed = await later.get(EVIDENCE);
    expect(lapsed.text).not.toContain("Tệp đã có");
    expect(lapsed.text).toContain("Lập tệp");
    expect((await later.get(`${EVIDENCE}?fetch`)).status).toBe(200);
  });

  it("gives the lists of as many units at once, and has nothing at another name", async () => {
    const browser = await signedIn(world);
    expect((await browser.get(`${OBLIGATION}/papers/duties.csv`)).headers["content-disposition"]).toContain(
      "attachment",
    );
    await world.register.counts.add(ref, { "state.xa.awaiting": 12_000 }, 0);
    expect((await browser.get(`${OBLIGATION}/papers/duties.csv`)).text).toContain("Lập tệp");
    expect((await browser.get(`${OBLIGATION}/papers/nothing.csv`)).status).toBe(404);
  });
});
