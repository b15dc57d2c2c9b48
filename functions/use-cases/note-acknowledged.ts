import { countsChange } from "../domain/counts.ts";
import { isUnanswered } from "../domain/duty.ts";
import type { EpochMs } from "../domain/instant.ts";
import { afterCommit } from "./after-commit.ts";
import type { WebEffects } from "./effects.ts";
import type { FoundDuty } from "./found.ts";

/** What knowing of a duty touches. */
export type NotesAcknowledged = {
  readonly register: Pick<WebEffects["register"], "duties">;
  readonly queues: Pick<WebEffects["queues"], "count">;
};

/** Writes down that a unit knows of its duty, once, and has it counted. */
export async function noteAcknowledged(
  { ref, place, duty }: Pick<FoundDuty, "ref" | "place" | "duty">,
  acknowledgedAt: EpochMs,
  { register, queues }: NotesAcknowledged,
): Promise<void> {
  if (!isUnanswered(duty) || !(await register.duties.acknowledge(ref, place, acknowledgedAt))) return;
  const { directiveId, obligationId, unitId } = ref;
  const moved = { unitId, shards: place.shards };
  const change = countsChange(duty, { ...duty, acknowledgedAt });
  await afterCommit(() => queues.count({ directiveId, obligationId, change, moved }));
}
