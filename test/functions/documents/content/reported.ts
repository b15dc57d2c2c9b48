import * as fc from "fast-check";

import { AttachmentIdSchema } from "../../../../functions/domain/attachment.ts";
import { figuresOf } from "../../../../functions/domain/directive.ts";
import { DUTY_STATES, STANDINGS, isFreed } from "../../../../functions/domain/duty.ts";
import type { Duty } from "../../../../functions/domain/duty.ts";
import type { ReadReport } from "../../../../functions/documents/content/read-report.ts";
import type { Submission } from "../../../../functions/store/filings.ts";
import { at, day, dutyOf, obligation, reporters } from "../../season.ts";

/** A filing of a unit, with what it says. */
export function filing(changes: Partial<Submission> = {}): Submission {
  return {
    revision: 1,
    attempt: "attempt1",
    receivedAt: at("2017-10-20T10:00"),
    writtenAt: at("2017-10-20T10:00"),
    by: "vanthu@stc.daklak.example",
    channel: "online",
    sha256: "0".repeat(64),
    report: {
      documentNumber: "215/BC-STC",
      signedOn: day("2017-10-19"),
      signer: { name: "Nguyễn Văn A", post: "Giám đốc" },
      sections: {},
      figures: {},
    },
    ...changes,
  };
}

/** A duty that filed a report which says so much. */
export function filed(
  unit: string,
  { sections = {}, figures = {} }: { sections?: Record<string, string>; figures?: Record<string, number> } = {},
  changes: Partial<Duty> = {},
): ReadReport {
  const { report } = filing();
  return {
    duty: dutyOf(unit, {
      state: "submitted",
      revision: 1,
      receipts: { "1": 7 },
      standing: "on-time",
      submittedAt: at("2017-10-20T10:00"),
      ...changes,
    }),
    filed: filing({ report: report && { ...report, sections, figures } }),
  };
}

/** Some of the season's units, each in any state, with any part of the outline filled in. */
export const anyReports: fc.Arbitrary<ReadReport[]> = fc
  .subarray(reporters.map(({ id }) => id))
  .chain((ids) => fc.tuple(...ids.map(anyReport)));

function anyReport(id: string): fc.Arbitrary<ReadReport> {
  const some = <T>(ids: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
    fc
      .record(Object.fromEntries(ids.map((one) => [one, fc.option(value)])))
      .map((all) =>
        Object.fromEntries(Object.entries(all).flatMap(([one, given]) => (given === null ? [] : [[one, given]]))),
      );
  const figures = some(
    figuresOf(obligation).map((figure) => figure.id),
    fc.integer({ min: 0, max: 1_000_000_000 }),
  );
  const sections = some(
    obligation.outline.map((section) => section.id),
    fc.constantFrom("", " \n", "Đã thực hiện.", "Đoạn một.\n\nĐoạn hai."),
  );
  return fc
    .record({
      state: fc.constantFrom(...DUTY_STATES),
      standing: fc.constantFrom(...STANDINGS),
      onPaper: fc.boolean(),
      signed: fc.boolean(),
      figures,
      sections,
    })
    .map(({ state, standing, onPaper, signed, ...said }): ReadReport => {
      if (state === "awaiting" || state === "draft" || isFreed({ state })) return { duty: dutyOf(id, { state }) };
      const read = filed(id, said, { state, standing });
      const { report } = read.filed ?? {};
      if (!onPaper && report && signed)
        return {
          ...read,
          filed: filing({
            report: { ...report, signedPaper: AttachmentIdSchema.parse("00000000-0000-4000-8000-000000000001") },
          }),
        };
      if (!onPaper) return read;
      return { ...read, filed: filing({ channel: "paper", report: undefined, documentNumber: "98/BC" }) };
    });
}
