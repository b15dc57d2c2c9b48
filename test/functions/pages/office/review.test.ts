import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { acceptReport, fileReport } from "../../api/operations.ts";
import * as examples from "../../../../functions/http/examples.ts";
import { nextToReview, waitingForReview } from "../../../../functions/domain/review-order.ts";
import { at, dutyOf as dutyFrom, unitNamed } from "../../season.ts";
import { dutyIn, goTo, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
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
  browser = await signedIn(world);
});

const lettersIn = (page: Page) =>
  rowsOf(page, "#figures").find((row) => row["Chỉ tiêu"]?.startsWith("Đơn, thư tiếp nhận"));

describe("the order of the review", () => {
  const filed = (id: string, wall: string) => dutyFrom(id, { state: "submitted", filedAt: at(wall), revision: 1 });

  it("begins with the report that has waited longest since it was last filed", () => {
    const duties = [
      filed("stp", "2017-10-20T10:00"),
      dutyFrom("sct", { state: "accepted", revision: 1 }),
      dutyFrom("stc", { ...filed("stc", "2017-10-19T10:00"), submittedAt: at("2017-09-01T10:00") }),
      dutyFrom("vpub"),
    ];
    expect(waitingForReview(duties).map(({ unitId }) => unitId)).toEqual(["stc", "stp"]);
  });

  it("leads on to the one behind, whatever became of the one that was looked at, and back to none before it", () => {
    const [first, second, third] = [
      filed("stp", "2017-10-20T10:00"),
      filed("stc", "2017-10-21T10:00"),
      filed("vpub", "2017-10-21T10:00"),
    ];
    expect(nextToReview([first, third], { ...second, state: "accepted" })).toBe(third);
    expect(nextToReview([first, second, third], third)).toBeUndefined();
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
  it("shows text, figures beside what all units report, and where it stands in the row", async () => {
    const page = await browser.get(reviewOf("stp"));
    expect(page.text).toContain("Báo cáo thứ 1 trong 3 báo cáo đang chờ");
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
    expect(linksOf(page)).toContain(reviewOf("stc"));
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
