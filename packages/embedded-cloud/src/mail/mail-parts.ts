import { simpleParser } from "mailparser";
import type { Attachment } from "mailparser";

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

/** Opens a MIME message. */
export async function readMailContent(raw: Buffer): Promise<MailContent> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  return {
    text: mail.text ?? null,
    html: mail.html === false ? null : (mail.html ?? null),
    attachments: mail.attachments.map(attachmentOf),
  };
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
