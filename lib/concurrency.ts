import * as z from "zod/mini";

/** What an account has when it is new, and what it usually has once it was used for a while, or was asked for. */
export const concurrencyQuotas = { new: 10, usual: 1_000 } as const;

/** What one filing keeps a function busy for at worst, in seconds: a start from cold, and a report of many pages. */
export const FILING_SECONDS = 1;
/** Filings a second of a rush: 2,000 in the last ten seconds before a deadline. */
export const RUSH_PER_SECOND = 200;

/** Executions at once that a deployment needs of the account's quota. */
export type ConcurrencyNeed = {
  /** At most by its queues: the limits of their event sources added up. */
  readonly queues: number;
  /** By people in a rush: those who file, and as many who read; and the watchdog. */
  readonly people: number;
  readonly altogether: number;
};

const TemplateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z._default(z.record(z.string(), z.unknown()), {}) }),
  ),
});
const CappedSchema = z.object({ ScalingConfig: z.object({ MaximumConcurrency: z.int() }) });

/**
 * What a synthesized template needs. Beyond it, what is let in at the front (lib/route-limits.ts) would be refused
 * behind it.
 * @throws when an event source has no limit: then there is none to what its queue takes
 */
export function concurrencyNeed(template: unknown): ConcurrencyNeed {
  const queues = Object.values(z.parse(TemplateSchema, template).Resources)
    .filter(({ Type }) => Type === "AWS::Lambda::EventSourceMapping")
    .map(({ Properties }) => z.parse(CappedSchema, Properties).ScalingConfig.MaximumConcurrency)
    .reduce((sum, cap) => sum + cap, 0);
  const people = RUSH_PER_SECOND * FILING_SECONDS * 2 + 1;
  return { queues, people, altogether: queues + people };
}
