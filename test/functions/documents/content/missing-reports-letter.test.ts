import { describe, expect, it } from "vitest";

import type { Duty } from "../../../../functions/domain/duty.ts";
import { workingDaysOfVietNam as calendar } from "../../../../functions/domain/working-days-vn.ts";
import { asText } from "../../../../functions/documents/content/as-text.ts";
import { missingReportsLetter } from "../../../../functions/documents/content/missing-reports-letter.ts";
import type { MissingReports } from "../../../../functions/documents/content/missing-reports-letter.ts";
import type { DocumentContent } from "../../../../functions/documents/content/document.ts";
import { at, day, directive, dutyOf, obligation } from "../../season.ts";
import { receiver } from "./season-2017.ts";

const late: readonly Duty[] = [
  dutyOf("stc", { reason: { text: "Chờ số liệu\ncủa các xã vùng III", promisedOn: day("2017-11-02"), at: 0 } }),
  dutyOf("ubnd-cu-kuin"),
  dutyOf("ubnd-lak", {
    deadline: day("2017-10-31"),
    ladder: 1,
    extension: {
      deadline: day("2017-10-31"),
      previousDeadline: day("2017-10-30"),
      reason: "Bão số 12",
      approvedBy: "Giám đốc Sở Nội vụ",
      documentNumber: "1520/SNV-XDCQ",
      at: 0,
    },
  }),
  dutyOf("sct", { state: "returned", supplement: { deadline: day("2017-10-30"), reason: "Thiếu số liệu" } }),
];

const letter = (changes: Partial<MissingReports> = {}): DocumentContent =>
  missingReportsLetter({
    kind: "urging",
    directive,
    obligation,
    receiver,
    named: late,
    inTime: [],
    newDeadline: day("2017-11-06"),
    calendar,
    now: at("2017-10-31T09:00"),
    ...changes,
  });

const whole = (paper: DocumentContent): string =>
  [
    paper.head.above,
    paper.head.office,
    paper.head.number,
    paper.head.placeAndDate,
    `V/v ${paper.title.about}`,
    ...paper.to.map((name) => `Kính gửi: ${name}`),
    asText(paper.body, 1_000_000),
    ...paper.copies.map((copy) => `Nơi nhận: ${copy}`),
    `${paper.signerPost}\n`,
  ].join("\n");

describe("the letter to those who have not filed", () => {
  it("urges, as an office would write it", async () => {
    await expect(whole(letter())).toMatchFileSnapshot("urging-letter.txt");
  });

  it("censures, as an office would write it", async () => {
    await expect(whole(letter({ kind: "criticism" }))).toMatchFileSnapshot("criticism.txt");
  });

  it("is addressed to exactly the units that it is given, in their order", () => {
    expect(letter().to).toEqual(late.map(({ unitName }) => unitName));
  });

  it("names the ground, the date that has passed and both dates of the new one", () => {
    const text = whole(letter());
    expect(text).toContain("mục 5 Công văn số 5500/UBND-KGVX ngày 14 tháng 7 năm 2017");
    expect(text).toContain("trước ngày 30 tháng 10 năm 2017");
    expect(text).toContain(
      "trước ngày 06 tháng 11 năm 2017 (ngày làm việc cuối cùng: thứ Sáu, ngày 03 tháng 11 năm 2017)",
    );
  });

  it("promises no report upward on a day that has passed", () => {
    expect(whole(letter())).toContain("Để kịp tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 10 tháng 11 năm 2017");
    const afterwards = whole(letter({ now: at("2017-11-10T00:00"), newDeadline: day("2017-11-17") }));
    expect(afterwards).toContain("Để hoàn thành việc tổng hợp, báo cáo Ủy ban nhân dân tỉnh");
    expect(afterwards).not.toContain("báo cáo Ủy ban nhân dân tỉnh trước ngày");
  });

  it("leaves the number, the day and the signer's name to the office", () => {
    expect(letter().head).toMatchObject({ number: "Số: ……/……", placeAndDate: "Đắk Lắk, ngày …… tháng 10 năm 2017" });
    expect(letter().signerPost).toBe("GIÁM ĐỐC");
  });

  it("does not name those whose later date runs among the late, and says until when they have time", () => {
    const until = (unit: string, deadline: string) => dutyOf(unit, { deadline: day(deadline), ladder: 1 });
    const paper = letter({ inTime: [until("stp", "2017-11-03"), until("ubnd-krong-ana", "2017-11-10")] });
    expect(paper.to).toEqual(late.map(({ unitName }) => unitName));
    expect(whole(paper)).toContain(
      "02 đơn vị khác chưa gửi báo cáo nhưng có thời hạn riêng chưa hết, không thuộc các đơn vị nêu trên: Sở Tư pháp (trước ngày 03 tháng 11 năm 2017); UBND huyện Krông Ana (trước ngày 10 tháng 11 năm 2017).",
    );
  });

  it("asks a unit whose report was sent back for its supplement, whether it names it or has time left", () => {
    const sentBack = (unit: string, date: string) =>
      dutyOf(unit, { state: "returned", deadline: day(date), supplement: { deadline: day(date), reason: "Thiếu" } });
    const paper = letter({ named: [sentBack("sct", "2017-10-30")], inTime: [sentBack("stp", "2017-11-03")] });
    expect(paper.title.about).toMatch(/^đôn đốc bổ sung báo cáo/);
    expect(whole(paper)).toContain("Sở Nội vụ chưa nhận được báo cáo bổ sung của 01 đơn vị");
    expect(whole(paper)).toContain(
      "01 đơn vị khác chưa gửi báo cáo bổ sung nhưng có thời hạn riêng chưa hết, không thuộc các đơn vị nêu trên: Sở Tư pháp (bổ sung trước ngày 03 tháng 11 năm 2017).",
    );
  });

  it("marks a unit that no mail could reach, and asks the office to look into it before it censures", () => {
    const named = [dutyOf("stc", { unreachable: true }), dutyOf("sct")];
    const unreached = "Sở Tài chính: không nhận được thư nhắc, vì mọi địa chỉ thư đã đăng ký đều không nhận được thư";
    expect(whole(letter({ named }))).toContain(unreached);
    expect(whole(letter({ named }))).not.toContain("xác minh");
    const criticism = letter({ kind: "criticism", named });
    expect(whole(criticism)).toContain(unreached);
    expect(criticism.body).toContainEqual({
      block: "to-fill-in",
      text: "[Thư nhắc của hệ thống không đến được Sở Tài chính; đề nghị xác minh trước khi phê bình, và bỏ đoạn này khi trình ký.]",
    });
    expect(whole(letter({ kind: "criticism", named: [dutyOf("sct")] }))).not.toContain("xác minh");
  });

  it("asks no reason of a unit that was granted a later date while that runs, and one of it once that is over", () => {
    const named = [late.find(({ extension }) => extension)!];
    const over = whole(letter({ named }));
    expect(over).toContain("(01 đơn vị chưa nêu lý do)");
    expect(over).toContain("gửi báo cáo trước ngày 31 tháng 10 năm 2017, thời hạn này đã qua");
    const running = whole(letter({ named, now: at("2017-10-30T09:00") }));
    expect(running).not.toContain("chưa nêu lý do");
    expect(running).not.toContain("thời hạn này đã qua");
  });

  it("says in a sentence of its own that nobody has told why", () => {
    expect(whole(letter({ named: [dutyOf("stc")] }))).toContain("Đơn vị trên chưa nêu lý do chậm gửi báo cáo.");
  });
});

describe("the head of a paper", () => {
  it.each([
    ["Ủy ban nhân dân tỉnh Đắk Lắk", "Đắk Lắk", "UBND TỈNH ĐẮK LẮK"],
    ["Ủy ban nhân dân Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh", "UBND THÀNH PHỐ HỒ CHÍ MINH"],
    ["Ủy ban nhân dân thành phố Đà Nẵng", "Đà Nẵng", "UBND THÀNH PHỐ ĐÀ NẴNG"],
    ["Ủy ban nhân dân Quận 1", "Quận 1", "UBND QUẬN 1"],
    ["Bộ Nội vụ", "……", "BỘ NỘI VỤ"],
  ])("of %s is dated in %s, under %s", (issuer, place, above) => {
    const { head } = letter({ directive: { ...directive, issuer } });
    expect([head.placeAndDate, head.above]).toEqual([`${place}, ngày …… tháng 10 năm 2017`, above]);
  });

  it("has nobody above the one who issued the directive itself", () => {
    const { head } = letter({ receiver: { ...receiver, name: directive.issuer } });
    expect([head.above, head.office]).toEqual([undefined, "UBND TỈNH ĐẮK LẮK"]);
  });
});
