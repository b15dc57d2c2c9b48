import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { at, unitNamed } from "../../season.ts";
import { dutyIn, goTo } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Browser, Page } from "../browser.ts";
import {
  EXEMPTION,
  EXTENSION,
  PAPER,
  RETURN,
  dutyOf,
  file,
  linksOf,
  lookAt,
  onTheFirstLateDay,
  rowsOf,
  rule,
  signedIn,
  withTimeLeft,
} from "./office-site.ts";

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

/** What the look says follows, one by one. */
const follows = (page: Page): string[] =>
  [...page.document.querySelectorAll("#follows > ul > li")].map((one) => (one.textContent ?? "").trim());
/** What the look says is ruled: each value by its name. */
const ruled = (page: Page): Record<string, string> =>
  Object.fromEntries(
    [...page.document.querySelectorAll("#ruling dl > div")].map((row) => [
      row.querySelector("dt")?.textContent ?? "",
      (row.querySelector("dd")?.textContent ?? "").trim(),
    ]),
  );

describe("the look at an extension", () => {
  it("names both dates with their last working days, the letter, the way off the list, and each letter to come", async () => {
    const look = await lookAt(browser, `${dutyOf("stc")}/extension`, EXTENSION);
    expect(ruled(look)).toEqual({
      "Thời hạn hiện tại": "trước ngày 30/10/2017 (ngày làm việc cuối cùng: thứ Sáu, 27/10/2017)",
      "Thời hạn mới": "trước ngày 6/11/2017 (ngày làm việc cuối cùng: thứ Sáu, 3/11/2017)",
      "Lý do": EXTENSION.reason,
      "Người duyệt": EXTENSION.approvedBy,
      "Số văn bản": EXTENSION.documentNumber,
    });
    expect(follows(look)).toEqual([
      "Thư thông báo gia hạn được gửi ngay đến vanthu@stc.daklak.example.",
      "Đơn vị ra khỏi danh sách chậm báo cáo cho đến hết thời hạn mới.",
      "Báo cáo gửi trong thời hạn mới được ghi nhận “trong hạn gia hạn”.",
      "Lưu ý: Số ngày làm việc còn lại để lập báo cáo tổng hợp (trước ngày 10/11/2017): 9 → 4.",
    ]);
    expect(rowsOf(look, "#follows")).toEqual([
      { Mốc: "Nhắc trước 2 ngày làm việc", "Thời điểm": "08:00 ngày 1/11/2017", "Gửi đến": "đơn vị" },
      { Mốc: "Nhắc trong ngày làm việc cuối cùng", "Thời điểm": "08:00 ngày 3/11/2017", "Gửi đến": "đơn vị" },
      {
        Mốc: "Thông báo chậm báo cáo",
        "Thời điểm": "08:00 ngày 6/11/2017",
        "Gửi đến": "đơn vị, thủ trưởng; danh sách gửi cơ quan tổng hợp",
      },
      {
        Mốc: "Đôn đốc sau 2 ngày làm việc",
        "Thời điểm": "08:00 ngày 8/11/2017",
        "Gửi đến": "đơn vị, thủ trưởng; danh sách gửi cơ quan tổng hợp",
      },
    ]);
    expect(look.text).toContain("3 mốc đã qua theo thời hạn này, không gửi.");
  });

  it("tells truly: the letters that it names are those that the unit's own milestones then are", async () => {
    const look = await lookAt(browser, `${dutyOf("stc")}/extension`, EXTENSION);
    const told = rowsOf(look, "#follows").map((row) => row["Thời điểm"]);
    await browser.press(look, "confirm");
    const runs = await world.register.runs.runsOf((await dutyIn(world, "stc")).directiveId);
    const planned = runs.filter((run) => run.unitId === "stc" && run.phase === "planned");
    expect(planned.map((run) => run.at)).toEqual(
      ["2017-11-01", "2017-11-03", "2017-11-06", "2017-11-08"].map((day) => at(`${day}T08:00`)),
    );
    expect(told).toHaveLength(planned.length);
  });

  it("before the deadline says that what comes by the first date stays on time", async () => {
    const early = await signedIn(await withTimeLeft(engine));
    const look = await lookAt(early, `${dutyOf("stc")}/extension`, EXTENSION);
    expect(follows(look).slice(1)).toEqual([
      "Đơn vị không còn theo các mốc của thời hạn hiện tại mà có lịch nhắc riêng dưới đây.",
      "Báo cáo gửi trước ngày 30/10/2017 vẫn được ghi nhận “đúng hạn”; sau đó, trong thời hạn mới, là “trong hạn gia hạn”.",
      "Lưu ý: Số ngày làm việc còn lại để lập báo cáo tổng hợp (trước ngày 10/11/2017): 9 → 4.",
    ]);
  });

  it("warns of a date past the one on which the reports are consolidated", async () => {
    const look = await lookAt(browser, `${dutyOf("stc")}/extension`, { ...EXTENSION, before: "13/11/2017" });
    expect(follows(look).at(-1)).toBe(
      "Lưu ý: báo cáo tổng hợp phải hoàn thành trước ngày 10/11/2017, sớm hơn thời hạn mới.",
    );
  });

  it("says when no address of the unit takes mail: then somebody has to telephone", async () => {
    for (const address of ["vanthu", "vanphong", "lanhdao"]) {
      const email = unitNamed("stc").clerkEmail?.replace("vanthu", address);
      await world.register.units.markBounced(email as never, { at: world.clock.now(), why: "bounce" });
    }
    const look = await lookAt(browser, `${dutyOf("stc")}/extension`, EXTENSION);
    expect(follows(look)[0]).toContain("không có địa chỉ nào của đơn vị nhận được thư: đề nghị báo bằng điện thoại");
  });
});

describe("the look at a return", () => {
  it("says what is missing, by when, and that the first filing stands as it stood", async () => {
    const look = await lookAt(browser, `${dutyOf("stp")}/return`, RETURN);
    expect(ruled(look)).toEqual({
      "Nội dung cần bổ sung": RETURN.reason,
      "Thời hạn bổ sung": "trước ngày 3/11/2017 (ngày làm việc cuối cùng: thứ Năm, 2/11/2017)",
    });
    expect(follows(look)).toEqual([
      "Thư trả lại kèm nội dung cần bổ sung được gửi ngay đến vanthu@stp.daklak.example.",
      "Đơn vị bổ sung và gửi lại, thành lần gửi 2; lần gửi 1 vẫn được lưu.",
      "Kết quả đã ghi nhận của lần gửi đầu không đổi: đúng hạn. Phần bổ sung được xét riêng theo thời hạn bổ sung.",
    ]);
    expect(rowsOf(look, "#follows").map((row) => row["Thời điểm"])).toEqual([
      "08:00 ngày 31/10/2017",
      "08:00 ngày 2/11/2017",
      "08:00 ngày 3/11/2017",
      "08:00 ngày 7/11/2017",
    ]);
  });

  it("of an accepted report says that it is opened again", async () => {
    await rule(browser, `${dutyOf("stp")}/acceptance`, {});
    const look = await lookAt(browser, `${dutyOf("stp")}/return`, RETURN);
    expect(follows(look).at(-1)).toBe("Báo cáo đã chấp nhận được mở lại.");
  });

  it("leads to the report that it is about", async () => {
    const form = await browser.get(`${dutyOf("stp")}/return`);
    expect(linksOf(form)).toContain(`${dutyOf("stp")}/revisions/1`);
  });
});

it("the look at an acceptance says that the report is closed to both sides, and asks for nothing else", async () => {
  const look = await browser.get(`${dutyOf("stp")}/acceptance`);
  expect(follows(look)).toEqual([
    "Lần gửi 1 là báo cáo được chấp nhận, dùng để tổng hợp.",
    "Đơn vị không gửi thêm hoặc thay báo cáo được nữa; không còn thư nhắc nào.",
    "Chỉ cơ quan tổng hợp trả lại được báo cáo đã chấp nhận.",
    "Hệ thống không gửi thư cho đơn vị về việc chấp nhận.",
  ]);
});

it("the look at an exemption says that no more letters come but the one that tells of it", async () => {
  const look = await lookAt(browser, `${dutyOf("stc")}/exemption`, EXEMPTION);
  expect(follows(look)).toEqual([
    "Đơn vị không nhận thư nhắc, thư đôn đốc nào nữa về báo cáo này và không được tính vào số phải báo cáo.",
    "Đơn vị ra khỏi danh sách chậm báo cáo.",
    "Đơn vị không gửi báo cáo này được nữa.",
    "Thư thông báo miễn báo cáo được gửi ngay đến vanthu@stc.daklak.example.",
  ]);
  expect(look.document.querySelector('button[value="confirm"]')?.getAttribute("class")).toContain("danger");
});

describe("the look at a paper report", () => {
  it.each([
    ["28/10/2017", "15:30", "15:30 ngày 28/10/2017", "đúng hạn"],
    ["29.10.2017", "23h59", "23:59 ngày 29/10/2017", "đúng hạn"],
    ["2017-10-30", "0 giờ", "00:00 ngày 30/10/2017", "muộn"],
    ["30/10/2017", "8.45", "08:45 ngày 30/10/2017", "muộn"],
  ])("that came on %s at %s says so, and how it stands", async (receivedOn, receivedTime, when, standing) => {
    const look = await lookAt(browser, `${dutyOf("stc")}/paper`, { ...PAPER, receivedOn, receivedTime });
    expect(ruled(look)).toMatchObject({ "Thời điểm đến": when, "Được ghi nhận": standing });
    expect(follows(look)).toEqual([
      "Nhiệm vụ chuyển sang “đã gửi”, lần gửi 1; đơn vị không nhận thư nhắc, thư đôn đốc nữa.",
      "Đơn vị ra khỏi danh sách chậm báo cáo.",
      "Báo cáo được cấp số tiếp nhận kế tiếp của năm 2017.",
      "Thư biên nhận được gửi ngay đến vanthu@stc.daklak.example.",
    ]);
    await browser.press(look, "confirm");
    const duty = await dutyIn(world, "stc");
    expect(duty.standing).toBe(standing === "muộn" ? "late" : "on-time");
    expect((await browser.get(dutyOf("stc"))).text).toContain(when);
  });

  it("of a supplement says how the supplement stands, by its own date", async () => {
    await rule(browser, `${dutyOf("stp")}/return`, RETURN);
    await goTo(world, "2017-11-06T09:00");
    const later = await signedIn(world);
    const look = await lookAt(later, `${dutyOf("stp")}/paper`, {
      ...PAPER,
      receivedOn: "3/11/2017",
      receivedTime: "08:00",
    });
    expect(ruled(look)).toMatchObject({ "Phần bổ sung được ghi nhận": "muộn" });
    await later.press(look, "confirm");
    expect(await dutyIn(world, "stp")).toMatchObject({ standing: "on-time", supplement: { standing: "late" } });
  });

  it("within an extension says so", async () => {
    await rule(browser, `${dutyOf("stc")}/extension`, EXTENSION);
    const look = await lookAt(browser, `${dutyOf("stc")}/paper`, {
      ...PAPER,
      receivedOn: "30/10/2017",
      receivedTime: "08:30",
    });
    expect(ruled(look)).toMatchObject({ "Được ghi nhận": "trong hạn gia hạn" });
  });
});

it("a form shows beside its fields what the duty is now", async () => {
  await rule(browser, `${dutyOf("stc")}/extension`, EXTENSION);
  await file(world, "ubnd-lak");
  const now = (page: Page) => page.document.querySelector("#now")?.textContent?.replace(/\s+/g, " ") ?? "";
  expect(now(await browser.get(`${dutyOf("stc")}/extension`))).toContain(
    "Đã gia hạntừ 30/10/2017: Chờ số liệu của các xã vùng III (1530/SNV-XDCQ)",
  );
  expect(now(await browser.get(`${dutyOf("ubnd-lak")}/return`))).toContain("Gửi lần đầu09:00 ngày 30/10/2017, muộn");
});
