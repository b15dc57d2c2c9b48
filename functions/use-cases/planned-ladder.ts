import type { ObligationRef } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { overtakenBy } from "../domain/ladder.ts";
import type { Milestone } from "../domain/ladder.ts";
import { runKey } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import type { Register } from "../store/register.ts";

type Looked = {
  readonly milestone: Milestone;
  readonly now: EpochMs;
  /** Whose ladder it is: the obligation's, or one duty's own. */
  readonly of: ObligationRef & Pick<MilestoneRun, "unitId" | "ladder">;
  /** Of the register one question. */
  readonly runs: Pick<Register["runs"], "run">;
};

/**
 * A ladder without what only seems to have overtaken a milestone: follow-ups stop before the consolidation, and once that
 * is moved to a later day the rules allow some that nobody planned. They write to nobody, and so overtake nothing (D185).
 * It costs a read only where a later milestone's time has come.
 */
export async function plannedLadder(ladder: readonly Milestone[], looked: Looked): Promise<readonly Milestone[]> {
  const { milestone, now, of, runs } = looked;
  const successor = overtakenBy(ladder, milestone, now);
  if (!successor) return ladder;
  const { directiveId, obligationId } = of;
  if (await runs.run({ directiveId, obligationId, run: runKey({ ...of, milestone: successor.name }) })) return ladder;
  return plannedLadder(
    ladder.filter(({ name }) => name !== successor.name),
    looked,
  );
}
