import { formatInstant } from "../../../functions/domain/instant.ts";
import type { MailStore } from "./mail-store.ts";

export type MailboxLetter = ReturnType<typeof mailbox>[number];

/**
 * What was sent, in the order of sending, as others read it.
 *
 * @param sinceMs epoch milliseconds; a letter of that very moment is among them
 */
export function mailbox(mails: MailStore, sinceMs = 0) {
  return mails.mailbox({ sinceMs }).map((item) => ({
    id: item.id,
    at: formatInstant(Date.parse(item.at)),
    from: item.from,
    to: item.to,
    cc: item.cc,
    /** Whom the envelope names: who really got it. */
    recipients: item.recipients,
    subject: item.subject,
    text: item.text,
    html: item.html,
    attachments: item.attachments,
    tags: item.tags,
    outcome: item.outcome,
  }));
}
