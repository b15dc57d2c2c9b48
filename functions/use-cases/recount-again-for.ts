import { MINUTE_MS } from "../domain/instant.ts";
import { RECOUNT_WAITING_MS } from "../domain/milestone-run.ts";
import type { RunRef } from "../domain/milestone-run.ts";
import type { Effects } from "./effects.ts";

/**
 * A letter that a run looks after waits for its address to be allowed: the run is looked at until none does any more, even
 * if all had been settled. Of many that begin to wait at once the first one a minute writes. A run whose sweep is not through
 * needs nothing: its first look is still to come.
 */
export async function recountAgainFor(
  ref: RunRef,
  { clock, register }: Pick<Effects, "clock" | "register">,
): Promise<void> {
  const run = await register.runs.run(ref);
  if (run?.phase !== "watched" && run?.phase !== "settled") return;
  const now = clock.now();
  if (run.phase === "watched" && run.waitedAt !== undefined && run.waitedAt > now - MINUTE_MS) return;
  const from = run.phase === "settled" ? now + RECOUNT_WAITING_MS : undefined;
  // Settled, or taken up again, between the two: then it is looked at once more.
  if (!(await register.runs.watchOn(run, { waitedAt: now, from }))) await recountAgainFor(ref, { clock, register });
}
