import * as z from "zod/mini";

import { ExportedFileSchema } from "../domain/exported-file.ts";
import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../domain/ids.ts";
import { ADDRESSEES } from "../domain/letter.ts";

const obligation = { directiveId: DirectiveIdSchema, obligationId: ObligationIdSchema };

/** “Run this milestone.” Messages carry keys, never facts: what is to be done is read when it is done. */
export const RunMessageSchema = z.object({ ...obligation, run: z.string() });
export type RunMessage = z.infer<typeof RunMessageSchema>;

/** Asked for by a look, since it waits for its address to be allowed: the next look asks for it again. */
const waited = z.optional(z.boolean());

const UnitLetterSchema = z.object({
  kind: z.literal("letter"),
  ...obligation,
  unitId: UnitIdSchema,
  ladder: z.number(),
  milestone: z.string(),
  addressee: z.enum(ADDRESSEES),
  waited,
});
const SupervisorLetterSchema = z.object({
  kind: z.literal("supervisor-letter"),
  ...obligation,
  run: z.string(),
  waited,
});
const EnterReceiptSchema = z.object({
  kind: z.literal("enter-receipt"),
  ...obligation,
  unitId: UnitIdSchema,
  revision: z.number(),
});
/** “Tell one of those who asked for it, by his place among them, that the file is there.” */
const ExportLetterSchema = z.object({
  kind: z.literal("export-letter"),
  ...obligation,
  file: ExportedFileSchema,
  number: z.number(),
  person: z.number(),
});
const MissedLettersSchema = z.object({ kind: z.literal("missed-letters"), unitId: UnitIdSchema });

/**
 * “Send this letter, if it is still owed”, or “enter this receipt in its register”: what a filing need not wait for;
 * or “this unit can be reached again: ask for what it has missed”.
 */
export const PostMessageSchema = z.discriminatedUnion("kind", [
  UnitLetterSchema,
  SupervisorLetterSchema,
  EnterReceiptSchema,
  ExportLetterSchema,
  MissedLettersSchema,
]);
export type MailMessage = z.infer<typeof PostMessageSchema>;
export type UnitLetterMessage = z.infer<typeof UnitLetterSchema>;
export type SupervisorLetterMessage = z.infer<typeof SupervisorLetterSchema>;
export type MissedLettersMessage = z.infer<typeof MissedLettersSchema>;
export type ExportLetterMessage = z.infer<typeof ExportLetterSchema>;
export type EnterReceiptMessage = z.infer<typeof EnterReceiptSchema>;

/**
 * “A duty has moved; count it.” What the move changes is known to whoever made it, and to nobody later. Which duty it was is for the roll,
 * for which it is read; a message that an earlier release has sent does not say.
 */
export const CountMessageSchema = z.object({
  ...obligation,
  change: z.record(z.string(), z.number()),
  moved: z.optional(z.object({ unitId: UnitIdSchema, shards: z.number() })),
});
export type CountMessage = z.infer<typeof CountMessageSchema>;

/** “Make this file.” What has been made since, or is asked for anew, has another number. */
export const ExportMessageSchema = z.object({ ...obligation, file: ExportedFileSchema, number: z.number() });
export type ExportMessage = z.infer<typeof ExportMessageSchema>;
