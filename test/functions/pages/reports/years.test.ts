import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { exemptDuty, issueDirective } from "../../api/operations.ts";
import { rateWords } from "../../../../functions/pages/reports/punctuality-chart.ts";
import * as examples from "../../../../functions/http/examples.ts";
import type { Directive } from "../../../../functions/domain/directive.ts";
import { directive } from "../../season.ts";
import { drain, goTo, issuedTo, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { OBLIGATION, SNV, STC, file, leaderIn, linksOf, rowsOf, signedIn, worldAt } from "../office/office-site.ts";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
beforeEach(async () => {
  world = await overTheYears();
});
afterAll(() => engine.close());

const LATER = "12-kh-2018";

/** 5/1/2018: of seven units three were in time, one late, one is exempt and two never filed; and a directive of 2018 has been issued early. */
const overTheYears = (): Promise<World> =>
  worldAt(engine, "over the years", async () => {
    const issued = await issuedTo(engine, ["vpub", "snv", "stp", "stc", "sct", "sxd", "ubnd-lak", "ubnd-ea-sup"]);
    await goTo(issued, "2017-10-20T10:00");
    for (const unit of ["stp", "stc", "sct"]) await file(issued, unit);
    await ok(issued, exemptDuty, { by: SNV, unit: "sxd", body: examples.exemption });
    await goTo(issued, "2017-11-02T10:00");
    await file(issued, "ubnd-lak");
    await goTo(issued, "2018-01-05T10:00");
    const [first] = directive.obligations;
    const next: Directive = {
      ...directive,
      id: LATER as Directive["id"],
      number: "12/KH-UBND",
      issuedOn: "2018-01-04" as Directive["issuedOn"],
      obligations: [{ ...first!, before: "2018-03-01" as never, forwardTo: undefined }],
    };
    await issued.register.directives.createDirective(next, issued.clock.now());
    await ok(issued, issueDirective, { by: SNV, params: { directiveId: LATER } });
    await drain(issued);
    return issued;
  });

describe("a year's directives", () => {
  it("are drawn with how each date was kept, and the same numbers stand in the table below", async () => {
    const page = await (await signedIn(world)).get("/years/2017");
    expect(page.status).toBe(200);
    const [report, consolidation] = rowsOf(page);
    expect(report).toMatchObject({
      "Thời hạn": "trước ngày 30/10/2017",
      "Đơn vị": "7",
      "Đúng hạn": "3",
      "Trong hạn gia hạn": "0",
      Muộn: "1",
      "Chưa gửi": "2",
      "Được miễn, thu hồi": "1",
      "Tỷ lệ đúng hạn": "50%",
    });
    expect(consolidation).toMatchObject({ "Đơn vị": "1", "Chưa gửi": "1", "Tỷ lệ đúng hạn": "0%" });
    expect(page.document.querySelectorAll(".chart svg[role=img]")).toHaveLength(1);
    const bars = [...page.document.querySelectorAll(".chart rect")].map((bar) => [
      bar.getAttribute("fill"),
      bar.getAttribute("width"),
    ]);
    expect(bars).toEqual([
      ["url(#t-green)", "36%"],
      ["url(#t-orange)", "12%"],
      ["url(#t-red)", "24%"],
      ["url(#t-red)", "72%"],
    ]);
    expect(page.text).toContain("2 yêu cầu báo cáo, 2 đã đến hạn: 3 trên 7 báo cáo đúng hạn, tỷ lệ 42,8%.");
    const crumbs = [...page.document.querySelectorAll(".crumbs a")].map((link) => link.getAttribute("href"));
    expect(crumbs).toEqual(["/directives", "/years"]);
    expect(linksOf(page)).toEqual(expect.arrayContaining([OBLIGATION, "/years/2018"]));
  });

  it("do not count for the year before their date, and are drawn as not due", async () => {
    const page = await (await signedIn(world)).get("/years/2018");
    expect(rowsOf(page)).toEqual([expect.objectContaining({ "Đơn vị": "7", "Chưa gửi": "7", "Tỷ lệ đúng hạn": "–" })]);
    expect(page.document.querySelector(".chart rect")?.getAttribute("fill")).toBe("url(#t-grey)");
    expect(page.text).toContain("1 yêu cầu báo cáo, 0 đã đến hạn");
  });

  it("stand beside the other years", async () => {
    const browser = await signedIn(world);
    expect(
      rowsOf(await browser.get("/years")).map((row) => [row["Năm"], row["Đã đến hạn"], row["Tỷ lệ đúng hạn"]]),
    ).toEqual([
      ["Năm 2018", "0", "–"],
      ["Năm 2017", "2", "42,8%"],
    ]);
    expect(linksOf(await browser.get("/directives"))).toContain("/years");
  });

  it("are the leader's to see, and of others only what they receive", async () => {
    expect(rowsOf(await (await leaderIn(world)).get("/years/2017"))).toHaveLength(2);
    const unit = await signedIn(world, STC);
    const page = await unit.get("/years/2017");
    expect([page.status, rowsOf(page), page.text.includes("Không có yêu cầu báo cáo nào")]).toEqual([200, [], true]);
    expect(linksOf(await unit.get("/directives"))).not.toContain("/years");
  });

  it.each(["/years/17", "/years/abcd", "/years/20170"])("has no page at %s", async (path) => {
    expect((await (await signedIn(world)).get(path)).status).toBe(404);
  });

  it("cost the same reads for any number of units: two queries beside what every page asks", async () => {
    const browser = await signedIn(world);
    const { read } = await world.table.costOf(() => browser.get("/years/2017"));
    expect(read).toBeLessThanOrEqual(12);
  });
});

describe("an on-time rate in words", () => {
  const words = (onTime: number, never: number) =>
    rateWords(
      { say: (vi) => vi },
      { punctuality: { units: 0, onTime, withinExtension: 0, late: 0, never, freed: 0 }, isDue: true },
    );

  it("is never rounded up: all is only said where all were in time", () => {
    expect([words(9_999, 1), words(2, 1), words(29, 71), words(3, 0), words(0, 0)]).toEqual([
      "99,9%",
      "66,6%",
      "29%",
      "100%",
      "–",
    ]);
  });
});
