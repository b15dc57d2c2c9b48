import MailComposer from "nodemailer/lib/mail-composer";

import type { EpochMs } from "../domain/instant.ts";
import type { LetterText } from "../domain/letter-text.ts";
import { oneLine } from "../domain/one-line.ts";

export type MimeInput = {
  /** The address that letters come from; its name is the product's. */
  readonly from: string;
  readonly to: string | readonly string[];
  readonly cc?: string | readonly string[] | undefined;
  readonly letter: LetterText;
  /** Further headers, such as those that the mail service reads. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly messageDate: EpochMs;
  /** What the Message-ID is made of, so that one attempt has one; random when missing. */
  readonly messageIdSeed?: string | undefined;
};

/**
 * A letter as the bytes of a MIME message: text, HTML and the calendar entry. Rejects when an address or a
 * header's name is not one; line breaks in a header's value become spaces.
 */
export async function composeMime({
  from,
  to,
  cc,
  letter,
  headers,
  messageDate,
  messageIdSeed,
}: MimeInput): Promise<Uint8Array> {
  const sender = mailbox(from, "Đúng Hạn");
  const thread = letter.thread && messageId(letter.thread.name, from);
  const mail = new MailComposer({
    from: sender,
    to: mailboxes(to),
    ...(cc === undefined ? {} : { cc: mailboxes(cc) }),
    ...(letter.replyTo === undefined ? {} : { replyTo: mailbox(letter.replyTo, "") }),
    // The mail service puts a Message-ID of its own in place of ours, so letters refer to a name that none of them has (D162).
    ...(thread === undefined ? {} : { inReplyTo: thread, references: [thread] }),
    subject: oneLine(letter.subject),
    date: new Date(messageDate),
    ...(messageIdSeed === undefined ? {} : { messageId: messageId(messageIdSeed, from) }),
    text: letter.text,
    html: letter.html,
    // Attached only: beside the HTML as an alternative, Outlook shows the entry in place of the letter.
    attachments: [letter.calendarEntry ?? []].flat().map(({ filename, content, method }) => ({
      filename,
      content,
      contentType: `text/calendar; charset=utf-8; method=${method}`,
    })),
    headers: {
      ...extraHeaders(headers ?? {}),
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": "vi",
      // What Outlook calls the conversation by, whatever the subjects of its letters.
      ...(letter.thread && { "Thread-Topic": oneLine(letter.thread.topic) }),
    },
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await mail.compile().build();
}

type Mailbox = { name: string; address: string };

function mailboxes(addresses: string | readonly string[]): Mailbox[] {
  return (typeof addresses === "string" ? [addresses] : addresses).map((address) => mailbox(address, ""));
}

/** One address is one mailbox: what a header would read as several, or as another header, is refused. */
function mailbox(address: string, name: string): Mailbox {
  if (!/^[^\s\p{Cc}<>(),;:"\\[\]@]+@[^\s\p{Cc}<>(),;:"\\[\]@]+$/u.test(address)) {
    throw new TypeError(`A mail address is one mailbox, like vanthu@so.tinh.example; got ${JSON.stringify(address)}.`);
  }
  return { name, address };
}

function extraHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name))
        throw new TypeError(`A header's name is letters, digits and -; got ${JSON.stringify(name)}.`);
      return [name, oneLine(value)];
    }),
  );
}

function messageId(seed: string, from: string): string {
  return `<${seed.replace(/[^\w.-]+/g, "-")}@${from.slice(from.indexOf("@") + 1)}>`;
}
