import * as z from "zod/mini";

import { withoutConditions } from "./conditions.ts";

const PolicySchema = z.enum(["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"]);
export type Policy = z.infer<typeof PolicySchema>;

const ResourceSchema = z.object({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  DependsOn: z._default(z.union([z.array(z.string()), z.string()]), []),
  // What CloudFormation takes where a template says nothing.
  DeletionPolicy: z._default(PolicySchema, "Delete"),
  UpdateReplacePolicy: z._default(PolicySchema, "Delete"),
});
const TemplateSchema = z.object({
  Description: z._default(z.string(), ""),
  Parameters: z._default(
    z.record(z.string(), z.object({ Default: z.optional(z.union([z.string(), z.number()])) })),
    {},
  ),
  Resources: z.record(z.string(), ResourceSchema),
  Outputs: z._default(z.record(z.string(), z.unknown()), {}),
});
export type Template = z.infer<typeof TemplateSchema>;
export type TemplateResource = Template["Resources"][string];

/**
 * A template as CloudFormation reads it: conditions are decided, and what they leave out is gone.
 * @throws Error for a template that has not the form of one, or a condition that only an account could decide.
 */
export function parseTemplate(json: unknown): Template {
  return z.parse(TemplateSchema, withoutConditions(json));
}
