import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { exemptDuty, moveDate, remindByHand } from "../../api/operations.ts";
import { closingNow } from "../../../../functions/domain/closing.ts";
import { countsOfDuties, filedByKind, summarize } from "../../../../functions/domain/counts.ts";
import { deadlineIn } from "../../../../functions/domain/deadline.ts";
import { newDuty } from "../../../../functions/domain/duty.ts";
import { keptProgress, keptTotals } from "../../../../functions/domain/kept-sums.ts";
import { isRefusal } from "../../../../functions/domain/refusal.ts";
import { findOverdueRuns } from "../../../../functions/use-cases/find-overdue-runs.ts";
import { findObligationWith } from "../../../../functions/use-cases/find-duty.ts";
import { workingDaysOfVietNam } from "../../../../functions/domain/working-days-vn.ts";
import { readBeside, readDashboard } from "../../../../functions/pages/office/read-dashboard.ts";
import * as examples from "../../../../functions/http/examples.ts";
import { at, lying, obligation, ref, unitId, unitNamed } from "../../season.ts";
import { drain, dutyIn, goTo, issuedTo, ok, plenty, requestOf, tell, wait } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Page } from "../browser.ts";
import {
  OBLIGATION,
  SNV,
  STC,
  dutyOf,
  file,
  leaderIn,
  linksOf,
  onTheFirstLateDay,
  otherSupervisor,
  rowsOf,
  signedIn,
  withTimeLeft,
  worldAt,
} from "./office-site.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

const SEASON = [
  "vpub",
  "snv",
  "stp",
  "stc",
  "sct",
  "sxd",
  "ubnd-lak",
  "ubnd-ea-sup",
  "ubnd-buon-ho",
  "ubnd-buon-ma-thuot",
];

/** 31/10/2017: of nine units three filed in time, one late, one is exempt; the others are overdue, one with a draft. */
const mixed = (): Promise<World> =>
  worldAt(engine, "mixed", async () => {
    const world = await issuedTo(engine, SEASON);
    await goTo(world, "2017-10-02T09:00");
    await file(world, "stp");
    await file(world, "sct");
    await ok(world, exemptDuty, { by: SNV, unit: "sxd", body: examples.exemption });
    await goTo(world, "2017-10-27T09:00");
    await file(world, "ubnd-buon-ho");
    await goTo(world, "2017-10-30T10:00");
    await file(world, "ubnd-buon-ma-thuot");
    await goTo(world, "2017-10-31T09:00");
    return world;
  });

/** Half an hour later, once the looks that were due have been taken. */
async function lookedThrough(world: World): Promise<void> {
  await wait(world, 30);
  await findOverdueRuns(world, plenty);
  await drain(world);
}

/** The counts beside the colours. */
const colours = (page: Page): Record<string, number> =>
  Object.fromEntries(
    [...page.document.querySelectorAll("#progress .legend .chip")].map((chip) => {
      const [words = "", count = ""] = (chip.textContent ?? "").split(": ");
      return [words, Number(count)];
    }),
  );

describe("an obligation's dashboard", () => {
  it("says how many of how many have filed, in the five colours, with words and numbers", async () => {
    const page = await (await signedIn(await mixed())).get(OBLIGATION);
    const figures = page.document.querySelector("#progress .numbers")?.textContent?.replace(/\s+/g, " ") ?? "";
    expect(figures).toContain("đơn vị đã gửi4 / 8");
    expect(figures).toContain("đơn vị quá hạn4");
    expect(figures).toContain("đơn vị được miễn, không tính1");
    expect(colours(page)).toEqual({
      "Đã gửi đúng hạn": 3,
      "Đã gửi muộn": 1,
      "Đang thực hiện": 0,
      "Chưa bắt đầu": 0,
      "Quá hạn": 4,
    });
    expect(page.document.querySelector("#progress svg.tone-bar")?.getAttribute("aria-label")).toBe(
      "Đã gửi đúng hạn: 3; Đã gửi muộn: 1; Quá hạn: 4",
    );
  });

  it("draws the same counts by kind of unit, and leads from each to the units it counts", async () => {
    const browser = await signedIn(await mixed());
    const page = await browser.get(OBLIGATION);
    const kinds = rowsOf(page, "#kinds").map((row) => [row["Loại đơn vị"], row["Đã gửi"], row["Quá hạn"]]);
    expect(kinds).toEqual([
      ["Sở, ban, ngành", "2 / 4", "2"],
      ["Thành phố", "1 / 1", "0"],
      ["Thị xã", "1 / 1", "0"],
      ["Huyện", "0 / 2", "2"],
    ]);
    const bars = [...page.document.querySelectorAll("#kinds svg.tone-bar")].map((bar) =>
      bar.getAttribute("aria-label"),
    );
    expect(bars[0]).toBe("Đã gửi đúng hạn: 2; Quá hạn: 2");
    const sums = bars.flatMap((bar) => (bar ?? "").split("; ").map((part) => part.split(": ")));
    const drawn = (words: string) =>
      sums.filter(([name]) => name === words).reduce((sum, [, count]) => sum + Number(count), 0);
    const counted = colours(page);
    expect(Object.fromEntries(Object.keys(counted).map((words) => [words, drawn(words)]))).toEqual(counted);
    for (const link of page.document.querySelectorAll("#progress .legend a")) {
      const listed = await browser.get(link.getAttribute("href") ?? "");
      expect(rowsOf(listed)).toHaveLength(Number(link.textContent?.split(": ")[1]));
    }
  });

  it("draws filings over time with the deadline, the last working day and today, and has the same numbers in a table", async () => {
    const page = await (await signedIn(await mixed())).get(OBLIGATION);
    const chart = page.document.querySelector("#filings svg");
    expect(chart?.getAttribute("role")).toBe("img");
    const named = (attribute: string) => page.document.querySelector(`#${chart?.getAttribute(attribute)}`)?.textContent;
    expect(named("aria-labelledby")).toBe("Số đơn vị đã gửi lần đầu, theo thời gian");
    expect(named("aria-describedby")).toContain("Đến ngày 31/10/2017 có 4 trên 8 đơn vị đã gửi báo cáo lần đầu.");
    const words = [...(chart?.querySelectorAll("text") ?? [])].map((text) => text.textContent);
    expect(words).toEqual(
      expect.arrayContaining([
        "Hết hạn: trước ngày 30/10/2017",
        "Ngày làm việc cuối: 27/10/2017",
        "Hôm nay: 31/10/2017",
        "8",
      ]),
    );
    expect(chart?.querySelector("path.line")?.getAttribute("d")?.match(/V/g)).toHaveLength(3);
    expect(rowsOf(page, "#filings").map(Object.values)).toEqual([
      ["thứ Sáu, 29/9/2017", "0", "0", "1. Nhắc trước 20 ngày làm việc"],
      ["thứ Hai, 2/10/2017", "2", "2", ""],
      ["thứ Sáu, 13/10/2017", "0", "2", "2. Nhắc trước 10 ngày làm việc"],
      ["thứ Sáu, 20/10/2017", "0", "2", "3. Nhắc trước 5 ngày làm việc"],
      ["thứ Tư, 25/10/2017", "0", "2", "4. Nhắc trước 2 ngày làm việc"],
      ["thứ Sáu, 27/10/2017", "1", "3", "5. Nhắc trong ngày làm việc cuối cùng; Ngày làm việc cuối cùng"],
      ["thứ Hai, 30/10/2017", "1", "4", "6. Thông báo chậm báo cáo; Hết hạn (trước ngày này)"],
      ["thứ Tư, 1/11/2017", "0", "4", "7. Đôn đốc sau 2 ngày làm việc"],
      ["thứ Hai, 6/11/2017", "0", "4", "8. Đôn đốc sau 5 ngày làm việc"],
    ]);
  });

  it("draws the filings of each kind of unit on the same days, with the numbers in a table", async () => {
    const page = await (await signedIn(await mixed())).get(OBLIGATION);
    const card = page.document.querySelector("#filings-by-kind");
    const drawn = [...(card?.querySelectorAll(".chart text") ?? [])].map((text) => text.textContent);
    expect(drawn).toEqual(["Sở, ban, ngành: 2/4", "Thành phố: 1/1", "Thị xã: 1/1", "Huyện: 0/2"]);
    expect(card?.querySelectorAll("path.line")).toHaveLength(3);
    const rows = rowsOf(page, "#filings-by-kind");
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["thứ Hai, 2/10/2017", "2", "0", "0", "0"],
      ["thứ Sáu, 27/10/2017", "0", "0", "1", "0"],
      ["thứ Hai, 30/10/2017", "0", "1", "0", "0"],
    ]);
  });

  it("uses no inline style, and nothing from elsewhere", async () => {
    const page = await (await signedIn(await mixed())).get(OBLIGATION);
    expect(page.document.querySelectorAll("[style], style, script:not([src])")).toHaveLength(0);
    expect(page.document.querySelectorAll("h1")).toHaveLength(1);
    expect(page.body.length).toBeLessThan(60_000);
  });

  it("says what ran when, how many letters went out, and what is to come", async () => {
    const world = await mixed();
    await lookedThrough(world);
    const page = await (await signedIn(world)).get(OBLIGATION);
    const rows = rowsOf(page, "#milestones").map((row) => Object.values(row).join(" | "));
    expect(rows).toEqual([
      "Giao nhiệm vụ | 08:00 ngày 14/7/2017 | Đã thực hiện | 9 thư đã gửi",
      "1. Nhắc trước 20 ngày làm việc | 08:00 ngày 29/9/2017 | Đã thực hiện | 9 thư đã gửi",
      "2. Nhắc trước 10 ngày làm việc | 08:00 ngày 13/10/2017 | Đã thực hiện | 6 thư đã gửi",
      "3. Nhắc trước 5 ngày làm việc | 08:00 ngày 20/10/2017 | Đã thực hiện | 6 thư đã gửi",
      "4. Nhắc trước 2 ngày làm việc | 08:00 ngày 25/10/2017 | Đã thực hiện | 6 thư đã gửi",
      "5. Nhắc trong ngày làm việc cuối cùng | 08:00 ngày 27/10/2017 | Đã thực hiện | 6 thư đã gửi",
      "6. Thông báo chậm báo cáo | 08:00 ngày 30/10/2017 | Đã thực hiện | 10 thư đã gửi Danh sách gửi cơ quan tổng hợp: Đã gửi",
      "7. Đôn đốc sau 2 ngày làm việc | 08:00 ngày 1/11/2017 | Tiếp theo | Tối đa 4 đơn vị, thủ trưởng; cơ quan tổng hợp",
      "8. Đôn đốc sau 5 ngày làm việc | 08:00 ngày 6/11/2017 | Sắp tới | Tối đa 4 đơn vị, thủ trưởng; cơ quan tổng hợp",
    ]);
    expect(page.text).toContain("Mốc tiếp theo: đôn đốc sau 2 ngày làm việc, 08:00 ngày 1/11/2017");
  });

  it.each<[string, string, (world: World) => Promise<void>]>([
    [
      "nobody was late",
      "Không có đơn vị nào chậm.",
      async (world) => {
        for (const unit of ["stc", "vpub", "ubnd-lak"]) await file(world, unit);
      },
    ],
    [
      "no address of the supervisor takes mail",
      "Người nhận không có địa chỉ nào nhận được thư.",
      async (world) => {
        const { clerkEmail, officeEmail, headEmail } = unitNamed("snv");
        for (const address of [clerkEmail, officeEmail, headEmail])
          if (address) await world.register.units.markBounced(address, { at: 0, why: "complaint" });
      },
    ],
  ])("says that no list went to the supervisor, and why: %s", async (_, why, beforehand) => {
    const world = await withTimeLeft(engine);
    await beforehand(world);
    await goTo(world, "2017-10-30T09:00");
    const page = await (await signedIn(world)).get(OBLIGATION);
    const escalation = rowsOf(page, "#milestones").find((row) => row["Mốc"]?.endsWith("Thông báo chậm báo cáo"));
    expect(escalation?.["Thư"]).toContain(`Danh sách gửi cơ quan tổng hợp: Không gửi ${why}`);
  });

  it("says by which documents its date was moved, and from which date each time", async () => {
    const world = await withTimeLeft(engine);
    for (const before of ["2017-11-06", "2017-11-07"])
      await ok(world, moveDate, { by: SNV, body: { ...examples.newDate, before, documentNumber: `${before}/UBND` } });
    const page = await (await signedIn(world)).get(OBLIGATION);
    const lines = [...page.document.querySelectorAll("main .notice-info p")].map(({ textContent }) =>
      textContent.trim().replaceAll(/\s+/g, " "),
    );
    expect(lines).toEqual([
      expect.stringMatching(
        /^Chuyển từ trước ngày 30\/10\/2017 sang trước ngày 6\/11\/2017, .* 2017-11-06\/UBND: Tỉnh ủy/,
      ),
      expect.stringMatching(
        /^Chuyển từ trước ngày 6\/11\/2017 sang trước ngày 7\/11\/2017, .* 2017-11-07\/UBND: Tỉnh ủy/,
      ),
    ]);
  });

  it("tells at the top that the supervisor himself cannot be reached, until he can", async () => {
    const world = await withTimeLeft(engine);
    const { clerkEmail, officeEmail, headEmail } = unitNamed("snv");
    for (const address of [clerkEmail, officeEmail, headEmail])
      if (address) await world.register.units.markBounced(address, { at: 0, why: "bounce" });
    const told = async () => {
      const page = await (await signedIn(world)).get(OBLIGATION);
      return page.document.querySelector("main .notice");
    };
    expect((await told())?.textContent).toContain("Cơ quan tổng hợp không nhận được thư");
    expect((await told())?.querySelector("a")?.getAttribute("href")).toBe("/units/snv");
    await world.register.units.unmarkBounced(clerkEmail ?? "");
    expect((await told())?.textContent).not.toContain("Cơ quan tổng hợp");
  });

  it("tells so of a supervisor whose only mailbox is full, as long as the list waits for it", async () => {
    const world = await withTimeLeft(engine);
    const { clerkEmail = "", officeEmail, headEmail } = unitNamed("snv");
    for (const address of [officeEmail, headEmail])
      if (address) await world.register.units.markBounced(address, { at: 0, why: "bounce" });
    const told = async () => (await (await signedIn(world)).get(OBLIGATION)).document.querySelector("main .notice");
    const list = () => world.mailer.mails.findLast(({ to }) => to === clerkEmail)!;
    await goTo(world, "2017-10-30T09:00");
    expect((await told())?.textContent ?? "").not.toContain("Cơ quan tổng hợp");
    for (let times = 0; times < 3; times++) {
      await tell(world, list(), "Transient bounce");
      await wait(world, 16);
    }
    expect((await told())?.textContent).toContain("Cơ quan tổng hợp không nhận được thư");
    await wait(world, 24 * 60);
    await findOverdueRuns(world, plenty);
    await drain(world);
    await wait(world, 6);
    await tell(world, list(), "Delivery");
    expect((await told())?.textContent ?? "").not.toContain("Cơ quan tổng hợp");
  });

  it("says of a milestone how many letters wait for their address to be allowed, and of the list that it does", async () => {
    const world = await withTimeLeft(engine);
    world.mailer.sandbox("anybody");
    await goTo(world, "2017-10-30T09:00");
    await lookedThrough(world);
    const page = await (await signedIn(world)).get(OBLIGATION);
    const escalation = rowsOf(page, "#milestones").find((row) => row["Mốc"]?.endsWith("Thông báo chậm báo cáo"));
    expect(escalation?.["Thư"]).toMatch(
      /^0 thư đã gửi; 4 đang chờ gửi; 2 không gửi Danh sách gửi cơ quan tổng hợp: Đang chờ gửi$/,
    );
  });

  it("tells at the top who cannot be reached, while there is time, and how to mend it", async () => {
    const page = await (await signedIn(await withTimeLeft(engine))).get(OBLIGATION);
    const first = page.document.querySelector("main .notice");
    expect(first?.textContent).toContain("1 đơn vị không nhận được thư");
    expect([...(first?.querySelectorAll("a") ?? [])].map((link) => link.getAttribute("href"))).toEqual([
      dutyOf("vpub"),
      "/units/vpub",
    ]);
  });

  it("no longer tells it at the top once the deadline has passed: then the unit is on the list of the late", async () => {
    const world = await withTimeLeft(engine);
    await goTo(world, "2017-10-30T09:00");
    const page = await (await signedIn(world)).get(OBLIGATION);
    expect(page.document.querySelector("main .notice")).toBeNull();
    const late = await (await signedIn(world)).get(`${OBLIGATION}/escalations`);
    expect(late.text).toContain("Không nhận được thư");
  });

  it("is the same for a leader, who reads only", async () => {
    const world = await withTimeLeft(engine);
    const [seen, read] = [await (await signedIn(world)).get(OBLIGATION), await (await leaderIn(world)).get(OBLIGATION)];
    expect(read.status).toBe(200);
    expect(colours(read)).toEqual(colours(seen));
    expect(read.text).toContain("Trang này chỉ để xem");
    expect(linksOf(read)).not.toContain("/units/vpub");
    expect(read.document.querySelectorAll("main form")).toHaveLength(0);
  });

  it("is for nobody else: a unit and another receiver's staff find nothing", async () => {
    const world = await onTheFirstLateDay(engine);
    expect((await (await signedIn(world, STC)).get(OBLIGATION)).status).toBe(404);
    expect((await (await otherSupervisor(world)).get(OBLIGATION)).status).toBe(404);
  });

  it("leads to the lists, the file and the directive", async () => {
    const page = await (await signedIn(await onTheFirstLateDay(engine))).get(OBLIGATION);
    expect(linksOf(page)).toEqual(
      expect.arrayContaining([
        `${OBLIGATION}/duties`,
        `${OBLIGATION}/escalations`,
        `${OBLIGATION}/escalations.csv`,
        "/directives/5500-ubnd-kgvx-2017",
      ]),
    );
  });

  it("shows names as they are, never as markup", async () => {
    const world = await withTimeLeft(engine);
    const bad = `<img src=x onerror=alert(1)>`;
    const unit = { ...unitNamed("vpub"), name: bad, headTitle: bad, phone: bad };
    await world.register.duties.refreshUnit(await dutyIn(world, "vpub"), unit, lying(), { reachable: false });
    const page = await (await signedIn(world)).get(OBLIGATION);
    expect(page.document.querySelectorAll("main img")).toHaveLength(0);
    expect(page.document.querySelector("main .notice")?.textContent).toContain(bad);
  });

  it("in the first days says that nobody has filed, and what is to come", async () => {
    const world = await issuedTo(engine, ["vpub", "snv", "stc"]);
    const page = await (await signedIn(world)).get(OBLIGATION);
    expect(page.text).toContain("0 / 2");
    expect(page.text).toContain("Chưa có đơn vị nào gửi báo cáo.");
    expect(page.text).toContain("Mốc tiếp theo: nhắc trước 20 ngày làm việc, 08:00 ngày 29/9/2017");
  });
});

describe("what a dashboard reads", () => {
  const readIn = async (world: World) => {
    const request = await requestOf(world, { by: SNV });
    const found = await findObligationWith(request, world, (known) => readBeside(known, world));
    if (isRefusal(found)) throw new Error(found.detail);
    return readDashboard(found, world, { now: world.clock.now(), calendar: workingDaysOfVietNam });
  };
  const dutiesIn = async (world: World) => {
    const { items } = await world.register.desk.dutiesByUnit({ ...ref, place: lying() }, { limit: 100 });
    return items;
  };

  it("is what the duties come to: colours, sums, filings by kind, who is missing and what would be lacking", async () => {
    const world = await mixed();
    const duties = await dutiesIn(world);
    const counts = countsOfDuties(duties);
    const now = world.clock.now();
    const kept = await readIn(world);
    expect(kept.summary).toEqual(summarize(counts, now));
    expect(kept.progress).toEqual(keptProgress(counts, { now }));
    expect(kept.totals).toEqual(keptTotals(counts, obligation, { now }));
    expect(kept.totals?.figures.some(({ total }) => total > 0)).toBe(true);
    expect(kept.filedByKind).toEqual(filedByKind(counts));
    const { owing, filed, missing } = closingNow(duties, now);
    expect(kept.closing).toMatchObject({ owing, filed, late: { units: missing.length }, inTime: { units: 0 } });
    const names = (units: readonly { readonly unitName: string }[]) => units.map(({ unitName }) => unitName).toSorted();
    expect(names(kept.closing.late.named)).toEqual(names(missing));
    expect(kept.toCome).toBe(4);
  });

  it("of counts that were kept before colours, sums and filings by kind were has them counted afresh, once, and says so meanwhile", async () => {
    const world = await mixed();
    await lookedThrough(world);
    const truth = await world.register.counts.read(ref);
    const old = Object.fromEntries(Object.entries(truth).filter(([name]) => /^(state|standing|open)[.]/.test(name)));
    const counted = await world.register.counts.movesCounted(ref);
    const byDay = { "filed.2017-10-02": 2, "filed.2017-10-27": 1, "filed.2017-10-30": 1 };
    await world.register.counts.replace(ref, { ...old, ...byDay }, { made: counted, counted });
    const first = await readIn(world);
    expect([first.progress, first.totals, first.filedByKind]).toEqual([undefined, undefined, undefined]);
    expect(first.summary).toEqual(summarize(truth, world.clock.now()));
    const page = await (await signedIn(world)).get(OBLIGATION);
    expect(page.text).toContain("Màu của các đơn vị đang được đếm lại");
    expect(page.document.querySelector("#filings-by-kind")).toBeNull();
    await wait(world, 5);
    await findOverdueRuns(world, plenty);
    await drain(world);
    expect(await world.register.counts.read(ref)).toEqual(truth);
    expect((await readIn(world)).filedByKind).toBeDefined();
  });

  it("tells of letters what the last look has seen, by when; of a milestone that no look has seen yet, that they are not counted", async () => {
    const world = await mixed();
    const letters = async () => rowsOf(await (await signedIn(world)).get(OBLIGATION), "#milestones");
    await goTo(world, "2017-11-01T08:05");
    const [before] = (await letters()).slice(-2);
    expect([before?.["Tình trạng"], before?.["Thư"]?.split(" Danh")[0]]).toEqual(["Đang gửi thư", "Chưa đếm số thư"]);
    await lookedThrough(world);
    const [after] = (await letters()).slice(-2);
    expect([after?.["Tình trạng"], after?.["Thư"]?.split(" Danh")[0]]).toEqual(["Đã thực hiện", "8 thư đã gửi"]);
    const page = await (await signedIn(world)).get(OBLIGATION);
    expect(page.text).toContain("Số thư theo lần kiểm tra lúc 08:35 ngày 1/11/2017");
  });

  it("counts the letters of a reminder by hand to chosen units once its own look has seen them", async () => {
    const world = await mixed();
    await ok(world, remindByHand, { by: SNV, body: { units: ["stc"] } });
    await drain(world);
    await lookedThrough(world);
    const rows = rowsOf(await (await signedIn(world)).get(OBLIGATION), "#milestones");
    expect(rows.find((row) => row["Mốc"]?.includes("Nhắc trực tiếp"))?.["Thư"]).toBe("1 thư đã gửi");
  });

  it("names those that have not answered among the first that it looks at, and leads to all of them", async () => {
    const world = await issuedTo(engine, SEASON);
    const duties = Array.from({ length: 60 }, (_, i) =>
      newDuty(
        { ...ref, unitId: unitId(`aa-${String(i).padStart(2, "0")}`) },
        { name: `Ban ${i}`, kind: "so-ban-nganh", headTitle: "", phone: "" },
        deadlineIn(obligation),
      ),
    );
    await world.register.duties.layOut(duties, lying());
    await world.register.counts.add(ref, countsOfDuties(duties));
    const page = await (await signedIn(world)).get(OBLIGATION);
    const card = page.document.querySelector("#unanswered");
    expect(card?.querySelector("h2")?.textContent).toContain("69 đơn vị");
    expect(card?.querySelectorAll("a")).toHaveLength(21);
    expect(card?.textContent).toContain("Xem đủ 69 đơn vị");
    expect(linksOf(page)).toContain(`${OBLIGATION}/duties?unanswered=1`);
  });

  it("leads to the list where more units than it looks at may not be reached by mail", async () => {
    const world = await withTimeLeft(engine);
    const duties = Array.from({ length: 120 }, (_, i) => ({
      ...newDuty(
        { ...ref, unitId: unitId(`zz-${String(i).padStart(3, "0")}`) },
        { name: `Ban ${i}`, kind: "so-ban-nganh", headTitle: "", phone: "" },
        deadlineIn(obligation),
      ),
      unreachable: i === 119,
    }));
    await world.register.duties.layOut(duties, lying());
    await world.register.counts.add(ref, countsOfDuties(duties));
    const page = await (await signedIn(world)).get(OBLIGATION);
    const notice = page.document.querySelector("main .notice");
    expect(notice?.textContent).toContain("Có đơn vị không nhận được thư");
    expect(notice?.textContent).toContain("Văn phòng UBND tỉnh");
    expect([...(notice?.querySelectorAll("a") ?? [])].at(-1)?.getAttribute("href")).toBe(
      `${OBLIGATION}/duties?unreachable=1`,
    );
  });

  it("says of each sum how many have not filed, and how many filed without the figure", async () => {
    const page = await (await signedIn(await mixed())).get(OBLIGATION);
    const missing = rowsOf(page, "#totals").map((row) => row["Chưa có số liệu của"]);
    expect(missing).toContain("4 đơn vị: 4 chưa gửi");
    expect(missing).toContain("8 đơn vị: 4 chưa gửi, 4 đã gửi, không ghi");
    expect(linksOf(page)).toContain(`${OBLIGATION}/duties?state=open`);
  });

  it("of a season of many days and kinds still makes a page under 60 KB", async () => {
    const world = await mixed();
    const kinds = ["so-ban-nganh", "huyen", "thi-xa", "thanh-pho", "xa", "phuong", "thi-tran", "don-vi-khac"];
    const duties = kinds.flatMap((kind) =>
      Array.from({ length: 60 }, (_, i) => ({
        ...newDuty(
          { ...ref, unitId: unitId(`${kind}-${i}`) },
          { name: `Ủy ban nhân dân thị trấn Ea T’ling số ${i}`, kind, headTitle: "", phone: "" },
          deadlineIn(obligation),
        ),
        ...(i < 40 && {
          state: "submitted" as const,
          standing: "on-time" as const,
          submittedAt: at("2017-09-20T10:00") + i * 86_400_000,
        }),
      })),
    );
    await world.register.duties.layOut(duties, lying());
    await world.register.counts.add(ref, countsOfDuties(duties));
    const page = await (await signedIn(world)).get(OBLIGATION);
    const rows = rowsOf(page, "#filings-by-kind");
    expect(rows.map((row) => [row["Tuần từ ngày"], row["Xã"]])).toEqual([
      ["18/9/2017", "5"],
      ["25/9/2017", "7"],
      ["2/10/2017", "7"],
      ["9/10/2017", "7"],
      ["16/10/2017", "7"],
      ["23/10/2017", "7"],
      ["30/10/2017", "0"],
    ]);
    expect(page.body.length).toBeLessThan(60 * 1024);
  });

  it("costs four reads before whom it names, and no more for any number of units", async () => {
    const world = await mixed();
    const { read } = await world.table.costOf(() => readIn(world));
    expect(read).toBeLessThanOrEqual(12);
  });
});
