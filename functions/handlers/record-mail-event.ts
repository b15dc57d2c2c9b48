import { shardsOf } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import { MINUTE_MS } from "../domain/instant.ts";
import { letterKey, spentKey } from "../domain/letter.ts";
import type { LetterEntry, LetterName, LetterStatus } from "../domain/letter.ts";
import { runKey } from "../domain/milestone-run.ts";
import type { RunRef } from "../domain/milestone-run.ts";
import type { Effects } from "../effects.ts";
import { log } from "../log.ts";
import type { EventTags, MailEvent } from "../mail/mail-event.ts";
import type { PostMessage } from "../queue/messages.ts";
import { dutyLedger, runLedger } from "../store/letters.ts";
import type { Ledger } from "../store/letters.ts";

type Uses = Pick<Effects, "register" | "queues">;
type Found = {
  readonly ledger: Ledger;
  readonly entries: Readonly<Record<string, LetterEntry>>;
  readonly letter: LetterName;
  /** What asks for the same letter again. */
  readonly again: PostMessage;
};

/** A mailbox that was full this often is treated as one that does not exist: the letter goes to the next. */
const SOFT_BOUNCES = 3;
/** The mail service has tried for hours already by the time it reports a bounce for now. */
const SOFT_BOUNCE_DELAY_SECONDS = (15 * MINUTE_MS) / 1000;

/**
 * Writes what the mail service tells of a letter into its ledger: closes a claim that a crash left open,
 * records arrival, and on a bounce or complaint marks the address and asks for the letter to the next one.
 * Events come late, twice and out of order; each is told apart by the attempt that it names.
 */
export async function recordMailEvent(event: MailEvent, { register, queues }: Uses): Promise<void> {
  const found = await findLetter(event.letter, register);
  if (!found) return log("warn", "The mail service told of a letter that is not there.", event.letter);
  const { ledger, entries, letter } = found;
  const name = letterKey(letter);
  const told = (status: LetterStatus) => ({ status, to: event.to, at: event.at, attempt: event.letter.attempt });
  const { record } = register.letters;

  switch (event.what) {
    case "sent":
      if (entries[name]?.status !== "claimed") return;
      await register.letters.confirm(ledger, name, event.letter.attempt, event.at);
      return;
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
      await register.units.markBounced(event.letter.unit, event.to, {
        at: event.at,
        why: event.what === "bounced" ? "bounce" : "complaint",
      });
      await sendToNext(found, told(event.what), queues, register, 0);
      return;
    case "bounced-for-now": {
      // Told of the same bounce twice, it counts once.
      const own = spentKey(name, event.letter.attempt);
      const before = Object.entries(entries).filter(
        ([key, { to }]) => key.startsWith(`${name}.`) && key !== own && to === event.to,
      ).length;
      const givenUp = before + 1 >= SOFT_BOUNCES;
      if (givenUp) await register.units.markBounced(event.letter.unit, event.to, { at: event.at, why: "bounce" });
      await sendToNext(found, told("bounced"), queues, register, givenUp ? 0 : SOFT_BOUNCE_DELAY_SECONDS);
      return;
    }
    default:
      return event.what satisfies never;
  }
}

/** Keeps the spent entry and asks for the letter again; asked for twice, it goes out once: the claim decides. */
async function sendToNext(
  { ledger, letter, again }: Found,
  spent: LetterEntry & { attempt: string },
  queues: Uses["queues"],
  register: Uses["register"],
  delaySeconds: number,
): Promise<void> {
  const name = letterKey(letter);
  // Asked for whether it was spent just now or before: the answer that it was may have been lost.
  await register.letters.spend(ledger, name, spent);
  await queues.post([again], { delaySeconds });
}

async function findLetter(tags: EventTags, register: Uses["register"]): Promise<Found | undefined> {
  const ref = { directiveId: tags.directive, obligationId: tags.obligation };
  if (tags.kind === "supervisor-letter") {
    const runRef: RunRef = { ...ref, run: runKey({ unitId: tags.of, ladder: tags.ladder, milestone: tags.milestone }) };
    const run = await register.runs.run(runRef);
    const letter: LetterName = { ladder: tags.ladder, milestone: tags.milestone, addressee: "unit" };
    return (
      run && { ledger: runLedger(run), entries: run.letters, letter, again: { kind: "supervisor-letter", ...runRef } }
    );
  }
  const record = await register.directives.directive(tags.directive);
  const obligation = record && obligationOf(record.directive, tags.obligation);
  if (!record || !obligation) return undefined;
  const shards = shardsOf(record, obligation);
  const dutyRef = { ...ref, unitId: tags.unit };
  // The latest write: a claim not yet seen would leave a letter that was sent looking as if it never was.
  const duty = await register.duties.duty(dutyRef, shards);
  const letter: LetterName = { ladder: tags.ladder, milestone: tags.milestone, addressee: tags.addressee };
  return (
    duty && {
      ledger: dutyLedger(dutyRef, shards),
      entries: duty.letters,
      letter,
      again: { kind: "letter", ...dutyRef, ...letter },
    }
  );
}
