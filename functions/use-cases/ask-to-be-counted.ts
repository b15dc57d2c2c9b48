import type { ObligationRef } from "../domain/ids.ts";
import { issueRunOf } from "../domain/milestone-run.ts";
import type { WebEffects } from "./effects.ts";

/**
 * Has an obligation counted afresh by the next look of its issue: what its counts lack was not kept yet when they were taken.
 * While that look is on its way nothing is asked for again.
 */
export async function askToBeCounted(
  ref: ObligationRef,
  { clock, register }: Pick<WebEffects, "clock" | "register">,
): Promise<void> {
  const run = await register.runs.run(issueRunOf(ref));
  const now = clock.now();
  if (run?.phase === "settled") await register.runs.watchOn(run, { waitedAt: now, from: now });
}
