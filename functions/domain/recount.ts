import type { Duty } from "./duty.ts";
import type { EpochMs } from "./instant.ts";
import { addDuty } from "./counts.ts";
import type { Counts } from "./counts.ts";
import { addLetters } from "./letters-by-milestone.ts";
import type { LettersByMilestone } from "./letters-by-milestone.ts";

/**
 * A recount over all duties of a milestone, as far as it has come. Of many duties it takes more than one function's life,
 * and each hands on what those before it have seen (D18).
 */
export type Recount = Moves & {
  readonly begunAt: EpochMs;
  /** How many letters it asked for again. */
  readonly asked: number;
  /** How many letters it saw that wait for their address to be allowed. */
  readonly waiting: number;
  /** The duties counted afresh. */
  readonly counts: Counts;
  /** What became of their letters by then, by ladder and milestone. */
  readonly letters: LettersByMilestone;
};

/** How often duties have moved, and of how many of these moves the kept counts know. */
export type Moves = { readonly made: number; readonly counted: number };

/** What the last recount saw when counts seemed to be on their way still, and how many recounts in a row have seen that. */
export type Doubt = Moves & { readonly looks: number };

/** @param counted of how many moves the kept counts know when the recount begins */
export function beginRecount(begunAt: EpochMs, counted: number): Recount {
  return { begunAt, asked: 0, waiting: 0, made: 0, counted, counts: {}, letters: {} };
}

/** The look after some more duties: for so many letters of theirs it asked again, so many others wait. */
export function recountOver(
  recount: Recount,
  duties: readonly Duty[],
  { asked, waiting }: Pick<Recount, "asked" | "waiting">,
): Recount {
  const counts = { ...recount.counts };
  let made = 0;
  for (const duty of duties) {
    addDuty(counts, duty);
    made += duty.moves;
  }
  return {
    ...recount,
    counts,
    letters: addLetters(recount.letters, duties),
    asked: recount.asked + asked,
    waiting: recount.waiting + waiting,
    made: recount.made + made,
  };
}

/**
 * Whether counts taken afresh may take the place of the kept ones. They may when the kept ones know of every move: then
 * no count is on its way, to be added to what has it already. A difference that stands as it stood one recount before is
 * of counts that were lost or came twice, and is set right (D5).
 */
export function mayReplace({ made, counted }: Moves, before: Doubt | undefined): boolean {
  return made === counted || (before?.made === made && before.counted === counted);
}

/** For how many recounts in a row a milestone waits for counts; in a season where moves never pause, the next one goes on. */
const MOST_RECOUNTS = 4;

/** What the next recount is to compare with; nothing when it was recounted often enough. */
export function doubtAfter({ made, counted }: Moves, before: Doubt | undefined): Doubt | undefined {
  const looks = (before?.looks ?? 0) + 1;
  return looks < MOST_RECOUNTS ? { made, counted, looks } : undefined;
}
