import type { DutyRef, Email } from "./ids.ts";
import { dueAt } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import type { LetterEntry } from "./letter.ts";
import { ladderAfter, nextOwnLadder } from "./ladder-number.ts";

export const DUTY_STATES = ["awaiting", "draft", "submitted", "returned", "accepted", "exempt", "withdrawn"] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** The states in which a report is still owed: only these are reminded or escalated. */
export const OPEN_STATES = ["awaiting", "draft", "returned"] as const satisfies readonly DutyState[];
export type OpenState = (typeof OPEN_STATES)[number];

/** How a report stood against its date; fixed at its first filing. */
export type Standing = "on-time" | "within-extension" | "late";
export const STANDINGS = ["on-time", "within-extension", "late"] as const satisfies readonly Standing[];

/** A later date for one duty. The date that it replaced is kept. */
export type Extension = {
  readonly deadline: Deadline;
  readonly previousDeadline: Deadline;
  /** The date that would be in force without it, where the obligation's was moved since. */
  readonly otherwise?: Deadline | undefined;
  /** The ladder that it began, by which its letter is named; it went with a duty's present one before this was kept. */
  readonly ladder?: number | undefined;
  readonly reason: string;
  readonly approvedBy: string;
  readonly documentNumber: string;
  readonly at: EpochMs;
};

/** A unit freed from a report. Kept when that is undone: a letter of it that is still on its way knows what it was. */
export type Exemption = {
  /** The number of the act in the duty's history; its letter is named by it. */
  readonly number: number;
  readonly from: OpenState;
  readonly reason: string;
  readonly documentNumber?: string | undefined;
  readonly by?: string | undefined;
  readonly at: EpochMs;
};

/** A report asked for again of a unit that had been freed from it. */
export type Reinstatement = Pick<Exemption, "number" | "reason" | "by" | "at"> & {
  /** How often it had filed: once it files again, the letter has nothing left to say. */
  readonly revision: number;
};

/** What is asked again of a returned report, with a date and a standing of its own. */
export type Supplement = {
  readonly deadline: Deadline;
  readonly reason: string;
  readonly standing?: Standing | undefined;
};

/** Why a unit has not filed yet, and when it means to, in its own words. */
export type StatedReason = { readonly text: string; readonly promisedOn?: LocalDate | undefined; readonly at: EpochMs };

/** The last letter of the ladder of which the mail service has told what became of it: what an escalation list shows. */
export type LastLetter = {
  readonly milestone: string;
  readonly to: Email;
  readonly status: string;
  readonly at: EpochMs;
};

/** One unit × one obligation. */
export type Duty = DutyRef & {
  /** As the unit was when the duty was laid out; while that is open, as the unit is now. */
  readonly unitName: string;
  readonly kind: string;
  readonly head: string;
  readonly phone: string;
  readonly state: DutyState;
  /** The date now in force: the obligation's, the extension's, or the supplement's. */
  readonly deadline: Deadline;
  /** A date that it was given for itself, and that is no extension: it holds until the obligation's is later. */
  readonly ownDate?: Deadline | undefined;
  /**
   * Which ladder it is on (ladder-number.ts), so that a milestone of an earlier date knows that it no longer speaks for
   * this duty.
   */
  readonly ladder: number;
  /** When it was added, if that was after the issue: nothing whose time had come by then is owed to it. */
  readonly addedAt?: EpochMs | undefined;
  /** How many moves of the obligation's date it has taken account of. */
  readonly follows: number;
  readonly revision: number;
  /** How many entries its history has, filings apart. */
  readonly sequence: number;
  /** How often it has moved: a count is on its way for each, or has been taken. */
  readonly moves: number;
  readonly receipts: Readonly<Record<string, number>>;
  readonly standing?: Standing | undefined;
  readonly submittedAt?: EpochMs | undefined;
  /** When the last filing was taken in, by the clock of the function that took it. */
  readonly filedAt?: EpochMs | undefined;
  /** The attempt that made the last filing: sent again, it is answered from what it filed. */
  readonly filedAs?: string | undefined;
  /** What the last filing told, to be added up (told.ts); nothing of one that was filed before this was kept. */
  readonly told?: string | undefined;
  readonly extension?: Extension | undefined;
  readonly supplement?: Supplement | undefined;
  readonly exemption?: Exemption | undefined;
  readonly reinstatement?: Reinstatement | undefined;
  readonly reason?: StatedReason | undefined;
  /** When the unit said, or showed by a visit, that it knows of the duty; filing shows it, too (`acknowledgedAt`). */
  readonly acknowledgedAt?: EpochMs | undefined;
  readonly letters: Readonly<Record<string, LetterEntry>>;
  readonly lastLetter?: LastLetter | undefined;
  /** How many times a reminder by hand was claimed, tries of one that waits among them: of two at one moment, one waits for the other. */
  readonly byHand?: number | undefined;
  /** No address of the unit takes mail. */
  readonly unreachable: boolean;
};

/** A duty as an obligation first lays it upon a unit. */
export function newDuty(
  ref: DutyRef,
  unit: { name: string; kind: string; headTitle: string; phone: string },
  deadline: Deadline,
  follows = 0,
): Duty {
  return {
    ...ref,
    unitName: unit.name,
    kind: unit.kind,
    head: unit.headTitle,
    phone: unit.phone,
    state: "awaiting",
    deadline,
    ladder: ladderAfter(follows),
    follows,
    revision: 0,
    sequence: 0,
    moves: 0,
    receipts: {},
    letters: {},
    unreachable: false,
  };
}

/** Whether a unit was asked for the report before an instant: nothing is told it of what happened before. */
export function wasAskedBefore({ addedAt = 0 }: Pick<Duty, "addedAt">, at: EpochMs): boolean {
  return at > addedAt;
}

/** A duty as an obligation that was issued already lays it upon one more unit: on the obligation's date, or one of its own. */
export function addedDuty(
  duty: Duty,
  { addedAt, deadline }: { addedAt: EpochMs; deadline?: Deadline | undefined },
): Duty {
  const dated = deadline === undefined ? {} : { deadline, ownDate: deadline, ladder: nextOwnLadder(duty.ladder) };
  // Its first history entry, and the first count that is on its way.
  return { ...duty, ...dated, addedAt, sequence: 1, moves: 1 };
}

/** The date that a first filing is measured against before any extension. */
export function dateWithoutExtension({ extension, deadline }: Pick<Duty, "extension" | "deadline">): Deadline {
  return extension ? (extension.otherwise ?? extension.previousDeadline) : deadline;
}

/** Whether an extension gives more time than there would be without it: the obligation's date may have been moved past it. */
export function isExtended(duty: Pick<Duty, "extension" | "deadline">): boolean {
  return duty.extension !== undefined && dueAt(duty.extension.deadline) > dueAt(dateWithoutExtension(duty));
}

export function isOpen<D extends Pick<Duty, "state">>(duty: D): duty is D & { readonly state: OpenState } {
  return duty.state === "awaiting" || duty.state === "draft" || duty.state === "returned";
}

/** Since when a unit is known to know of its duty: by its own word, by a visit, or by what it has filed. */
export function acknowledgedAt(duty: Pick<Duty, "acknowledgedAt" | "submittedAt">): EpochMs | undefined {
  return duty.acknowledgedAt ?? duty.submittedAt;
}

/** Whether a unit still owes the report and is not known to know of it. */
export function isUnanswered(duty: Pick<Duty, "state" | "acknowledgedAt" | "submittedAt">): boolean {
  return isOpen(duty) && acknowledgedAt(duty) === undefined;
}

/** Whether its unit was freed from it: alone, or with its whole directive. It owes nothing then, and is counted with nobody. */
export function isFreed({ state }: Pick<Duty, "state">): boolean {
  return state === "exempt" || state === "withdrawn";
}

/** What is owed after a return; nothing in any other state. */
export function supplementOwed({ state, supplement }: Pick<Duty, "state" | "supplement">): Supplement | undefined {
  return state === "returned" ? supplement : undefined;
}
