import * as z from "zod/mini";
import { compilePattern } from "../events/event-pattern.ts";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

export type Rule = {
  readonly name: string;
  readonly arn: string;
  readonly pattern: unknown;
  readonly matches: (event: unknown) => boolean;
  readonly targets: readonly { readonly arn: string; readonly deadLetterArn: string | undefined }[];
};

const TargetSchema = z.strictObject({
  Id: z.string(),
  Arn: z.string().check(z.regex(/^arn:aws:(lambda|sqs):/)),
  DeadLetterConfig: z.optional(z.object({ Arn: z.string() })),
  // How often the hand-over is tried again; here it never fails.
  RetryPolicy: z.optional(z.unknown()),
});
const RuleSchema = z.strictObject({
  Name: z.optional(z.string()),
  Description: z.optional(z.string()),
  EventPattern: z.unknown(),
  State: z._default(z.literal("ENABLED"), "ENABLED"),
  Targets: z._default(z.array(TargetSchema), []),
  Tags: z.optional(z.unknown()),
});

/** The rules on the default bus, where services write. */
export function readRules(template: Template): Rule[] {
  return template.ofType("AWS::Events::Rule").map((resource) => {
    const { id, ref, attributes } = resource;
    const { EventPattern, Targets } = readProperties(RuleSchema, resource);
    return {
      name: ref,
      arn: attributes["Arn"] ?? "",
      pattern: EventPattern,
      matches: compilePattern(EventPattern, `${id}.EventPattern`),
      targets: Targets.map(({ Arn, DeadLetterConfig }) => ({ arn: Arn, deadLetterArn: DeadLetterConfig?.Arn })),
    };
  });
}
