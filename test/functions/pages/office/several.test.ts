import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { exemptDuty } from "../../api/operations.ts";
import { isRefusal } from "../../../../functions/domain/refusal.ts";
import { versionToken } from "../../../../functions/pages/form-kit/version.ts";
import { findObligation } from "../../../../functions/use-cases/find-duty.ts";
import { actOnSeveral } from "../../../../functions/use-cases/act-on-several.ts";
import { dutyIn, drain, goTo, issuedTo, named, ok, requestOf } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { ref, reporters, units } from "../../season.ts";
import type { Browser, Fields, Page } from "../browser.ts";
import {
  EXEMPTION,
  EXTENSION,
  OBLIGATION,
  SNV,
  dutyOf,
  actsOn,
  faultOf,
  file,
  leaderIn,
  linksOf,
  lookAt,
  onTheFirstLateDay,
  otherSupervisor,
  rowsOf,
  rule,
  signedIn,
  typedIn,
  valueOf,
  worldAt,
} from "./office-site.ts";

const SEVERAL = `${OBLIGATION}/several`;
const of = (act: string, ...those: string[]): string =>
  `${SEVERAL}/${act}?${those.map((id) => `unit=${id}`).join("&")}`;

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await onTheFirstLateDay(engine);
  browser = await signedIn(world);
});

const outcomeOf = (page: Page): Record<string, string> =>
  Object.fromEntries(rowsOf(page).map((row) => [row["Đơn vị"] ?? "", row["Kết quả"] ?? ""]));
const statesOf = async (...those: string[]): Promise<string[]> =>
  Promise.all(those.map(async (unit) => (await dutyIn(world, unit)).state));

/** The next write that turns one unit's duty meets a table that is asked too much. */
function throttle(unit: string): void {
  const { duties } = world.register;
  const transition = duties.transition;
  duties.transition = async (before, ...rest) => {
    if (before.unitId !== unit) return transition(before, ...rest);
    duties.transition = transition;
    throw Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException" });
  };
}

describe("a ruling on several duties at once", () => {
  it("shows what follows for each before it is done, with those left out for whom it cannot be, then tells each outcome", async () => {
    const look = await lookAt(browser, of("extension", "stc", "stp", "ubnd-lak"), EXTENSION);
    expect(rowsOf(look, "#possible").map((row) => row["Đơn vị"])).toEqual(["Sở Tài chính", "UBND huyện Lắk"]);
    expect(rowsOf(look, "#possible")[0]?.["Riêng đơn vị này"]).toContain("vanthu@stc.daklak.example");
    expect(rowsOf(look, "#left-out")[0]).toMatchObject({
      "Đơn vị": "Sở Tư pháp",
      "Vì sao": expect.stringContaining("Không gia hạn được khi nhiệm vụ báo cáo ở trạng thái “đã gửi”") as string,
    });
    expect(look.document.getElementById("ruling")?.textContent).toContain("trước ngày 6/11/2017");
    expect(await statesOf("stc", "stp", "ubnd-lak")).toEqual(["awaiting", "submitted", "awaiting"]);
    expect((await dutyIn(world, "stc")).extension).toBeUndefined();

    const outcome = await browser.submit(look, "confirm");
    expect(outcome.status).toBe(200);
    expect(outcomeOf(outcome)).toEqual({
      "Sở Tài chính": "Đã gia hạn",
      "UBND huyện Lắk": "Đã gia hạn",
      "Sở Tư pháp": "Không thực hiện được, như đã nêu khi xem lại",
    });
    for (const unit of ["stc", "ubnd-lak"])
      expect((await dutyIn(world, unit)).extension).toMatchObject({
        deadline: "2017-11-06",
        reason: EXTENSION.reason,
        approvedBy: EXTENSION.approvedBy,
        documentNumber: EXTENSION.documentNumber,
      });
    expect(await actsOn(world, "stp")).toEqual([]);
    world.mailer.mails.length = 0;
    await drain(world);
    expect(world.mailer.mails.map(named).filter((mail) => mail.includes("extended"))).toHaveLength(2);
  });

  it("tells what is the same for all once, and beside each unit what is its own", async () => {
    await rule(browser, `${dutyOf("stc")}/extension`, { ...EXTENSION, before: "1/11/2017" });
    const look = await lookAt(browser, of("extension", "stc", "ubnd-lak"), EXTENSION);
    const own = rowsOf(look, "#possible").map((row) => row["Riêng đơn vị này"] ?? "");
    expect(own[0]).toContain("Thời hạn hiện tại: trước ngày 1/11/2017");
    expect(own[1]).toContain("Thời hạn hiện tại: trước ngày 30/10/2017");
    expect(look.document.getElementById("ruling")?.textContent).not.toContain("Thời hạn hiện tại");
    expect(look.body.split(EXTENSION.reason)).toHaveLength(3);
  });

  it.each([
    ["acceptance", {}, ["stp"], "accepted"],
    ["exemption", EXEMPTION, ["stc", "ubnd-lak"], "exempt"],
  ] as const)("does %s as it is done to one alone", async (act, fill: Fields, those, state) => {
    const look = await lookAt(browser, of(act, ...those, "vpub", "stp"), fill);
    const outcome = await browser.submit(look, "confirm");
    expect(outcome.status).toBe(200);
    for (const unit of those) expect([unit, (await dutyIn(world, unit)).state]).toEqual([unit, state]);
  });

  it("leaves out a duty that changed after the look, and does the others", async () => {
    const look = await lookAt(browser, of("exemption", "stc", "ubnd-lak"), EXEMPTION);
    await rule(browser, `${dutyOf("stc")}/extension`, EXTENSION);
    const outcome = await browser.submit(look, "confirm");
    expect(outcomeOf(outcome)).toEqual({
      "UBND huyện Lắk": "Đã miễn báo cáo",
      "Sở Tài chính": "Chưa thực hiện: đã có thay đổi sau khi xem lại",
    });
    expect(await statesOf("stc", "ubnd-lak")).toEqual(["awaiting", "exempt"]);
  });

  it("loses none when the table turns one away: it is named, and can be tried again with what was typed", async () => {
    const look = await lookAt(browser, of("extension", "stc", "vpub", "ubnd-lak"), EXTENSION);
    throttle("vpub");
    const outcome = await browser.submit(look, "confirm");
    expect(outcome.text).toContain("Gia hạn: 2 đơn vị trong 3 đơn vị");
    expect(outcomeOf(outcome)["Văn phòng UBND tỉnh"]).toContain("Chưa thực hiện xong");
    const way = linksOf(outcome).find((href) => href.startsWith(`${SEVERAL}/extension?`)) ?? "";
    const form = await browser.get(way);
    expect(typedIn(form, EXTENSION)).toEqual({ ...EXTENSION, before: "trước ngày 6/11/2017" });
    expect([...form.document.querySelectorAll("input[checked]")].map((box) => box.getAttribute("value"))).toEqual([
      "vpub",
    ]);
    // What the first attempt prepared is nobody else's until it is over.
    await goTo(world, "2017-10-30T09:06");
    const again = await browser.submit(await browser.press(form, "look"), "confirm");
    expect(outcomeOf(again)).toEqual({ "Văn phòng UBND tỉnh": "Đã gia hạn" });
    expect((await dutyIn(world, "vpub")).extension?.deadline).toBe("2017-11-06");
  });

  it("of which nothing was done shows the look again, says why of each, and can be confirmed again", async () => {
    const look = await lookAt(browser, of("exemption", "stc"), EXEMPTION);
    throttle("stc");
    const failed = await browser.press(look, "confirm");
    expect(failed.status).toBe(409);
    expect(failed.text).toContain("Chưa có gì được thực hiện");
    expect(failed.document.querySelector(".notice li")?.textContent).toContain("Sở Tài chính: Chưa thực hiện xong");
    await goTo(world, "2017-10-30T09:06");
    const done = await browser.submit(failed, "confirm");
    expect(outcomeOf(done)).toEqual({ "Sở Tài chính": "Đã miễn báo cáo" });
  });

  it("confirmed twice by the same form is done once, and the second is led to what came of it", async () => {
    const look = await lookAt(browser, of("extension", "stc", "ubnd-lak"), EXTENSION);
    const both = await Promise.all([browser.press(look, "confirm"), browser.press(look, "confirm")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    const late = await browser.press(look, "confirm");
    expect(late.text).toContain("Việc này đã được thực hiện");
    const result = late.document.querySelector("main a.button")?.getAttribute("href") ?? "";
    expect(outcomeOf(await browser.get(result))).toEqual({
      "Sở Tài chính": "Đã gia hạn",
      "UBND huyện Lắk": "Đã gia hạn",
    });
    for (const unit of ["stc", "ubnd-lak"]) expect(await actsOn(world, unit)).toEqual(["extend"]);
  });

  it.each([
    ["exemption", EXEMPTION, "Đã miễn báo cáo", "exempt"],
    ["extension", EXTENSION, "Đã gia hạn", "extend"],
  ] as const)(
    "goes on where a crash ended it: what the same form did by then is told as done, %s",
    async (act, fill, told, entry) => {
      const look = await lookAt(browser, of(act, "stc", "ubnd-lak"), fill);
      const { finish } = world.register.requests;
      world.register.requests.finish = async () => {
        world.register.requests.finish = finish;
        throw new Error("The function ended.");
      };
      expect((await browser.press(look, "confirm")).status).toBe(500);
      const again = await browser.submit(look, "confirm");
      expect(outcomeOf(again)).toEqual({ "Sở Tài chính": told, "UBND huyện Lắk": told });
      for (const unit of ["stc", "ubnd-lak"]) expect(await actsOn(world, unit)).toEqual([entry]);
    },
  );

  it("tells what is wrong with what was typed at its field, and keeps who was chosen", async () => {
    const form = await browser.get(of("extension", "stc", "ubnd-lak"));
    const early = await browser.press(form, "look", { ...EXTENSION, before: "29/10/2017" });
    expect(early.status).toBe(400);
    expect(faultOf(early, "before")).toContain("Phải sau thời hạn đang áp dụng");
    expect([...early.document.querySelectorAll("input[checked]")].map((box) => box.getAttribute("value"))).toEqual([
      "stc",
      "ubnd-lak",
    ]);
    const empty = await browser.press(form, "look", {});
    expect(faultOf(empty, "reason")).toContain("Không được để trống");
  });

  it("can be changed after the look, and a unit left out there", async () => {
    const look = await lookAt(browser, of("extension", "stc", "ubnd-lak"), EXTENSION);
    const form = await browser.press(look, "change");
    expect(typedIn(form, EXTENSION)).toEqual(EXTENSION);
    const fewer = await browser.press(form, "look", { unit: ["ubnd-lak"] });
    expect(rowsOf(fewer, "#possible").map((row) => row["Đơn vị"])).toEqual(["UBND huyện Lắk"]);
  });

  it("says in words that nobody is chosen, and that it can be done for none of them", async () => {
    const nobody = await browser.get(`${SEVERAL}/extension`);
    expect([nobody.status, nobody.text.includes("Chưa chọn đơn vị nào")]).toEqual([400, true]);
    const none = await browser.get(of("acceptance", "stc", "ubnd-lak"));
    expect(none.text).toContain("Không thực hiện được với đơn vị nào");
    expect(rowsOf(none, "#left-out")).toHaveLength(2);
    expect(none.document.querySelector('button[value="confirm"]')).toBeNull();
  });

  it.each([
    ["a basis that was changed", { basis: "stc=awaiting.0.0.0,ubnd-lak=awaiting.0.0.0" }],
    ["no seal", { seal: [] }],
  ])("with %s does nothing", async (_what, changed) => {
    const look = await lookAt(browser, of("exemption", "stc"), EXEMPTION);
    const answer = await browser.press(look, "confirm", changed);
    expect(answer.status).toBe(409);
    expect(await statesOf("stc", "ubnd-lak")).toEqual(["awaiting", "awaiting"]);
  });

  it("is not done by the form in which it was asked for, without a look", async () => {
    const form = await browser.get(of("exemption", "stc"));
    const fields = {
      ...EXEMPTION,
      unit: "stc",
      basis: valueOf(form, "basis"),
      seal: valueOf(form, "seal"),
      do: "confirm",
    };
    expect((await browser.post(`${SEVERAL}/exemption`, fields)).status).toBe(409);
    expect(await statesOf("stc")).toEqual(["awaiting"]);
  });

  it("is the supervisor's alone, and there are no other acts", async () => {
    for (const [who, status] of [
      [await leaderIn(world), 403],
      [await otherSupervisor(world), 404],
      [await signedIn(world, "vanthu@stp.daklak.example"), 404],
    ] as const)
      for (const path of [of("exemption", "stc"), `${SEVERAL}/exemption/outcome?done=stc`])
        expect([path, (await who.get(path)).status]).toEqual([path, status]);
    for (const path of [of("return", "stp"), of("__proto__", "stp"), `${SEVERAL}/return/outcome?done=stp`])
      expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
  });

  it("passes over names that are no unit's, and units that do not report", async () => {
    const look = await lookAt(browser, of("exemption", "stc", "snv", "nobody", "<script>", "stc"), EXEMPTION);
    expect(rowsOf(look, "#possible").map((row) => row["Đơn vị"])).toEqual(["Sở Tài chính"]);
  });
});

describe("more than can be done at once", () => {
  it("is cut after fifty, and says how many are left", async () => {
    const fifty = Array.from({ length: 53 }, (_one, at) => `made-up-${at}`);
    const look = await browser.get(of("acceptance", "stp", ...fifty));
    expect(look.text).toContain("Mỗi lần thực hiện với tối đa 50 đơn vị");
    expect(look.text).toContain("4 đơn vị còn lại");
  });

  it("ends before the request does: what it has not come to by then is named, and can be tried again", async () => {
    world = await allFiled();
    const found = await findObligation(await requestOf(world, { by: SNV }), world);
    if (isRefusal(found)) throw new Error(found.detail);
    const seen = (await world.register.duties.dutiesOf({ ...ref, place: found.place }, { limit: 100 })).items.map(
      (duty) => ({
        unitId: duty.unitId,
        version: versionToken(duty),
      }),
    );
    expect(seen).toHaveLength(34);
    vi.useFakeTimers({ toFake: ["performance"] });
    try {
      const act = async () => vi.advanceTimersByTime(2_000);
      const outcomes = await actOnSeveral({ found, seen, versionOf: versionToken, act }, { attempt: "a" }, world);
      expect(outcomes.filter(({ was }) => was === "done")).toHaveLength(8);
      expect(outcomes.filter(({ was }) => was === "failed")).toHaveLength(26);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is accepted in one act for every report of a season, its page under 60 KB", async () => {
    world = await allFiled();
    browser = await signedIn(world);
    const list = await browser.get(`${OBLIGATION}/review?choose=all`);
    const chosen = [...list.document.querySelectorAll("input.choose[checked]")].map(
      (box) => box.getAttribute("value") ?? "",
    );
    expect(chosen).toHaveLength(34);
    const look = await browser.get(of("acceptance", ...chosen));
    expect(look.body.length).toBeLessThan(60_000);
    const outcome = await browser.submit(look, "confirm");
    expect(Object.values(outcomeOf(outcome))).toEqual(Array.from({ length: 34 }, () => "Đã chấp nhận"));
    expect((await browser.get(`${OBLIGATION}/review`)).text).toContain("Không có báo cáo nào chờ xem xét");
  });
});

/** Every unit of the season has filed, and nothing was looked at. */
const allFiled = (): Promise<World> =>
  worldAt(engine, "all filed", async () => {
    const season = await issuedTo(
      engine,
      units.map(({ id }) => id),
    );
    await goTo(season, "2017-10-20T10:00");
    for (const { id } of reporters) await file(season, id);
    await drain(season);
    return season;
  });

it("reminds those chosen of a list, and tells of each whether it is written to", async () => {
  const form = await browser.get(`${OBLIGATION}/reminder?unit=stc&unit=stp`);
  expect([...form.document.querySelectorAll("input[checked]")].map((box) => box.getAttribute("value"))).toEqual([
    "named",
    "stc",
    "stp",
  ]);
  expect(form.text).toContain("Sở Tư pháp (đã gửi)");
  const look = await browser.press(form, "look", { again: "yes" });
  expect(rowsOf(look, "#not-to")[0]?.["Vì sao"]).toBe("Đã gửi báo cáo");
  const outcome = await browser.submit(look, "confirm");
  expect(outcomeOf(outcome)).toEqual({
    "Sở Tài chính": "Đang gửi thư nhắc",
    "Sở Tư pháp": "Không thực hiện được, như đã nêu khi xem lại",
  });
});

it("is offered on the lists to who may do it, each act at its page, with and without script", async () => {
  await ok(world, exemptDuty, { by: SNV, unit: "vpub", body: EXEMPTION });
  const boxes = (page: Page, which = "input.choose") =>
    [...page.document.querySelectorAll(which)].map((box) => box.getAttribute("value"));
  const list = await browser.get(`${OBLIGATION}/duties?sort=-name`);
  expect(boxes(list)).toEqual(["vpub", "ubnd-lak", "stp", "stc"]);
  expect(
    [...list.document.querySelectorAll("button[formaction]")].map((button) => button.getAttribute("formaction")),
  ).toEqual([
    `${SEVERAL}/acceptance`,
    `${SEVERAL}/extension`,
    `${OBLIGATION}/reminder`,
    `${SEVERAL}/exemption`,
    `${OBLIGATION}/urging`,
  ]);
  const all = linksOf(list).find((href) => href.includes("choose=all")) ?? "";
  expect(boxes(await browser.get(all), "input.choose[checked]")).toEqual(["vpub", "ubnd-lak", "stp", "stc"]);
  const late = await browser.get(`${OBLIGATION}/escalations?choose=all`);
  expect(boxes(late, "input.choose[checked]")).toEqual(["ubnd-lak", "stc"].toReversed());
  for (const path of ["duties", "escalations"])
    expect(boxes(await (await leaderIn(world)).get(`${OBLIGATION}/${path}`))).toEqual([]);
});
