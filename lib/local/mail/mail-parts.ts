import { simpleParser } from "mailparser";
import type { AddressObject, Attachment } from "mailparser";
import type { Letter } from "./mail-store.ts";

/** What a message says of itself. */
export type MailParts = Pick<Letter, "to" | "cc" | "subject" | "text" | "html" | "attachments"> & {
  readonly from: readonly string[];
  readonly bcc: readonly string[];
};

/** Reads a MIME message; text and HTML are the parts as sent, neither made from the other. */
export async function readMailParts(raw: Buffer): Promise<MailParts> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  return {
    from: addressesOf(mail.from),
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    bcc: addressesOf(mail.bcc),
    subject: mail.subject ?? "",
    text: mail.text ?? null,
    html: mail.html === false ? null : (mail.html ?? null),
    attachments: mail.attachments.map(attachmentOf),
  };
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  const fields = field === undefined ? [] : Array.isArray(field) ? field : [field];
  const mailboxes = fields.flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]));
  return mailboxes.flatMap(({ address }) => (address ? [address] : []));
}

function attachmentOf({ filename, contentType, content }: Attachment): Letter["attachments"][number] {
  const isText = contentType.startsWith("text/");
  return {
    filename: filename ?? null,
    contentType,
    bytes: content.length,
    text: isText ? content.toString("utf8") : null,
  };
}
