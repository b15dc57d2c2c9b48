import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isFreed } from "../../../../functions/domain/duty.ts";
import { figuresOf } from "../../../../functions/domain/directive.ts";
import type { ReadReport } from "../../../../functions/documents/content/read-report.ts";
import { composedReport } from "../../../../functions/documents/content/composed-report.ts";
import { consolidatedReport } from "../../../../functions/documents/content/consolidated-report.ts";
import { gatheringPassages } from "../../../../functions/documents/content/passages.ts";
import type { Table } from "../../../../functions/documents/content/document.ts";
import { asText } from "../../../../functions/documents/content/as-text.ts";
import { kindWords } from "../../../../functions/wording/kinds.ts";
import { consolidation, day, directive, dutyOf, obligation } from "../../season.ts";
import { anyReports, filed } from "./reported.ts";
import { gathered, someReports } from "./season-2017.ts";

const paper = consolidatedReport(gathered(someReports));
const tables = (body = paper.body): Table[] => body.filter((block) => block.block === "table");
const inVietnamese = { say: (vi: string) => vi };

describe("the draft of the consolidated report", () => {
  it("reads as an office's report does", async () => {
    const head = [paper.head.above, paper.head.office, paper.head.number, paper.head.placeAndDate, paper.title.about];
    const text = [...head, `Kính gửi: ${paper.to.join("; ")}`, asText(paper.body, 1_000_000), ...paper.copies];
    await expect(`${[...text, paper.signerPost].join("\n")}\n`).toMatchFileSnapshot("consolidated-report.txt");
  });

  it("says of a missing report what is known: a later date that was granted, a reason, that no mail reached the unit", () => {
    const extension = {
      deadline: day("2017-11-20"),
      previousDeadline: day("2017-10-30"),
      reason: "Thiên tai",
      approvedBy: "",
      documentNumber: "1520/SNV-XDCQ",
      at: 0,
    };
    const over = { ...extension, deadline: day("2017-11-06"), documentNumber: "1501/SNV-XDCQ" };
    const reason = { text: "Chờ số liệu", at: 0 };
    const { body } = consolidatedReport(
      gathered([
        { duty: dutyOf("stc", { deadline: extension.deadline, ladder: 1, extension }) },
        { duty: dutyOf("stp", { deadline: over.deadline, ladder: 1, extension: over }) },
        { duty: dutyOf("ubnd-lak", { unreachable: true, reason }) },
        { duty: dutyOf("ubnd-cu-kuin") },
      ]),
    );
    expect(body).toContainEqual({
      block: "list",
      items: [
        "Sở Tài chính: đã được gia hạn theo Văn bản số 1520/SNV-XDCQ, gửi báo cáo trước ngày 20 tháng 11 năm 2017",
        "Sở Tư pháp: đã được gia hạn theo Văn bản số 1501/SNV-XDCQ, gửi báo cáo trước ngày 06 tháng 11 năm 2017, thời hạn này đã qua; chưa nêu lý do",
        "UBND huyện Cư Kuin: chưa nêu lý do",
        "UBND huyện Lắk: nêu lý do “Chờ số liệu”; không nhận được thư nhắc, vì mọi địa chỉ thư đã đăng ký đều không nhận được thư",
      ],
    });
  });

  it("every passage names its unit, its paper and its revision, and stands there to the letter", () => {
    const body = paper.body;
    for (const { duty, filed: submission } of someReports) {
      if (duty.state !== "submitted" || !submission?.report) continue;
      for (const text of Object.values(submission.report.sections)) {
        const first = text.split("\n")[0] ?? "";
        const at = body.findIndex((block) => block.block === "paragraph" && block.text === first);
        const [source, name] = [body[at - 1], body[at - 2]];
        expect(name).toMatchObject({ block: "heading", text: expect.stringContaining(duty.unitName) });
        expect(source).toMatchObject({
          block: "source",
          text: `(Báo cáo số 215/BC-STC ngày 19 tháng 10 năm 2017; lần gửi ${duty.revision}; số tiếp nhận ${duty.receipts[duty.revision]})`,
        });
      }
    }
  });

  it("a table that a unit pasted stands in it as a table, and reads as one again in a form", () => {
    const pasted = "Kết quả như sau:\nHuyện\tSố buổi\tGhi chú\nLắk\t12\t\nCư Kuin\t7\tbù";
    const { body } = consolidatedReport(gathered([filed("stc", { sections: { "thi-dua": pasted } })]));
    expect(tables(body)).toContainEqual({
      block: "table",
      caption: "",
      columns: [
        { title: "Huyện", share: 7 },
        { title: "Số buổi", share: 7 },
        { title: "Ghi chú", share: 7 },
      ],
      rows: [
        ["Lắk", "12", ""],
        ["Cư Kuin", "7", "bù"],
      ],
    });
    expect(asText(body, 1_000_000)).toContain("Huyện\tSố buổi\tGhi chú\nLắk\t12\t\nCư Kuin\t7\tbù");
  });

  it("every number in its tables equals one counted over the filings themselves", () => {
    fc.assert(
      fc.property(anyReports, (reports) => {
        const { body } = consolidatedReport(gathered(reports));
        const [returns, ...figures] = tables(body);
        const owing = reports.filter(({ duty }) => !isFreed(duty));
        const isIn = ({ duty }: ReadReport) => duty.state === "submitted" || duty.state === "accepted";
        for (const [kind = "", ...counts] of returns?.rows ?? []) {
          const of = owing.filter(
            ({ duty }) => kind === "Tổng cộng" || kindWords(inVietnamese, duty.kind) === String(kind),
          );
          const standing = (as: string) => of.filter((one) => isIn(one) && one.duty.standing === as).length;
          expect(counts).toEqual([
            of.length,
            of.filter(isIn).length,
            standing("on-time"),
            standing("within-extension"),
            standing("late"),
            of.filter((one) => !isIn(one)).length,
          ]);
        }
        const rows = figures.flatMap((table) => table.rows.map((row) => ({ row, columns: table.columns })));
        expect(rows).toHaveLength(figuresOf(obligation).length);
        for (const [at, { id }] of figuresOf(obligation).entries()) {
          const { row = [], columns = [] } = rows[at] ?? {};
          const values = (of: readonly ReadReport[]) =>
            of.filter(isIn).flatMap((one) => one.filed?.report?.figures[id] ?? []);
          const total = (of: readonly ReadReport[]) => {
            const given = values(of);
            return given.length === 0 ? "–" : given.reduce((sum, value) => sum + value, 0);
          };
          for (const [i, { title }] of columns.entries()) {
            if (title === "TT" || title === "Chỉ tiêu") continue;
            if (title === "Tổng cộng") expect(row[i]).toBe(total(owing));
            else if (title === "Số đơn vị có số liệu") expect(row[i]).toBe(values(owing).length);
            else expect(row[i]).toBe(total(owing.filter(({ duty }) => kindWords(inVietnamese, duty.kind) === title)));
          }
        }
      }),
    );
  });

  it("names who is in no sum once for all figures that lack the same units", () => {
    const notes = tables().flatMap(({ note }) => note ?? []);
    expect(notes[0]).toBe(
      "Các chỉ tiêu trên chưa gồm số liệu của 08 đơn vị: Sở Công Thương (đã trả lại để bổ sung); Sở Tài chính (không ghi số liệu); Sở Xây dựng (báo cáo giấy); UBND huyện Cư Kuin; UBND huyện Ea H'leo (không ghi số liệu); UBND huyện Krông Ana (không ghi số liệu); UBND huyện Krông Bông (không ghi số liệu); UBND huyện Lắk.",
    );
  });

  it("holds no more passages than an office's program can open, and names whose it left out", () => {
    const passages = gatheringPassages(obligation, 100);
    passages.add(filed("stc", { sections: { "tuyen-truyen": "a".repeat(60) } }));
    passages.add(filed("stp", { sections: { "tuyen-truyen": "b".repeat(60) } }));
    passages.add(filed("sct", { sections: { "thi-dua": "c".repeat(40) } }));
    const { of, leftOut } = passages.result();
    expect(of("tuyen-truyen").map(({ unitName }) => unitName)).toEqual(["Sở Tài chính"]);
    expect(of("thi-dua").map(({ unitName }) => unitName)).toEqual(["Sở Công Thương"]);
    expect(leftOut).toEqual(["Sở Tư pháp"]);
    const { body } = consolidatedReport(gathered(someReports, { passages: passages.result() }));
    expect(body).toContainEqual({
      block: "to-fill-in",
      text: "[Dự thảo đã đủ dung lượng; nội dung của 1 đơn vị sau chưa được đưa vào, đề nghị xem tại hồ sơ điện tử: Sở Tư pháp.]",
    });
  });
});

describe("the consolidation as the office's own report", () => {
  it("fills the first section of its outline and leaves the office's own to the office", () => {
    const { sections, figures } = composedReport(gathered(someReports), consolidation);
    expect(Object.keys(sections)).toEqual(["ket-qua"]);
    expect(sections["ket-qua"]).toContain("Đã quán triệt đến toàn thể công chức.");
    expect(sections["ket-qua"]).toContain("lần gửi 2; số tiếp nhận 17");
    expect(figures).toEqual({});
  });

  it("fits into the section that it fills, and says what had no room", () => {
    const long = filed("stc", { sections: { "tuyen-truyen": "dài ".repeat(20_000) } });
    const text = composedReport(gathered([long, ...someReports.slice(2)]), consolidation).sections["ket-qua"] ?? "";
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/\[Còn \d+ đoạn chưa đưa vào vì hết dung lượng; xem dự thảo báo cáo\.\]$/);
  });

  it("takes sections and sums of the same id as they are", () => {
    const same = { ...consolidation, outline: obligation.outline };
    const { sections, figures } = composedReport(gathered(someReports), same);
    expect(sections["tuyen-truyen"]).toContain("1) Sở Tài chính");
    expect(figures).toEqual({ "cuoc-doi-thoai": 1203, "don-thu-tiep-nhan": 40 });
  });
});

it("the report goes to whom its own directive names, by the item that asks for it", () => {
  expect(paper.to).toEqual(["Ủy ban nhân dân tỉnh"]);
  expect(paper.copies).toEqual(["Như trên", "Thường trực Tỉnh ủy", "Ban Dân vận Tỉnh ủy", "Lưu: VT, ……"]);
  const alone = { ...directive, obligations: [obligation] };
  const report = consolidatedReport(gathered(someReports, { directive: alone }));
  expect(report.to).toEqual(["Ủy ban nhân dân tỉnh"]);
  expect(JSON.stringify(report.body[0])).toContain("mục 5 Công văn số 5500/UBND-KGVX ngày 14 tháng 7 năm 2017");
});
