import type { Email } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { LetterText } from "./letters/letter-text.ts";

/** What is known of a letter after it was handed to the mail service. */
export type SendOutcome =
  | { readonly outcome: "sent"; readonly messageId: string }
  /** Certainly not sent, and may be tried again: the service would not take so many, or could not be reached. */
  | { readonly outcome: "not-sent"; readonly why: string }
  /** Certainly not sent, and never will be as it is. */
  | { readonly outcome: "refused"; readonly why: string }
  /** Nobody knows: the answer was lost. Only the mail service's own events can tell. */
  | { readonly outcome: "unknown"; readonly why: string };

/** Which letter a mail is: carried as tags, and named again by every event about it. */
export type LetterTags = Readonly<Record<string, string>> & { readonly attempt: string };

export type Mailer = {
  /** Sends one letter to one address, once: no retries of its own. */
  readonly send: (mail: { to: Email; letter: LetterText; tags: LetterTags; at: EpochMs }) => Promise<SendOutcome>;
};
