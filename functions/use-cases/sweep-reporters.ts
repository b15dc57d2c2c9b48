import { countsOfDuties } from "../domain/counts.ts";
import { asWritten } from "../domain/deadline.ts";
import { addedDuty, isOpen, newDuty } from "../domain/duty.ts";
import type { UnitId } from "../domain/ids.ts";
import { ladderFor } from "../domain/ladder.ts";
import { plannedRuns, runRefOf } from "../domain/milestone-run.ts";
import type { ReportersChange } from "../domain/milestone-run.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Unit } from "../domain/unit.ts";
import { forEachLimited } from "../runtime/for-each-limited.ts";
import { applyTransition } from "./apply-transition.ts";
import { dutyToActOn } from "./duty-to-act-on.ts";
import type { WebEffects } from "./effects.ts";
import type { RunInContext } from "./run-in-context.ts";
import { lettersTo } from "./sweep-open-duties.ts";

type Uses = Pick<WebEffects, "clock" | "register" | "queues">;

/** Units that are added or released side by side. */
const SIDE_BY_SIDE = 16;
/** Somebody who acts on a duty at this moment is done before the third try; if not, the run is asked for again. */
const TRIES = 3;

/**
 * Adds units to an obligation, and releases others, as it was decided; then asks for the letters of issue of those added. What
 * is done already is left as it is, so it can be begun again anywhere. Who filed since it was decided stays as he is.
 */
export async function sweepReporters(context: RunInContext, effects: Uses): Promise<boolean> {
  const { run, place } = context;
  const { reporters: change } = run;
  if (!change) throw new Error(`The run ${run.milestone} does not say whom it adds or releases.`);
  const { clock, register, queues } = effects;
  const ref = { directiveId: run.directiveId, obligationId: run.obligationId };
  const [units, duties] = await Promise.all([
    register.units.unitsNamed(change.add),
    register.duties.dutiesNamed({ ...ref, place }, change.add),
  ]);
  const there = new Set(duties.map(({ unitId }) => unitId));
  const missing = units.filter(({ id }) => !there.has(id));
  await forEachLimited(missing, SIDE_BY_SIDE, (unit) => addUnit(unit, context, change, effects));
  await queues.post(lettersTo(change.add, run));
  await forEachLimited(change.release, SIDE_BY_SIDE, (unitId) => releaseUnit(unitId, context, change, effects));
  await register.runs.watch(run, clock.now());
  return true;
}

/** A duty as at issue; the entry of its history and the milestones of a date of its own stand before it. */
async function addUnit(
  unit: Unit,
  { run, directive, obligation, place }: RunInContext,
  { deadline, reason, documentNumber, by }: ReportersChange,
  { clock, register, queues }: Uses,
): Promise<void> {
  const { directiveId, obligationId, at } = run;
  const ref = { directiveId, obligationId, unitId: unit.id };
  const attempt = run.plannedBy ?? "";
  const duty = addedDuty(newDuty(ref, unit, place.deadline, place.moved), { addedAt: at, deadline });
  const details = { ...(deadline === undefined ? {} : asWritten(deadline)), reason, documentNumber };
  const entry = { sequence: 1, attempt, at, by, act: "add", from: duty.state, to: duty.state, details };
  const runs =
    deadline === undefined
      ? []
      : plannedRuns(
          { ...ref, ladder: duty.ladder, deadline, plannedBy: attempt },
          ladderFor(await register.calendar.latest(), { directive, obligation, deadline }),
          at,
        );
  await register.filings.prepareHistory(ref, entry, clock.now());
  await register.runs.plan(runs);
  if ((await register.duties.layOut([duty], place)) > 0)
    await queues.count({
      directiveId,
      obligationId,
      change: countsOfDuties([duty]),
      moved: { unitId: unit.id, shards: place.shards },
    });
  for (const milestone of runs) if (milestone.phase === "planned") await queues.askRun(runRefOf(milestone));
}

/** @throws Error when others act on the duty all the time: the run is asked for again. */
async function releaseUnit(
  unitId: UnitId,
  { run, record, obligation, place }: RunInContext,
  { reason, documentNumber, by }: ReportersChange,
  effects: Uses,
): Promise<void> {
  const ref = { directiveId: run.directiveId, obligationId: run.obligationId, unitId };
  const asking = {
    caller: { principal: by, units: [] },
    receivedAt: effects.clock.now(),
    attempt: run.plannedBy ?? "",
    again: true,
    params: {},
  };
  for (let tries = 0; tries < TRIES; tries++) {
    const found = { record, obligation, place, ref };
    const duty = await dutyToActOn(found, effects);
    if (!duty || !isOpen(duty)) return;
    const done = await applyTransition({ ...found, duty }, { act: "exempt", reason, documentNumber }, asking, effects);
    if (!isRefusal(done)) return;
  }
  throw new Error(`The unit ${unitId} could not be released from ${run.obligationId}: others act on its duty.`);
}
