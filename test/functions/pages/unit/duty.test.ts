import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import {
  acceptReport,
  exemptDuty,
  extendDuty,
  readDuty,
  returnReport,
  saveDraft,
  stateReason,
} from "../../api/operations.ts";
import { at, email, unitId } from "../../season.ts";
import { drain, dutyIn, goTo, issuedWorld, ok, tell } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Browser, Page } from "../browser.ts";
import {
  CLERK,
  LAK,
  OTHER,
  REPORT,
  SNV,
  STC,
  dutyOf,
  factsOf,
  file,
  leaderIn,
  linksOf,
  minutesLater,
  signedIn,
  write,
} from "./people.ts";

const EXTENSION = {
  before: "2017-11-03",
  reason: "Lũ quét",
  approvedBy: "Giám đốc Sở Nội vụ",
  documentNumber: "1201/SNV",
};

let engine: Engine;
let world: World;
let clerk: Browser;
let snv: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  clerk = await signedIn(world, CLERK);
  snv = await signedIn(world, SNV);
});

const waysOf = (page: Page) =>
  linksOf(page)
    .filter((href) => /^\/duties\/.*\/stc\/[a-z]+$/.test(href))
    .map((href) => href.split("/").at(-1));
const moments = (page: Page) =>
  [...page.document.querySelectorAll("#history .timeline > li")].map((one) =>
    one.textContent?.replace(/\s+/g, " ").trim(),
  );
const letters = (page: Page) =>
  [...page.document.querySelectorAll("#letters tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, " ").trim()).join(" | "),
  );

describe("a duty's page", () => {
  it("says what is owed, by which document, to whom, before which date, and how long that is", async () => {
    const page = await clerk.get(STC);
    expect(page.document.querySelectorAll("h1")).toHaveLength(1);
    expect(page.text).toContain("Sở Tài chính · mục 5 Công văn số 5500/UBND-KGVX ngày 14/7/2017");
    expect(factsOf(page)).toMatchObject({
      "Thời hạn": "trước ngày 30/10/2017 (ngày làm việc cuối cùng: thứ Sáu, 27/10/2017)còn 74 ngày làm việc",
      "Nơi nhận": "Ủy ban nhân dân tỉnh (thông qua Sở Nội vụ)",
    });
    expect(page.document.querySelector(".chip")?.textContent).toBe("Chưa bắt đầu");
  });

  it("keeps both dates of an extension, with why, who and by which document", async () => {
    await ok(world, extendDuty, { by: SNV, body: EXTENSION });
    expect(factsOf(await clerk.get(`${STC}?done=extended`))).toMatchObject({
      "Thời hạn đã gia hạn": expect.stringContaining("trước ngày 3/11/2017"),
      "Thời hạn trước gia hạn": expect.stringContaining("trước ngày 30/10/2017"),
      "Căn cứ gia hạn": "Lũ quétNgười duyệt: Giám đốc Sở Nội vụ; văn bản: 1201/SNV",
    });
  });

  it("quotes what a supplement has to hold", async () => {
    await file(clerk);
    await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu mục 3", before: "2017-08-01" } });
    const facts = factsOf(await clerk.get(STC));
    expect(facts["Thời hạn bổ sung"]).toContain("trước ngày 1/8/2017");
    expect(facts["Nội dung cần bổ sung"]).toBe("Sở Nội vụ:Thiếu mục 3");
  });

  it("shows the unit, and nobody else, whose draft there is", async () => {
    await write(clerk, REPORT);
    const own = await clerk.get(STC);
    expect(factsOf(own)["Bản dự thảo"]).toBe(`Số 1, ${CLERK} lưu lúc 08:00 ngày 14/7/2017`);
    expect(own.text).toContain("Bản dự thảo chưa được tính là báo cáo");
    expect(factsOf(await snv.get(STC))).not.toHaveProperty("Bản dự thảo");
    await clerk.submit(await clerk.get(`${STC}/preview`), "file");
    expect(factsOf(await clerk.get(STC))).not.toHaveProperty("Bản dự thảo");
  });

  it("tells what has just been done to it", async () => {
    const told = async (done: string) =>
      (await clerk.get(`${STC}?done=${done}`)).document.querySelector("main [role=status]");
    for (const done of [
      "filed",
      "saved",
      "reason",
      "returned",
      "accepted",
      "extended",
      "exempted",
      "reinstated",
      "paper",
    ])
      expect((await told(done))?.textContent?.trim()).toMatch(/^(Đã|Báo cáo đã)/);
    for (const done of ["", "constructor", "<b>"]) expect(await told(done)).toBeNull();
  });

  it("shows the supervisor and the leader the report whole, and the unit its revisions", async () => {
    await file(clerk);
    minutesLater(world, 1);
    await file(clerk, { ...REPORT, documentNumber: "216/BC-STC" });
    for (const reader of [snv, await leaderIn(world)]) {
      const report = (await reader.get(STC)).document.getElementById("report");
      expect(report?.textContent).toContain("216/BC-STC");
      expect(report?.textContent).toContain("Đã tổ chức 4 đợt.");
      expect(report?.textContent).toContain("1.250");
    }
    const own = await clerk.get(STC);
    expect(own.document.getElementById("report")).toBeNull();
    expect(linksOf(own)).toEqual(
      expect.arrayContaining([`${STC}/revisions/1`, `${STC}/revisions/2`, `${STC}/receipts/2`]),
    );
  });
});

describe("what may be done", () => {
  it.each([
    ["awaiting", [], ["report", "attachments", "reason"], ["extension", "paper", "exemption", "reason"]],
    ["draft", ["draft"], ["report", "attachments", "reason"], ["extension", "paper", "exemption", "reason"]],
    ["submitted", ["file"], ["report", "attachments"], ["acceptance", "return"]],
    [
      "returned",
      ["file", "return"],
      ["report", "attachments", "reason"],
      ["extension", "paper", "exemption", "reason"],
    ],
    ["accepted", ["file", "accept"], [], ["return"]],
    ["exempt", ["exempt"], [], ["reinstatement"]],
  ])("to a duty that is %s is shown to each by his part in it", async (state, acts, unit, supervisor) => {
    for (const act of acts) await ACTS[act]?.();
    expect((await dutyIn(world, "stc")).state).toBe(state);
    expect(waysOf(await clerk.get(STC))).toEqual(unit);
    expect(waysOf(await snv.get(STC))).toEqual(supervisor);
    expect(waysOf(await (await leaderIn(world)).get(STC))).toEqual([]);
  });

  const ACTS: Record<string, () => Promise<unknown>> = {
    draft: () => write(clerk, REPORT),
    file: () => file(clerk),
    return: () => ok(world, returnReport, { by: SNV, body: { reason: "Thiếu" } }),
    accept: () => ok(world, acceptReport, { by: SNV }),
    exempt: () => ok(world, exemptDuty, { by: SNV, body: { reason: "Sáp nhập" } }),
  };
});

describe("the letters", () => {
  it("say of each to whom it went and what became of it; that one came back, and where it went then", async () => {
    const issued = await dutyIn(world, "ubnd-lak");
    expect(Object.keys(issued.letters)).toEqual(["0.issue.unit"]);
    await goTo(world, "2017-09-29T08:01");
    const mail = world.mailer.mails.find(({ to }) => to === LAK);
    if (!mail) throw new Error("No reminder went to Lắk.");
    await tell(world, mail, "Bounce");
    await drain(world);
    const next = world.mailer.mails.find(({ to }) => to === "vanphong@lak.daklak.example");
    if (!next) throw new Error("No letter went to the next address.");
    await tell(world, next, "Delivery");
    await snv.signIn(SNV);
    const page = await snv.get(dutyOf("ubnd-lak"));
    expect(letters(page).toSorted()).toEqual([
      `Giao nhiệm vụ | ${LAK} | 08:00 ngày 14/7/2017 | Đã gửi Máy chủ thư đã nhận; chưa có tin thư đã đến nơi.`,
      "Nhắc trước 20 ngày làm việc | vanphong@lak.daklak.example | 08:01 ngày 29/9/2017 | Đã đến nơi Hộp thư của đơn vị đã nhận.",
      `Nhắc trước 20 ngày làm việc | ${LAK} | 08:01 ngày 29/9/2017 | Bị trả về Thư bị trả về từ địa chỉ này; lần gửi tiếp theo, nếu có, ghi ở dòng riêng.`,
    ]);
    expect(page.text).toContain(
      "Thư tiếp theo, nếu đơn vị chưa gửi báo cáo: Nhắc trước 10 ngày làm việc, 08:00 ngày 13/10/2017.",
    );
    expect(factsOf(page)["Thư gần nhất"]).toContain("Nhắc trước 20 ngày làm việc");
  });

  it("that are due and have yet to be sent stand first, on the page and in the API", async () => {
    world.clock.moveTo(at("2017-10-30T08:00"));
    await snv.signIn(SNV);
    expect(letters(await snv.get(dutyOf("ubnd-lak"))).slice(0, 2)).toEqual([
      "Thông báo chậm báo cáo | đơn vị | 08:00 ngày 30/10/2017 | Chờ gửi Đã đến lúc gửi; thư đang chờ lượt.",
      "Thông báo chậm báo cáo | thủ trưởng đơn vị | 08:00 ngày 30/10/2017 | Chờ gửi Đã đến lúc gửi; thư đang chờ lượt.",
    ]);
    const { letters: read } = await ok(world, readDuty, { by: SNV, unit: "ubnd-lak" });
    expect(read).toContainEqual({
      milestone: "escalate",
      ladder: 0,
      addressee: "head",
      to: null,
      status: "owed",
      at: "2017-10-30T08:00:00+07:00",
    });
  });

  it("that were not sent say why", async () => {
    await file(clerk);
    await goTo(world, "2017-10-30T08:05");
    await world.register.letters.skip(
      { key: { pk: "OBLIGATION#5500-ubnd-kgvx-2017#bao-cao#0", sk: "UNIT#stc" }, kind: "duty" },
      { ladder: 0, milestone: "remind-20", addressee: "unit" },
      { reason: "overtaken by remind-10", at: world.clock.now() },
    );
    await clerk.signIn(CLERK);
    expect(letters(await clerk.get(STC))).toContain(
      "Nhắc trước 20 ngày làm việc | không gửi cho ai | 08:05 ngày 30/10/2017 | Không gửi Đã đến mốc sau: Nhắc trước 10 ngày làm việc.",
    );
    const { letters: ledger } = await dutyIn(world, "ubnd-lak");
    expect(Object.keys(ledger)).toContain("0.escalate.head");
    const lak = await signedIn(world, LAK);
    expect(letters(await lak.get(dutyOf("ubnd-lak"))).join("\n")).toMatch(
      /Thông báo chậm báo cáo \| lanhdao@lak\.daklak\.example\s*thủ trưởng đơn vị/,
    );
  });

  it("that wait for their address to be allowed say so, in both languages", async () => {
    world.mailer.sandbox([LAK]);
    await goTo(world, "2017-09-29T08:01");
    await snv.signIn(SNV);
    expect(letters(await snv.get(dutyOf("ubnd-lak")))[0]).toBe(
      `Nhắc trước 20 ngày làm việc | ${LAK} | 08:00 ngày 29/9/2017 | Chờ được phép gửi Dịch vụ thư chưa cho gửi đến địa chỉ này; hệ thống tự thử lại mỗi giờ.`,
    );
    await snv.post("/language", { language: "en", back: "/" });
    expect(letters(await snv.get(dutyOf("ubnd-lak")))[0]).toContain(
      "Not allowed yet The mail service takes nothing for this address yet; it is tried again every hour.",
    );
  });

  it("warn where no letter reaches the unit", async () => {
    for (const who of ["vanthu", "vanphong", "lanhdao"]) {
      const address = email(`${who}@lak.daklak.example`);
      await world.register.units.markBounced(unitId("ubnd-lak"), address, { at: world.clock.now(), why: "bounce" });
    }
    await goTo(world, "2017-09-29T08:05");
    await snv.signIn(SNV);
    expect((await snv.get(dutyOf("ubnd-lak"))).text).toContain("Không địa chỉ nào của đơn vị nhận được thư");
  });
});

describe("the history", () => {
  it("tells who did what, when, and from which state to which, with the reasons given", async () => {
    await ok(world, saveDraft, { by: CLERK, body: { sections: {}, figures: {} } });
    await ok(world, extendDuty, { by: SNV, body: EXTENSION });
    minutesLater(world, 1);
    await ok(world, stateReason, { by: CLERK, body: { text: "Lũ", promisedOn: "2017-11-02" } });
    minutesLater(world, 1);
    await file(clerk);
    minutesLater(world, 1);
    await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu", before: "2017-11-06T16:00" } });
    minutesLater(world, 1);
    await ok(world, extendDuty, { by: SNV, body: { ...EXTENSION, before: undefined, by: "2017-11-08" } });
    expect(moments(await clerk.get(STC))).toEqual([
      `08:04 ngày 14/7/2017 · ${SNV} Gia hạn Thời hạnchậm nhất ngày 8/11/2017Lý doLũ quétNgười duyệtGiám đốc Sở Nội vụVăn bản1201/SNV`,
      `08:03 ngày 14/7/2017 · ${SNV} Trả lại để bổ sung (đã gửi → đã trả lại, chờ bổ sung) Thời hạntrước 16 giờ 00 ngày 6/11/2017Lý doThiếu`,
      `08:02 ngày 14/7/2017 · ${CLERK} Gửi báo cáo, lần 1, số tiếp nhận 1/2017`,
      `08:01 ngày 14/7/2017 · ${CLERK} Nêu lý do chậm Lý doLũNgày dự kiến gửi2/11/2017`,
      `08:00 ngày 14/7/2017 · ${SNV} Gia hạn Thời hạntrước ngày 3/11/2017Lý doLũ quétNgười duyệtGiám đốc Sở Nội vụVăn bản1201/SNV`,
      "08:00 ngày 14/7/2017 Giao nhiệm vụ báo cáo",
    ]);
  });

  it("leaves out what was prepared and never done", async () => {
    const duty = await dutyIn(world, "stc");
    const entry = {
      sequence: 1,
      attempt: "x",
      at: 1,
      by: SNV,
      act: "exempt",
      from: "awaiting",
      to: "exempt",
      details: {},
    };
    await world.register.filings.prepareHistory(duty, entry);
    expect(moments(await clerk.get(STC))).toEqual(["08:00 ngày 14/7/2017 Giao nhiệm vụ báo cáo"]);
  });
});

it("of another unit there is no page, nor of what does not exist", async () => {
  const other = await signedIn(world, OTHER);
  for (const path of [STC, dutyOf("khac"), "/duties/khac/bao-cao/stp", "/duties/5500-ubnd-kgvx-2017/khac/stp"]) {
    const page = await other.get(path);
    expect(page.status).toBe(404);
    expect(page.text).not.toContain("Sở Tài chính");
  }
});

it("speaks English, and marks what is Vietnamese", async () => {
  await snv.post("/language", { language: "en", back: "/" });
  await ok(world, extendDuty, { by: SNV, body: EXTENSION });
  const page = await snv.get(STC);
  expect(page.document.documentElement.getAttribute("lang")).toBe("en");
  expect(page.document.querySelector("h1 [lang=vi]")?.textContent).toContain("Báo cáo tình hình");
  expect(factsOf(page)["Due, extended"]).toContain("before 3/11/2017 (last working day: Thursday, 2/11/2017)");
});

it("costs few reads", async () => {
  await file(clerk);
  await snv.get("/");
  const { read, write: written } = await world.table.costOf(() => snv.get(STC));
  expect(read).toBeLessThanOrEqual(7);
  expect(written).toBe(0);
});
