import * as z from "zod/mini";

import { writtenDeadline } from "../../../functions/domain/deadline.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { PlacedAct } from "./season-acts.ts";

/** One thing that happened in a season, as the timeline tells it. */
export type Happening =
  | { readonly what: "issued"; readonly at: EpochMs }
  | { readonly what: "act"; readonly at: EpochMs; readonly act: PlacedAct; readonly outcome: ActOutcome }
  | {
      readonly what: "milestone";
      readonly at: EpochMs;
      readonly directive: string;
      readonly obligation: string;
      readonly milestone: string;
      readonly unit: string | null;
    };

const ActOutcomeSchema = z.object({
  standing: z.optional(z.nullable(z.string())),
  supplementStanding: z.optional(z.nullable(z.string())),
  revision: z.optional(z.number()),
  receipt: z.optional(z.unknown()),
  before: z.optional(z.string()),
  /** Of a date that was moved: the one before, and how many duties went by it and how many kept their own. */
  previous: z.optional(z.object(writtenDeadline)),
  moved: z.optional(z.number()),
  kept: z.optional(z.number()),
  /** Of a year that was made final: the milestones that fall elsewhere by it. */
  changes: z.optional(z.array(z.unknown())),
  /** Of a reminder by hand: how many units were written to. */
  reminded: z.optional(z.number()),
  /** Of a letter's button: since when the unit is known to know of its duty. */
  acknowledgedAt: z.optional(z.nullable(z.string())),
});
export type ActOutcome = z.infer<typeof ActOutcomeSchema>;

export function outcomeOf(body: unknown): ActOutcome {
  return ActOutcomeSchema.parse(body);
}

/** Thrown when the product refuses what the season asks of it. */
export class SeasonRefused extends Error {}

/** The body of an answer that must be a success. @throws SeasonRefused with the refusal's own words. */
export function expectDone({ status, body }: { status: number; body: unknown }, doing: string): unknown {
  if (status >= 200 && status < 300) return body;
  throw new SeasonRefused(`Could not ${doing}: ${status} ${JSON.stringify(body)}`);
}
