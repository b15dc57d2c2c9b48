import { figuresOf } from "./directive.ts";
import type { Figure, Obligation } from "./directive.ts";
import { isFreed } from "./duty.ts";
import type { Duty } from "./duty.ts";
import type { UnitId } from "./ids.ts";
import { figureIn, textUnder } from "./told.ts";
import type { AddedUp, Channel } from "./told.ts";

/** A duty with what was filed for it last, if anything was; of a report that came on paper there is no content. */
export type Reported = {
  readonly duty: Duty;
  readonly filed?: { readonly channel: Channel; readonly report?: AddedUp | undefined } | undefined;
};

/** Why a unit's figure is not in a sum. */
export type Missing = "not-filed" | "returned" | "on-paper" | "not-given";

export type MissingUnit = { readonly unitId: UnitId; readonly unitName: string; readonly why: Missing };

/** A figure added up: over which units, and over which it could not be. */
export type Sum = { readonly total: number; readonly units: number; readonly missing: readonly MissingUnit[] };

export type FigureSum = Sum & {
  readonly figure: Figure;
  readonly byKind: Readonly<Record<string, Sum>>;
};

/** How many of those that owe the report wrote under a section. */
export type SectionCoverage = { readonly id: string; readonly title: string; readonly units: number };

export type Coverage = {
  readonly owing: number;
  /** Filed, and not sent back. */
  readonly filed: number;
  /** Of those: under every section something, or the signed PDF for it; and every figure. */
  readonly complete: number;
  readonly sections: readonly SectionCoverage[];
};

export type Consolidation = { readonly figures: readonly FigureSum[]; readonly coverage: Coverage };

type Running = { total: number; units: number; missing: MissingUnit[] };

/**
 * Adds up the reports of an obligation, one duty at a time, so that of any number of reports one is held at once.
 * A report counts while it is filed; one that was sent back does not until it is supplemented, and a unit that was
 * freed from it is in no sum and missing from none.
 */
export function consolidating({ outline, ...obligation }: Obligation) {
  const figures = figuresOf({ ...obligation, outline }).map((figure) => ({
    figure,
    overall: nothingYet(),
    byKind: new Map<string, Running>(),
  }));
  const sections = outline.map(({ id, title }) => ({ id, title, units: 0 }));
  let [owing, filed, complete] = [0, 0, 0];

  return {
    add(reported: Reported): void {
      const { duty } = reported;
      if (isFreed(duty)) return;
      owing++;
      if (counts(duty)) filed++;
      const told = countedReport(reported);
      const written = sections.filter(({ id }) => told && saysUnder(told, id));
      for (const section of written) section.units++;
      let given = 0;
      for (const { figure, overall, byKind } of figures) {
        const ofKind = byKind.get(duty.kind) ?? nothingYet();
        byKind.set(duty.kind, ofKind);
        const value = told && figureIn(told, figure.id);
        if (value !== undefined) given++;
        for (const sum of [overall, ofKind]) addTo(sum, reported, value);
      }
      const whole = written.length === sections.length || told?.signedPaper !== undefined;
      if (told && whole && given === figures.length) complete++;
    },

    result: (): Consolidation => ({
      figures: figures.map(({ figure, overall, byKind }) => ({
        figure,
        ...overall,
        byKind: Object.fromEntries(byKind),
      })),
      coverage: { owing, filed, complete, sections },
    }),
  };
}

/** Whether what a duty has on file counts: it is filed, and not sent back. */
export function counts({ state }: Pick<Duty, "state">): boolean {
  return state === "submitted" || state === "accepted";
}

/** The report that counts for a duty, if there is one that can be read. */
export function countedReport<R>({
  duty,
  filed,
}: {
  readonly duty: Pick<Duty, "state">;
  readonly filed?: { readonly report?: R | undefined } | undefined;
}): R | undefined {
  return counts(duty) ? filed?.report : undefined;
}

const saysUnder = (report: AddedUp, sectionId: string): boolean => textUnder(report, sectionId) !== "";

const nothingYet = (): Running => ({ total: 0, units: 0, missing: [] });

function addTo(sum: Running, reported: Reported, value: number | undefined): void {
  if (value === undefined) {
    const { unitId, unitName } = reported.duty;
    sum.missing.push({ unitId, unitName, why: whyMissing(reported) });
    return;
  }
  sum.total += value;
  sum.units++;
}

function whyMissing({ duty, filed }: Reported): Missing {
  if (duty.state === "returned") return "returned";
  if (!counts(duty)) return "not-filed";
  return filed?.channel === "paper" ? "on-paper" : "not-given";
}
