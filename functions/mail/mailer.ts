import type { Email } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { LetterText } from "../domain/letter-text.ts";

/** What is known of a letter after it was handed to the mail service. */
export type SendOutcome =
  | { readonly outcome: "sent"; readonly messageId: string }
  /** Certainly not sent, and may be tried again in seconds: letters come too fast, or the service was not reached. */
  | { readonly outcome: "throttled"; readonly why: string }
  /** Certainly not sent, and nor will any other be for some hours: the day's quota is used up. */
  | { readonly outcome: "quota"; readonly why: string }
  /** Certainly not sent, and nor will any other be for now: the operator has to act. */
  | { readonly outcome: "closed"; readonly why: string }
  /** Certainly not sent: this recipient may not be written to yet. Others may, and so may this one some day. */
  | { readonly outcome: "not-yet"; readonly why: string }
  /** Certainly not sent, for a reason that is neither the address's nor the account's: others may be sent. */
  | { readonly outcome: "held"; readonly why: string }
  /** Certainly not sent, and never will be to this address. */
  | { readonly outcome: "refused"; readonly why: string }
  /** Nobody knows: the answer was lost. Only the mail service's own events can tell. */
  | { readonly outcome: "unknown"; readonly why: string };

/** Which letter a mail is: carried as tags, and named again by every event about it. */
export type LetterTags = Readonly<Record<string, string>> & { readonly attempt: string };

export type Mailer = {
  /** Sends one letter to one address, once: no retries of its own. */
  readonly send: (mail: { to: Email; letter: LetterText; tags: LetterTags; at: EpochMs }) => Promise<SendOutcome>;
};
