import { OVERDUE_AFTER_MS } from "../domain/milestone-run.ts";
import type { Effects } from "../effects.ts";
import { log } from "../log.ts";

/** How many it asks for at a time; the next round finds the rest. */
const AT_ONCE = 100;

/** The watchdog: asks for every milestone whose time has passed and that has not run, or has not been settled. */
export async function findOverdueRuns({
  clock,
  register,
  queues,
}: Pick<Effects, "clock" | "register" | "queues">): Promise<number> {
  const runs = await register.runs.runsDueBefore(clock.now() - OVERDUE_AFTER_MS, AT_ONCE);
  for (const run of runs) {
    log("info", "A milestone is asked for by the watchdog.", run);
    await queues.askRun(run);
  }
  return runs.length;
}
