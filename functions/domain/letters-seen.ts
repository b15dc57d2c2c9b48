import type { EpochMs } from "./instant.ts";
import { NO_LETTERS, nameOfLetters } from "./letters-by-milestone.ts";
import type { LetterCounts, LettersByMilestone } from "./letters-by-milestone.ts";
import type { MilestoneRun } from "./milestone-run.ts";

/** What a look has seen of letters, and when. */
type Seen<Letters> = { readonly at: EpochMs; readonly letters: Letters };

/**
 * What became of a milestone's letters by the last look that could see them: one over all duties, or one at this milestone alone.
 * @returns nothing while no look has begun since the milestone had asked for all of them
 */
export function seenOfRun(
  run: Pick<MilestoneRun, "ladder" | "milestone" | "phase" | "sweptAt">,
  ofAll: Seen<LettersByMilestone> | undefined,
  ofOne: Readonly<Record<string, Seen<LetterCounts>>>,
): LetterCounts | undefined {
  const name = nameOfLetters(run);
  const own = ofOne[name];
  const whole = ofAll && { at: ofAll.at, letters: ofAll.letters[name] ?? NO_LETTERS };
  const last = own && (!whole || whole.at < own.at) ? own : whole;
  const sweptAt = run.phase === "sweeping" ? Infinity : (run.sweptAt ?? 0);
  return last && last.at >= sweptAt ? last.letters : undefined;
}
