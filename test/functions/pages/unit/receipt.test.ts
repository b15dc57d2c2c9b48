import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { recordHardCopy, returnReport } from "../../api/operations.ts";
import { at } from "../../season.ts";
import { dutyIn, issuedWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Browser } from "../browser.ts";
import { CLERK, OTHER, REPORT, SNV, STC, dutyOf, factsOf, file, leaderIn, linksOf, signedIn } from "./people.ts";

let engine: Engine;
let world: World;
let clerk: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  clerk = await signedIn(world, CLERK);
});

describe("a receipt", () => {
  it("says on one sheet what was received, from whom, when to the second, and how it stands", async () => {
    world.clock.moveTo(at("2017-10-29T23:59") + 59_999);
    await clerk.signIn(CLERK);
    const receipt = await file(clerk, { ...REPORT, signedOn: "27/10/2017" });
    expect(receipt.document.querySelectorAll("h1")).toHaveLength(1);
    expect(receipt.document.querySelector("h1")?.textContent).toBe("BIÊN NHẬN BÁO CÁO");
    expect(receipt.document.body.className).toBe("document");
    expect(receipt.text).toContain("SỞ NỘI VỤ Số: 1/2017");
    expect(receipt.text).toContain("Ngày 29 tháng 10 năm 2017");
    const facts = factsOf(receipt);
    expect(facts).toMatchObject({
      "Đơn vị báo cáo": "Sở Tài chính",
      "Nơi nhận": "Ủy ban nhân dân tỉnh (thông qua Sở Nội vụ)",
      "Yêu cầu báo cáo": "mục 5 Công văn số 5500/UBND-KGVX ngày 14/7/2017 của Ủy ban nhân dân tỉnh Đắk Lắk",
      "Số tiếp nhận": "1/2017",
      "Thời điểm nhận": "23:59:59 ngày 29/10/2017 (Chủ nhật, giờ Việt Nam)",
      "Kết quả ghi nhận": "đúng hạn",
      "Lần gửi": "1",
      "Số, ký hiệu văn bản": "215/BC-STC",
      "Người ký": "Nguyễn Thị Hoa, Giám đốc Sở Tài chính",
      "Người gửi": CLERK,
    });
    expect(facts["Mã kiểm tra nội dung (SHA-256)"]).toMatch(/^([0-9a-f]{8} ){7}[0-9a-f]{8}$/);
    expect(receipt.document.querySelector("button[data-print][hidden]")).not.toBeNull();
  });

  it("of a supplement says how it stands itself, and how the first filing did", async () => {
    await file(clerk);
    await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu", before: "2017-08-01" } });
    world.clock.moveTo(at("2017-08-01T08:00"));
    await clerk.signIn(CLERK);
    const receipt = await file(clerk);
    expect(factsOf(receipt)["Kết quả ghi nhận"]).toBe(
      "bổ sung muộn (trước ngày 1/8/2017 (ngày làm việc cuối cùng: thứ Hai, 31/7/2017)); lần gửi đầu: đúng hạn",
    );
    expect(factsOf(await clerk.get(`${STC}/receipts/1`))["Kết quả ghi nhận"]).toBe("đúng hạn");
  });

  it("of a paper report says when it truly came, and who wrote it down", async () => {
    const body = { receivedAt: "2017-07-14T07:59:00+07:00", documentNumber: "77/BC-STC", note: "Qua trục liên thông" };
    world.clock.moveTo(at("2017-07-17T09:00"));
    await ok(world, recordHardCopy, { by: SNV, body: { ...body, receivedAt: "2017-07-15T09:30:00+07:00" } });
    await clerk.signIn(CLERK);
    const facts = factsOf(await clerk.get(`${STC}/receipts/1`));
    expect(facts).toMatchObject({
      "Thời điểm nhận bản giấy": "09:30:00 ngày 15/7/2017 (thứ Bảy, giờ Việt Nam)",
      "Người ghi nhận": SNV,
      "Số, ký hiệu văn bản": "77/BC-STC",
    });
    const revision = await clerk.get(`${STC}/revisions/1`);
    expect(revision.text).toContain("Báo cáo giấy: vanthu@snv.daklak.example ghi nhận lúc 09:00 ngày 17/7/2017.");
    expect(revision.text).toContain("Qua trục liên thông");
    expect(revision.text).toContain("Nội dung không được nhập vào hệ thống.");
  });
});

describe("a revision", () => {
  it("is shown whole, with the ways to those before and after", async () => {
    await file(clerk);
    world.clock.moveTo(at("2017-07-14T09:00"));
    await file(clerk, { ...REPORT, documentNumber: "216/BC-STC" });
    const first = await clerk.get(`${STC}/revisions/1`);
    expect(first.text).toContain("Đã tổ chức 4 đợt.");
    expect(first.text).toContain("Mô hình (tập thể) đăng ký (mô hình)1.250");
    expect(linksOf(first)).toContain(`${STC}/revisions/2`);
    expect(linksOf(await clerk.get(`${STC}/revisions/2`))).toContain(`${STC}/revisions/1`);
  });
});

it.each(["receipts", "revisions"])("of %s there are those that were filed, and no others", async (pages) => {
  const asked = ["0", "2", "-1", "1.0", "01", "x", "1e0"];
  expect((await clerk.get(`${STC}/${pages}/1`)).status).toBe(404);
  await file(clerk);
  for (const revision of asked) expect((await clerk.get(`${STC}/${pages}/${revision}`)).status).toBe(404);
  expect((await clerk.get(`${STC}/${pages}/1`)).status).toBe(200);
});

it.each(["receipts", "revisions"])("what was prepared and never filed has no page among the %s", async (pages) => {
  await file(clerk);
  const duty = await dutyIn(world, "stc");
  const filed = await world.register.filings.submission(duty, 1);
  if (!filed) throw new Error("Nothing was filed.");
  await world.register.filings.prepareSubmission(duty, { ...filed, revision: 2, attempt: "crashed" }, { over: false });
  expect((await clerk.get(`${STC}/${pages}/2`)).status).toBe(404);
});

it("receipts and revisions are for those who may see the duty", async () => {
  await file(clerk);
  const other = await signedIn(world, OTHER);
  for (const page of ["receipts/1", "revisions/1"]) {
    expect((await other.get(`${STC}/${page}`)).status).toBe(404);
    expect((await (await signedIn(world, SNV)).get(`${STC}/${page}`)).status).toBe(200);
    expect((await (await leaderIn(world)).get(`${STC}/${page}`)).status).toBe(200);
  }
  expect((await clerk.get(`${dutyOf("stp")}/receipts/1`)).status).toBe(404);
});
