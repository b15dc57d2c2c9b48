import * as fc from "fast-check";
import { isFreed } from "../../../functions/domain/duty.ts";
import { describe, expect, it } from "vitest";

import { closingNow } from "../../../functions/domain/closing.ts";
import { consolidating } from "../../../functions/domain/consolidation.ts";
import type { Consolidation } from "../../../functions/domain/consolidation.ts";
import { figuresOf } from "../../../functions/domain/directive.ts";
import type { ReadReport } from "../../../functions/documents/content/read-report.ts";
import { anyReports, filed, filing } from "../documents/content/reported.ts";
import { at, day, dutyOf, obligation } from "../season.ts";

const consolidated = (reports: readonly ReadReport[]): Consolidation => {
  const sums = consolidating(obligation);
  for (const report of reports) sums.add(report);
  return sums.result();
};
const sumOf = (figureId: string, reports: readonly ReadReport[]) => {
  const sum = consolidated(reports).figures.find(({ figure }) => figure.id === figureId);
  if (!sum) throw new Error(`no figure ${figureId}`);
  return sum;
};

/** The value that counts for a unit, worked out anew from what was filed. */
const valueOf = ({ duty, filed: submission }: ReadReport, figureId: string): number | undefined =>
  ["submitted", "accepted"].includes(duty.state) ? submission?.report?.figures[figureId] : undefined;

describe("figures added up", () => {
  it("every sum, by kind and overall, equals one taken over the filings themselves, and misses exactly the rest", () => {
    fc.assert(
      fc.property(anyReports, (reports) => {
        const owing = reports.filter(({ duty }) => !isFreed(duty));
        for (const { figure, byKind, ...overall } of consolidated(reports).figures) {
          const groups = [{ sum: overall, of: owing }];
          for (const [kind, sum] of Object.entries(byKind))
            groups.push({ sum, of: owing.filter(({ duty }) => duty.kind === kind) });
          expect(new Set(Object.keys(byKind))).toEqual(new Set(owing.map(({ duty }) => duty.kind)));
          for (const { sum, of } of groups) {
            const given = of.flatMap((report) => valueOf(report, figure.id) ?? []);
            expect(sum.total).toBe(given.reduce((total, value) => total + value, 0));
            expect(sum.units).toBe(given.length);
            expect(sum.missing.map(({ unitId }) => unitId)).toEqual(
              of.filter((report) => valueOf(report, figure.id) === undefined).map(({ duty }) => duty.unitId),
            );
          }
        }
      }),
    );
  });

  it.each<[why: string, report: ReadReport]>([
    ["not-filed", { duty: dutyOf("stc", { state: "draft" }) }],
    ["returned", filed("stc", { figures: { "cuoc-doi-thoai": 4 } }, { state: "returned" })],
    ["not-given", filed("stc", { figures: { "don-thu-tiep-nhan": 4 } })],
    ["on-paper", { ...filed("stc"), filed: filing({ channel: "paper", report: undefined }) }],
  ])("say why a unit is in none: %s", (why, report) => {
    const { total, units, missing } = sumOf("cuoc-doi-thoai", [report]);
    expect({ total, units, missing }).toEqual({
      total: 0,
      units: 0,
      missing: [{ unitId: "stc", unitName: "Sở Tài chính", why }],
    });
  });

  it("a zero that was reported is a figure, and no lack", () => {
    expect(sumOf("cuoc-doi-thoai", [filed("stc", { figures: { "cuoc-doi-thoai": 0 } })])).toMatchObject({
      total: 0,
      units: 1,
      missing: [],
    });
  });

  it("a paper report whose content was entered counts like any other", () => {
    const read = filed("stc", { figures: { "cuoc-doi-thoai": 5 } });
    const onPaper = { ...read, filed: { ...filing(), ...read.filed, channel: "paper" as const } };
    expect(sumOf("cuoc-doi-thoai", [onPaper])).toMatchObject({ total: 5, units: 1 });
  });

  it("an id that every object has is no figure, and no section", () => {
    const sums = consolidating({
      ...obligation,
      outline: [{ id: "constructor", title: "x", figures: [{ id: "to_string", title: "y" }] }],
    });
    sums.add(filed("stc"));
    expect(sums.result()).toMatchObject({
      figures: [{ units: 0 }],
      coverage: { complete: 0, sections: [{ units: 0 }] },
    });
  });
});

describe("coverage", () => {
  it("counts who owes, who filed, who wrote under a section, and who filled in all", () => {
    const all = {
      sections: Object.fromEntries(obligation.outline.map(({ id }) => [id, "Đã thực hiện."])),
      figures: Object.fromEntries(figuresOf(obligation).map(({ id }) => [id, 1])),
    };
    const { coverage } = consolidated([
      filed("stc", all),
      filed("stp", { sections: { "thi-dua": "Đã thực hiện.", "doi-thoai": "  \n " } }),
      { duty: dutyOf("sct") },
      { duty: dutyOf("sxd", { state: "exempt" }) },
    ]);
    expect(coverage).toMatchObject({ owing: 3, filed: 2, complete: 1 });
    expect(coverage.sections.map(({ units }) => units)).toEqual([1, 2, 1, 1]);
  });
});

describe("closing now", () => {
  it("would lack every unit that has not filed, and cut short those whose date has not come", () => {
    const closing = closingNow(
      [
        filed("stc").duty,
        dutyOf("stp"),
        dutyOf("sct", { state: "draft", deadline: day("2017-11-03"), ladder: 1 }),
        dutyOf("sxd", { state: "exempt" }),
        filed("syt", {}, { state: "returned", deadline: day("2017-10-31") }).duty,
      ],
      at("2017-10-30T09:00"),
    );
    expect(closing).toMatchObject({ owing: 4, filed: 1, cutShort: 2 });
    expect(closing.missing.map(({ unitId, state, inTime }) => [unitId, state, inTime])).toEqual([
      ["stp", "awaiting", false],
      ["sct", "draft", true],
      ["syt", "returned", true],
    ]);
  });
});
