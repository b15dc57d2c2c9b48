import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { consolidating } from "../../../functions/domain/consolidation.ts";
import { countsChange, countsOfDuties, sumOf } from "../../../functions/domain/counts.ts";
import { STANDINGS, isFreed, isOpen } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { addDays, instantOf } from "../../../functions/domain/instant.ts";
import { keptProgress, keptTotals, totalsOf } from "../../../functions/domain/kept-sums.ts";
import { filedAsTold, readTold, toldBy } from "../../../functions/domain/told.ts";
import type { ReadReport } from "../../../functions/documents/content/read-report.ts";
import { toneOf } from "../../../functions/domain/tone.ts";
import { anyReports, filed } from "../documents/content/reported.ts";
import { day, dutyOf, obligation } from "../season.ts";

/** The colours of duties, counted one by one. */
function progressOf(duties: readonly Duty[], then: number) {
  const tones = { green: 0, orange: 0, blue: 0, grey: 0, red: 0 };
  const owing = duties.filter((duty) => !isFreed(duty));
  for (const duty of owing) tones[toneOf(duty, then)]++;
  return { tones, owing: owing.length, filed: owing.filter((duty) => !isOpen(duty)).length };
}

const now = instantOf(day("2017-10-30"));

/** A duty as the filing left it: with what it told. */
const kept = ({ duty, filed: submission }: ReadReport): Duty =>
  submission ? { ...duty, told: toldBy(obligation, submission) } : duty;

const consolidated = (reports: Iterable<Parameters<ReturnType<typeof consolidating>["add"]>[0]>) => {
  const sums = consolidating(obligation);
  for (const report of reports) sums.add(report);
  return sums.result();
};

describe("kept sums", () => {
  it("are those of the reports themselves: figures by kind and overall, who is missing, and how much is complete", () => {
    fc.assert(
      fc.property(anyReports, (reports) => {
        const counts = countsOfDuties(reports.map(kept));
        expect(keptTotals(counts, obligation, { now })).toEqual(totalsOf(consolidated(reports)));
      }),
    );
  });

  it("moved by each filing, return and filing anew are those of the reports as they are then", () => {
    fc.assert(
      fc.property(anyReports, anyReports, (before, after) => {
        const pairs = before.slice(0, after.length).map((report, at) => [report, after[at] ?? report] as const);
        const moved = pairs.map(([old, next]) => countsChange(kept(old), kept(next)));
        const counts = sumOf([countsOfDuties(pairs.map(([old]) => kept(old))), ...moved]);
        expect(keptTotals(counts, obligation, { now })).toEqual(totalsOf(consolidated(pairs.map(([, next]) => next))));
      }),
    );
  });

  it("name the missing, and why, without reading a report", () => {
    fc.assert(
      fc.property(anyReports, (reports) => {
        const told = reports.map(kept).map((duty) => ({
          duty,
          filed: duty.told === undefined ? undefined : filedAsTold(obligation, duty.told),
        }));
        expect(consolidated(told)).toEqual(consolidated(reports));
      }),
    );
  });

  it("are not given while one filing that counts was not kept", () => {
    const { duty } = filed("stc", { figures: { "cuoc-doi-thoai": 4 } });
    expect(keptTotals(countsOfDuties([duty]), obligation, { now })).toBeUndefined();
    expect(keptTotals(countsOfDuties([{ ...duty, state: "returned" }]), obligation, { now })).toBeDefined();
  });

  it("are not kept of outlines of more than forty figures, and are short of all others", () => {
    const [section] = obligation.outline;
    const many = Array.from({ length: 41 }, (_, at) => ({ id: `f${at}`, title: `${at}` }));
    const long = { ...obligation, outline: [{ id: "i", title: "I", ...section, figures: many }] };
    expect(toldBy(long, { channel: "online", report: { figures: {}, sections: {} } })).toBeUndefined();
    expect(readTold("p")).toEqual({ onPaper: true, figures: [], sections: [], signed: false, whole: false });
    expect(readTold("12,,7;101").figures).toEqual([12, undefined, 7]);
  });
});

const anyDuties: fc.Arbitrary<Duty[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom("so-ban-nganh", "huyen"),
      state: fc.constantFrom(
        "awaiting" as const,
        "draft" as const,
        "returned" as const,
        "submitted" as const,
        "accepted" as const,
        "exempt" as const,
      ),
      days: fc.integer({ min: 0, max: 4 }),
      standing: fc.constantFrom(...STANDINGS),
    })
    .map(({ kind, state, days, standing }) =>
      dutyOf("stc", {
        kind,
        state,
        deadline: addDays(day("2017-10-28"), days),
        ...(state === "submitted" || state === "accepted" || state === "returned" ? { standing } : {}),
      }),
    ),
  { maxLength: 30 },
);

describe("kept colours", () => {
  it("are those of the units, by kind and overall, on any day", () => {
    fc.assert(
      fc.property(anyDuties, fc.integer({ min: 0, max: 6 }), (duties, days) => {
        const then = instantOf(addDays(day("2017-10-27"), days));
        const progress = keptProgress(countsOfDuties(duties), { now: then });
        expect(progress?.overall).toEqual(progressOf(duties, then));
        expect(progress?.byKind).toEqual(
          Object.fromEntries(
            [...Map.groupBy(duties, ({ kind }) => kind)].map(([kind, some]) => [kind, progressOf(some, then)]),
          ),
        );
      }),
    );
  });

  it("of a directive that was withdrawn are of those who have filed alone", () => {
    fc.assert(
      fc.property(anyDuties, (duties) => {
        const progress = keptProgress(countsOfDuties(duties), { now, withdrawn: true });
        expect(progress?.overall).toEqual(
          progressOf(
            duties.filter((duty) => !isOpen(duty)),
            now,
          ),
        );
      }),
    );
  });

  it("are not told from counts that were kept before colours were", () => {
    expect(keptProgress({ "state.huyen.awaiting": 2, "open.2017-10-30": 2 }, { now })).toBeUndefined();
    expect(keptProgress({ "state.huyen.submitted": 1, "standing.huyen.late": 1 }, { now })).toBeUndefined();
  });
});
