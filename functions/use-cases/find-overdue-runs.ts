import { OVERDUE_AFTER_MS } from "../domain/milestone-run.ts";
import type { Effects } from "./effects.ts";
import { log } from "../runtime/log.ts";
import type { Register } from "../store/register.ts";
import { forAnotherPage } from "./time-left.ts";
import type { TimeLeft } from "./time-left.ts";

/** Of the register one question, which reads: the function may write nothing into it (D13). */
type Uses = Pick<Effects, "clock" | "queues"> & {
  readonly register: { readonly runs: Pick<Register["runs"], "runsDueBefore"> };
};

const RUNS_AT_ONCE = 100;

/**
 * The watchdog: asks for every milestone whose time has passed and that has not run, or has not been settled. The oldest come
 * first; what one round has no time for, the next one finds.
 */
export async function findOverdueRuns({ clock, register, queues }: Uses, timeLeftMs: TimeLeft): Promise<number> {
  const overdue = clock.now() - OVERDUE_AFTER_MS;
  let asked = 0;
  let after: Record<string, string> | undefined;
  do {
    const page = await register.runs.runsDueBefore(overdue, { limit: RUNS_AT_ONCE, after });
    for (const run of page.items) {
      log("info", "A milestone is asked for by the watchdog.", run);
      await queues.askRun(run);
    }
    asked += page.items.length;
    after = page.after;
  } while (after && forAnotherPage(timeLeftMs));
  return asked;
}
