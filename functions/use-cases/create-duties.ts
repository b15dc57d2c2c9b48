import type { Directive, Obligation } from "../domain/directive.ts";
import { newDuty } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import { ladderFor } from "../domain/ladder.ts";
import { plannedRuns } from "../domain/milestone-run.ts";
import type { Cursor, MilestoneRun } from "../domain/milestone-run.ts";
import { countsOfDuties } from "../domain/counts.ts";
import { isReporter } from "../domain/unit.ts";
import type { ReadingEffects } from "./effects.ts";
import { forAnotherPage } from "./time-left.ts";
import type { TimeLeft } from "./time-left.ts";
import type { Place } from "../domain/directive-record.ts";
import { ladderAfter } from "../domain/ladder-number.ts";

type Uses = Pick<ReadingEffects, "register">;

const UNITS_AT_ONCE = 250;

/**
 * Lays an obligation's duties upon its units and plans its ladder. Everything is written only where it is not
 * yet, and the place reached is kept, so it can be begun again anywhere.
 * @returns where to go on when the time ran out; nothing when all is there.
 */
export async function createDuties(
  { register }: Uses,
  {
    directive,
    obligation,
    place,
    issue,
  }: { directive: Directive; obligation: Obligation; place: Place; issue: MilestoneRun },
  timeLeftMs: TimeLeft,
): Promise<Cursor | undefined> {
  const ref = { directiveId: directive.id, obligationId: obligation.id };
  const fresh = issue.cursor === undefined;
  const counted: Duty[] = [];
  const note = register.roll.noting(ref, place.shards);
  let after = issue.cursor?.after;
  do {
    // Nobody looks again: a unit that was entered a moment ago has to be there.
    const page = await register.units.units({ limit: UNITS_AT_ONCE, after: after && { ...after }, consistent: true });
    const duties = page.items
      .filter((unit) => isReporter(obligation.reporters, unit))
      .map((unit) => newDuty({ ...ref, unitId: unit.id }, unit, place.deadline, place.moved));
    await register.duties.layOut(duties, place);
    counted.push(...duties);
    after = page.after;
    if (after && !forAnotherPage(timeLeftMs)) {
      await note(counted);
      return { shard: 0, after };
    }
  } while (after);
  await note(counted);

  // Read after the directive was marked as issued: whoever makes a year final meanwhile finds it issued, and plans it anew (D131).
  const calendar = await register.calendar.latest();
  const ladder = ladderFor(calendar, { directive, obligation, deadline: place.deadline });
  await register.runs.plan(plannedRuns({ ...ref, ladder: ladderAfter(place.moved) }, ladder, issue.at));
  // Laid out in one go, nothing can have moved: the counts are known. Else the first watch counts them.
  if (fresh) await register.counts.replace(ref, countsOfDuties(counted), { made: 0, counted: 0 });
  await register.runs.markLaidOut(issue);
  return undefined;
}
