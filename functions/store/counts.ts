import * as z from "zod/mini";

import type { ObligationRef } from "../domain/ids.ts";
import type { Moves } from "../domain/recount.ts";
import { isSettled } from "../domain/counts.ts";
import type { Counts } from "../domain/counts.ts";
import { newAttempt, systemClock } from "../runtime/clock.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { absent, anyOf, equals, exists } from "./expressions.ts";
import { keys, timeKey } from "./table.ts";

const CountsSchema = z.record(z.string(), z.number());

const LetterCountsSchema = z.object({
  sent: z.number(),
  cameBack: z.number(),
  skipped: z.number(),
  underWay: z.number(),
  waiting: z.number(),
});

/** What became of letters, by ladder and milestone. */
export const LettersSchema = z.record(z.string(), LetterCountsSchema);
const LettersSeenSchema = z.object({ at: z.number(), letters: LettersSchema });
/** What became of letters by an instant. */
export type LettersSeen = z.infer<typeof LettersSeenSchema>;
const LettersOfOneSchema = z.object({ at: z.number(), letters: LetterCountsSchema });
/** What became of the letters of one milestone by an instant. */
export type LettersOfOne = z.infer<typeof LettersOfOneSchema>;

/**
 * Counts of an obligation, kept as duties move so that a dashboard costs the same for any number of units, and with
 * them how many moves they know of. A crash between a move and its count can leave them one off; every watched
 * milestone counts afresh.
 *
 * Those by which nobody has anything to do any more stand in the sparse index, so that what is done with need not be read. Every
 * count that is added takes them out in the same write, and whoever added it looks whether they belong there: if he dies before
 * that, they are read for nothing, and nothing that is open is ever missed.
 */
export function countsIn(table: Table, { clock, nameOfAdding }: OfItsOwn = OF_THIS_MACHINE) {
  const addTo = (ref: ObligationRef, add: Counts, set: Item = {}): Promise<Item | undefined> =>
    table.updateAndRead(keys.counts(ref), { add, set, remove: [[SINCE]] }, [], "ALL_NEW");

  async function settleIfDone(ref: ObligationRef, now: Item | undefined, added: string): Promise<void> {
    if (!isSettled(readCounts(now).counts)) return;
    await table.update(keys.counts(ref), { set: { [SINCE]: timeKey(clock.now()) } }, [equals(ADDED, added)]);
  }

  return {
    /** As they were a moment ago, at half the price: they follow the duties by some seconds anyway. */
    async read(ref: ObligationRef): Promise<Counts> {
      const { counts } = readCounts(await table.get(keys.counts(ref)));
      return counts;
    },

    /** Keeps what a look over all duties has seen of their letters. */
    keepLetters: (ref: ObligationRef, seen: LettersSeen): Promise<boolean> =>
      table.update(keys.counts(ref), { set: { [LETTERS]: seen } }),

    /** Keeps what a look over some units has seen of the letters of one milestone: that alone it looks at. */
    keepLettersOf: (ref: ObligationRef, milestone: string, seen: LettersOfOne): Promise<boolean> =>
      table.update(keys.counts(ref), { set: { [LETTERS_OF + milestone]: seen } }),

    /**
     * Says that something of an obligation is about to be open again: before it is, so that nobody takes the obligation for settled
     * until its counts have heard of it.
     */
    reopen: (ref: ObligationRef): Promise<boolean> =>
      table.update(keys.counts(ref), { remove: [[SINCE]] }, [exists(SINCE)]),

    /** Adds what some moves change; one write, however many they are, unless they change very many counts. */
    async add(ref: ObligationRef, change: Counts, moves = 1): Promise<void> {
      const names = Object.entries(change);
      const last = names.splice(-NAMES_AT_ONCE);
      while (names.length > 0) await addTo(ref, Object.fromEntries(names.splice(-NAMES_AT_ONCE)));
      const added = nameOfAdding();
      const now = await addTo(ref, { ...Object.fromEntries(last), [MOVES]: moves }, { [ADDED]: added });
      await settleIfDone(ref, now, added);
    },

    /** Of how many moves the counts know. */
    async movesCounted(ref: ObligationRef): Promise<number> {
      return readCounts(await table.get(keys.counts(ref), { consistent: true })).moves;
    },

    /**
     * Replaces the counts by some that were taken afresh, of duties that have moved so often; unless the kept ones heard
     * of a move meanwhile, which these may not have.
     */
    replace: (ref: ObligationRef, counts: Counts, { made, counted }: Moves): Promise<boolean> =>
      table.put(
        { ...keys.counts(ref), ...counts, [MOVES]: made, ...(isSettled(counts) && { [SINCE]: timeKey(clock.now()) }) },
        counted === 0 ? anyOf(absent(MOVES), equals(MOVES, 0)) : equals(MOVES, counted),
      ),
  };
}

/** The name of an obligation among the counts of several. */
export const countsName = (ref: ObligationRef): string => keys.counts(ref).sk;

const MOVES = "#moves";
const LETTERS = "#letters";
const LETTERS_OF = "#letters.";
/** Who added to them last: so that nobody settles what somebody else has changed meanwhile. */
const ADDED = "#added";
/** Since when they are settled, while they are. */
export const SINCE = "due";

/** An expression may be 4 KB long: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const NAMES_AT_ONCE = 250;

/** When something was settled, and the names of those who added. */
type OfItsOwn = { readonly clock: Clock; readonly nameOfAdding: () => string };
const OF_THIS_MACHINE: OfItsOwn = { clock: systemClock, nameOfAdding: newAttempt };

/** The counts of an item, and what the last looks have seen of letters: over all duties, and by milestone over some. */
export function readCounts(item: Item | undefined) {
  const { pk: _pk, sk: _sk, [ADDED]: _added, [SINCE]: since, [MOVES]: moves, [LETTERS]: seen, ...others } = item ?? {};
  const [counts, ofOne]: [Item, Record<string, LettersOfOne>] = [{}, {}];
  for (const [name, value] of Object.entries(others))
    if (name.startsWith(LETTERS_OF)) ofOne[name.slice(LETTERS_OF.length)] = LettersOfOneSchema.parse(value);
    else counts[name] = value;
  return {
    counts: CountsSchema.parse(counts),
    moves: typeof moves === "number" ? moves : 0,
    since: typeof since === "string" ? since : undefined,
    letters: seen === undefined ? undefined : LettersSeenSchema.parse(seen),
    lettersOf: ofOne,
  };
}
