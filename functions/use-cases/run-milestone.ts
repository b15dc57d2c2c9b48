import type { RunInContext } from "./run-in-context.ts";
import { placeOf } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import { isOpen } from "../domain/duty.ts";
import { MINUTE_MS } from "../domain/instant.ts";
import { WITHDRAWN, isOfObligation, ladderFor, overtakenBy } from "../domain/ladder.ts";
import type { MilestoneRun, MootReason, RunRef } from "../domain/milestone-run.ts";
import { runRefOf } from "../domain/milestone-run.ts";
import type { Effects } from "./effects.ts";
import { log } from "../runtime/log.ts";
import { createDuties } from "./create-duties.ts";
import { isLaidOut } from "./laid-out.ts";
import type { TimeLeft } from "./time-left.ts";
import { sweepOpenDuties } from "./sweep-open-duties.ts";
import { settleLetters } from "./settle-letters.ts";
import { deadlineIn } from "../domain/deadline.ts";
import { ladderAfter } from "../domain/ladder-number.ts";
import { sweepReporters } from "./sweep-reporters.ts";
import { sweepMoved } from "./sweep-moved.ts";
import { plannedLadder } from "./planned-ladder.ts";
import { inTime } from "./time-anew.ts";

type Uses = Pick<Effects, "clock" | "register" | "queues" | "schedules">;

/**
 * Runs one milestone as far as the time allows: lays out (at issue), sweeps the open duties, and later
 * watches until every letter that it owed is settled. Asked twice, or stopped anywhere, it goes on from the
 * place it kept; what is left when the time is up is asked of the queue again.
 */
export async function runMilestone(ref: RunRef, effects: Uses, timeLeftMs: TimeLeft): Promise<void> {
  const { clock, register, schedules } = effects;
  const [read, record] = await Promise.all([register.runs.run(ref), register.directives.directive(ref.directiveId)]);
  const obligation = record && obligationOf(record.directive, ref.obligationId);
  if (read && record?.status === "issued" && !obligation) {
    // Planned for a version of the directive that was changed while it was being issued.
    await register.runs.skip(read, "no such report is asked for");
    return;
  }
  if (!read || !record || !obligation || record.status !== "issued") {
    log("warn", "A milestone was asked for that is not there, or whose directive is not issued.", ref);
    return;
  }
  const run = read.phase === "planned" ? await inTime(read, { record, obligation }, effects) : read;
  if (!run) return;
  const context = { run, record, directive: record.directive, obligation, place: placeOf(record, obligation) };
  switch (run.phase) {
    case "settled":
    case "skipped":
      return;
    case "watched":
      if (await register.runs.holdRecount(run, clock.now())) await settleLetters(context, effects, timeLeftMs);
      return;
    case "planned": {
      // Asked for ahead of its time, a milestone is given its schedule. A minute is allowed for clocks that differ.
      const aheadMs = run.at - clock.now();
      if (aheadMs > MINUTE_MS) return schedules.set(run);
      // The act that planned it may be on its way still: the watchdog asks again.
      if (isOfActToCome(context) && aheadMs > -ACT_WRITTEN_WITHIN_MS) return;
      // Withdrawn while it is being issued: once every duty is there, each goes with it.
      if (run.milestone === WITHDRAWN && !(await isLaidOut(run, register))) return;
      const moot = await whyMoot(context, effects);
      if (moot) {
        // Until its time has come the report may be returned, and be owed again: the watch will see.
        if (aheadMs > 0) return;
        if (await register.runs.skip(run, moot)) log("info", "A milestone is skipped.", { ...ref, reason: moot });
        return;
      }
      break;
    }
    case "sweeping":
      break;
    default:
      return run.phase satisfies never;
  }
  if (!(await register.runs.hold(run, clock.now()))) return;
  const ready = run.milestone === "issue" ? await prepare(context, effects, timeLeftMs) : run;
  if (!ready) return;
  if (run.reporters) await sweepReporters({ ...context, run: ready }, effects);
  else if (isOfObligation(run.milestone)) await sweepMoved({ ...context, run: ready }, effects, timeLeftMs);
  else await sweepOpenDuties({ ...context, run: ready }, effects, timeLeftMs);
}

/** Longer than a request lives, by clocks that may differ: by then an act is written, or never will be. */
const ACT_WRITTEN_WITHIN_MS = 15 * MINUTE_MS;

/** Whether a run was planned by a move of the obligation's date, or a withdrawal, that is not written. */
function isOfActToCome({ run, place }: RunInContext): boolean {
  if (run.milestone === WITHDRAWN) return !place.withdrawn;
  return run.unitId === undefined && run.ladder < ladderAfter(place.moved);
}

/** Why a milestone that has not begun is not to run any more. What is due at issue is never moot, nor is who is added or released. */
async function whyMoot(
  { run, directive, obligation, place }: RunInContext,
  { clock, register }: Uses,
): Promise<MootReason | undefined> {
  if (run.milestone === "issue") return undefined;
  if (run.milestone === WITHDRAWN) return place.withdrawn ? undefined : "the directive was not withdrawn";
  if (place.withdrawn) return "the directive was withdrawn";
  if (run.reporters || run.byHand) return undefined;
  if (run.unitId === undefined) {
    // Planned for a date that was moved since, or for a move that never was written.
    const ofAnotherDate = run.deadline !== undefined && run.deadline !== place.deadline;
    if (run.ladder !== ladderAfter(place.moved) || ofAnotherDate) return "the date was moved";
    if (isOfObligation(run.milestone)) return undefined;
  }
  let deadline = deadlineIn(obligation);
  if (run.unitId !== undefined) {
    const duty = await register.duties.duty({ ...run, unitId: run.unitId }, place);
    if (!duty || !isOpen(duty)) return "filed";
    // Planned for a date that was never set, its act lost to another, which gave the same ladder its own date (D17).
    const ofAnotherDate = run.deadline !== undefined && run.deadline !== duty.deadline;
    if (duty.ladder !== run.ladder || ofAnotherDate) return "the duty was given another date";
    deadline = duty.deadline;
  }
  const calendar = await register.calendar.latest();
  const milestone = { name: run.milestone, at: run.at };
  const looked = { milestone, now: clock.now(), of: run, runs: register.runs };
  const ladder = await plannedLadder(ladderFor(calendar, { directive, obligation, deadline }), looked);
  const successor = overtakenBy(ladder, milestone, looked.now);
  return successor && `overtaken by ${successor.name}`;
}

/** At issue: the duties, the ladder, and one schedule for each of its milestones. Nothing when the time ran out. */
async function prepare(
  context: RunInContext,
  { clock, register, queues, schedules }: Uses,
  timeLeftMs: TimeLeft,
): Promise<MilestoneRun | undefined> {
  const { run, directive, obligation } = context;
  if (!run.laidOut) {
    const goOn = await createDuties({ register }, { ...context, issue: run }, timeLeftMs);
    if (goOn) {
      await register.runs.advance(run, goOn, { heldUntil: 0 });
      await queues.askRun(runRefOf(run));
      return undefined;
    }
  }
  const runs = await register.runs.runsOf(directive.id);
  const planned = runs.filter(
    ({ obligationId, phase, milestone }) =>
      obligationId === obligation.id && phase === "planned" && milestone !== "issue",
  );
  // One whose time came while the duties were being laid out is asked for at once: no schedule may lie in the past (D16).
  for (const milestone of planned)
    await (milestone.at > clock.now() ? schedules.set(milestone) : queues.askRun(runRefOf(milestone)));
  return run.laidOut ? run : { ...run, cursor: undefined };
}
