import { consolidating } from "../../../../functions/domain/consolidation.ts";
import type { ReadReport } from "../../../../functions/documents/content/read-report.ts";
import type { Consolidated } from "../../../../functions/documents/content/consolidated.ts";
import { inOrderOfOffices } from "../../../../functions/documents/content/order.ts";
import { gatheringPassages } from "../../../../functions/documents/content/passages.ts";
import { returnsOf } from "../../../../functions/documents/content/returns.ts";
import { at, day, directive, dutyOf, obligation, unitNamed } from "../../season.ts";
import { filed, filing } from "./reported.ts";

export const NOW = at("2017-11-08T14:30");
export const receiver = { ...unitNamed("snv"), bounced: {} };

/** What is gathered of reports, as the handler does. */
export function gathered(reports: readonly ReadReport[], changes: Partial<Consolidated> = {}): Consolidated {
  const ordered = inOrderOfOffices(reports.map(({ duty }) => duty)).map(
    (duty) => reports.find((report) => report.duty === duty) ?? { duty },
  );
  const sums = consolidating(obligation);
  const passages = gatheringPassages(obligation);
  for (const report of ordered) {
    sums.add(report);
    passages.add(report);
  }
  return {
    directive,
    obligation,
    receiver,
    now: NOW,
    consolidation: sums.result(),
    returns: returnsOf(ordered.map(({ duty }) => duty)),
    passages: passages.result(),
    ...changes,
  };
}

/** Some units of the season, with everything that a report tells of. */
export const someReports: readonly ReadReport[] = [
  filed("ubnd-ea-h-leo", {
    sections: { "tuyen-truyen": "Đã tổ chức 12 hội nghị.\n\n- Tại xã Ea Ral;\n- Tại thị trấn Ea Drăng." },
    figures: { "cuoc-doi-thoai": 1_200, "don-thu-tiep-nhan": 40 },
  }),
  filed(
    "stc",
    { sections: { "tuyen-truyen": "Đã quán triệt đến toàn thể công chức." }, figures: { "cuoc-doi-thoai": 3 } },
    { revision: 2, receipts: { "1": 4, "2": 17 } },
  ),
  filed("ubnd-krong-bong", {}, { standing: "late", submittedAt: at("2017-10-30T00:00") }),
  filed(
    "ubnd-krong-ana",
    {},
    {
      standing: "within-extension",
      submittedAt: at("2017-11-02T10:00"),
      extension: {
        deadline: day("2017-11-03"),
        previousDeadline: day("2017-10-30"),
        reason: "Bổ sung số liệu",
        approvedBy: "Giám đốc Sở Nội vụ",
        documentNumber: "1520/SNV-XDCQ",
        at: 0,
      },
    },
  ),
  {
    duty: dutyOf("ubnd-lak", {
      state: "draft",
      reason: { text: "Chờ số liệu của các xã vùng III", promisedOn: day("2017-11-15"), at: 0 },
    }),
  },
  { duty: dutyOf("ubnd-cu-kuin") },
  {
    ...filed("sct", {}, { state: "returned", supplement: { deadline: day("2017-11-10"), reason: "Thiếu số liệu" } }),
  },
  { ...filed("sxd"), filed: filing({ channel: "paper", report: undefined, documentNumber: "98/BC-SXD" }) },
  { duty: dutyOf("syt", { state: "exempt" }) },
];
