import * as z from "zod/mini";

import { STANDINGS } from "../../../functions/domain/duty.ts";
import { parseInstant } from "../../../functions/domain/instant.ts";

const instant = z.pipe(z.string(), z.transform(parseInstant));

const RunSchema = z.object({
  obligationId: z.string(),
  milestone: z.string(),
  unitId: z.nullable(z.string()),
  key: z.string(),
  at: instant,
  phase: z.string(),
  reason: z.nullable(z.string()),
});
export type RunAnswer = z.infer<typeof RunSchema>;

/** What the replay reads of the API's answers. */
const DirectiveSchema = z.object({ milestones: z.array(RunSchema), cursor: z.nullable(z.string()) });
export const readDirectiveAnswer = (body: unknown) => DirectiveSchema.parse(body);

const EscalationsSchema = z.object({
  items: z.array(z.object({ unitId: z.string() })),
  cursor: z.nullable(z.string()),
});
export const readEscalations = (body: unknown) => EscalationsSchema.parse(body);

const DutySchema = z.object({
  unitId: z.string(),
  state: z.string(),
  late: z.boolean(),
  standing: z.nullable(z.enum(STANDINGS)),
  acknowledgedAt: z.nullable(z.string()),
  letters: z.array(
    z.object({
      milestone: z.string(),
      ladder: z.number(),
      addressee: z.string(),
      status: z.string(),
      to: z.nullable(z.string()),
      reason: z.optional(z.string()),
    }),
  ),
});
export type DutyAnswer = z.infer<typeof DutySchema>;

const DutiesSchema = z.object({ items: z.array(DutySchema), cursor: z.nullable(z.string()) });
export const readDuties = (body: unknown) => DutiesSchema.parse(body);
export const readDuty = (body: unknown) => DutySchema.parse(body);
