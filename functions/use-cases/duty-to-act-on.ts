import type { Duty } from "../domain/duty.ts";
import type { ReadingEffects } from "./effects.ts";
import type { FoundDutyRef } from "./found.ts";
import { followDate } from "./follow-date.ts";

/**
 * A duty as it stands, for whoever acts on it or writes to it: if its obligation's date has moved, that is written down
 * first. What it does to the counts is found when they are next taken afresh.
 */
export async function dutyToActOn(
  found: FoundDutyRef,
  { clock, register }: Pick<ReadingEffects, "clock" | "register">,
): Promise<Duty | undefined> {
  const readAt = clock.now();
  const written = await register.duties.writtenDuty(found.ref, found.place);
  if (!written) return undefined;
  const followed = await followDate(written, found, { register }, readAt);
  // Somebody else acted at the same moment: by then it follows, or the act that is asked for is told so.
  return followed?.duty ?? register.duties.duty(found.ref, found.place);
}
