import type { Consolidation, Coverage } from "./consolidation.ts";
import { freedIn, summarize } from "./counts.ts";
import type { Counts } from "./counts.ts";
import { DeadlineSchema, isPast } from "./deadline.ts";
import { figuresOf } from "./directive.ts";
import type { Figure, Obligation } from "./directive.ts";
import type { EpochMs } from "./instant.ts";
import { TONES, noTones, openTone } from "./tone.ts";
import type { Tone } from "./tone.ts";

/** How far the units are that owe a report, each in its colour. Who was freed is not among them. */
export type KeptProgress = {
  readonly tones: Readonly<Record<Tone, number>>;
  readonly owing: number;
  readonly filed: number;
};

/** What the figures come to, and from how many units they are missing. */
export type Totals = {
  readonly figures: readonly FigureTotal[];
  readonly coverage: Coverage;
};
export type FigureTotal = Total & {
  readonly figure: Figure;
  readonly missing: number;
  readonly byKind: Readonly<Record<string, Total & { readonly missing: number }>>;
};
type Total = { readonly total: number; readonly units: number };

type Asked = { readonly now: EpochMs; readonly withdrawn?: boolean | undefined };

/**
 * The colours of an obligation's units at an instant, by kind and overall, from its counts: what is late follows from the dates
 * that the open ones are counted by.
 * @returns nothing of counts that were kept before colours were, until they are counted afresh
 */
export function keptProgress(
  counts: Counts,
  { now, withdrawn = false }: Asked,
): { readonly overall: KeptProgress; readonly byKind: Readonly<Record<string, KeptProgress>> } | undefined {
  const summary = summarize(counts, now, { withdrawn });
  const byKind: Record<string, Record<Tone, number>> = {};
  const ofKind = (kind: string) => (byKind[kind] ??= noTones());
  for (const kind of Object.keys(summary.byKind)) ofKind(kind);
  for (const [name, count] of Object.entries(counts)) {
    const [group, kind = "", state, before] = name.split(".");
    if (group === "green" || group === "orange") ofKind(kind)[group] += count;
    if (group !== "due" || withdrawn || count === 0) continue;
    const late = isPast(DeadlineSchema.parse(before), now);
    ofKind(kind)[openTone(state, late)] += count;
  }
  const progress = Object.fromEntries(Object.entries(byKind).map(([kind, tones]) => [kind, progressOf(tones)]));
  const isKnown = ([kind, { filed, owing }]: [string, KeptProgress]): boolean => {
    const known = summary.byKind[kind] ?? { filed: 0, open: 0 };
    return filed === known.filed && owing - filed === known.open;
  };
  if (!Object.entries(progress).every(isKnown)) return undefined;
  const overall = noTones();
  for (const tones of Object.values(byKind)) for (const tone of TONES) overall[tone] += tones[tone];
  return { overall: progressOf(overall), byKind: progress };
}

function progressOf(tones: Record<Tone, number>): KeptProgress {
  const filed = tones.green + tones.orange;
  return { tones, owing: filed + tones.blue + tones.grey + tones.red, filed };
}

/**
 * What the reports of an obligation come to, from its counts: what `consolidating` finds by reading them.
 * @returns nothing while a filing that counts was filed before this was kept, until they are counted afresh; and of outlines of very many figures
 */
export function keptTotals(counts: Counts, obligation: Obligation, asked: Asked): Totals | undefined {
  const summary = summarize(counts, asked.now, asked);
  const { byKind, units, filed } = summary;
  const kinds = Object.keys(byKind);
  const over = (group: string): number => kinds.reduce((sum, kind) => sum + (counts[`${group}.${kind}`] ?? 0), 0);
  if (over("told") !== filed) return undefined;
  return {
    figures: figuresOf(obligation).map((figure, at) => {
      const ofKind = kinds.map((kind) => {
        const { filed: has, open } = byKind[kind] ?? { filed: 0, open: 0 };
        const given = counts[`given.${kind}.${at}`] ?? 0;
        return [kind, { total: counts[`sum.${kind}.${at}`] ?? 0, units: given, missing: has + open - given }] as const;
      });
      const sum = (of: "total" | "units" | "missing") => ofKind.reduce((all, [, one]) => all + one[of], 0);
      return {
        figure,
        total: sum("total"),
        units: sum("units"),
        missing: sum("missing"),
        byKind: Object.fromEntries(ofKind.filter(([, { units: some, missing }]) => some + missing > 0)),
      };
    }),
    coverage: {
      owing: units - freedIn(summary),
      filed,
      complete: over("whole"),
      sections: obligation.outline.map(({ id, title }, at) => ({ id, title, units: counts[`said.${at}`] ?? 0 })),
    },
  };
}

/** The same of reports that were read one by one. */
export function totalsOf({ figures, coverage }: Consolidation): Totals {
  return {
    figures: figures.map(({ figure, total, units, missing, byKind }) => ({
      figure,
      total,
      units,
      missing: missing.length,
      byKind: Object.fromEntries(
        Object.entries(byKind).map(([kind, sum]) => [kind, { ...sum, missing: sum.missing.length }]),
      ),
    })),
    coverage,
  };
}
