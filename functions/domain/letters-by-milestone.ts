import type { Duty } from "./duty.ts";
import { isOwnLadder } from "./ladder-number.ts";
import { parseLetterKey } from "./letter.ts";
import type { LetterStatus } from "./letter.ts";

/** What became of the letters of one milestone, over all duties of an obligation. */
export type LetterCounts = {
  /** Taken by the mail service, and not come back. */
  readonly sent: number;
  /** Bounced, rejected or reported; what went to the next address then is counted as sent. */
  readonly cameBack: number;
  /** Not owed when its turn came. */
  readonly skipped: number;
  /** Claimed, of which nothing more is known yet. */
  readonly underWay: number;
  /** Their addresses may not be written to yet. */
  readonly waiting: number;
};

export const NO_LETTERS: LetterCounts = { sent: 0, cameBack: 0, skipped: 0, underWay: 0, waiting: 0 };

/** What a milestone's letters are counted under. */
export const nameOfLetters = ({ ladder, milestone }: { readonly ladder: number; readonly milestone: string }): string =>
  `${ladder}.${milestone}`;

/** The letters of the obligation's own ladders, by ladder and milestone: `0.remind-10`, and `-1.remind-10` of the date that it moved to. */
export type LettersByMilestone = Readonly<Record<string, LetterCounts>>;

/** What was counted of some duties' letters, with those of some more. */
export function addLetters(known: LettersByMilestone, duties: Iterable<Pick<Duty, "letters">>): LettersByMilestone {
  const counts: Record<string, LetterCounts> = { ...known };
  for (const { letters } of duties) {
    for (const [key, { status }] of Object.entries(letters)) {
      const { ladder, milestone } = parseLetterKey(key);
      if (isOwnLadder(ladder)) continue;
      const name = nameOfLetters({ ladder, milestone });
      const so = counts[name] ?? NO_LETTERS;
      const group = GROUPS[status];
      counts[name] = { ...so, [group]: so[group] + 1 };
    }
  }
  return counts;
}

const GROUPS: Record<LetterStatus, keyof LetterCounts> = {
  claimed: "underWay",
  waiting: "waiting",
  sent: "sent",
  delivered: "sent",
  delayed: "sent",
  bounced: "cameBack",
  complained: "cameBack",
  rejected: "cameBack",
  skipped: "skipped",
};
