import { isPast } from "./deadline.ts";
import { isOpen } from "./duty.ts";
import type { Duty, Standing } from "./duty.ts";
import { addDays, formatInstant, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { quote } from "./parsing.ts";
import { conflict, invalid } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

/** What may be done to a duty, with what the doing needs. */
export type Act =
  | { readonly act: "draft" }
  | { readonly act: "submit"; readonly receivedAt: EpochMs }
  | { readonly act: "paper"; readonly receivedAt: EpochMs }
  | { readonly act: "return"; readonly before?: LocalDate | undefined; readonly reason: string }
  | { readonly act: "accept" }
  | {
      readonly act: "extend";
      readonly before: LocalDate;
      readonly reason: string;
      readonly approvedBy: string;
      readonly documentNumber: string;
    }
  | { readonly act: "exempt"; readonly reason: string }
  | { readonly act: "reason"; readonly text: string; readonly promisedOn?: LocalDate | undefined };

/**
 * A duty after an act, or why the act may not be done in its state. The one place that knows the states'
 * moves; the register only writes what this decides, on condition that the duty has not moved meanwhile.
 * @param now the moment of the act, for dates that must lie ahead.
 */
export function move(duty: Duty, act: Act, now: EpochMs): Duty | Refusal {
  switch (act.act) {
    case "draft":
      return isClosed(duty)
        ? closed(duty, "a draft can no longer be saved")
        : { ...duty, state: duty.state === "awaiting" ? "draft" : duty.state };
    case "submit":
      return isClosed(duty) ? closed(duty, "nothing more can be filed") : filed(duty, act.receivedAt, now);
    case "paper":
      return recordPaper(duty, act.receivedAt, now);
    case "return":
      return sendBack(duty, act, now);
    case "accept":
      return duty.state === "submitted" ? { ...duty, state: "accepted" } : wrongState(duty, "accepted", "submitted");
    case "extend":
      return extend(duty, act, now);
    case "exempt":
      return isOpen(duty) ? { ...duty, state: "exempt" } : wrongState(duty, "exempted", "awaiting, draft or returned");
    case "reason":
      return isOpen(duty)
        ? { ...duty, reason: { text: act.text, promisedOn: act.promisedOn, at: now } }
        : wrongState(duty, "given a reason for delay", "awaiting, draft or returned");
    default:
      return act satisfies never;
  }
}

/** Standing of a report received at an instant (design: on-time against the obligation's own date, then the extension's). */
export function standingAt(duty: Duty, receivedAt: EpochMs): Standing {
  const original = duty.extension?.previousBefore ?? duty.before;
  if (!isPast(original, receivedAt)) return "on-time";
  return duty.extension && !isPast(duty.extension.before, receivedAt) ? "within-extension" : "late";
}

function filed(duty: Duty, receivedAt: EpochMs, now: EpochMs): Duty {
  const next = { ...duty, state: "submitted" as const, revision: duty.revision + 1, filedAt: now, reason: undefined };
  if (duty.standing === undefined) return { ...next, standing: standingAt(duty, receivedAt), submittedAt: receivedAt };
  if (duty.state !== "returned" || !duty.supplement) return next;
  return {
    ...next,
    supplement: { ...duty.supplement, standing: isPast(duty.before, receivedAt) ? "late" : "on-time" },
  };
}

function recordPaper(duty: Duty, receivedAt: EpochMs, now: EpochMs): Duty | Refusal {
  if (!isOpen(duty)) return wrongState(duty, "filed on paper", "awaiting, draft or returned");
  if (receivedAt > now) {
    return invalid("A paper report cannot have arrived in the future.", [
      {
        path: "receivedAt",
        message: `must not be later than now, ${formatInstant(now)}; got ${quote(formatInstant(receivedAt))}`,
      },
    ]);
  }
  return filed(duty, receivedAt, now);
}

function sendBack(duty: Duty, { before, reason }: Act & { act: "return" }, now: EpochMs): Duty | Refusal {
  if (duty.state !== "submitted" && duty.state !== "accepted")
    return wrongState(duty, "returned", "submitted or accepted");
  const date = before ?? duty.before;
  const tooEarly = refusePastDate(
    date,
    now,
    before === undefined ? "is needed, since the date in force has passed," : "of the supplement",
  );
  if (tooEarly) return tooEarly;
  // A supplement asked by the same date stays on the ladder that it is on.
  const ladder = date === duty.before ? duty.ladder : duty.ladder + 1;
  return { ...duty, state: "returned", before: date, ladder, supplement: { before: date, reason } };
}

function extend(duty: Duty, act: Act & { act: "extend" }, now: EpochMs): Duty | Refusal {
  if (!isOpen(duty)) return wrongState(duty, "given a later date", "awaiting, draft or returned");
  if (act.before <= duty.before) {
    return invalid("An extension gives a later date.", [
      { path: "before", message: `must be later than the date in force, ${duty.before}; got ${quote(act.before)}` },
    ]);
  }
  const tooEarly = refusePastDate(act.before, now, "of the extension");
  if (tooEarly) return tooEarly;
  const { before, reason, approvedBy, documentNumber } = act;
  // Of an extension in force the first date is kept, for standing; one from before a return speaks of another date.
  const previousBefore = duty.extension?.before === duty.before ? duty.extension.previousBefore : duty.before;
  return {
    ...duty,
    before,
    ladder: duty.ladder + 1,
    ...(duty.state === "returned" && duty.supplement ? { supplement: { ...duty.supplement, before } } : {}),
    extension: { before, previousBefore, reason, approvedBy, documentNumber, at: now },
  };
}

function refusePastDate(date: LocalDate, now: EpochMs, which: string): Refusal | undefined {
  const tomorrow = addDays(localDateOf(now), 1);
  if (date >= tomorrow) return undefined;
  return invalid(`The date ${which} must lie ahead.`, [
    {
      path: "before",
      message: `must be ${tomorrow} or later, since “before” leaves out the day itself; got ${quote(date)}`,
    },
  ]);
}

/** Accepted and exempt are closed to the unit. */
function isClosed(duty: Duty): boolean {
  return duty.state === "accepted" || duty.state === "exempt";
}

function closed(duty: Duty, what: string): Refusal {
  return conflict(
    duty.state === "accepted"
      ? `The report was accepted, so ${what}. Only the supervisor can return it.`
      : `The unit was exempted from this report, so ${what}.`,
  );
}

function wrongState(duty: Duty, done: string, allowed: string): Refusal {
  return conflict(`A duty that is ${duty.state} cannot be ${done}; it would have to be ${allowed}.`);
}
