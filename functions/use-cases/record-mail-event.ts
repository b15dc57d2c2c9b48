import { placeOf } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import { FULL_AFTER, cameBackAt } from "../domain/full-mailbox.ts";
import { MINUTE_MS } from "../domain/instant.ts";
import { letterKey, spentKey } from "../domain/letter.ts";
import type { LetterEntry, LetterName, LetterStatus } from "../domain/letter.ts";
import { runKey } from "../domain/milestone-run.ts";
import type { RunRef } from "../domain/milestone-run.ts";
import type { Effects } from "./effects.ts";
import { madeIn } from "./send-export-letter.ts";
import { log } from "../runtime/log.ts";
import type { EventTags, MailEvent } from "../mail/mail-event.ts";
import type { MailMessage } from "../queue/messages.ts";
import { dutyLedger, exportLedger, runLedgerAt } from "../store/letters.ts";
import type { Ledger } from "../store/letters.ts";

type Uses = Pick<Effects, "register" | "queues">;
/** A letter that the mail service tells of: where its ledger stands, and what asks for it again. */
type Named = { readonly ledger: Ledger; readonly letter: LetterName; readonly again: MailMessage };

/** The mail service has tried for hours already by the time it reports a bounce for now. */
const SOFT_BOUNCE_DELAY_SECONDS = (15 * MINUTE_MS) / 1000;

/**
 * Records what came together of one attempt, in the order that it came. That it was sent is then told by what became of
 * it: whatever that is, its write closes a claim as well.
 */
export async function recordEventsOfAttempt(events: readonly MailEvent[], effects: Uses): Promise<void> {
  const outcomes = events.filter(({ what }) => what !== "sent");
  for (const event of outcomes.length > 0 ? outcomes : events) await recordMailEvent(event, effects);
}

/**
 * Writes what the mail service tells of a letter into its ledger: closes a claim that a crash left open,
 * records arrival, and on a bounce or complaint marks the address and asks for the letter to the next one.
 * Events come late, twice and out of order; each is told apart by the attempt that it names. What happens to nearly
 * every letter, its arrival, is written without a look: the write's own condition knows whether it still tells anything
 * (D30).
 */
export async function recordMailEvent(event: MailEvent, { register, queues }: Uses): Promise<void> {
  const named = await nameLetter(event.letter, register);
  if (!named) return notThere(event);
  const { ledger, letter } = named;
  const name = letterKey(letter);
  const told = (status: LetterStatus) => ({ status, to: event.to, at: event.at, attempt: event.letter.attempt });
  const { record } = register.letters;

  switch (event.what) {
    case "sent": {
      // A look is cheaper than a write that nearly always comes second to the sender's own.
      const entries = await register.letters.entries(ledger);
      if (!entries) return notThere(event);
      if (entries[name]?.status === "claimed")
        await register.letters.confirm(ledger, name, event.letter.attempt, event.at);
      return;
    }
    case "delivered":
      await record(ledger, name, told("delivered"), ["claimed", "sent", "delayed"]);
      return;
    case "delayed":
      await record(ledger, name, told("delayed"), ["claimed", "sent"]);
      return;
    case "rejected":
      await record(ledger, name, told("rejected"), ["claimed", "sent"]);
      return;
    case "bounced":
    case "complained":
      if (!(await register.letters.entries(ledger))) return notThere(event);
      await register.units.markBounced(event.to, {
        at: event.at,
        why: event.what === "bounced" ? "bounce" : "complaint",
      });
      await sendToNext(named, told(event.what), { register, queues }, 0);
      return;
    case "bounced-for-now": {
      const entries = await register.letters.entries(ledger);
      if (!entries) return notThere(event);
      // Told of the same bounce twice, it counts once. Full for good, the mailbox is passed over: the ledger tells (full-mailbox.ts).
      const { [spentKey(name, event.letter.attempt)]: _own, ...others } = entries;
      const passedOver = cameBackAt(others, name, event.to).length + 1 >= FULL_AFTER;
      await sendToNext(named, told("bounced"), { register, queues }, passedOver ? 0 : SOFT_BOUNCE_DELAY_SECONDS);
      return;
    }
    default:
      return event.what satisfies never;
  }
}

function notThere(event: MailEvent): void {
  log("warn", "The mail service told of a letter that is not there.", event.letter);
}

/** Keeps the spent entry and asks for the letter again; asked for twice, it goes out once: the claim decides. */
async function sendToNext(
  { ledger, letter, again }: Named,
  spent: LetterEntry & { attempt: string },
  { register, queues }: Uses,
  delaySeconds: number,
): Promise<void> {
  // Asked for whether it was spent just now or before: the answer that it was may have been lost.
  await register.letters.spend(ledger, letterKey(letter), spent);
  await queues.post([again], { delaySeconds });
}

/** Nothing for a letter of a directive that is not there. */
async function nameLetter(tags: EventTags, register: Uses["register"]): Promise<Named | undefined> {
  const ref = { directiveId: tags.directive, obligationId: tags.obligation };
  if (tags.kind === "supervisor-letter") {
    const run: RunRef = { ...ref, run: runKey({ unitId: tags.of, ladder: tags.ladder, milestone: tags.milestone }) };
    const letter: LetterName = { ladder: tags.ladder, milestone: tags.milestone, addressee: "unit" };
    return { ledger: runLedgerAt(run), letter, again: { kind: "supervisor-letter", ...run } };
  }
  if (tags.kind === "export-letter") {
    const named = { ...ref, file: tags.of };
    const letter: LetterName = { ladder: tags.ladder, milestone: tags.milestone, addressee: "unit" };
    return {
      ledger: exportLedger(named),
      letter,
      again: { kind: "export-letter", ...named, ...madeIn(tags.milestone) },
    };
  }
  const record = await register.directives.directive(tags.directive);
  const obligation = record && obligationOf(record.directive, tags.obligation);
  if (!record || !obligation) return undefined;
  const dutyRef = { ...ref, unitId: tags.unit };
  const letter: LetterName = { ladder: tags.ladder, milestone: tags.milestone, addressee: tags.addressee };
  return {
    ledger: dutyLedger(dutyRef, placeOf(record, obligation)),
    letter,
    again: { kind: "letter", ...dutyRef, ...letter },
  };
}
