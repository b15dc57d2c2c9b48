import { isOpen, wasAskedBefore } from "./duty.ts";
import type { Duty } from "./duty.ts";
import { letterKey, parseLetterKey } from "./letter.ts";
import type { LetterStatus } from "./letter.ts";
import { isOwnLadder } from "./ladder-number.ts";
import type { MilestoneRun } from "./milestone-run.ts";

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

/** The letters of the obligation's own ladders, by ladder and milestone: `0.remind-10`, and `-1.remind-10` of the date that it moved to. */
export function letterCounts(duties: Iterable<Pick<Duty, "letters">>): ReadonlyMap<string, LetterCounts> {
  const counts = new Map<string, LetterCounts>();
  for (const { letters } of duties) {
    for (const [key, { status }] of Object.entries(letters)) {
      const { ladder, milestone } = parseLetterKey(key);
      if (isOwnLadder(ladder)) continue;
      const name = `${ladder}.${milestone}`;
      const known = counts.get(name) ?? NO_LETTERS;
      const group = GROUPS[status];
      counts.set(name, { ...known, [group]: known[group] + 1 });
    }
  }
  return counts;
}

/** To how many units the next milestone of the obligation's ladder writes if nobody files before it. */
export function unitsToWriteTo(duties: Iterable<Pick<Duty, "state" | "ladder">>): number {
  let units = 0;
  for (const duty of duties) if (isOpen(duty) && !isOwnLadder(duty.ladder)) units++;
  return units;
}

/** Of how many units that still owe the report a milestone's letter has yet to be sent. */
export function unitsWaitingFor(
  { ladder, milestone, at, byHand }: Pick<MilestoneRun, "ladder" | "milestone" | "at" | "byHand">,
  duties: Iterable<Pick<Duty, "state" | "ladder" | "letters" | "addedAt">>,
): number {
  const key = letterKey({ ladder, milestone, addressee: "unit" });
  const isOwed = (duty: Pick<Duty, "ladder" | "addedAt">): boolean =>
    milestone === "issue" || byHand !== undefined || (duty.ladder === ladder && wasAskedBefore(duty, at));
  let units = 0;
  for (const duty of duties) if (isOpen(duty) && isOwed(duty) && !duty.letters[key]) units++;
  return units;
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
