import * as z from "zod/mini";

import type { Bucket, LifecycleRule } from "../objects/bucket.ts";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

const days = z.optional(z.int());
// Strict: a property that is overlooked would make a bucket of another kind.
const RuleSchema = z.strictObject({
  Id: z.optional(z.string()),
  Status: z.literal("Enabled"),
  Prefix: z._default(z.string(), ""),
  ExpirationInDays: days,
  NoncurrentVersionExpiration: z.optional(z.strictObject({ NoncurrentDays: z.int() })),
  AbortIncompleteMultipartUpload: z.optional(z.strictObject({ DaysAfterInitiation: z.int() })),
  // Markers that nothing lies under any more: here they only stand in the state database.
  ExpiredObjectDeleteMarker: z.optional(z.boolean()),
});
const CorsSchema = z.strictObject({
  Id: z.optional(z.string()),
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.string()),
  AllowedHeaders: z._default(z.array(z.string()), []),
  MaxAge: z.optional(z.int()),
});
const BucketSchema = z.strictObject({
  BucketName: z.optional(z.string()),
  VersioningConfiguration: z.strictObject({ Status: z.literal("Enabled") }),
  LifecycleConfiguration: z._default(z.strictObject({ Rules: z.array(RuleSchema) }), { Rules: [] }),
  CorsConfiguration: z._default(z.strictObject({ CorsRules: z.array(CorsSchema) }), { CorsRules: [] }),
  NotificationConfiguration: z._default(
    z.strictObject({ EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean() }) }),
    { EventBridgeConfiguration: { EventBridgeEnabled: false } },
  ),
  // Nobody reaches a bucket here but by a signature, and nothing here is encrypted.
  PublicAccessBlockConfiguration: z.optional(z.unknown()),
  BucketEncryption: z.optional(z.unknown()),
  OwnershipControls: z.optional(z.unknown()),
  Tags: z.optional(z.unknown()),
});
const PlanSchema = z.object({
  ProtectedResource: z.object({
    S3Bucket: z.object({ BucketName: z.string(), ObjectPrefixes: z._default(z.array(z.string()), [""]) }),
  }),
});

/** The buckets of the template, each with the plan by which a scanner looks through it. */
export function readBuckets(template: Template): Bucket[] {
  const plans = template.ofType("AWS::GuardDuty::MalwareProtectionPlan").map((resource) => ({
    planArn: resource.attributes["Arn"] ?? "",
    ...readProperties(PlanSchema, resource).ProtectedResource.S3Bucket,
  }));
  return template.ofType("AWS::S3::Bucket").map((resource) => {
    const { ref: name } = resource;
    const bucket = readProperties(BucketSchema, resource);
    const plan = plans.find(({ BucketName }) => BucketName === name);
    return {
      name,
      tells: bucket.NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled,
      lifecycle: bucket.LifecycleConfiguration.Rules.map(lifecycleRule),
      cors: bucket.CorsConfiguration.CorsRules.map(({ AllowedOrigins, AllowedMethods, AllowedHeaders }) => ({
        origins: AllowedOrigins,
        methods: AllowedMethods,
        headers: AllowedHeaders,
      })),
      scan: plan && { planArn: plan.planArn, prefixes: plan.ObjectPrefixes },
    };
  });
}

function lifecycleRule(rule: z.infer<typeof RuleSchema>): LifecycleRule {
  return {
    prefix: rule.Prefix,
    expires: rule.ExpirationInDays,
    oldVersionsExpire: rule.NoncurrentVersionExpiration?.NoncurrentDays,
    brokenOffUploadsExpire: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
  };
}
