/**
 * Every ladder that a duty was ever on has a number of its own, by which runs, schedules and letters tell them apart. The
 * obligation's is 0, and one less with each move of its date; those of the duty's own dates count up from 1.
 */
export function ladderAfter(moved: number): number {
  return 0 - moved;
}

/** The ladder of the next date that a duty is given for itself. */
export function nextOwnLadder(ladder: number): number {
  return Math.max(0, ladder) + 1;
}

/** Whether a ladder is of a date that one duty was given for itself. */
export function isOwnLadder(ladder: number): boolean {
  return ladder > 0;
}
