import { simpleParser } from "mailparser";
import type { AddressObject, Attachment, ParsedMail } from "mailparser";
import type { Letter } from "./mail-store.ts";

/** What a message's headers say. */
export type MailHeaders = Pick<Letter, "to" | "cc" | "subject"> & {
  readonly from: readonly string[];
  readonly bcc: readonly string[];
};

/** What is in a message; text and HTML are the parts as sent, neither made from the other. */
export type MailContent = {
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
};

export type MailAttachment = {
  readonly filename: string | null;
  readonly contentType: string;
  readonly bytes: number;
  /** Of those whose type is text, such as a calendar entry. */
  readonly text: string | null;
};

/** Reads the headers alone of a MIME message: all that its sending depends on. */
export async function readMailHeaders(raw: Buffer): Promise<MailHeaders> {
  const mail = await parse(headersOf(raw));
  return {
    from: addressesOf(mail.from),
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    bcc: addressesOf(mail.bcc),
    subject: mail.subject ?? "",
  };
}

/** Opens a MIME message. */
export async function readMailContent(raw: Buffer): Promise<MailContent> {
  const mail = await parse(raw);
  return {
    text: mail.text ?? null,
    html: mail.html === false ? null : (mail.html ?? null),
    attachments: mail.attachments.map(attachmentOf),
  };
}

function parse(raw: Buffer): Promise<ParsedMail> {
  return simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
}

/** Up to the empty line, and with it. */
function headersOf(raw: Buffer): Buffer {
  const ends = ["\r\n\r\n", "\n\n"].map((end) => ({ at: raw.indexOf(end), length: end.length }));
  const [first] = ends.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at);
  return first === undefined ? raw : raw.subarray(0, first.at + first.length);
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  const fields = field === undefined ? [] : Array.isArray(field) ? field : [field];
  const mailboxes = fields.flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]));
  return mailboxes.flatMap(({ address }) => (address ? [address] : []));
}

function attachmentOf({ filename, contentType, content }: Attachment): MailAttachment {
  const isText = contentType.startsWith("text/");
  return {
    filename: filename ?? null,
    contentType,
    bytes: content.length,
    text: isText ? content.toString("utf8") : null,
  };
}
