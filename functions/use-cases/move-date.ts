import * as z from "zod/mini";

import {
  ONE_DEADLINE,
  asWritten,
  deadlineIn,
  dueAt,
  fieldOf,
  isOneDeadline,
  isPast,
  writtenDeadline,
  valueOf,
} from "../domain/deadline.ts";
import type { Deadline } from "../domain/deadline.ts";
import type { DateMove, DirectiveRecord, Place } from "../domain/directive-record.ts";
import { datedNow, movesUpTo, placeOf } from "../domain/directive-record.ts";
import { consolidatorOf, obligationOf } from "../domain/directive.ts";
import { isOpen } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import { ladderAfter } from "../domain/ladder-number.ts";
import { ladderFor } from "../domain/ladder.ts";
import { said } from "../domain/message.ts";
import { plannedRuns, runRefOf } from "../domain/milestone-run.ts";
import type { Cursor, MilestoneRun } from "../domain/milestone-run.ts";
import { moveWarnings } from "../domain/warnings.ts";
import type { DateWarning } from "../domain/warnings.ts";
import { refusePastDate } from "../domain/moves.ts";
import { follow } from "../domain/obligation-date.ts";
import { refuseWithdrawn } from "../domain/withdrawal.ts";
import { quote } from "../domain/parsing.ts";
import { busy, conflict, invalid } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { filled } from "../domain/text.ts";
import { formatDue } from "../domain/vietnamese.ts";
import { afterCommit } from "./after-commit.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import { obligationRefOf } from "./found.ts";
import type { FoundObligation } from "./found.ts";
import { MOST_AT_ONCE, sweepAtOnce, timeOfRequest } from "./sweep-at-once.ts";
import { sweepMoved } from "./sweep-moved.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import { AFTER_THE_ACT_SECONDS } from "./apply-transition.ts";

export const MoveDateSchema = z
  .strictObject({
    ...writtenDeadline,
    reason: filled(500),
    documentNumber: filled(100),
    approvedBy: z.optional(filled(200)),
  })
  .check(z.refine(isOneDeadline, { error: said(ONE_DEADLINE.en, ONE_DEADLINE.vi), path: ["before"] }));
export type NewDate = z.output<typeof MoveDateSchema>;

/** What a move of the date does, or would do. */
export type DateMoved = {
  readonly deadline: Deadline;
  readonly previous: Deadline;
  /** So many open duties have the new date… */
  readonly moved: number;
  /** …and so many keep their own. */
  readonly kept: number;
  readonly warnings: readonly DateWarning[];
  /** Set while duties are gone through in the background; they are judged by the new date already. */
  readonly state?: "under-way" | undefined;
};

/**
 * Moves the date of an obligation, later or earlier. Its duties go with it (`follow`); its ladder is planned anew under a new
 * number, and what the old one had planned skips itself. The milestones and the run that goes through the duties stand before
 * the date is written, and count only once it is.
 */
export async function moveDate(
  found: FoundObligation,
  given: NewDate,
  asking: Asking,
  effects: WebEffects,
): Promise<DateMoved | Refusal> {
  const { record, obligation, place } = found;
  const { register } = effects;
  const known = record.moves[obligation.id];
  // Asked again after its answer was lost: goes on with what it began.
  if (known?.attempt === asking.attempt) return finish(found, known, effects);
  if (record.withdrawal) return refuseWithdrawn(record.withdrawal);
  const { directiveId, obligationId } = obligationRefOf(found);
  const done = { attempt: asking.attempt, moved: place.moved };
  if (asking.again && (await register.directives.hasMoved(directiveId, obligationId, done))) return MOVED_SINCE;
  const deadline = deadlineIn(given);
  const refused = refuseDate(found, deadline, asking.receivedAt);
  if (refused) return refused;

  const move: DateMove = {
    deadline,
    previous: place.deadline,
    moved: place.moved + 1,
    movedAt: asking.receivedAt,
    reason: given.reason,
    documentNumber: given.documentNumber,
    ...(given.approvedBy === undefined ? {} : { approvedBy: given.approvedBy }),
    attempt: asking.attempt,
    by: asking.caller.principal,
    ...(known && { earlier: movesUpTo(known) }),
  };
  const next = movedBy(found, move);
  if (!(await register.directives.prepareMove(directiveId, obligationId, move))) return BEING_MOVED;
  await register.runs.replan(runsOf(next, move, await register.calendar.latest()));
  if (!(await register.directives.moveDate(directiveId, obligationId, move))) return MOVED_MEANWHILE;
  return finish(next, move, effects);
}

/** What moving the date would do; nothing is done. */
export async function previewMove(
  found: FoundObligation,
  given: NewDate,
  { receivedAt }: Pick<Asking, "receivedAt">,
  { register }: Pick<WebEffects, "register">,
): Promise<DateMoved | Refusal> {
  const deadline = deadlineIn(given);
  const { place, record } = found;
  if (record.withdrawal) return refuseWithdrawn(record.withdrawal);
  const next: Place = { ...place, deadline, moved: place.moved + 1, movedAt: receivedAt };
  const moving = { previous: place.deadline, movedAt: receivedAt };
  return refuseDate(found, deadline, receivedAt) ?? effectOf(found, next, moving, { register });
}

/** What cannot be a new date: the same, one that has passed, one that does not fit to what is consolidated. */
function refuseDate({ record, obligation, place }: FoundObligation, deadline: Deadline, now: number) {
  const fault = (message: string, vi: string): Refusal =>
    invalid("The date cannot be moved there.", "Không chuyển được thời hạn như vậy.", [
      {
        path: fieldOf(deadline),
        message: `${message}; got ${quote(valueOf(deadline))}`,
        vi: `${vi}; nhận được ${formatDue(deadline)}.`,
      },
    ]);
  if (dueAt(deadline) === dueAt(place.deadline))
    return fault("must be another date than the one in force", "Phải khác thời hạn đang áp dụng");
  if (isPast(deadline, now))
    return refusePastDate(deadline, now, { en: "in force", vi: "Thời hạn mới phải là ngày sắp tới." });
  const after = consolidatorOf(record.directive, obligation);
  if (after && dueAt(deadlineIn(after)) <= dueAt(deadline))
    return fault(
      `must be earlier than ${deadlineIn(after)}, when the consolidated report is due`,
      `Phải sớm hơn thời hạn báo cáo tổng hợp, ${formatDue(deadlineIn(after))}`,
    );
  const source = obligation.consolidates && obligationOf(record.directive, obligation.consolidates);
  if (source && dueAt(deadlineIn(source)) >= dueAt(deadline))
    return fault(
      `must be later than ${deadlineIn(source)}, when the reports that it consolidates are due`,
      `Phải sau thời hạn của các báo cáo được tổng hợp, ${formatDue(deadlineIn(source))}`,
    );
  return undefined;
}

const BEING_MOVED = busy(
  "Somebody else is moving this date at this moment; look at it again.",
  "Người khác đang chuyển thời hạn này; đề nghị xem lại sau ít phút.",
  AFTER_THE_ACT_SECONDS,
);

const MOVED_MEANWHILE = conflict(
  "Somebody else moved this date at the same moment, or withdrew the directive; nothing was done. Look at it again first.",
  "Người khác vừa chuyển thời hạn này hoặc thu hồi văn bản; chưa thực hiện gì. Đề nghị xem lại trước.",
);

const MOVED_SINCE = conflict(
  "The date was moved as asked, and somebody has moved it again since; nothing more was done. Look at it again.",
  "Thời hạn đã được chuyển theo yêu cầu, sau đó có người chuyển tiếp; không thực hiện thêm gì. Đề nghị xem lại.",
);

/** An obligation as it is once a move is written. */
function movedBy({ record, obligation }: FoundObligation, move: DateMove): FoundObligation {
  const moves = { ...record.moves, [obligation.id]: move };
  const next: DirectiveRecord = { ...record, directive: datedNow(record.directive, moves), moves };
  const moved = { ...obligation, before: undefined, by: undefined, ...asWritten(move.deadline) };
  return { record: next, obligation: moved, place: placeOf(next, moved) };
}

/** The run that goes through the duties, and the milestones of the new date. */
function runsOf(found: FoundObligation, { attempt, movedAt }: DateMove, calendar: WorkingCalendar): MilestoneRun[] {
  const { record, obligation, place } = found;
  const of = {
    ...obligationRefOf(found),
    ladder: ladderAfter(place.moved),
    deadline: place.deadline,
    plannedBy: attempt,
  };
  const ladder = ladderFor(calendar, { directive: record.directive, obligation, deadline: place.deadline });
  return plannedRuns(of, [{ name: `moved-${place.moved}`, at: movedAt }, ...ladder], movedAt);
}

/** What follows once the date is written; done again it changes nothing. */
async function finish(found: FoundObligation, move: DateMove, effects: WebEffects): Promise<DateMoved> {
  const { register, queues } = effects;
  const timeLeftMs = timeOfRequest();
  const did = await effectOf(found, found.place, move, effects);
  const [run, ...milestones] = runsOf(found, move, await register.calendar.latest());
  let underWay = true;
  await afterCommit(async () => {
    const few = did.moved + did.kept <= MOST_AT_ONCE;
    if (run) underWay = !(await sweepAtOnce(run, { ...found, few, timeLeftMs }, sweepMoved, effects));
    for (const milestone of milestones) if (milestone.phase === "planned") await queues.askRun(runRefOf(milestone));
  });
  return underWay ? { ...did, state: "under-way" } : did;
}

async function effectOf(
  found: FoundObligation,
  next: Place,
  { previous, movedAt }: Pick<DateMove, "previous" | "movedAt">,
  { register }: Pick<WebEffects, "register">,
): Promise<DateMoved> {
  const { deadline } = next;
  const { directive } = found.record;
  const calendar = await register.calendar.current(movedAt);
  const duties: { before: Duty; after: Duty }[] = [];
  let cursor: Cursor | undefined;
  do {
    const page = await register.duties.writtenDuties(
      { ...obligationRefOf(found), place: found.place },
      { cursor, limit: 500 },
    );
    for (const before of page.items) if (isOpen(before)) duties.push({ before, after: follow(before, next) });
    cursor = page.next;
  } while (cursor);
  const moved = duties.filter(({ after }) => after.deadline === deadline).length;
  const { obligation } = found;
  return {
    deadline,
    previous,
    moved,
    kept: duties.length - moved,
    warnings: moveWarnings(duties, { from: previous, to: deadline, now: movedAt, directive, obligation, calendar }),
  };
}
