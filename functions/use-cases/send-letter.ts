import { isByHand } from "../domain/by-hand.ts";
import { isOpen, isUnanswered } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import { placeOf } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import { isBehind } from "../domain/obligation-date.ts";
import { isOwnLadder } from "../domain/ladder-number.ts";
import { ladderFor } from "../domain/ladder.ts";
import { answerOf, letterKey } from "../domain/letter.ts";
import { issueRunOf } from "../domain/milestone-run.ts";
import type { LetterInput } from "../domain/letter-text.ts";
import { UNREACHABLE, decideLetter } from "../domain/owed.ts";
import { addressesOf } from "../domain/unit.ts";
import { MAILBOX_FULL } from "../domain/waiting.ts";
import type { Effects } from "./effects.ts";
import { log } from "../runtime/log.ts";
import { counted } from "../runtime/metrics.ts";
import type { UnitLetterMessage } from "../queue/messages.ts";
import { dutyLedger } from "../store/letters.ts";
import { receivedPath } from "./acknowledge.ts";
import { recountAgainFor } from "./recount-again-for.ts";
import { plannedLadder } from "./planned-ladder.ts";
import { reminderOf } from "./reminders.ts";
import { sendOnce, waitFor } from "./send-once.ts";
import type { Handled } from "./send-once.ts";
import { followDate } from "./follow-date.ts";

type Uses = Pick<Effects, "clock" | "register" | "mailer" | "sendRateLimiter" | "letters" | "newAttempt"> & {
  readonly siteUrl: string;
};

/**
 * One letter to a unit, from the queue: looks once more whether it is owed, then sends it at most once, or
 * records why not. `again` leaves the message on the queue.
 */
export async function sendLetter(message: UnitLetterMessage, effects: Uses): Promise<Handled> {
  const { clock, register, siteUrl } = effects;
  const record = await register.directives.directive(message.directiveId);
  const obligation = record && obligationOf(record.directive, message.obligationId);
  if (!record || !obligation) return "done";
  const { directive } = record;
  const place = placeOf(record, obligation);
  const readAt = clock.now();
  const [{ written: duty, units }, calendar] = await Promise.all([
    register.duties.dutyAndUnits(message, place, [message.unitId, obligation.receiver]),
    register.calendar.current(readAt),
  ]);
  const unit = units.get(message.unitId);
  if (!duty || !unit) return "done";
  // A claim is written on condition of what the duty is: that it goes by the new date, or was withdrawn, stands first.
  if (isBehind(duty, place)) {
    const followed = await followDate(duty, { record, obligation, place }, { register }, readAt);
    // Somebody acts on the duty at this moment: the letter is decided once he is done.
    return followed ? sendLetter(message, effects) : "again";
  }

  const now = clock.now();
  const byRules = ladderFor(calendar, { directive, obligation, deadline: duty.deadline });
  const milestone = byRules.find(({ name }) => name === message.milestone);
  const unitId = isOwnLadder(message.ladder) ? message.unitId : undefined;
  const looked = { now, of: { ...message, unitId }, runs: register.runs };
  const ladder = milestone ? await plannedLadder(byRules, { milestone, ...looked }) : byRules;
  const reminder = await reminderOf(message, register);
  const decided = decideLetter(message, { duty, unit, ladder, now, byHand: reminder && { reminder, calendar } });
  const ledger = dutyLedger(message, place, duty);
  const lookedAfterBy = issueRunOf(message);
  switch (decided.decision) {
    case "nothing":
      return "done";
    case "later":
      // Whoever wrote that it waits may have died before he could have it looked after.
      await recountAgainFor(lookedAfterBy, effects);
      return "done";
    case "wait":
      return "again";
    case "release":
      await register.letters.release(ledger, letterKey(message), decided.attempt, decided.waits);
      return sendLetter(message, effects);
    case "full":
      await waitFor(MAILBOX_FULL, { ledger, letter: message, to: decided.to, lookedAfterBy }, effects);
      return "done";
    case "skip": {
      const skipped = await register.letters.skip(ledger, message, { reason: decided.reason, at: now });
      if (decided.reason !== UNREACHABLE || message.addressee !== "unit") return "done";
      if (skipped && isOpen(duty) && !duty.unreachable) {
        await register.counts.add(message, { unreachable: 1 }, 0);
        await register.roll.noteAsTheyAre(message, [message.unitId], place.shards, register.duties);
      }
      log("warn", "No address of a unit takes mail.", { ...message, ...counted({ UnitsUnreachable: 1 }, now) });
      return "done";
    }
    case "send":
      break;
    default:
      return decided satisfies never;
  }
  const receiver = units.get(obligation.receiver);
  const sent = await sendOnce(effects, {
    ledger,
    letter: message,
    to: decided.to,
    since: decided.since,
    lookedAfterBy,
    tags: { directive: directive.id, obligation: obligation.id, unit: unit.id, kind: "letter" },
    text: effects.letters.toUnit({
      letter: message,
      duty,
      unit,
      directive,
      obligation,
      siteUrl,
      calendar,
      now,
      receiverName: receiver?.name ?? obligation.receiver,
      receiverAddress: receiver && addressesOf(receiver)[0],
      filed: await filedFor(message, register),
      move: record.moves[obligation.id],
      note: reminder?.byHand.note,
      receivedUrl: asksToAcknowledge(message, duty) ? `${siteUrl}${await receivedPath(message, register)}` : undefined,
      withdrawal: record.withdrawal,
    }),
  });
  return sent === "look-again" ? sendLetter(message, effects) : sent;
}

/** Whether a letter has the link by which the unit says that it has received what is asked of it. */
function asksToAcknowledge({ milestone }: UnitLetterMessage, duty: Duty): boolean {
  return isUnanswered(duty) && (milestone === "issue" || milestone.startsWith("remind-") || isByHand(milestone));
}

/** The filing that a receipt is for. */
async function filedFor(message: UnitLetterMessage, register: Uses["register"]): Promise<LetterInput["filed"]> {
  if (answerOf(message.milestone) !== "receipt") return undefined;
  return register.filings.submission(message, Number(message.milestone.split("-")[1]));
}
