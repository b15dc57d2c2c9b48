import { afterAll, beforeAll, expect, it } from "vitest";

import { SNV, dutyIn, goTo, named, wait } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import {
  EXTENSION,
  OBLIGATION,
  PAPER,
  RETURN,
  dutyOf,
  onTheFirstLateDay,
  rowsOf,
  rule,
  signedIn,
} from "./office-site.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

it("who is late is seen; one is extended, one recorded on paper, one returned; and the next milestone writes to the right ones", async () => {
  const world = await onTheFirstLateDay(engine);
  const browser = await signedIn(world);
  const late = async () => rowsOf(await browser.get(`${OBLIGATION}/escalations`)).map((row) => row["Đơn vị"]);
  expect(await late()).toEqual(["1. Sở Tài chính", "2. UBND huyện Lắk", "3. Văn phòng UBND tỉnh"]);

  await rule(browser, `${dutyOf("stc")}/extension`, EXTENSION);
  await rule(browser, `${dutyOf("vpub")}/paper`, PAPER);
  await rule(browser, `${dutyOf("stp")}/return`, RETURN);
  world.mailer.mails.length = 0;
  await wait(world, 2);
  expect(world.mailer.mails.splice(0).map(named).toSorted()).toEqual([
    "stc 0.extended-1.unit vanthu@stc.daklak.example",
    "stp 0.returned-1.unit vanthu@stp.daklak.example",
    "vpub 0.receipt-1.unit vanthu@vpub.daklak.example",
  ]);
  expect(await late()).toEqual(["1. UBND huyện Lắk"]);
  expect((await browser.get(`${OBLIGATION}/escalations`)).text).toContain("Sở Tài chính: trước ngày 6/11/2017");
  expect((await browser.get(`${OBLIGATION}/escalations`)).text).toContain("Sở Tư pháp: bổ sung trước ngày 3/11/2017");
  const dashboard = await browser.get(OBLIGATION);
  expect(dashboard.text).toContain("1 / 4");
  expect((await dutyIn(world, "vpub")).standing).toBe("on-time");

  await goTo(world, "2017-11-01T08:30");
  expect(world.mailer.mails.splice(0).map(named).toSorted()).toEqual(
    [
      // The supplement's own reminder, on the day before.
      "stp 1.remind-2.unit vanthu@stp.daklak.example",
      // The common follow-up: to the one that is late, its head, and the supervisor.
      "ubnd-lak 0.follow-up-2.unit vanthu@lak.daklak.example",
      "ubnd-lak 0.follow-up-2.head lanhdao@lak.daklak.example",
      `snv 0.follow-up-2.unit ${SNV}`,
      // The extension's own.
      "stc 1.remind-2.unit vanthu@stc.daklak.example",
    ].toSorted(),
  );
});
