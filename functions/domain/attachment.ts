import * as z from "zod/mini";

import { FILE_KINDS } from "./file-kind.ts";
import type { FileKind } from "./file-kind.ts";
import { LocalDateSchema } from "./instant.ts";
import type { EpochMs } from "./instant.ts";
import { lazyObject } from "./lazy-object.ts";
import { said } from "./message.ts";

/** What a unit may attach to one report, and how long it may take to send a file. */
export const ATTACHING = {
  /** Bytes of one file. */
  mostBytes: 25 * 1024 * 1024,
  /** Files of one filing. */
  mostFiles: 10,
  /** Files of one duty, those of earlier filings among them. */
  mostOfDuty: 40,
  /** Files of one directive: its scan, its annexes, and scans in place of those that went wrong. */
  mostOfDirective: 10,
  /** Files of one unit, of all its duties, that are on their way or wait to be looked at. */
  mostWaiting: 10,
  /** How often the examination of a file may end without a word before the file is unreadable. */
  mostExaminations: 3,
  /** Seconds in which a file that was announced has to be sent. */
  sendingSeconds: 30 * 60,
} as const;

export const AttachmentIdSchema = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9_-]{8,40}$/, {
      error: said("must be an attachment's id", "Phải là mã của một tài liệu đính kèm"),
    }),
  )
  .brand<"AttachmentId">();
export type AttachmentId = z.infer<typeof AttachmentIdSchema>;

export const HashSchema = z.string().check(
  z.regex(/^[0-9a-f]{64}$/, {
    error: said("must be a SHA-256 in 64 small hexadecimal digits", "Phải là mã SHA-256 gồm 64 chữ số thập lục phân"),
  }),
);

/** An attachment as it stands in a filing, for good. */
export const FiledAttachmentSchema = lazyObject(() => ({
  id: AttachmentIdSchema,
  name: z.string(),
  /** Bytes. */
  size: z.int(),
  type: z.string(),
  sha256: HashSchema,
}));
export type FiledAttachment = z.infer<typeof FiledAttachmentSchema>;

/** What a filing names: the attachment, and the content that whoever files has seen. What else is known of it may stand beside it. */
export const NamedAttachmentSchema = lazyObject(() => ({ id: AttachmentIdSchema, sha256: HashSchema }));
export type NamedAttachment = z.infer<typeof NamedAttachmentSchema>;

/** What a PDF says of itself, as far as it can be read: a proposal, which whoever files confirms. */
export const PaperTextSchema = lazyObject(() => ({
  /** A scan has none. */
  hasText: z.boolean(),
  documentNumber: z.optional(z.string()),
  signedOn: z.optional(LocalDateSchema),
  signer: z.optional(z.object({ name: z.string(), post: z.string() })),
}));
export type PaperText = z.infer<typeof PaperTextSchema>;

/** Why a file that came was not taken. */
export const UNFIT = [
  "not-its-type",
  "old-format",
  "polyglot",
  "broken",
  "unreadable",
  "locked",
  "swollen",
  "macros",
  "macro-sheets",
  "templates",
  "ole-objects",
  "dde",
  "external-links",
  "scripts",
  "actions",
  "embedded-files",
  "secret",
  "too-large",
  "altered",
  "malware",
  "unscannable",
] as const;
export type Unfit = (typeof UNFIT)[number];

/** An attachment of a duty, or of a directive, from the moment that it was announced. */
export type Attachment = {
  readonly id: AttachmentId;
  readonly name: string;
  readonly kind: FileKind;
  readonly announcedAt: EpochMs;
  readonly by: string;
  /** Bytes that may come. */
  readonly mostBytes: number;
  /** What its content has to be, if the uploader said so. */
  readonly declared?: string | undefined;
} & (
  | { readonly state: "awaited" }
  | { readonly state: "refused"; readonly unfit: Unfit }
  | {
      readonly state: "ready";
      readonly size: number;
      readonly sha256: string;
      /** The archive's version: never any other content. */
      readonly version: string;
      /** Whether a filing has named it: from then on nobody takes it away. */
      readonly named: boolean;
      /** Of a PDF: what it says of itself. */
      readonly paper?: PaperText | undefined;
    }
);
export type ReadyAttachment = Extract<Attachment, { state: "ready" }>;

/** Until when an announced file may come. */
export const sendableUntil = ({ announcedAt }: Pick<Attachment, "announcedAt">): EpochMs =>
  announcedAt + ATTACHING.sendingSeconds * 1000;

/** Whether it takes up room: what was refused, or never came in time, does not. */
export function takesRoom(attachment: Attachment, now: EpochMs): boolean {
  switch (attachment.state) {
    case "awaited":
      return now < sendableUntil(attachment);
    case "refused":
      return false;
    case "ready":
      return true;
    default:
      return attachment satisfies never;
  }
}

export const isReady = (attachment: Attachment): attachment is ReadyAttachment => attachment.state === "ready";

/** As it stands in a filing. */
export function asFiled({ id, name, size, kind, sha256 }: ReadyAttachment): FiledAttachment {
  return { id, name, size, type: FILE_KINDS[kind].contentType, sha256 };
}
