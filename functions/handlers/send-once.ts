import type { Email } from "../domain/ids.ts";
import { letterKey } from "../domain/letter.ts";
import type { LetterName } from "../domain/letter.ts";
import type { Effects } from "../effects.ts";
import { log } from "../log.ts";
import type { LetterText } from "../mail/letters/letter-text.ts";
import type { Ledger } from "../store/letters.ts";

/** What became of a message: `again` leaves it on the queue, to be looked at later. */
export type Handled = "done" | "again";

type Uses = Pick<Effects, "clock" | "register" | "mailer" | "newAttempt">;
type Letter = {
  readonly ledger: Ledger;
  readonly letter: LetterName;
  readonly to: Email;
  readonly tags: Readonly<Record<string, string>>;
  readonly text: LetterText;
};

/**
 * The protocol by which a letter goes out once: claim it, hand it over once under the claim's name, confirm.
 * What is certainly not sent is freed and tried again. What nobody knows keeps its claim: the mail service's
 * events close it, or its lease runs out without a word and the letter is claimed anew.
 */
export async function sendOnce(
  { clock, register, mailer, newAttempt }: Uses,
  { ledger, letter, to, tags, text }: Letter,
): Promise<Handled | "look-again"> {
  const { letters } = register;
  const name = letterKey(letter);
  const attempt = newAttempt();
  const at = clock.now();
  // Somebody else has it, or it is no longer owed: looking again tells which, and records it.
  if (!(await letters.claim(ledger, letter, { status: "claimed", at, to, attempt }))) return "look-again";

  const { ladder, milestone, addressee } = letter;
  const sent = await mailer.send({
    to,
    letter: text,
    at,
    tags: { ...tags, ladder: String(ladder), milestone, addressee, attempt },
  });
  switch (sent.outcome) {
    case "sent":
      await letters.confirm(ledger, name, attempt, clock.now());
      return "done";
    case "not-sent":
      log("warn", "A letter was not taken and will be tried again.", { ...tags, milestone, attempt, why: sent.why });
      await letters.release(ledger, name, attempt);
      return "again";
    case "refused":
      log("error", "The mail service refuses a letter.", { ...tags, milestone, attempt, why: sent.why });
      await letters.record(ledger, name, { status: "rejected", at: clock.now(), to, attempt, reason: sent.why }, [
        "claimed",
      ]);
      return "done";
    case "unknown":
      log("warn", "Nobody knows yet whether a letter was sent.", { ...tags, milestone, attempt, why: sent.why });
      return "again";
    default:
      return sent satisfies never;
  }
}
