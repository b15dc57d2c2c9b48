import { describe, expect, it } from "vitest";

import { read } from "../../../functions/domain/parsing.ts";
import { DraftSchema, ReportSchema, reportFaults, unknownIdFaults } from "../../../functions/domain/submission.ts";
import { at, obligation } from "../mail/season-5500.ts";
import { faultsOf, granted } from "./samples.ts";

const receivedAt = at("2017-10-25T09:45:00");
const complete = {
  documentNumber: "215/BC-UBND",
  signedOn: "2017-10-24",
  signer: { name: "Nguyễn Văn A", post: "Chủ tịch" },
  sections: { "tuyen-truyen": "Đã tổ chức 12 hội nghị." },
  figures: { "mo-hinh-dang-ky": 12, "mo-hinh-hieu-qua": 12 },
};
const faults = (change: object, id: "bao-cao" | "tong-hop" = "bao-cao") =>
  reportFaults(granted(read(ReportSchema, { ...complete, ...change }, "The report")), obligation(id), receivedAt);

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
    ],
    [
      "a figure that the outline lacks",
      { figures: { khac: 1 } },
      "figures.khac",
      'the outline has no "khac"; it has mo-hinh-dang-ky, mo-hinh-hieu-qua, dien-hinh-dang-ky, dien-hinh-hieu-qua, cuoc-doi-thoai, don-thu-tiep-nhan, don-thu-giai-quyet',
    ],
    [
      "more models that succeeded than were registered",
      { figures: { "mo-hinh-dang-ky": 12, "mo-hinh-hieu-qua": 13 } },
      "figures.mo-hinh-hieu-qua",
      "“Mô hình (tập thể) hiệu quả” must not be above figures.mo-hinh-dang-ky, 12; got 13",
    ],
    [
      "nothing but spaces",
      { sections: { "tuyen-truyen": " \n" }, figures: {} },
      "sections",
      "the report says nothing; write under at least one of tuyen-truyen, thi-dua, doi-thoai, chi-thi-16",
    ],
    [
      "a day of signing more than a year away",
      { signedOn: "2016-10-24" },
      "signedOn",
      'must lie within a year of the day of filing; got "2016-10-24"',
    ],
  ])("with %s is refused", (_what, change, path, message) => {
    expect(faults(change)).toEqual([{ path, message }]);
  });

  it.each(["2016-10-25", "2018-10-26"])("signed on %s is still within a year of 25/10/2017", (signedOn) => {
    expect(faults({ signedOn })).toEqual([]);
  });

  it("to an outline without figures may give none", () => {
    expect(faults({ sections: { "ket-qua": "x" }, figures: { khac: 1 } }, "tong-hop")).toEqual([
      { path: "figures.khac", message: 'the outline has no "khac"; it has none' },
    ]);
  });

  it("that is malformed is refused with every fault", () => {
    const malformed = {
      documentNumber: " ",
      signedOn: "24/10/2017",
      signer: { name: "A\nBcc: x", post: "Chủ tịch" },
      sections: { "tuyen-truyen": 1 },
      figures: { a: -1, b: 1.5, c: "2" },
    };
    expect(faultsOf(read(ReportSchema, malformed, "The report"))).toEqual([
      { path: "documentNumber", message: 'must not be empty; got ""' },
      { path: "signedOn", message: 'a date is written YYYY-MM-DD; got "24/10/2017"' },
      { path: "signer.name", message: 'must be one line; got "A\\nBcc: x"' },
      { path: "sections.tuyen-truyen", message: "Invalid input: expected string, received number; got 1" },
      { path: "figures.a", message: "must be a whole number; got -1" },
      { path: "figures.b", message: "must be a whole number; got 1.5" },
      { path: "figures.c", message: 'must be a whole number; got "2"' },
    ]);
  });
});

describe("a draft", () => {
  it.each([
    ["nothing", {}],
    ["empty fields", { documentNumber: "", signedOn: "", signer: { name: "" }, sections: { "tuyen-truyen": "" } }],
    ["a whole report", complete],
  ])("may hold %s", (_what, draft) => {
    expect(granted(read(DraftSchema, draft, "The draft"))).toMatchObject(draft);
  });

  it("keeps to the outline, too", () => {
    const draft = granted(read(DraftSchema, { sections: { khac: "" } }, "The draft"));
    expect(unknownIdFaults(draft, obligation("bao-cao")).map(({ path }) => path)).toEqual(["sections.khac"]);
  });
});
