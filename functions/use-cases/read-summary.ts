import { closingNow } from "../domain/closing.ts";
import { consolidating } from "../domain/consolidation.ts";
import type { FigureSum, Sum } from "../domain/consolidation.ts";
import { formatInstant, localDateOf } from "../domain/instant.ts";
import { isRefusal } from "../domain/refusal.ts";
import { summarize } from "../domain/counts.ts";
import { json } from "../http/exchange.ts";
import type { Handler } from "../http/exchange.ts";
import { inOrderOfOffices } from "../documents/content/order.ts";
import { findObligation, obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";
import { allDutiesOf, reportsOf } from "./read-reports.ts";
import type { ReadingEffects } from "./effects.ts";

/** Up to here the reports themselves are added up for an answer; for more there is the file of totals. */
export const MOST_ADDED_UP = 1_000;

/**
 * How many of how many, from the counts, at the same price for any number of units; and up to so many units what
 * their reports come to: each figure added up, who is missing from it, and what would be missing if it were closed now.
 */
export const readSummary: Handler<ReadingEffects> = async (request, effects) => {
  const found = await findObligation(request, effects);
  if (isRefusal(found)) return found;
  const tally = await effects.register.tallies.tally(obligationRefOf(found));
  const { directive } = found.record;
  const summary = summarize(tally, localDateOf(request.receivedAt));
  const addedUp = summary.units <= MOST_ADDED_UP ? await addUp(found, effects, request.receivedAt) : undefined;
  return json({
    ...obligationRefOf(found),
    number: directive.number,
    title: found.obligation.title,
    before: found.obligation.before,
    ...summary,
    figures: addedUp?.consolidation.figures.map(figureView) ?? null,
    coverage: addedUp?.consolidation.coverage ?? null,
    closingNow: addedUp ? { at: formatInstant(request.receivedAt), ...addedUp.closing } : null,
  });
};

/** What the reports of an obligation come to now: every filing that counts is read once. */
async function addUp(found: FoundObligation, effects: Pick<ReadingEffects, "register">, now: number) {
  const duties = inOrderOfOffices(await allDutiesOf(found, effects));
  const sums = consolidating(found.obligation);
  for await (const read of reportsOf(duties, found, effects)) sums.add(read);
  return { consolidation: sums.result(), closing: closingNow(duties, now) };
}

function figureView({ figure, byKind, ...overall }: FigureSum) {
  const { id, title, unit } = figure;
  return { id, title, unit: unit ?? null, ...sumView(overall), byKind };
}

/** A figure's sum, with how many units it is of: a sum over nobody is 0 of 0 units. */
function sumView({ total, units, missing }: Sum) {
  return { total, units, missing };
}
