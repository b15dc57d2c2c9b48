import { isPast, targetDayOf } from "../domain/deadline.ts";
import { isOpen } from "../domain/duty.ts";
import type { Duty, StatedReason } from "../domain/duty.ts";
import type { LateUnit } from "../domain/escalation.ts";
import type { ObligationRef } from "../domain/ids.ts";
import { formatInstant } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { milestoneShown, parseLetterKey } from "../domain/letter.ts";
import type { LetterEntry } from "../domain/letter.ts";
import type { DueLetter } from "../domain/letters-due.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";

/** A duty as the API shows it; where the letters that are due are known, with those that have yet to be sent. */
export function dutyView(
  duty: Duty,
  { now, calendar }: { readonly now: EpochMs; readonly calendar: WorkingCalendar },
  due: readonly DueLetter[] = [],
) {
  const { extension, reason, supplement, submittedAt, letters } = duty;
  return {
    directiveId: duty.directiveId,
    obligationId: duty.obligationId,
    unitId: duty.unitId,
    unitName: duty.unitName,
    state: duty.state,
    before: duty.before,
    targetDay: targetDayOf(calendar, duty.before),
    late: isOpen(duty) && isPast(duty.before, now),
    standing: duty.standing ?? null,
    submittedAt: submittedAt === undefined ? null : formatInstant(submittedAt),
    revision: duty.revision,
    receipt: duty.receipts[String(duty.revision)] ?? null,
    extension: extension ? { ...extension, at: formatInstant(extension.at) } : null,
    supplement: supplement ? { ...supplement, standing: supplement.standing ?? null } : null,
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
  const { ladder: _ladder, reason, lastLetter, ...line } = late;
  return {
    ...ref,
    ...line,
    late: true,
    reason: reason ? reasonView(reason) : null,
    lastLetter: lastLetter ? { ...lastLetter, at: formatInstant(lastLetter.at) } : null,
  };
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
