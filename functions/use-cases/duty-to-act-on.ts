import type { Duty } from "../domain/duty.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { ReadingEffects } from "./effects.ts";
import type { FoundDutyRef } from "./found.ts";
import { followDate } from "./follow-date.ts";

/**
 * A duty as it stands, for whoever acts on it or writes to it: if its obligation's date has moved, that is written down
 * first. What it does to the counts is found when they are next taken afresh.
 */
export async function dutyToActOn(
  found: FoundDutyRef,
  effects: Pick<ReadingEffects, "clock" | "register">,
): Promise<Duty | undefined> {
  const readAt = effects.clock.now();
  const written = await effects.register.duties.writtenDuty(found.ref, found.place);
  return written && toActOn(written, found, effects, readAt);
}

/** The same of a duty that was read as it was written, at an instant or after it. */
export async function toActOn(
  written: Duty,
  found: FoundDutyRef,
  { register }: Pick<ReadingEffects, "register">,
  readAt: EpochMs,
): Promise<Duty | undefined> {
  const followed = await followDate(written, found, { register }, readAt);
  // Somebody else acted at the same moment: by then it follows, or the act that is asked for is told so.
  return followed?.duty ?? register.duties.duty(found.ref, found.place);
}
