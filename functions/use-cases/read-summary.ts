import { closingNow } from "../domain/closing.ts";
import type { Closing } from "../domain/closing.ts";
import { consolidating } from "../domain/consolidation.ts";
import type { MissingUnit } from "../domain/consolidation.ts";
import { freedIn, summarize } from "../domain/counts.ts";
import type { Summary } from "../domain/counts.ts";
import { keptTotals, totalsOf } from "../domain/kept-sums.ts";
import type { Totals } from "../domain/kept-sums.ts";
import type { Cursor } from "../domain/milestone-run.ts";
import { inOrderOfOffices } from "../documents/content/order.ts";
import type { Asking } from "./asking.ts";
import type { ReadingEffects } from "./effects.ts";
import { obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";
import type { Part } from "./list-duties.ts";
import { figuresToldOf } from "./read-reports.ts";

export type SummaryRead = {
  readonly summary: Summary;
  /** What the figures come to; nothing while they are still to be counted afresh. */
  readonly totals: Totals | undefined;
  /** Who is missing from a figure's sum, among the units of this part; by kind of unit. */
  readonly missingFrom: (figureId: string) => { readonly all: readonly MissingUnit[]; readonly ofKind: MissingByKind };
  /** What would be lacking if it were closed now; who, among the units of this part. */
  readonly closing: Closing;
  readonly cursor: Cursor | undefined;
};
type MissingByKind = (kind: string) => readonly MissingUnit[];

/**
 * How many of how many, what the reports come to, and what would be missing if it were closed now, from the counts: at the same price for
 * any number of units. Who is missing is told part by part, of so many units each; where one part holds them all, all is of these.
 */
export async function readSummary(
  found: FoundObligation,
  part: Part<Cursor>,
  { receivedAt: now }: Pick<Asking, "receivedAt">,
  effects: ReadingEffects,
): Promise<SummaryRead> {
  const { counts, duties } = effects.register;
  const where = { ...obligationRefOf(found), place: found.place };
  const [kept, page] = await Promise.all([counts.read(obligationRefOf(found)), duties.dutiesOf(where, part)]);
  const summary = summarize(kept, now, found.place);
  const some = inOrderOfOffices(page.items);
  const sums = consolidating(found.obligation);
  for await (const told of figuresToldOf(some, found, effects)) sums.add(told);
  const consolidation = sums.result();
  const closing = closingNow(some, now);
  const isWhole = part.cursor === undefined && page.next === undefined;
  const missing = new Map(consolidation.figures.map((sum) => [sum.figure.id, sum]));
  return {
    summary,
    totals: isWhole
      ? totalsOf(consolidation)
      : keptTotals(kept, found.obligation, { now, withdrawn: found.place.withdrawn }),
    missingFrom: (figureId) => ({
      all: missing.get(figureId)?.missing ?? [],
      ofKind: (kind) => missing.get(figureId)?.byKind[kind]?.missing ?? [],
    }),
    closing: isWhole
      ? closing
      : {
          owing: summary.units - freedIn(summary),
          filed: summary.filed,
          missing: closing.missing,
          cutShort: summary.open - summary.late,
        },
    cursor: page.next,
  };
}
