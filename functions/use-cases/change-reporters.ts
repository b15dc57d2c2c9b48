import * as z from "zod/mini";

import { keepsRegister, supervises } from "../domain/access.ts";
import type { Caller } from "../domain/access.ts";
import { ONE_DEADLINE, deadlineGiven, isOneDeadlineAtMost, writtenDeadline } from "../domain/deadline.ts";
import type { Deadline } from "../domain/deadline.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import type { ObligationRef, UnitId } from "../domain/ids.ts";
import { said } from "../domain/message.ts";
import { besideKeys, issueRunOf, runRefOf } from "../domain/milestone-run.ts";
import type { MilestoneRun, ReportersChange } from "../domain/milestone-run.ts";
import { refuseOwnDate } from "../domain/moves.ts";
import { busy, forbidden, invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { reportersFaults } from "../domain/reporters.ts";
import { refuseWithdrawn } from "../domain/withdrawal.ts";
import { filled } from "../domain/text.ts";
import { dateWarnings, filedMeanwhile, milestonesOvertaken } from "../domain/warnings.ts";
import type { DateWarning } from "../domain/warnings.ts";
import { afterCommit } from "./after-commit.ts";
import type { Asking } from "./asking.ts";
import type { ReadingEffects, WebEffects } from "./effects.ts";
import { findObligation, findObligationWith } from "./find-duty.ts";
import { obligationRefOf } from "./found.ts";
import type { FoundObligation } from "./found.ts";
import { MOST_AT_ONCE, sweepAtOnce, timeOfRequest } from "./sweep-at-once.ts";
import { sweepReporters } from "./sweep-reporters.ts";

const unitIds = z._default(z.array(UnitIdSchema), []);

export const ReportersSchema = z
  .strictObject({
    add: unitIds,
    release: unitIds,
    ...writtenDeadline,
    reason: filled(500),
    documentNumber: filled(100),
  })
  .check(
    z.refine(({ add, release }) => add.length + release.length > 0, {
      error: said("name the units to add or to release", "Cần nêu đơn vị bổ sung hoặc đơn vị bớt"),
      path: ["add"],
    }),
    z.refine(({ add, release }) => add.length + release.length <= MOST_AT_ONCE, {
      error: said(`at most ${MOST_AT_ONCE} units at a time`, `Mỗi lần tối đa ${MOST_AT_ONCE} đơn vị`),
      path: ["add"],
    }),
    z.refine(isOneDeadlineAtMost, { error: said(ONE_DEADLINE.en, ONE_DEADLINE.vi), path: ["before"] }),
  );
export type GivenReporters = z.output<typeof ReportersSchema>;

/** What adding and releasing does, or would do. */
export type ReportersChanged = {
  readonly added: readonly UnitId[];
  readonly released: readonly UnitId[];
  /** The date of those that are added. */
  readonly deadline: Deadline;
  readonly warnings: readonly DateWarning[];
  /** Set when a crash, or another function, keeps it from being done before the answer: the queue has it done. */
  readonly state?: "under-way" | undefined;
};

/** What is to be done, once it has been judged. */
export type JudgedReporters = {
  readonly change: ReportersChange;
  readonly deadline: Deadline;
  readonly warnings: readonly DateWarning[];
};

/** The obligation that a path names, for its supervisor and the home unit. */
export async function findForReporters(request: Asking, effects: ReadingEffects): Promise<FoundObligation | Refusal> {
  const found = await findObligation(request, effects);
  return isRefusal(found) || mayChange(request.caller, found, effects) ? found : NOT_TO_CHANGE;
}

/** The same, and what else is read of it at that moment. */
export async function findForReportersWith<T>(
  request: Asking,
  effects: ReadingEffects,
  read: (known: FoundObligation) => Promise<T>,
): Promise<(FoundObligation & { readonly beside: T }) | Refusal> {
  const found = await findObligationWith(request, effects, read);
  return isRefusal(found) || mayChange(request.caller, found, effects) ? found : NOT_TO_CHANGE;
}

function mayChange(
  caller: Caller,
  { obligation }: FoundObligation,
  { homeUnit }: Pick<ReadingEffects, "homeUnit">,
): boolean {
  return supervises(caller, obligation) || keepsRegister(caller, homeUnit);
}

/** The units that were added since the issue, or are being added, as it was a moment ago. */
export async function unitsAdded(ref: ObligationRef, effects: Pick<WebEffects, "register">): Promise<UnitId[]> {
  const runs = await reportersRuns(ref, effects, { consistent: false });
  return runs.flatMap(({ reporters }) => reporters?.add ?? []);
}

/**
 * Adds units to those who report, and releases others from it: all of them, or none. It is judged whole; then one write, the
 * run that does it, decides. What a crash leaves undone of it the watchdog has done (D151).
 */
export async function changeReporters(
  found: FoundObligation,
  given: GivenReporters,
  asking: Asking,
  effects: WebEffects,
): Promise<ReportersChanged | Refusal> {
  const { register } = effects;
  const ref = obligationRefOf(found);
  const begun = await reportersRuns(ref, effects);
  // Asked again after its answer was lost: goes on with what it began.
  const own = begun.find(({ plannedBy }) => plannedBy === asking.attempt);
  if (own) return finish(found, own, effects);
  const issue = await register.runs.run(issueRunOf(ref));
  if (begun.some(isUnderWay) || !issue?.laidOut) return UNDER_WAY;
  const judged = await judgeReporters(found, given, asking, effects);
  if (isRefusal(judged)) return judged;
  const run: MilestoneRun = {
    ...ref,
    ladder: 0,
    milestone: `reporters-${begun.length + 1}`,
    at: asking.receivedAt,
    phase: "planned",
    plannedBy: asking.attempt,
    letters: {},
    reporters: judged.change,
  };
  if (judged.change.add.length > 0) await register.counts.reopen(ref);
  if (!(await register.runs.plan([run])) && !(await isBegun(run, effects))) return UNDER_WAY;
  return finish(found, run, effects);
}

/** The changes of an obligation's reporters, those that are done among them. */
function reportersRuns(
  { directiveId, obligationId }: ObligationRef,
  { register }: Pick<WebEffects, "register">,
  { consistent = true } = {},
): Promise<MilestoneRun[]> {
  return register.runs.runsOf(directiveId, { obligationId, begins: besideKeys("reporters"), consistent });
}

/** What adding and releasing would do; nothing is done. */
export async function previewReporters(
  found: FoundObligation,
  given: GivenReporters,
  asking: Asking,
  effects: Pick<WebEffects, "register">,
): Promise<ReportersChanged | Refusal> {
  const judged = await judgeReporters(found, given, asking, effects);
  if (isRefusal(judged)) return judged;
  const { change, deadline, warnings } = judged;
  return { added: change.add, released: change.release, deadline, warnings };
}

/** Whether the units may be added and released: all that is wrong is told at once, each unit by name. */
export async function judgeReporters(
  found: FoundObligation,
  { add, release, reason, documentNumber, ...written }: GivenReporters,
  { caller, receivedAt: now }: Pick<Asking, "caller" | "receivedAt">,
  { register }: Pick<WebEffects, "register">,
): Promise<JudgedReporters | Refusal> {
  const { place } = found;
  const { withdrawal } = found.record;
  if (withdrawal) return refuseWithdrawn(withdrawal);
  const [units, duties] = await Promise.all([
    register.units.unitsNamed([...new Set(add)]),
    register.duties.dutiesNamed({ ...obligationRefOf(found), place }, [...new Set([...add, ...release])]),
  ]);
  const dated = deadlineGiven(written);
  const wrongDate = add.length > 0 ? refuseOwnDate(dated, place.deadline, now) : undefined;
  const faults = [
    ...reportersFaults(
      { add, release },
      {
        units: new Map(units.map((unit) => [unit.id, unit])),
        duties: new Map(duties.map((duty) => [duty.unitId, duty])),
      },
    ),
    ...(wrongDate?.refused === "invalid" ? wrongDate.faults : []),
  ];
  if (faults.length > 0)
    return invalid(
      "Nothing was done: not all of these units can be added or released.",
      "Chưa thực hiện: có đơn vị không bổ sung hoặc không bớt được.",
      faults,
    );
  const own = dated === place.deadline ? undefined : dated;
  const deadline = own ?? place.deadline;
  const change = { add, release, deadline: own, reason, documentNumber, by: caller.principal };
  const warnings = add.length > 0 ? await warningsOf(found, deadline, now, { register }) : [];
  return { change, deadline, warnings };
}

/** What the date of those that are added leads to, and which milestones they have missed. */
async function warningsOf(
  { record, obligation, place }: FoundObligation,
  to: Deadline,
  now: number,
  { register }: Pick<WebEffects, "register">,
): Promise<DateWarning[]> {
  const calendar = await register.calendar.current(now);
  const around = { directive: record.directive, obligation, calendar, now, to };
  return to === place.deadline
    ? milestonesOvertaken(around)
    : dateWarnings({ ...around, from: place.deadline, late: { from: 0, to: 0 } });
}

const NOT_TO_CHANGE = forbidden(
  "Only the supervisor of these reports, or the unit that keeps the register, can add or release units.",
  "Chỉ cơ quan tổng hợp, hoặc đơn vị quản lý danh bạ, mới bổ sung hoặc bớt được đơn vị báo cáo.",
);

const UNDER_WAY = busy(
  "The units of this report are being issued, added or released at this moment; look at it again.",
  "Danh sách đơn vị báo cáo đang được giao hoặc thay đổi; đề nghị xem lại sau ít phút.",
  10,
);

function isUnderWay({ phase }: Pick<MilestoneRun, "phase">): boolean {
  return phase === "planned" || phase === "sweeping";
}

/** Whether the table's answer was lost, and the SDK, which asked again, found the run that it had written. */
async function isBegun(run: MilestoneRun, { register }: Pick<WebEffects, "register">): Promise<boolean> {
  return (await register.runs.run(runRefOf(run)))?.plannedBy === run.plannedBy;
}

/** What follows once the run is written; done again it changes nothing. */
async function finish(found: FoundObligation, run: MilestoneRun, effects: WebEffects): Promise<ReportersChanged> {
  const { register } = effects;
  const { reporters: change } = run;
  if (!change) throw new Error(`The run ${run.milestone} does not say whom it adds or releases.`);
  let underWay = isUnderWay(run);
  await afterCommit(async () => {
    const own = { ...found, few: true, timeLeftMs: timeOfRequest() };
    if (underWay) underWay = !(await sweepAtOnce(run, own, sweepReporters, effects));
  });
  const deadline = change.deadline ?? found.place.deadline;
  const [warnings, duties] = await Promise.all([
    change.add.length > 0 ? warningsOf(found, deadline, run.at, effects) : [],
    register.duties.dutiesNamed({ ...obligationRefOf(found), place: found.place }, change.release),
  ]);
  const filed = duties.filter(({ state }) => state === "submitted" || state === "accepted");
  return {
    added: change.add,
    released: change.release.filter((id) => !filed.some(({ unitId }) => unitId === id)),
    deadline,
    warnings: [...warnings, ...filedMeanwhile(filed)],
    ...(underWay && { state: "under-way" }),
  };
}
