import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { acceptReport, fileReport } from "../../api/operations.ts";
import * as examples from "../../../../functions/http/examples.ts";
import { countsOfDuties } from "../../../../functions/domain/counts.ts";
import { newDuty } from "../../../../functions/domain/duty.ts";
import type { Duty } from "../../../../functions/domain/duty.ts";
import { behindInReview, waitingForReview } from "../../../../functions/domain/review-order.ts";
import { at, dutyOf as dutyFrom, lying, ref, unitId, unitNamed } from "../../season.ts";
import { dutyIn, drain, goTo, ok, plenty } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { runMilestone } from "../../../../functions/use-cases/run-milestone.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Browser, Page } from "../browser.ts";
import {
  OBLIGATION,
  RETURN,
  SNV,
  dutyOf,
  file,
  leaderIn,
  linksOf,
  onTheFirstLateDay,
  otherSupervisor,
  rowsOf,
  rule,
  signedIn,
} from "./office-site.ts";

const LIST = `${OBLIGATION}/review`;
const reviewOf = (unit: string): string => `${dutyOf(unit)}/review`;

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
/** Three reports wait: Sở Tư pháp's since 20/10, UBND huyện Lắk's and Sở Tài chính's since the morning of 30/10. */
beforeEach(async () => {
  world = await onTheFirstLateDay(engine);
  await file(world, "ubnd-lak");
  await goTo(world, "2017-10-30T09:30");
  await file(world, "stc");
  await drain(world);
  browser = await signedIn(world);
});

const lettersIn = (page: Page) =>
  rowsOf(page, "#figures").find((row) => row["Chỉ tiêu"]?.startsWith("Đơn, thư tiếp nhận"));

describe("the order of the review", () => {
  const filed = (id: string, wall: string) => dutyFrom(id, { state: "submitted", submittedAt: at(wall), revision: 1 });

  it("begins with the report that has waited longest since it was last filed, a paper since it was received", () => {
    const duties = [
      filed("stp", "2017-10-20T10:00"),
      dutyFrom("sct", { state: "accepted", revision: 1 }),
      dutyFrom("stc", { ...filed("stc", "2017-09-01T10:00"), filedAt: at("2017-10-21T10:00"), revision: 2 }),
      dutyFrom("syt", { ...filed("syt", "2017-10-18T10:00"), filedAt: at("2017-10-22T10:00") }),
      dutyFrom("vpub"),
    ];
    expect(waitingForReview(duties).map(({ unitId: id }) => id)).toEqual(["syt", "stp", "stc"]);
  });

  it("leads on to the one behind, whatever became of the one that was looked at, and back to none before it", () => {
    const [first, second, third] = [
      filed("stp", "2017-10-20T10:00"),
      filed("stc", "2017-10-21T10:00"),
      filed("vpub", "2017-10-21T10:00"),
    ];
    expect(behindInReview([first, third], { ...second, state: "accepted" })).toEqual([third]);
    expect(behindInReview([first, second, third], third)).toEqual([]);
  });
});

describe("the list of reports to review", () => {
  it("names what waits, the oldest first, with how many there are, and leads to the review of each", async () => {
    const page = await browser.get(LIST);
    expect(page.document.querySelector("h1")?.textContent).toBe("Báo cáo chờ xem xét: 3");
    expect(rowsOf(page).map((row) => [row["Đơn vị"], row["Gửi lúc"]])).toEqual([
      ["Sở Tư pháp", "10:00 ngày 20/10/2017"],
      ["UBND huyện Lắk", "09:00 ngày 30/10/2017"],
      ["Sở Tài chính", "09:30 ngày 30/10/2017"],
    ]);
    expect(linksOf(page).filter((href) => href.endsWith("/review"))).toEqual(
      expect.arrayContaining(["stp", "ubnd-lak", "stc"].map(reviewOf)),
    );
    expect((await browser.get(OBLIGATION)).document.querySelector(`a[href="${LIST}"]`)).not.toBeNull();
  });

  it("is the supervisor's, as is the review of each report", async () => {
    for (const [who, status] of [
      [await leaderIn(world), 403],
      [await otherSupervisor(world), 404],
    ] as const)
      for (const path of [LIST, reviewOf("stp")]) expect([path, (await who.get(path)).status]).toEqual([path, status]);
  });
});

describe("the review of a report", () => {
  it("shows text, figures beside what all units report, and how many wait", async () => {
    const page = await browser.get(reviewOf("stp"));
    expect(page.text).toContain("3 báo cáo đang chờ xem xét");
    const figure = lettersIn(page);
    expect([figure?.["Báo cáo này"], figure?.["Cộng các đơn vị"]]).toEqual(["12", "363 đơn vị"]);
    const report = page.document.getElementById("report");
    expect(report?.textContent).toContain(Object.values(examples.report.sections)[0]);
    expect(report?.querySelector("table")).toBeNull();
  });

  it("of a supplement shows the figures of the revision before beside it", async () => {
    await rule(browser, `${dutyOf("stp")}/return`, RETURN);
    const figures = { ...examples.report.figures, "don-thu-tiep-nhan": 17 };
    const body = { ...examples.report, figures };
    await ok(world, fileReport, { by: unitNamed("stp").clerkEmail ?? "", unit: "stp", body });
    const figure = lettersIn(await browser.get(reviewOf("stp")));
    expect([figure?.["Báo cáo này"], figure?.["Lần gửi 1"]]).toEqual(["17", "12"]);
  });

  it("is accepted at one press, which leads on to the next, until none waits", async () => {
    let page = await browser.get(reviewOf("stp"));
    for (const [unit, next] of [
      ["stp", "ubnd-lak"],
      ["ubnd-lak", "stc"],
    ] as const) {
      const on = await browser.submit(page, "confirm");
      expect((await dutyIn(world, unit)).state).toBe("accepted");
      expect(on.location).toBe(`${reviewOf(next)}?done=accepted&of=${unit}`);
      page = await browser.get(on.location);
      expect(page.text).toContain(`Đã chấp nhận báo cáo của ${unitNamed(unit).name}.`);
    }
    const end = await browser.submit(page, "confirm");
    expect(end.text).toContain("Đã chấp nhận báo cáo của Sở Tài chính.");
    expect(end.text).toContain("Không có báo cáo nào chờ xem xét");
  });

  it("is sent back from there: looked at, confirmed, and on to the next", async () => {
    const page = await browser.get(reviewOf("stp"));
    const look = await browser.press(page, "look", RETURN);
    expect(look.text).toContain(RETURN.reason);
    const form = await browser.press(look, "change");
    const again = await browser.press(form, "look");
    const on = await browser.submit(again, "confirm");
    expect((await dutyIn(world, "stp")).state).toBe("returned");
    expect(on.location).toBe(`${reviewOf("ubnd-lak")}?done=returned&of=stp`);
  });

  it("can be put off: the next is led to, and the list keeps what was passed over", async () => {
    const page = await browser.get(reviewOf("ubnd-lak"));
    const onward = linksOf(page).find((href) => href.startsWith(`${LIST}?after=`)) ?? "";
    expect((await browser.get(onward)).location).toBe(reviewOf("stc"));
    const last = await browser.submit(await browser.get(reviewOf("stc")), "confirm");
    expect(last.document.querySelector("h1")?.textContent).toBe("Báo cáo chờ xem xét: 2");
  });

  it("is not accepted as something else than what was looked at", async () => {
    const page = await browser.get(reviewOf("stp"));
    await file(world, "stp");
    const answer = await browser.press(page, "confirm");
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("nhiệm vụ báo cáo đã thay đổi sau khi trang được mở");
    expect((await dutyIn(world, "stp")).state).toBe("submitted");
    // Looked at again, it still leads on in the review.
    expect((await browser.press(answer, "confirm")).location).toContain("/review?after=stp");
  });

  it("of the only report that waits leads back to the list", async () => {
    for (const unit of ["stp", "stc"]) await ok(world, acceptReport, { by: SNV, unit });
    await drain(world);
    const page = await browser.get(reviewOf("ubnd-lak"));
    expect(page.text).toContain("1 báo cáo đang chờ xem xét");
    expect(page.document.querySelector('button[value="confirm"]')?.textContent).toBe("Chấp nhận");
    expect(linksOf(page).filter((href) => href.startsWith(`${LIST}?after=`))).toEqual([]);
  });

  it("of what does not wait only shows it", async () => {
    await ok(world, acceptReport, { by: SNV, unit: "stp" });
    const page = await browser.get(reviewOf("stp"));
    expect(page.text).toContain("Báo cáo này không chờ xem xét");
    expect(page.document.querySelector('button[value="confirm"]')).toBeNull();
    expect((await browser.get(reviewOf("vpub"))).status).toBe(200);
  });

  it("leads on from the duty's own page, too, once its report is accepted or sent back", async () => {
    const done = await rule(browser, `${dutyOf("stp")}/acceptance`, {});
    const page = await browser.get(done.location);
    const way = linksOf(page).find((href) => href.startsWith(`${LIST}?after=`)) ?? "";
    expect((await browser.get(way)).location).toBe(reviewOf("ubnd-lak"));
  });
});

describe("a list of many reports to review", () => {
  const idOf = (nth: number): string => `xa-${String(nth).padStart(3, "0")}`;
  const nameOf = (nth: number): string => `UBND xã số ${String(nth).padStart(3, "0")}`;
  /** Filed a minute apart from 21/10/2017 on: behind Sở Tư pháp's, and before the others'. */
  const filed = (nth: number): Duty => ({
    ...newDuty(
      { ...ref, unitId: unitId(idOf(nth)) },
      { name: nameOf(nth), kind: "xa", headTitle: "", phone: "" },
      dutyFrom("stc").deadline,
    ),
    state: "submitted",
    revision: 1,
    standing: "on-time",
    submittedAt: at("2017-10-21T08:00") + nth * 60_000,
  });
  /** 66 that wait, by now three of them not from communes; the roll knows of all. */
  beforeEach(async () => {
    const duties = Array.from({ length: 63 }, (_, i) => filed(i + 1));
    await world.register.duties.layOut(duties, lying());
    await world.register.roll.noting(ref, 1)(duties);
    await world.register.counts.add(ref, countsOfDuties(duties));
  });
  const namesIn = (page: Page) => rowsOf(page).map((row) => row["Đơn vị"]);
  const heading = (page: Page) => page.document.querySelector("h1")?.textContent;
  const onward = (page: Page) => page.document.querySelector('[rel="next"]')?.getAttribute("href") ?? "";
  const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => nameOf(from + i));

  it("is shown forty at a time in order over all, and goes on though a unit files between its pages", async () => {
    const first = await browser.get(LIST);
    expect([heading(first), namesIn(first)]).toEqual(["Báo cáo chờ xem xét: 66", ["Sở Tư pháp", ...numbered(1, 39)]]);
    expect(first.text).toContain("Trang 1 trên 2");
    await file(world, "vpub");
    await drain(world);
    const second = await browser.get(onward(first));
    expect(heading(second)).toBe("Báo cáo chờ xem xét: 67");
    const last = ["UBND huyện Lắk", "Sở Tài chính", "Văn phòng UBND tỉnh"];
    expect(namesIn(second)).toEqual([...numbered(40, 63), ...last]);
    expect([onward(second), linksOf(second).includes(LIST)]).toEqual(["", true]);
    expect(linksOf(second)).toContain(reviewOf("stp"));
  });

  it.each(["0", "-1", "99", "x"])("at a page that is not there (%s) shows one that is", async (page) => {
    const shown = await browser.get(`${LIST}?page=${page}`);
    expect([shown.status, namesIn(shown).length > 0]).toEqual([200, true]);
  });

  it("shows and leads to none that somebody has just acted on, though the roll has not heard of it", async () => {
    const acted = ["stp", ...Array.from({ length: 40 }, (_, i) => idOf(i + 1))];
    for (const unit of acted) {
      const duty = await world.register.duties.duty({ ...ref, unitId: unitId(unit) }, lying());
      if (!duty) throw new Error(`${unit} has a duty.`);
      await world.register.duties.transition(duty, { ...duty, state: "accepted" }, lying());
    }
    const page = await browser.get(LIST);
    expect(heading(page)).toBe("Báo cáo chờ xem xét: 25");
    expect(namesIn(page)).toEqual([...numbered(41, 63), "UBND huyện Lắk", "Sở Tài chính"]);
    expect((await browser.get(`${LIST}?after=stp`)).location).toBe(reviewOf(idOf(41)));
  });

  it("puts a report that was sent back and filed again behind those that waited meanwhile", async () => {
    await rule(browser, `${dutyOf("stp")}/return`, RETURN);
    await goTo(world, "2017-10-30T10:00");
    const by = unitNamed("stp").clerkEmail ?? "";
    await ok(world, fileReport, { by, unit: "stp", body: examples.report, attempt: "attempt-of-supplement" });
    await drain(world);
    expect(namesIn(await browser.get(`${LIST}?page=2`)).at(-1)).toBe("Sở Tư pháp");
    expect((await browser.get(`${LIST}?after=stc`)).location).toBe(reviewOf("stp"));
  });

  it("while the roll has not every unit says so, leads to the list of units, and has the roll made anew", async () => {
    const unknown = filed(64);
    await world.register.duties.layOut([unknown], lying());
    await world.register.counts.add(ref, countsOfDuties([unknown]));
    const page = await browser.get(`${LIST}?after=stp`);
    expect([page.status, heading(page)]).toEqual([200, "Báo cáo chờ xem xét"]);
    expect(page.text).toContain("Danh sách đang được lập lại");
    expect(linksOf(page)).toContain(`${OBLIGATION}/duties?state=submitted`);
    await runMilestone({ ...ref, run: "ALL#issue" }, world, plenty);
    expect(heading(await browser.get(LIST))).toBe("Báo cáo chờ xem xét: 67");
  });
});
