import * as z from "zod/mini";

import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../domain/ids.ts";
import { ADDRESSEES } from "../domain/letter.ts";

const obligation = { directiveId: DirectiveIdSchema, obligationId: ObligationIdSchema };

/** “Run this milestone.” Messages carry keys, never facts: what is to be done is read when it is done. */
export const RunMessageSchema = z.object({ ...obligation, run: z.string() });
export type RunMessage = z.infer<typeof RunMessageSchema>;

const UnitLetterSchema = z.object({
  kind: z.literal("letter"),
  ...obligation,
  unitId: UnitIdSchema,
  ladder: z.number(),
  milestone: z.string(),
  addressee: z.enum(ADDRESSEES),
});
const SupervisorLetterSchema = z.object({ kind: z.literal("supervisor-letter"), ...obligation, run: z.string() });
const CountSchema = z.object({ kind: z.literal("count"), ...obligation, change: z.record(z.string(), z.number()) });
const EnterReceiptSchema = z.object({
  kind: z.literal("enter-receipt"),
  ...obligation,
  unitId: UnitIdSchema,
  revision: z.number(),
});

/**
 * “Send this letter, if it is still owed”, “count this move”, or “enter this receipt in its register”: what a filing
 * need not wait for.
 */
export const PostMessageSchema = z.discriminatedUnion("kind", [
  UnitLetterSchema,
  SupervisorLetterSchema,
  CountSchema,
  EnterReceiptSchema,
]);
export type PostMessage = z.infer<typeof PostMessageSchema>;
export type UnitLetterMessage = z.infer<typeof UnitLetterSchema>;
export type SupervisorLetterMessage = z.infer<typeof SupervisorLetterSchema>;
export type EnterReceiptMessage = z.infer<typeof EnterReceiptSchema>;
