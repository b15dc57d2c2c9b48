import { isOpen } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import { ladderFor } from "../domain/ladder.ts";
import type { Milestone } from "../domain/ladder.ts";
import { plannedRuns, runRefOf } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import { move } from "../domain/moves.ts";
import type { Act } from "../domain/moves.ts";
import { busy, conflict, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { countsChange } from "../domain/counts.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import { dutyDateWarnings } from "../domain/warnings.ts";
import type { DateWarning } from "../domain/warnings.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import type { MailMessage } from "../queue/messages.ts";
import type { HistoryEntry } from "../store/filings.ts";
import { afterCommit } from "./after-commit.ts";
import type { FoundDuty, FoundObligation } from "./find-duty.ts";
import type { Deadline } from "../domain/deadline.ts";
import { asWritten } from "../domain/deadline.ts";
import { refuseWithdrawn } from "../domain/withdrawal.ts";
import type { Place } from "../domain/directive-record.ts";

/** What an act touches. */
type Uses = Pick<WebEffects, "register" | "queues">;

/** Longer than a request lives: by then the act has happened, or never will. */
export const AFTER_THE_ACT_SECONDS = 60;

/**
 * Carries out an act on a duty: decides it, writes its history entry, then turns the duty on condition that it
 * still is what the act was decided on. A preview ends where the writing begins. Nothing is half done: before the turn nothing counts, after it all is there.
 */
export async function applyDecided<A extends Act>(
  found: FoundDuty,
  act: A,
  request: Asking,
  effects: Uses,
  decide: (duty: Duty, act: A, now: EpochMs, by: string) => Duty | Refusal,
): Promise<Duty | Refusal> {
  const { duty, ref, place } = found;
  const { register, queues } = effects;
  if (request.again && (await wasDone(found, request, register))) return duty;
  const next = decide(duty, act, request.receivedAt, request.caller.principal);
  if (isRefusal(next)) return next;
  const runs = await ownLadder(found, next, request, effects);

  const after: Duty = { ...next, sequence: duty.sequence + 1 };
  if (request.preview) return after;
  const { act: what, ...given } = act;
  const entry: HistoryEntry = {
    sequence: after.sequence,
    attempt: request.attempt,
    at: request.receivedAt,
    by: request.caller.principal,
    act: what,
    from: duty.state,
    to: after.state,
    details: detailsOf(given),
  };
  const answer = answerTo(act, after, ref);
  if (!(await register.filings.prepareHistory(ref, entry))) {
    return busy(
      "Somebody else is acting on this duty at this moment; look at it again.",
      "Người khác đang xử lý nhiệm vụ báo cáo này; đề nghị xem lại sau ít phút.",
      AFTER_THE_ACT_SECONDS,
    );
  }
  // Asked for before the act, too, so that no crash can lose it; by the time it is read the act has happened or never will (D4).
  await Promise.all([queues.post(answer, { delaySeconds: AFTER_THE_ACT_SECONDS }), register.runs.replan(runs)]);
  // One that waits for review keeps its obligation from being settled.
  if (isOpen(after) && !isOpen(duty) && duty.state !== "submitted") await register.counts.reopen(ref);
  if (!(await register.duties.transition(duty, after, place)) && !(await isCommitted(after, place, register))) {
    await register.filings.dropHistory(ref, entry);
    return conflict(
      "Somebody else changed this duty at the same moment, and nothing was done; look at it again.",
      "Người khác vừa thay đổi nhiệm vụ báo cáo này, nên chưa thực hiện gì; đề nghị xem lại.",
    );
  }

  const { directiveId, obligationId } = ref;
  await afterCommit(async () => {
    await Promise.all([
      queues.post(answer),
      queues.count({
        directiveId,
        obligationId,
        change: countsChange(duty, after),
        moved: { unitId: ref.unitId, shards: place.shards },
      }),
    ]);
    for (const run of runs) {
      if (run.phase === "planned") await queues.askRun(runRefOf(run));
    }
  });
  return after;
}

/** The same for any act. What units file at has `applyDecided` decide by their own acts, and does not carry the rulings. */
export function applyTransition(found: FoundDuty, act: Act, request: Asking, effects: Uses): Promise<Duty | Refusal> {
  return applyDecided(found, act, request, effects, (duty, ...rest) => {
    const { withdrawal } = found.record;
    // What is closed to a withdrawn duty is refused by its state; nothing that was closed before is asked for anew.
    const anew = act.act === "return" || act.act === "reinstate";
    return withdrawal && anew ? refuseWithdrawn(withdrawal) : move(duty, ...rest);
  });
}

/** What an act was done with, as the history keeps it: deadlines as they were written. */
function detailsOf(given: Readonly<Record<string, unknown>> & { readonly deadline?: Deadline | undefined }) {
  const { deadline, ...rest } = given;
  return deadline === undefined ? rest : { ...asWritten(deadline), ...rest };
}

/**
 * Whether an act that was told no had been done all the same: the table's answer was lost, and the SDK asked again. Who
 * holds the history entry of that number, and nobody else, can have brought the duty there.
 */
async function isCommitted(after: Duty, place: Place, register: WebEffects["register"]): Promise<boolean> {
  return ((await register.duties.duty(after, place))?.sequence ?? 0) >= after.sequence;
}

/** Whether an earlier request of the same attempt carried the act out, and died before it could say so. */
async function wasDone(
  { ref, duty }: FoundDuty,
  { attempt }: Pick<Asking, "attempt">,
  { filings }: WebEffects["register"],
): Promise<boolean> {
  const { history } = await filings.dossier(ref);
  return history.some((entry) => entry.attempt === attempt && entry.sequence <= duty.sequence);
}

/** The letter that answers an act at once, if any. */
function answerTo({ act }: Act, after: Duty, ref: FoundDuty["ref"]): MailMessage[] {
  const letter = (milestone: string): MailMessage[] => [
    { kind: "letter", ...ref, ladder: 0, milestone, addressee: "unit" },
  ];
  switch (act) {
    case "return":
      return letter(`returned-${after.revision}`);
    case "extend":
      return letter(`extended-${after.ladder}`);
    case "exempt":
      return letter(`exempted-${after.sequence}`);
    case "reinstate":
      return letter(`reinstated-${after.sequence}`);
    default:
      return [];
  }
}

/** The milestones of a date, by the obligation's own rules. */
export function ladderOn(
  calendar: WorkingCalendar,
  { record, obligation }: FoundObligation,
  deadline: Deadline,
): Milestone[] {
  return ladderFor(calendar, { directive: record.directive, obligation, deadline });
}

/** What a duty's new date leads to that might be overlooked. */
export function warningsOf(
  calendar: WorkingCalendar,
  { record, obligation, duty }: FoundDuty,
  after: Duty,
  now: EpochMs,
): DateWarning[] {
  return dutyDateWarnings(duty, after, { directive: record.directive, obligation, calendar, now });
}

/** The milestones of a duty that is given a date of its own. */
async function ownLadder(
  found: FoundDuty,
  next: Duty,
  { attempt: plannedBy, receivedAt }: Pick<Asking, "attempt" | "receivedAt">,
  { register }: Pick<WebEffects, "register">,
): Promise<MilestoneRun[]> {
  if (next.ladder === found.duty.ladder) return [];
  const { directiveId, obligationId, unitId, ladder, deadline } = next;
  const milestones = ladderOn(await register.calendar.latest(), found, deadline);
  return plannedRuns({ directiveId, obligationId, unitId, ladder, deadline, plannedBy }, milestones, receivedAt);
}
