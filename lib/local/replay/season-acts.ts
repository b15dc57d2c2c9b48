import * as z from "zod/mini";

import { CalendarLineSchema } from "../../../functions/domain/calendar-year.ts";
import { writtenDeadline } from "../../../functions/domain/deadline.ts";
import { EmailSchema } from "../../../functions/domain/ids.ts";
import { InstantSchema, LocalDateSchema } from "../../../functions/domain/instant.ts";
import { CONTACT_ROLES } from "../../../functions/domain/unit.ts";
import { RemindSchema } from "../../../functions/use-cases/remind-by-hand.ts";

const words = z.string().check(z.trim(), z.minLength(1, { error: "must not be empty" }));

/** Needed only where the season has several directives that may be meant. */
const directive = z.optional(z.string());
const ofObligation = { at: InstantSchema, obligation: z.string(), directive };
const ofUnit = { ...ofObligation, unit: z.string() };
const units = z.array(z.string()).check(z.minLength(1, { error: "must name at least one unit" }));
/** Why, and by which document; where the season says nothing, something is said for it. */
const grounds = { reason: z.optional(words), documentNumber: z.optional(words) };

const UnitActSchema = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("draft"), ...ofUnit }),
  z.strictObject({
    act: z.literal("submit"),
    ...ofUnit,
    documentNumber: z.optional(words),
    sections: z.optional(z.record(z.string(), z.string())),
    figures: z.optional(z.record(z.string(), z.int())),
  }),
  z.strictObject({ act: z.literal("return"), ...ofUnit, ...writtenDeadline, reason: words }),
  z.strictObject({
    act: z.literal("extend"),
    ...ofUnit,
    ...writtenDeadline,
    reason: words,
    approvedBy: words,
    documentNumber: words,
  }),
  z.strictObject({ act: z.literal("accept"), ...ofUnit }),
  z.strictObject({ act: z.literal("exempt"), ...ofUnit, reason: words }),
  z.strictObject({ act: z.literal("reinstate"), ...ofUnit, ...writtenDeadline, reason: words }),
  z.strictObject({
    act: z.literal("reason"),
    ...ofUnit,
    reason: z.optional(words),
    text: z.optional(words),
    promisedOn: z.optional(LocalDateSchema),
  }),
  z.strictObject({
    act: z.literal("paper"),
    ...ofUnit,
    receivedAt: z.optional(InstantSchema),
    documentNumber: z.optional(words),
    note: z.optional(words),
  }),
  z.strictObject({ act: z.literal("bounce"), ...ofUnit, contact: z.enum(CONTACT_ROLES) }),
  z.strictObject({ act: z.literal("mend"), ...ofUnit, contact: z.enum(CONTACT_ROLES), email: EmailSchema }),
  z.strictObject({ act: z.literal("acknowledge"), ...ofUnit }),
]);

const ObligationActSchema = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("move-date"),
    ...ofObligation,
    ...writtenDeadline,
    reason: words,
    documentNumber: words,
    approvedBy: z.optional(words),
  }),
  z.strictObject({ act: z.literal("add"), ...ofObligation, units, ...writtenDeadline, ...grounds }),
  z.strictObject({ act: z.literal("release"), ...ofObligation, units, ...grounds }),
  z.strictObject({
    act: z.literal("remind"),
    ...ofObligation,
    units: z.union([z.enum(["late", "open"]), units], {
      error: 'must be "late", "open", or a list of at least one unit',
    }),
    note: RemindSchema.shape.note,
    again: RemindSchema.shape.again,
  }),
]);

const DirectiveActSchema = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("withdraw"), at: InstantSchema, directive, ...grounds }),
]);

const CalendarActSchema = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("final-year"),
    at: InstantSchema,
    year: z
      .int()
      .check(
        z.gte(1900, { error: "must be a year from 1900 to 2199" }),
        z.lte(2199, { error: "must be a year from 1900 to 2199" }),
      ),
    lines: z.array(CalendarLineSchema),
  }),
]);

/** What people do in a season: about one unit's duty, an obligation, a directive, or the working calendar. */
export const ActSchema = z.discriminatedUnion("act", [
  UnitActSchema,
  ObligationActSchema,
  DirectiveActSchema,
  CalendarActSchema,
]);
export type Act = z.infer<typeof ActSchema>;

/** The directive that is meant. */
type Placed = { readonly directiveId: string };

export type UnitAct = z.infer<typeof UnitActSchema> & Placed;
export type ObligationAct = z.infer<typeof ObligationActSchema> & Placed;
export type DirectiveAct = z.infer<typeof DirectiveActSchema> & Placed;
export type CalendarAct = z.infer<typeof CalendarActSchema>;

/** An act, and the directive that is meant by it. */
export type PlacedAct = UnitAct | ObligationAct | DirectiveAct | CalendarAct;

export function isUnitAct(act: PlacedAct): act is UnitAct {
  return "unit" in act;
}

/** The units that an act on an obligation names, one by one. */
export function unitsNamed(act: Act | PlacedAct): readonly string[] {
  return "units" in act && typeof act.units !== "string" ? act.units : [];
}

export function isObligationAct(act: PlacedAct): act is ObligationAct {
  return "obligation" in act && !isUnitAct(act);
}
