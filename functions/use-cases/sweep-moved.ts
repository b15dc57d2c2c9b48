import type { Place } from "../domain/directive-record.ts";
import { isOpen, wasAskedBefore } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import type { EpochMs } from "../domain/instant.ts";
import { SWEEP_HOLD_MS, runRefOf } from "../domain/milestone-run.ts";
import type { Cursor, MilestoneRun } from "../domain/milestone-run.ts";
import { WITHDRAWN } from "../domain/ladder.ts";
import type { WebEffects } from "./effects.ts";
import type { FoundObligation } from "./found.ts";
import { followDate } from "./follow-date.ts";
import type { RunInContext } from "./run-in-context.ts";
import { lettersTo } from "./sweep-open-duties.ts";
import { forAnotherPage } from "./time-left.ts";
import type { TimeLeft } from "./time-left.ts";

type Uses = Pick<WebEffects, "clock" | "register" | "queues">;

const DUTIES_AT_ONCE = 250;
/** Duties that are written side by side. */
const SIDE_BY_SIDE = 16;
/** Somebody who acts on a duty at this moment is done before the third try; if not, whoever acts on it next has it follow. */
const TRIES = 3;

/**
 * Has every duty of an obligation go by the date that it was moved to, or be withdrawn with its directive, and asks for the
 * letter that tells the open ones of it; page by page, and keeps its place. What it has not come to yet is judged so all the
 * same (`follow`).
 * @returns whether it has come through all of them
 */
export async function sweepMoved(context: RunInContext, effects: Uses, timeLeftMs: TimeLeft): Promise<boolean> {
  const { run, place } = context;
  const { clock, register, queues } = effects;
  const ref = { directiveId: run.directiveId, obligationId: run.obligationId };
  let cursor: Cursor | undefined = run.cursor;
  do {
    const readAt = clock.now();
    const page = await register.duties.writtenDuties({ ...ref, place }, { cursor, limit: DUTIES_AT_ONCE });
    for (let start = 0; start < page.items.length; start += SIDE_BY_SIDE) {
      const some = page.items.slice(start, start + SIDE_BY_SIDE);
      await Promise.all(some.map((duty) => followSoon({ duty, readAt }, context, effects)));
    }
    await queues.post(
      lettersTo(
        page.items.filter((duty) => isTold(run, duty, place)).map(({ unitId }) => unitId),
        run,
      ),
    );
    cursor = page.next;
    if (!cursor) break;
    const stop = !forAnotherPage(timeLeftMs);
    await register.runs.advance(run, cursor, { heldUntil: stop ? 0 : clock.now() + SWEEP_HOLD_MS });
    if (stop) {
      await queues.askRun(runRefOf(run));
      return false;
    }
  } while (cursor);
  await register.runs.watch(run, clock.now());
  return true;
}

/**
 * Told before, it may have been withdrawn by now: whoever went through before may have died before he asked. A unit that was
 * added or reinstated since the move has the new date in the letter that says so.
 */
function isTold({ milestone, at }: MilestoneRun, duty: Duty, { moved }: Place): boolean {
  if (milestone === WITHDRAWN) return isOpen(duty) || duty.state === "withdrawn";
  const wasReinstated = duty.reinstatement !== undefined && duty.reinstatement.at >= at;
  return isOpen(duty) && ((wasAskedBefore(duty, at) && !wasReinstated) || duty.follows < moved);
}

async function followSoon(
  seen: { duty: Duty | undefined; readAt: EpochMs },
  found: FoundObligation,
  { clock, register, queues }: Uses,
): Promise<void> {
  let { duty, readAt } = seen;
  for (let tries = 0; duty !== undefined && tries < TRIES; tries++) {
    const followed = await followDate(duty, found, { register }, readAt);
    if (followed) {
      const { directiveId, obligationId } = duty;
      if (Object.keys(followed.change).length > 0)
        await queues.count({
          directiveId,
          obligationId,
          change: followed.change,
          moved: { unitId: duty.unitId, shards: found.place.shards },
        });
      for (const run of followed.runs) if (run.phase === "planned") await queues.askRun(runRefOf(run));
      return;
    }
    readAt = clock.now();
    duty = await register.duties.writtenDuty(duty, found.place);
  }
}
