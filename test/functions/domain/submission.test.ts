import { describe, expect, it } from "vitest";

import { read } from "../../../functions/domain/parsing.ts";
import { DraftSchema, ReportSchema, reportFaults, unknownIdFaults } from "../../../functions/domain/submission.ts";
import { at, obligation } from "../letters/season-5500.ts";
import { THING, faultsInVietnamese, faultsOf, granted } from "./samples.ts";

const receivedAt = at("2017-10-25T09:45:00");
const complete = {
  documentNumber: "215/BC-UBND",
  signedOn: "2017-10-24",
  signer: { name: "Nguyễn Văn A", post: "Chủ tịch" },
  sections: { "tuyen-truyen": "Đã tổ chức 12 hội nghị." },
  figures: { "mo-hinh-dang-ky": 12, "mo-hinh-hieu-qua": 12 },
};
const faults = (change: object, id: "bao-cao" | "tong-hop" = "bao-cao") =>
  reportFaults(granted(read(ReportSchema, { ...complete, ...change }, THING)), obligation(id), receivedAt);

describe("a report", () => {
  it.each([
    ["complete", {}],
    ["with a figure at its limit", { figures: { "mo-hinh-dang-ky": 3, "mo-hinh-hieu-qua": 3 } }],
    ["with a figure whose limit is not given", { figures: { "mo-hinh-hieu-qua": 3 } }],
    ["of figures alone", { sections: {}, figures: { "cuoc-doi-thoai": 0 } }],
  ])("%s is in order", (_what, change) => {
    expect(faults(change)).toEqual([]);
  });

  it.each([
    [
      "a section that the outline lacks",
      { sections: { ...complete.sections, khac: "x" } },
      "sections.khac",
      'the outline has no "khac"; it has tuyen-truyen, thi-dua, doi-thoai, chi-thi-16',
      'Đề cương không có "khac"; chỉ có tuyen-truyen, thi-dua, doi-thoai, chi-thi-16.',
    ],
    [
      "a figure that the outline lacks",
      { figures: { khac: 1 } },
      "figures.khac",
      'the outline has no "khac"; it has mo-hinh-dang-ky, mo-hinh-hieu-qua, dien-hinh-dang-ky, dien-hinh-hieu-qua, cuoc-doi-thoai, don-thu-tiep-nhan, don-thu-giai-quyet',
      'Đề cương không có "khac"; chỉ có mo-hinh-dang-ky, mo-hinh-hieu-qua, dien-hinh-dang-ky, dien-hinh-hieu-qua, cuoc-doi-thoai, don-thu-tiep-nhan, don-thu-giai-quyet.',
    ],
    [
      "more models that succeeded than were registered",
      { figures: { "mo-hinh-dang-ky": 1200, "mo-hinh-hieu-qua": 1300 } },
      "figures.mo-hinh-hieu-qua",
      "“Mô hình (tập thể) hiệu quả” must not be above figures.mo-hinh-dang-ky, 1200; got 1300",
      "“Mô hình (tập thể) hiệu quả” không được lớn hơn “Mô hình (tập thể) đăng ký”, 1.200; nhận được 1.300.",
    ],
    [
      "nothing but spaces",
      { sections: { "tuyen-truyen": " \n" }, figures: {} },
      "sections",
      "the report says nothing; write under at least one of tuyen-truyen, thi-dua, doi-thoai, chi-thi-16",
      "Báo cáo chưa có nội dung; đề nghị ghi ít nhất một phần của đề cương hoặc một số liệu.",
    ],
    [
      "a day of signing more than a year away",
      { signedOn: "2016-10-24" },
      "signedOn",
      'must lie within a year of the day of filing; got "2016-10-24"',
      "Ngày ký phải cách ngày gửi không quá một năm; nhận được 24/10/2016.",
    ],
  ])("with %s is refused, in both languages", (_what, change, path, message, vi) => {
    expect(faults(change)).toEqual([{ path, message, vi }]);
  });

  it("cannot have been signed after the day on which it is received", () => {
    expect(faults({ signedOn: "2017-10-26" })).toEqual([
      {
        path: "signedOn",
        message: 'must not be later than the day on which the report is received, 2017-10-25; got "2017-10-26"',
        vi: "Ngày ký không được sau ngày nhận báo cáo, 25/10/2017; nhận được 26/10/2017.",
      },
    ]);
  });

  it.each(["2016-10-25", "2017-10-25"])("signed on %s is within a year before 25/10/2017", (signedOn) => {
    expect(faults({ signedOn })).toEqual([]);
  });

  it("to an outline without figures may give none", () => {
    expect(faults({ sections: { "ket-qua": "x" }, figures: { khac: 1 } }, "tong-hop")).toEqual([
      {
        path: "figures.khac",
        message: 'the outline has no "khac"; it has none',
        vi: 'Đề cương không có "khac"; không có mục nào loại này.',
      },
    ]);
  });

  it("that is malformed is refused with every fault, in both languages", () => {
    const malformed = {
      documentNumber: " ",
      signedOn: "24/10/2017",
      signer: { name: "A\nBcc: x", post: "Chủ tịch" },
      sections: { "tuyen-truyen": 1 },
      figures: { a: -1, b: 1.5, c: "2" },
    };
    expect(faultsOf(read(ReportSchema, malformed, THING))).toEqual([
      { path: "documentNumber", message: 'must not be empty; got ""' },
      { path: "signedOn", message: 'a date is written YYYY-MM-DD; got "24/10/2017"' },
      { path: "signer.name", message: 'must be one line, without control characters; got "A\\nBcc: x"' },
      { path: "sections.tuyen-truyen", message: "Invalid input: expected string, received number; got 1" },
      { path: "figures.a", message: "must be a whole number; got -1" },
      { path: "figures.b", message: "must be a whole number; got 1.5" },
      { path: "figures.c", message: 'must be a whole number; got "2"' },
    ]);
    expect(faultsInVietnamese(read(ReportSchema, malformed, THING))).toEqual([
      "documentNumber: Không được để trống.",
      'signedOn: Ngày phải có trong lịch và ghi theo thứ tự ngày/tháng/năm, ví dụ 30/10/2017; nhận được "24/10/2017".',
      'signer.name: Chỉ được ghi một dòng, không có ký tự điều khiển; nhận được "A\\nBcc: x".',
      "sections.tuyen-truyen: Phải là chữ; nhận được 1.",
      "figures.a: Phải là số nguyên từ 0 đến 1.000.000.000; nhận được -1.",
      "figures.b: Phải là số nguyên từ 0 đến 1.000.000.000; nhận được 1.5.",
      'figures.c: Phải là số nguyên từ 0 đến 1.000.000.000; nhận được "2".',
    ]);
  });
});

describe("a draft", () => {
  it.each([
    ["nothing", {}],
    ["empty fields", { documentNumber: "", signedOn: "", signer: { name: "" }, sections: { "tuyen-truyen": "" } }],
    ["a whole report", complete],
    ["a date and figures as they were typed", { signedOn: "31/9/2017", figures: { "mo-hinh-dang-ky": "12 mô" } }],
    ["a figure that no report may have", { figures: { "mo-hinh-dang-ky": -1 } }],
  ])("may hold %s", (_what, draft) => {
    expect(granted(read(DraftSchema, draft, THING))).toMatchObject(draft);
  });

  it("keeps what was typed into a short field up to a length that nobody types", () => {
    const draft = { signedOn: "x".repeat(41), figures: { a: "1".repeat(41), b: 1.5, c: null } };
    expect(faultsInVietnamese(read(DraftSchema, draft, THING))).toEqual([
      "signedOn: Tối đa 40 ký tự; nhận được 41.",
      "figures.a: Tối đa 40 ký tự; nhận được 41.",
      "figures.b: Phải là số nguyên, hoặc chữ không quá 40 ký tự; nhận được 1.5.",
      "figures.c: Phải là số nguyên, hoặc chữ không quá 40 ký tự.",
    ]);
  });

  it("keeps to the outline, too", () => {
    const draft = granted(read(DraftSchema, { sections: { khac: "" } }, THING));
    expect(unknownIdFaults(draft, obligation("bao-cao")).map(({ path }) => path)).toEqual(["sections.khac"]);
  });
});
