import { isByHand, isMeant, lastRemindedAt, mayRemindFrom } from "./by-hand.ts";
import { dueAt, isPast } from "./deadline.ts";
import { isFreed, isOpen, wasAskedBefore } from "./duty.ts";
import type { Duty } from "./duty.ts";
import type { Email } from "./ids.ts";
import { DAY_MS, MINUTE_MS } from "./instant.ts";
import type { EpochMs } from "./instant.ts";
import { isEscalation, momentOf, overtakenBy } from "./ladder.ts";
import type { Milestone } from "./ladder.ts";
import { answerOf, letterKey, mayHaveGoneOut } from "./letter.ts";
import type { Addressee, Answer, LetterEntry, LetterName, Waits } from "./letter.ts";
import { destinationOf } from "./full-mailbox.ts";
import { MAILBOX_FULL } from "./waiting.ts";
import { reachableAddresses } from "./unit.ts";
import type { Unit } from "./unit.ts";
import { isOwnLadder } from "./ladder-number.ts";
import type { ReminderByHand } from "./milestone-run.ts";
import type { WorkingCalendar } from "./working-days.ts";

/**
 * How long a claim stays its owner's: the life of the longest function, and the time by which the mail
 * service has told of every letter that it took. Only a claim that is older, with no word of a send, is
 * known not to have been sent (D11).
 */
export const CLAIM_LEASE_MS = 15 * MINUTE_MS;

/**
 * How long a letter is left alone whose address may not be written to yet. An account that is in the mail service's
 * sandbox may write to those only that it has verified; nobody tells when one has been, or when the sandbox is left.
 * Looks that are made for its sake are an hour apart (RECOUNT_WAITING_MS): each asks for all that were not tried just before (D24).
 */
export const RETRY_WAITING_AFTER_MS = 15 * MINUTE_MS;
/** After so long it is given up. */
export const LONGEST_WAIT_MS = 30 * DAY_MS;

/** What to do about one letter. */
export type LetterDecision =
  /** `since` when it has had to wait, as its entry says. */
  | { readonly decision: "send"; readonly to: Email; readonly since?: EpochMs | undefined }
  /** Not owed, and why; recorded, since not sending is an outcome too. */
  | { readonly decision: "skip"; readonly reason: SkipReason }
  /** It waits, and was tried not long ago: the next look asks for it again. */
  | { readonly decision: "later" }
  /** Its last mailboxes are full: it is to wait, and the looks ask for it until one is due to be tried again. */
  | { readonly decision: "full"; readonly to: Email }
  /** Another attempt may have sent it: look again later. */
  | { readonly decision: "wait" }
  /** A claim past its lease, of which the mail service never spoke: free it, then decide anew. */
  | { readonly decision: "release"; readonly attempt: string; readonly waits?: Waits | undefined }
  /** Settled already, or never owed: nothing to do, nothing to record. */
  | { readonly decision: "nothing" };

/** No contact of a unit takes mail: the unit is marked by it, and the supervisor told. */
export const UNREACHABLE = "no reachable address";

/** The mail service let its address not be written to for as long as a letter waits. */
export const NEVER_ALLOWED = "not allowed to be written to for 30 days";

/** The last letter is not a working day old, and the reminder by hand is not for those. */
export const WRITTEN_LATELY = "written to within a working day";

export type SkipReason =
  | typeof UNREACHABLE
  | typeof NEVER_ALLOWED
  | "filed"
  | "exempt"
  | "withdrawn"
  | "reinstated"
  | "has a date of its own"
  | "its date was moved"
  | "not late"
  | "its time had passed when the unit was added"
  | "its date has passed"
  | "already written to at this milestone"
  | typeof WRITTEN_LATELY
  | `overtaken by ${string}`;

/** Why a letter to the supervisor is not sent. */
export type SupervisorSkipReason =
  | typeof UNREACHABLE
  | typeof NEVER_ALLOWED
  | "nobody is late"
  | "named in the list of that morning"
  | `overtaken by ${string}`;

/** To whom of a unit a milestone writes: reminders to the office, escalations to the head as well. */
export function addresseesAt(milestone: string): readonly Addressee[] {
  return isEscalation(milestone) ? ["unit", "head"] : ["unit"];
}

/** What one letter is decided on. */
type Looked = {
  readonly duty: Duty;
  readonly unit: Unit;
  readonly ladder: readonly Milestone[];
  readonly now: EpochMs;
  /** Of a letter by hand: the reminder that it is of. */
  readonly byHand?: LookedByHand | undefined;
};
type LookedByHand = { readonly reminder: ReminderByHand; readonly calendar: WorkingCalendar };

/**
 * Decides one letter from the duty as it stands: the last look before the claim, whose condition then holds
 * the same facts. Ladder letters go to open duties on that ladder only; answers go when their act has happened.
 */
export function decideLetter(letter: LetterName, { duty, unit, ladder, now, byHand }: Looked): LetterDecision {
  const entry = duty.letters[letterKey(letter)];
  const known = decideKnown(entry, now);
  if (known) return known;
  const refusal = isByHand(letter.milestone)
    ? byHandSkipped(duty, byHand, now)
    : answerOf(letter.milestone)
      ? answerSkipped(letter, duty)
      : ladderSkipped(letter, duty, ladder, now);
  if (refusal === "nothing") {
    // It was owed once, and waits: the act was undone since, and done again, of which there is a letter of its own.
    const undone = entry && UNDONE.get(answerOf(letter.milestone));
    return undone ? { decision: "skip", reason: undone } : { decision: "nothing" };
  }
  if (refusal === "wait") return { decision: "wait" };
  if (refusal) return { decision: "skip", reason: refusal };
  const to = addressed(letter, duty, unit, now);
  if (to === undefined) return isUnreached(entry) ? { decision: "nothing" } : { decision: "skip", reason: UNREACHABLE };
  return isDecision(to) ? to : decideAddressed(to, entry, now);
}

const UNDONE = new Map<Answer | undefined, SkipReason>([
  ["exempted", "reinstated"],
  ["reinstated", "exempt"],
]);

/** What the ledger's own entry already settles. That nobody could be reached settles nothing: an address may have been mended. */
export function decideKnown(entry: LetterEntry | undefined, now: EpochMs): LetterDecision | undefined {
  if (!entry || entry.status === "waiting" || isUnreached(entry)) return undefined;
  if (entry.status !== "claimed") return { decision: "nothing" };
  if (now < entry.at + CLAIM_LEASE_MS) return { decision: "wait" };
  const { at, since, attempt = "" } = entry;
  return { decision: "release", attempt, ...(since !== undefined && { waits: { at, since } }) };
}

/** Whether a letter was not sent since no address could be reached: it goes out once one can. */
export function isUnreached(entry: LetterEntry | undefined): boolean {
  return entry?.status === "skipped" && entry.reason === UNREACHABLE;
}

/** Sends to an address; what waits for the same one is tried now and then, and not for ever. It never goes to another instead. */
export function decideAddressed(
  to: Email | { readonly full: Email },
  entry: LetterEntry | undefined,
  now: EpochMs,
):
  | Extract<LetterDecision, { decision: "send" | "later" | "full" }>
  | { decision: "skip"; reason: typeof NEVER_ALLOWED } {
  const since = entry?.since;
  const isFull = entry?.reason === MAILBOX_FULL;
  if (typeof to === "object") return isFull ? { decision: "later" } : { decision: "full", to: to.full };
  if (since === undefined) return { decision: "send", to };
  // What waits is asked for by the looks, and by nothing else: should it not be taken, it waits on, from now.
  if (isFull || entry?.to !== to) return { decision: "send", to, since: now };
  if (now >= since + LONGEST_WAIT_MS) return { decision: "skip", reason: NEVER_ALLOWED };
  return isDueAgain(entry, now) ? { decision: "send", to, since } : { decision: "later" };
}

/** Whether a letter that waits was left alone for long enough. */
export function isDueAgain({ at }: Pick<LetterEntry, "at">, now: EpochMs): boolean {
  return now >= at + RETRY_WAITING_AFTER_MS;
}

function ladderSkipped(
  letter: LetterName,
  duty: Duty,
  ladder: readonly Milestone[],
  now: EpochMs,
): SkipReason | "wait" | undefined {
  const closed = closedBy(duty);
  if (closed) return closed;
  if (letter.milestone === "issue") return undefined;
  if (duty.ladder !== letter.ladder) return isOwnLadder(duty.ladder) ? "has a date of its own" : "its date was moved";
  const milestone = ladder.find(({ name }) => name === letter.milestone);
  if (milestone && wasMissed(letter, milestone, duty)) return "its time had passed when the unit was added";
  if (isEscalation(letter.milestone) && !isPast(duty.deadline, momentOf(milestone, now)))
    // Asked for by a calendar that is in force no more, and looked at by a clock that is slow: in some minutes it will have come.
    return isPast(duty.deadline, momentOf({ at: dueAt(duty.deadline) }, now)) ? "wait" : "not late";
  // Held up past the deadline, a reminder has nothing left to remind of: the escalation says it.
  if (!isEscalation(letter.milestone) && isPast(duty.deadline, now)) return "its date has passed";
  const successor =
    milestone && (overtakenBy(ladder, milestone, now) ?? goneOutBefore(letter, milestone, duty, ladder));
  return successor && `overtaken by ${successor.name}`;
}

/**
 * Whether a unit was added when a milestone of its obligation had come already. On a ladder of its own it was planned for the
 * unit, and what waits was asked for in time: a year made final may have given either an earlier time since.
 */
function wasMissed(letter: LetterName, { at }: Milestone, duty: Duty): boolean {
  return !isOwnLadder(letter.ladder) && duty.letters[letterKey(letter)] === undefined && !wasAskedBefore(duty, at);
}

/** A later milestone whose letter has gone out already: a year made final may have given it a later time since. */
function goneOutBefore(letter: LetterName, { at }: Milestone, { letters }: Duty, ladder: readonly Milestone[]) {
  return ladder.findLast(({ name, at: later }) => {
    const entry = letters[letterKey({ ...letter, milestone: name })];
    return later > at && entry !== undefined && mayHaveGoneOut(entry);
  });
}

/** Who was written to lately is left alone: by whatever has gone out until now, another reminder by hand among it. */
function byHandSkipped(duty: Duty, looked: LookedByHand | undefined, now: EpochMs): SkipReason | "nothing" | undefined {
  if (!looked) return "nothing";
  const { reminder, calendar } = looked;
  const closed = closedBy(duty);
  if (closed) return closed;
  if (!isMeant(reminder, duty)) return "not late";
  const last = reminder.byHand.again ? undefined : lastRemindedAt(duty, reminder.milestone);
  // By a clock that is slow it would be too soon for whom it was not when the reminder was asked for.
  return last !== undefined && Math.max(now, reminder.at) < mayRemindFrom(calendar, last) ? WRITTEN_LATELY : undefined;
}

function answerSkipped(letter: LetterName, duty: Duty): SkipReason | "nothing" | undefined {
  const number = Number(letter.milestone.split("-")[1]);
  switch (answerOf(letter.milestone)) {
    case "receipt":
      return duty.revision >= number ? undefined : "nothing";
    case "returned":
      if (duty.revision > number) return "filed";
      // Whoever has filed can be freed only of what was sent back: the return did happen.
      if (isFreed(duty) && duty.revision === number) return closedBy(duty);
      return duty.state === "returned" && duty.revision === number ? undefined : "nothing";
    case "extended":
      if (duty.state === "withdrawn") return "withdrawn";
      // An extension that a reinstatement put another date in place of has nothing left to say.
      if (!duty.extension) return duty.reinstatement && duty.ladder > number ? "has a date of its own" : "nothing";
      return duty.ladder >= number ? undefined : "nothing";
    case "exempted":
      if (duty.exemption?.number !== number) return "nothing";
      return duty.state === "exempt" ? undefined : "reinstated";
    case "reinstated":
      if (duty.reinstatement?.number !== number) return "nothing";
      if (isFreed(duty)) return closedBy(duty);
      return isOpen(duty) && duty.revision === duty.reinstatement.revision ? undefined : "filed";
    case "moved":
      if (!isOpen(duty)) return closedBy(duty);
      // Of several moves the last one tells all.
      return duty.follows > number ? "its date was moved" : undefined;
    case "withdrawn":
      if (duty.state === "withdrawn") return undefined;
      return closedBy(duty) ?? "nothing";
    default:
      return "nothing";
  }
}

/** Why a duty that is not open is not written to about what it owes. */
function closedBy(duty: Duty): "exempt" | "withdrawn" | "filed" | undefined {
  if (duty.state === "exempt" || duty.state === "withdrawn") return duty.state;
  return isOpen(duty) ? undefined : "filed";
}

type Destination = ReturnType<typeof destinationOf<Email>>;

function addressed(letter: LetterName, duty: Duty, unit: Unit, now: EpochMs): Destination | LetterDecision {
  const to = destination(letter, duty, unit, now);
  return to !== undefined && to === otherAddress(letter, duty, unit, now)
    ? { decision: "skip", reason: "already written to at this milestone" }
    : to;
}

function isDecision(to: Exclude<Destination, undefined> | LetterDecision): to is LetterDecision {
  return typeof to === "object" && "decision" in to;
}

/** Where a letter goes as things stand. */
function destination(letter: LetterName, { letters }: Duty, unit: Unit, now: EpochMs): Destination {
  const addresses = reachableAddresses(unit);
  const head = addresses.filter((address) => address === unit.headEmail);
  return destinationOf(letter.addressee === "head" ? head : addresses, { letter, letters, now });
}

/** Where the other letter of the milestone went, to the unit or to its head; nothing where it went nowhere yet. */
function otherAddress(letter: LetterName, duty: Duty, unit: Unit, now: EpochMs): string | undefined {
  const addressee = letter.addressee === "head" ? "unit" : "head";
  const name = { ...letter, addressee } as const;
  const other = duty.letters[letterKey(name)];
  if (addressee === "unit") {
    if (other && !isUnreached(other)) return other.to;
    // Both may be decided on at once: the unit's, if it has not gone out yet, goes where it would go now.
    const to = destination(name, duty, unit, now);
    return typeof to === "object" ? to.full : to;
  }
  // The head's stands in the unit's way only once it has arrived: before, it may yet come back, and nobody would have been told.
  return other?.status === "delivered" ? other.to : undefined;
}
