import { closingNow } from "../domain/closing.ts";
import { consolidating } from "../domain/consolidation.ts";
import { summarize } from "../domain/counts.ts";
import type { Asking } from "./asking.ts";
import { inOrderOfOffices } from "../documents/content/order.ts";
import { obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";
import { allDutiesOf, reportsOf } from "./read-reports.ts";
import type { ReadingEffects } from "./effects.ts";

/** Up to here the reports themselves are added up for an answer; for more there is the file of totals. */
export const MOST_ADDED_UP = 1_000;

/**
 * How many of how many, from the counts, at the same price for any number of units; and up to so many units what
 * their reports come to: each figure added up, who is missing from it, and what would be missing if it were closed now.
 */
export async function readSummary(
  found: FoundObligation,
  { receivedAt }: Pick<Asking, "receivedAt">,
  effects: ReadingEffects,
) {
  const counts = await effects.register.counts.read(obligationRefOf(found));
  const summary = summarize(counts, receivedAt, found.place);
  const addedUp = summary.units <= MOST_ADDED_UP ? await addUp(found, effects, receivedAt) : undefined;
  return { summary, addedUp };
}

/** What the reports of an obligation come to now: every filing that counts is read once. */
async function addUp(found: FoundObligation, effects: Pick<ReadingEffects, "register">, now: number) {
  const duties = inOrderOfOffices(await allDutiesOf(found, effects));
  const sums = consolidating(found.obligation);
  for await (const read of reportsOf(duties, found, effects)) sums.add(read);
  return { consolidation: sums.result(), closing: closingNow(duties, now) };
}
