import * as z from "zod/mini";

import { EmailSchema } from "./ids.ts";
import { lazyObject } from "./lazy-object.ts";

/** To whom of a unit a letter is addressed: the office that files, or the head. */
export const ADDRESSEES = ["unit", "head"] as const;
export type Addressee = (typeof ADDRESSEES)[number];

/**
 * What became of a letter. Open: `claimed`; `waiting`, since its address may not be written to yet, or takes nothing for now, or
 * the day's quota is used up. Settled: `sent` and what the mail service reports of it later
 * (`delivered`, `delayed`, `bounced`, `complained`, `rejected`), or `skipped` with its reason.
 */
export const LETTER_STATUSES = [
  "claimed",
  "waiting",
  "sent",
  "delivered",
  "delayed",
  "bounced",
  "complained",
  "rejected",
  "skipped",
] as const;
export type LetterStatus = (typeof LETTER_STATUSES)[number];

export const LetterEntrySchema = lazyObject(() => ({
  status: z.enum(LETTER_STATUSES),
  at: z.number(),
  to: z.optional(EmailSchema),
  /** The attempt token: written by the claim, carried by the mail as a tag, named by every event about it. */
  attempt: z.optional(z.string()),
  reason: z.optional(z.string()),
  /** When it first had to wait for its address to be allowed; `at` then is its last try. */
  since: z.optional(z.number()),
}));
export type LetterEntry = z.infer<typeof LetterEntrySchema>;
/** When a letter that waits was tried last, and when first; and for what it waits, if not for its address to be allowed. */
export type Waits = { readonly at: number; readonly since: number; readonly reason?: string | undefined };

/** Whether a letter has gone out, or may have. */
export function mayHaveGoneOut({ status }: Pick<LetterEntry, "status">): boolean {
  return WENT_OUT.has(status);
}

const WENT_OUT: ReadonlySet<LetterStatus> = new Set<LetterStatus>([
  "claimed",
  "sent",
  "delivered",
  "delayed",
  "complained",
]);

/** Whether a letter waits, or is being tried again since it does. */
export function isKeptWaiting({ status, since }: Pick<LetterEntry, "status" | "since">): boolean {
  return status === "waiting" || (status === "claimed" && since !== undefined);
}

/**
 * A letter's name in the ledger of its duty: which ladder (0 the obligation's), which milestone or act, to
 * whom. `0.remind-10.unit`, `0.extended-1.unit`, `0.receipt-2.unit`. After a bounce the spent entry is kept
 * under the name with its attempt behind it, and the name is free for the next address.
 */
export type LetterName = { readonly ladder: number; readonly milestone: string; readonly addressee: Addressee };

export function letterKey({ ladder, milestone, addressee }: LetterName): string {
  return `${ladder}.${milestone}.${addressee}`;
}

/** The key under which a letter that came back is kept. */
export function spentKey(key: string, attempt: string): string {
  return `${key}.${attempt}`;
}

export function parseLetterKey(key: string): LetterName {
  const [ladder = "0", milestone = "", addressee = ""] = key.split(".");
  return { ladder: Number(ladder), milestone, addressee: addressee === "head" ? "head" : "unit" };
}

/** Acts that are answered by a letter at once; the milestone of such a letter is `receipt-2`, `returned-5`, `extended-1`, `moved-1`, `exempted-3`, `reinstated-4`, `withdrawn-1`. */
export const ANSWERS = ["receipt", "returned", "extended", "moved", "exempted", "reinstated", "withdrawn"] as const;
export type Answer = (typeof ANSWERS)[number];

/** Which act a letter's milestone answers, if it is not one of the ladder. */
export function answerOf(milestone: string): Answer | undefined {
  return ANSWERS.find((answer) => milestone.startsWith(`${answer}-`));
}

/** The milestone as people read it: the number behind an answer is only the ledger's. */
export function milestoneShown(milestone: string): string {
  return answerOf(milestone) ?? milestone;
}
