import type { MilestoneRun } from "../domain/milestone-run.ts";
import { runRefOf } from "../domain/milestone-run.ts";
import type { WebEffects } from "./effects.ts";
import type { FoundObligation } from "./found.ts";
import type { RunInContext } from "./run-in-context.ts";
import type { TimeLeft } from "./time-left.ts";

/** So many duties, letters or milestones an act takes through before it answers; of more the queue has the rest done. */
export const MOST_AT_ONCE = 300;

/** Until when in a request's life. */
const WITHIN_MS = 10_000;

/** Goes through the duties that a run is of, and keeps its place. @returns whether it has come through all of them */
export type Sweep = (context: RunInContext, effects: WebEffects, timeLeftMs: TimeLeft) => Promise<boolean>;

/** How much of its time a request that begins now has left for what follows from its act. */
export function timeOfRequest(): TimeLeft {
  const until = performance.now() + WITHIN_MS;
  return () => until - performance.now();
}

/**
 * Does what the run of an act on an obligation is there for: before the answer, as far as the time allows, if it is `few`;
 * else, or if another function is at it already, the queue has it done.
 * @returns whether all of it is done
 */
export async function sweepAtOnce(
  run: MilestoneRun,
  {
    record,
    obligation,
    place,
    few,
    timeLeftMs,
  }: FoundObligation & { readonly few: boolean; readonly timeLeftMs: TimeLeft },
  sweep: Sweep,
  effects: WebEffects,
): Promise<boolean> {
  if (few && (await effects.register.runs.hold(run, effects.clock.now()))) {
    const held = { ...run, phase: "sweeping" } as const;
    return sweep({ run: held, record, directive: record.directive, obligation, place }, effects, timeLeftMs);
  }
  await effects.queues.askRun(runRefOf(run));
  return false;
}
