import { asWritten, previousAsWritten, dueAt, isPast, targetDayOf } from "../domain/deadline.ts";
import { acknowledgedAt, isOpen } from "../domain/duty.ts";
import type { Duty, Extension, StatedReason, Supplement } from "../domain/duty.ts";
import type { LateUnit } from "../domain/escalation.ts";
import type { ObligationRef } from "../domain/ids.ts";
import { formatInstant } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { milestoneShown, parseLetterKey } from "../domain/letter.ts";
import type { LetterEntry } from "../domain/letter.ts";
import type { DueLetter } from "../domain/letters-due.ts";
import type { DateWarning } from "../domain/warnings.ts";
import type { Deadline } from "../domain/deadline.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";

/** A duty as the API shows it; where the letters that are due are known, with those that have yet to be sent. */
export function dutyView(
  duty: Duty,
  { now, calendar }: { readonly now: EpochMs; readonly calendar: WorkingCalendar },
  due: readonly DueLetter[] = [],
) {
  const { extension, reason, supplement, submittedAt, letters } = duty;
  const acknowledged = acknowledgedAt(duty);
  return {
    directiveId: duty.directiveId,
    obligationId: duty.obligationId,
    unitId: duty.unitId,
    unitName: duty.unitName,
    state: duty.state,
    ...deadlineView(duty.deadline),
    targetDay: targetDayOf(calendar, duty.deadline),
    late: isOpen(duty) && isPast(duty.deadline, now),
    standing: duty.standing ?? null,
    submittedAt: submittedAt === undefined ? null : formatInstant(submittedAt),
    acknowledgedAt: acknowledged === undefined ? null : formatInstant(acknowledged),
    revision: duty.revision,
    receipt: duty.receipts[String(duty.revision)] ?? null,
    extension: extension ? extensionView(extension) : null,
    supplement: supplement ? supplementView(supplement) : null,
    reason: reason ? reasonView(reason) : null,
    letters: [
      ...Object.entries(letters)
        .toSorted(([, a], [, b]) => a.at - b.at)
        .map(([key, entry]) => letterView(key, entry)),
      ...due.map(dueLetterView),
    ],
    unreachable: duty.unreachable,
  };
}

/** A line of the escalation list as the API shows it. */
export function escalationView(ref: ObligationRef, late: LateUnit) {
  const { ladder: _ladder, deadline, reason, lastLetter, ...line } = late;
  return {
    ...ref,
    ...line,
    ...deadlineView(deadline),
    late: true,
    reason: reason ? reasonView(reason) : null,
    lastLetter: lastLetter ? { ...lastLetter, at: formatInstant(lastLetter.at) } : null,
  };
}

/** A deadline as it was written, and the instant from which on a report is late. */
export function deadlineView(deadline: Deadline) {
  return { ...asWritten(deadline), deadline: formatInstant(dueAt(deadline)) };
}

/** An extension, with the date that it replaced. */
export function extensionView({ deadline, previousDeadline, at, otherwise: _o, ladder: _l, ...rest }: Extension) {
  return {
    ...asWritten(deadline),
    ...previousAsWritten(previousDeadline),
    ...rest,
    at: formatInstant(at),
  };
}

export function supplementView({ deadline, standing, ...rest }: Supplement) {
  return { ...asWritten(deadline), ...rest, standing: standing ?? null };
}

/** What follows from a new date; in Vietnamese the pages say it. */
export function warningView({ vi: _vi, ...warning }: DateWarning) {
  return warning;
}

function reasonView({ text, promisedOn, at }: StatedReason) {
  return { text, promisedOn: promisedOn ?? null, at: formatInstant(at) };
}

function letterView(key: string, entry: LetterEntry) {
  const { ladder, milestone, addressee } = parseLetterKey(key);
  return {
    milestone: milestoneShown(milestone),
    ladder,
    addressee,
    to: entry.to ?? null,
    status: entry.status,
    at: formatInstant(entry.at),
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
  };
}

function dueLetterView({ ladder, milestone, addressee, at }: DueLetter) {
  return {
    milestone: milestoneShown(milestone),
    ladder,
    addressee,
    to: null,
    status: "owed" as const,
    at: formatInstant(at),
  };
}
