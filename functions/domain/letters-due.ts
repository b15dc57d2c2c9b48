import { isPast } from "./deadline.ts";
import type { DirectiveRecord } from "./directive-record.ts";
import type { Obligation } from "./directive.ts";
import { isOpen } from "./duty.ts";
import type { Duty } from "./duty.ts";
import type { EpochMs } from "./instant.ts";
import { WITHDRAWN, isEscalation, ladderFor } from "./ladder.ts";
import { letterKey } from "./letter.ts";
import type { LetterName } from "./letter.ts";
import { addresseesAt } from "./owed.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** A letter that is owed, and since when. */
export type DueLetter = LetterName & { readonly at: EpochMs };

export type LettersDueOf = {
  readonly record: Pick<DirectiveRecord, "directive" | "issuedAt" | "moves" | "withdrawal">;
  readonly obligation: Obligation;
  readonly calendar: WorkingCalendar;
  readonly now: EpochMs;
};

/**
 * The letters of a duty whose time has come and of which its ledger says nothing yet: they wait on the queue, or
 * their milestone is about to run. Derived, never written down: that they are owed is the rules' doing. The letter
 * that tells of a return is not among them, since a duty does not know when it was returned.
 */
export function lettersDue(duty: Duty, context: LettersDueOf): DueLetter[] {
  const due = [...actsToAnswer(duty, context), ...(isOpen(duty) ? milestonesDue(duty, context) : [])];
  return due.filter((letter) => duty.letters[letterKey(letter)] === undefined);
}

function actsToAnswer(duty: Duty, { record: { withdrawal } }: LettersDueOf): DueLetter[] {
  const { revision, filedAt, extension, supplement, exemption, reinstatement, state } = duty;
  const { ladder = duty.ladder } = extension ?? {};
  const answer = (milestone: string, at: EpochMs): DueLetter => ({ ladder: 0, milestone, addressee: "unit", at });
  return [
    ...(filedAt === undefined ? [] : [answer(`receipt-${revision}`, filedAt)]),
    // Sent back since, the duty's ladder is that of the supplement.
    ...(extension && !supplement && state !== "withdrawn" ? [answer(`extended-${ladder}`, extension.at)] : []),
    ...(withdrawal && state === "withdrawn" ? [answer(WITHDRAWN, withdrawal.at)] : []),
    ...(exemption && state === "exempt" ? [answer(`exempted-${exemption.number}`, exemption.at)] : []),
    ...(reinstatement && isOpen(duty) && revision === reinstatement.revision
      ? [answer(`reinstated-${reinstatement.number}`, reinstatement.at)]
      : []),
  ];
}

/** The letter of issue, and those of the last milestone that has come since the duty has its present date. */
export function milestonesDue(duty: Duty, { record, obligation, calendar, now }: LettersDueOf): DueLetter[] {
  const { directive, issuedAt } = record;
  if (issuedAt === undefined) return [];
  const issue: DueLetter = { ladder: 0, milestone: "issue", addressee: "unit", at: duty.addedAt ?? issuedAt };
  const last = ladderFor(calendar, { directive, obligation, deadline: duty.deadline }).findLast(({ at }) => at <= now);
  // A reminder says nothing after its date.
  if (!last || (!isEscalation(last.name) && isPast(duty.deadline, now))) return [issue];
  const { ladder, letters } = duty;
  const due = addresseesAt(last.name).map((addressee) => ({ ladder, milestone: last.name, addressee, at: last.at }));
  // What was past already when the date was set never runs; what the ledger knows of did, whatever was moved since.
  const ran =
    last.at >= datedAt(duty, record.moves[obligation.id]?.movedAt ?? issuedAt) ||
    due.some((letter) => letters[letterKey(letter)]);
  return ran ? [issue, ...due] : [issue];
}

/** Since when a duty owes the report by the date that it has, as far as it knows itself. */
function datedAt(duty: Duty, issuedAt: EpochMs): EpochMs {
  const { ladder, revision, addedAt, extension, reinstatement, filedAt, letters } = duty;
  const since = Math.max(issuedAt, addedAt ?? 0, reinstatement?.at ?? 0);
  if (ladder <= 0) return since;
  const returned = letters[letterKey({ ladder: 0, milestone: `returned-${revision}`, addressee: "unit" })];
  return Math.max(since, extension?.at ?? 0, filedAt ?? 0, returned?.at ?? 0);
}
