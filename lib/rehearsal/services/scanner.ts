import * as z from "zod/mini";

import { lacking, trusts } from "../grants.ts";
import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";

const plan = "AWS::GuardDuty::MalwareProtectionPlan";
const prerequisite =
  "https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html";
const testObject = "malware-protection-resource-validation-object";

export const types: ResourceTypes = {
  [plan]: {
    source: page(plan),
    claims: [{ by: ["ProtectedResource.S3Bucket.BucketName"], second: "refused", source: page(plan) }],
    fills: { at: "ProtectedResource.S3Bucket.BucketName", with: testObject, source: prerequisite },
  },
};

export const rules: readonly Rule[] = [
  {
    id: "scanner-may-look",
    policy: "The scanner's role is trusted by it and may do all that it asks for, before there is a plan.",
    source: prerequisite,
    breaches: each(
      plan,
      z.object({ Role: z.string(), ProtectedResource: z.object({ S3Bucket: z.object({ BucketName: z.string() }) }) }),
      ({ Role, ProtectedResource: { S3Bucket } }, { stack, before }) => {
        const role = stack.named(Role);
        const bucket = stack.named(S3Bucket.BucketName);
        if (bucket === undefined) return [];
        const arn = stack.arnOf(bucket);
        const missing = [
          { actions: ["s3:PutBucketNotification", "s3:GetBucketNotification", "s3:ListBucket"], on: arn },
          { actions: ["s3:PutObject"], on: `${arn}/${testObject}` },
        ].flatMap(({ actions, on }) => lacking({ stack, role, actions, on, before }));
        return [
          ...(trusts(role, "malware-protection-plan.guardduty.amazonaws.com")
            ? []
            : ["The request was rejected because the provided IAM role cannot be assumed by the service"]),
          ...missing.map(
            (action) =>
              `The request was rejected because the provided IAM role does not have the required permissions (${action})`,
          ),
        ];
      },
    ),
  },
];

export const limits: readonly Limit[] = [
  {
    of: plan,
    at: "ProtectedResource.S3Bucket.ObjectPrefixes",
    most: 5,
    unit: "entries",
    source: "https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-quotas-guardduty.html",
  },
];
