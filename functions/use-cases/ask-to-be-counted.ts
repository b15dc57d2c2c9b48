import type { ObligationRef } from "../domain/ids.ts";
import { issueRunOf } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import type { WebEffects } from "./effects.ts";

type Uses = Pick<WebEffects, "clock" | "register">;

/** Has an obligation counted afresh by the next look of its issue: what its counts or its roll lack was not kept yet when they were made. */
export async function askToBeCounted(ref: ObligationRef, effects: Uses): Promise<void> {
  await haveItCounted(await effects.register.runs.run(issueRunOf(ref)), effects);
}

/** The same by the run of its issue. While that is looked at in any case nothing is asked for again. */
export async function haveItCounted(issue: MilestoneRun | undefined, { clock, register }: Uses): Promise<void> {
  const now = clock.now();
  if (issue?.phase === "settled") await register.runs.watchOn(issue, { waitedAt: now, from: now });
}
