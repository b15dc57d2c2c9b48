import type { Email } from "../domain/ids.ts";
import { PAST_QUOTA } from "../domain/waiting.ts";
import { letterKey } from "../domain/letter.ts";
import type { LetterName } from "../domain/letter.ts";
import type { RunRef } from "../domain/milestone-run.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Effects } from "./effects.ts";
import { log } from "../runtime/log.ts";
import type { LetterText } from "../domain/letter-text.ts";
import type { Ledger } from "../store/letters.ts";
import { recountAgainFor } from "./recount-again-for.ts";

/** What became of a message: `again` leaves it on the queue, to be looked at later. */
export type Handled = "done" | "again";

type Uses = Pick<Effects, "clock" | "register" | "mailer" | "sendRateLimiter" | "newAttempt">;
type Letter = {
  readonly ledger: Ledger;
  readonly letter: LetterName;
  readonly to: Email;
  readonly tags: Readonly<Record<string, string>>;
  readonly text: LetterText;
  /** Since when it has waited for its address to be allowed, if it has. */
  readonly since?: EpochMs | undefined;
  /** The run whose looks ask for it again, should it have to wait. */
  readonly lookedAfterBy: RunRef;
};

/**
 * The protocol by which a letter goes out once: claim it when its turn has come, hand it over once under the
 * claim's name, confirm. What is certainly not sent is freed before anybody waits for anything, so that each try
 * looks anew whether it is still owed, and a worker that dies while it waits holds nothing. What nobody knows keeps
 * its claim: the mail service's events close it, or its lease runs out without a word and the letter is claimed anew
 * (D11, D21).
 */
export async function sendOnce(
  { clock, register, mailer, sendRateLimiter, newAttempt }: Uses,
  { ledger, letter, to, tags, text, since, lookedAfterBy }: Letter,
): Promise<Handled | "look-again"> {
  const { letters, units } = register;
  const name = letterKey(letter);
  const { ladder, milestone, addressee } = letter;
  const attempt = newAttempt();

  const sent = await sendRateLimiter.acquire(async (handOver) => {
    const at = clock.now();
    const claim = { status: "claimed", at, to, attempt, ...(since !== undefined && { since }) } as const;
    if (!(await letters.claim(ledger, letter, claim))) return "not-claimed" as const;
    return handOver(() =>
      mailer.send({
        to,
        letter: text,
        at,
        tags: { ...tags, ladder: String(ladder), milestone, addressee, attempt },
      }),
    );
  });
  // The looks ask again for what has waited: it need not lie on the queue, or among the dead letters.
  const untilLater = since === undefined ? "again" : "done";
  if (sent === "closed") {
    if (!sendRateLimiter.isPastQuota()) return untilLater;
    return (await waitFor(PAST_QUOTA, { ledger, letter, to, since, lookedAfterBy }, { clock, register }))
      ? "done"
      : "look-again";
  }
  // Somebody else has it, or it is no longer owed: looking again tells which, and records it.
  if (sent === "not-claimed") return "look-again";

  const facts = { ...tags, milestone, addressee, attempt };
  const release = async (waitsSince: EpochMs | undefined, reason?: string): Promise<void> => {
    if (waitsSince === undefined) return void (await letters.release(ledger, name, attempt));
    await letters.release(ledger, name, attempt, { at: clock.now(), since: waitsSince, reason });
    await recountAgainFor(lookedAfterBy, { clock, register });
  };
  switch (sent.outcome) {
    case "sent":
      await letters.confirm(ledger, name, attempt, clock.now());
      return "done";
    case "throttled":
      log("warn", "A letter was not taken and is tried again.", { ...facts, why: sent.why });
      await release(since);
      return "look-again";
    case "not-yet":
      log("warn", "A letter waits: its address may not be written to yet.", { ...facts, to, why: sent.why });
      await release(since ?? clock.now());
      return "done";
    case "quota":
      log("error", "The day's quota of letters is used up: a letter waits.", { ...facts, why: sent.why });
      await release(since ?? clock.now(), PAST_QUOTA);
      return "done";
    case "closed":
    case "held":
      log("error", "The mail service takes no such letter for now.", { ...facts, why: sent.why });
      await release(since);
      return untilLater;
    case "refused": {
      log("error", "The mail service refuses an address.", { ...facts, why: sent.why });
      const refusedAt = clock.now();
      // The address first: were only the letter spent, it would go there again.
      await units.markBounced(to, { at: refusedAt, why: "refused" });
      await letters.spend(ledger, name, { status: "rejected", at: refusedAt, to, attempt, reason: sent.why });
      return "look-again";
    }
    case "unknown":
      log("warn", "Nobody knows yet whether a letter was sent.", { ...facts, why: sent.why });
      return "again";
    default:
      return sent satisfies never;
  }
}

/**
 * Writes down that a letter waits, without a try, and has it looked after until it goes out or is owed no more. False when
 * somebody has it, or it is settled.
 */
export async function waitFor(
  reason: string,
  { ledger, letter, to, since, lookedAfterBy }: Pick<Letter, "ledger" | "letter" | "to" | "since" | "lookedAfterBy">,
  { clock, register }: Pick<Uses, "clock" | "register">,
): Promise<boolean> {
  const at = clock.now();
  const held = await register.letters.hold(ledger, letter, { at, since: since ?? at, to, reason });
  if (held) await recountAgainFor(lookedAfterBy, { clock, register });
  return held;
}
