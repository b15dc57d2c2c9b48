import * as z from "zod/mini";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

/** A queue whose messages a function is called with. */
export type QueueTrigger = {
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  /** How long a batch may wait for more messages; 0: not at all. */
  readonly windowMs: number;
  /** How many batches are in hand at once. */
  readonly concurrency: number;
  /** Whether the function says which messages of a batch failed. */
  readonly reportsFailures: boolean;
};

/** Lambda reads a queue with five pollers to begin with; two show as well what does not bear company. */
const usualConcurrency = 2;

// Strict: a filter that is overlooked would let through what the cloud keeps back.
const MappingSchema = z.strictObject({
  EventSourceArn: z.string().check(z.regex(/^arn:aws:sqs:/)),
  FunctionName: z.string(),
  BatchSize: z._default(z.int(), 10),
  MaximumBatchingWindowInSeconds: z._default(z.int(), 0),
  FunctionResponseTypes: z._default(z.array(z.literal("ReportBatchItemFailures")), []),
  ScalingConfig: z.optional(z.object({ MaximumConcurrency: z.int() })),
  Enabled: z._default(z.literal(true), true),
  Tags: z.optional(z.unknown()),
});

export function readQueueTriggers(template: Template): QueueTrigger[] {
  return template.ofType("AWS::Lambda::EventSourceMapping").map((resource) => {
    const mapping = readProperties(MappingSchema, resource);
    return {
      queueArn: mapping.EventSourceArn,
      functionName: mapping.FunctionName,
      batchSize: mapping.BatchSize,
      windowMs: mapping.MaximumBatchingWindowInSeconds * 1000,
      concurrency: mapping.ScalingConfig?.MaximumConcurrency ?? usualConcurrency,
      reportsFailures: mapping.FunctionResponseTypes.length > 0,
    };
  });
}
