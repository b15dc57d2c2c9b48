import { readMailContent } from "./mail-parts.ts";
import type { MailContent } from "./mail-parts.ts";
import type { MailStore } from "./mail-store.ts";

export type MailboxLetter = ReturnType<typeof mailbox>[number];
export type OpenedLetter = MailboxLetter & MailContent;

/**
 * What was sent, in the order of sending, as others read it from outside: nothing is opened.
 *
 * @param sinceMs epoch milliseconds; a letter of that very moment is among them
 */
export function mailbox(mails: MailStore, sinceMs = 0) {
  return mails.mailbox({ sinceMs }).map((item) => ({
    id: item.id,
    /** ISO 8601, in UTC. */
    at: item.at,
    from: item.from,
    to: item.to,
    cc: item.cc,
    /** Whom the envelope names: who really got it. */
    recipients: item.recipients,
    subject: item.subject,
    tags: item.tags,
    outcome: item.outcome,
  }));
}

/** Opens a letter: its text, its HTML and what is attached. */
export async function openLetter(mails: MailStore, letter: MailboxLetter): Promise<OpenedLetter> {
  const { text, html, attachments } = await readMailContent(mails.raw(letter.id) ?? Buffer.alloc(0));
  const { tags, outcome, ...outside } = letter;
  return { ...outside, text, html, attachments, tags, outcome };
}
