import * as z from "zod/mini";

import {
  DirectiveIdSchema,
  EmailSchema,
  KindSchema,
  ObligationIdSchema,
  OutlineIdSchema,
  UnitIdSchema,
} from "./ids.ts";
import { LocalDateSchema, TimeOfDaySchema } from "./instant.ts";
import { writtenDeadline } from "./deadline.ts";
import { addDirectiveFaults } from "./directive-faults.ts";
import { lazyStrictObject } from "./lazy-object.ts";
import { said } from "./message.ts";
import { filled, line, trimmed } from "./text.ts";

const text = trimmed(4000);

const person = () => ({ name: filled(200), post: filled(200) });

const FigureSchema = lazyStrictObject(() => ({
  id: OutlineIdSchema,
  title: filled(300),
  unit: z.optional(filled(60)),
  /** The figure that this one may not exceed: no more models can succeed than were registered. */
  atMost: z.optional(OutlineIdSchema),
}));
export type Figure = z.infer<typeof FigureSchema>;

const SectionSchema = lazyStrictObject(() => ({
  id: OutlineIdSchema,
  item: z.optional(z.int().check(z.positive())),
  title: filled(300),
  task: z.optional(text),
  figures: z.optional(z.array(FigureSchema).check(z.maxLength(60))),
}));
export type Section = z.infer<typeof SectionSchema>;

const workingDays = (least: number) =>
  z.array(z.int().check(z.gte(least), z.lte(60))).check(
    z.maxLength(20),
    z.refine((days) => new Set(days).size === days.length, {
      error: said("each number of working days may stand once", "Mỗi số ngày làm việc chỉ được nêu một lần"),
    }),
  );

/** The ladder of a directive that says nothing of it. */
const USUAL_LADDER = { remindWorkingDaysBefore: [20, 10, 5, 2, 0], followUpWorkingDaysAfter: [2, 5], at: "08:00" };

/** One obligation's ladder, counted in working days: before the target day, and after the escalation. */
export const LadderRulesSchema = lazyStrictObject(() => ({
  remindWorkingDaysBefore: z._default(workingDays(0), USUAL_LADDER.remindWorkingDaysBefore),
  followUpWorkingDaysAfter: z._default(workingDays(1), USUAL_LADDER.followUpWorkingDaysAfter),
  at: z._default(TimeOfDaySchema, USUAL_LADDER.at),
}));
export type LadderRules = z.infer<typeof LadderRulesSchema>;

const ReportersSchema = lazyStrictObject(() => ({
  kinds: z.optional(z.array(KindSchema)),
  units: z.optional(z.array(UnitIdSchema)),
  except: z.optional(z.array(UnitIdSchema)),
}));
export type Reporters = z.infer<typeof ReportersSchema>;

/** What a signed PDF is to a report: it may stand for the sections, it must come with them, or the report takes none. */
export const SIGNED_PAPER = ["none", "allowed", "required"] as const;

const ObligationSchema = lazyStrictObject(() => ({
  id: ObligationIdSchema,
  item: z.optional(z.int().check(z.positive())),
  title: filled(500),
  reporters: ReportersSchema,
  receiver: UnitIdSchema,
  onBehalfOf: z.optional(filled(300)),
  forwardTo: z.optional(z.array(filled(300))),
  ...writtenDeadline,
  /** Working days in which the receiver means to review a report that it received. */
  acceptWithin: z.optional(z.int().check(z.gte(1), z.lte(60))),
  /** The obligation whose reports this one is made of. */
  consolidates: z.optional(ObligationIdSchema),
  outline: z._default(z.array(SectionSchema).check(z.maxLength(60)), []),
  signedPaper: z._default(z.enum(SIGNED_PAPER), "none"),
  ladder: z._default(LadderRulesSchema, USUAL_LADDER),
}));
export type Obligation = z.infer<typeof ObligationSchema>;

/** A công văn as the register keeps it: how its parts fit together was looked at when it was entered. */
export const KeptDirectiveSchema = lazyStrictObject(() => ({
  id: DirectiveIdSchema,
  number: filled(100),
  issuedOn: LocalDateSchema,
  issuer: filled(300),
  signer: z.optional(z.strictObject(person())),
  /** The officer in charge: whom units may telephone, and who reads what they answer. */
  contact: z.optional(z.strictObject({ ...person(), phone: line(40), email: EmailSchema })),
  subject: filled(1000),
  basis: z._default(z.array(filled(1000)), []),
  addressees: z._default(z.array(filled(500)), []),
  copies: z._default(z.array(filled(500)), []),
  obligations: z.array(ObligationSchema).check(
    z.minLength(1, {
      error: said("a directive demands at least one report", "Văn bản chỉ đạo phải có ít nhất một yêu cầu báo cáo"),
    }),
    z.maxLength(20),
  ),
}));

/** A công văn as a file or a request brings it. Marked as pure, so that functions which only read the register leave it out. */
export const DirectiveSchema = /* @__PURE__ */ KeptDirectiveSchema.check(addDirectiveFaults);
export type Directive = z.infer<typeof DirectiveSchema>;
export type Contact = NonNullable<Directive["contact"]>;

export function obligationOf(directive: Directive, obligationId: string): Obligation | undefined {
  return directive.obligations.find(({ id }) => id === obligationId);
}

/** The obligation whose report is made of this one's, if any: no follow-up may come at or after its target day. */
export function consolidatorOf(directive: Directive, obligation: Obligation): Obligation | undefined {
  return directive.obligations.find(({ consolidates }) => consolidates === obligation.id);
}

/** Every figure of an outline, in its order. */
export function figuresOf({ outline }: Pick<Obligation, "outline">): Figure[] {
  return outline.flatMap(({ figures }) => figures ?? []);
}
