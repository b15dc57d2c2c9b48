import { ArnFormat, Aws, Stack, Validations } from "aws-cdk-lib";
import type { EventPattern } from "aws-cdk-lib/aws-events";
import { CfnMalwareProtectionPlan } from "aws-cdk-lib/aws-guardduty";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { IConstruct } from "constructs";

import { PREFIXES } from "../functions/objects/archive-keys.ts";

export interface ScannerProps {
  /** Whose incoming files it looks through. */
  readonly bucket: Bucket;
  /** What the template calls it. */
  readonly bucketId: string;
}

/** Looks through every file that comes in for malware (GuardDuty Malware Protection for S3), and says what it found. */
export class Scanner extends Construct {
  readonly #plan: CfnMalwareProtectionPlan;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, { bucket, bucketId }: ScannerProps) {
    super(scope, id);
    this.#bucket = bucket;
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal(GUARDDUTY) });
    for (const statement of whatItNeeds(this, bucket)) role.addToPolicy(statement);
    const reason = "GuardDuty asks for it: its own managed rule, whose name it makes, and the files that came in.";
    for (const finding of [
      "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*]",
      `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${PREFIXES.incoming}*]`,
    ]) {
      Validations.of(role).acknowledge({ id: finding, reason });
    }
    this.#plan = new CfnMalwareProtectionPlan(this, "Plan", {
      role: role.roleArn,
      protectedResource: { s3Bucket: { bucketName: bucket.bucketName, objectPrefixes: [PREFIXES.incoming] } },
      // Its result comes as an event; a tag could be looked at too early (D58).
      actions: { tagging: { status: "DISABLED" } },
    });
    // It tries the role out when the plan is made.
    this.#plan.node.addDependency(role);
  }

  /**
   * Has the plan made after all of these, whether it stands among them or not. To try its role out, the service puts an object into the bucket, and a bucket
   * that is not empty cannot be deleted: whatever fails after it leaves a first deployment that is not rolled back (D83).
   */
  comesAfter(...others: readonly IConstruct[]): void {
    this.#plan.node.addDependency(...others);
  }

  /**
   * The events that tell what it found, whatever that is. By the bucket, not by the plan: what waits for the plan could
   * fail after it.
   */
  results(): EventPattern {
    return {
      source: ["aws.guardduty"],
      detailType: ["GuardDuty Malware Protection Object Scan Result"],
      detail: {
        s3ObjectDetails: { bucketName: [this.#bucket.bucketName], objectKey: [{ prefix: PREFIXES.incoming }] },
      },
    };
  }
}

const GUARDDUTY = "malware-protection-plan.guardduty.amazonaws.com";

/** As GuardDuty's guide lists it, without what only tags need. */
function whatItNeeds(scope: Construct, bucket: Bucket): PolicyStatement[] {
  const managedRule = Stack.of(scope).formatArn({
    partition: Aws.PARTITION,
    region: Aws.REGION,
    service: "events",
    resource: "rule",
    resourceName: "DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*",
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return [
    new PolicyStatement({
      actions: ["events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets"],
      resources: [managedRule],
      conditions: { StringLike: { "events:ManagedBy": GUARDDUTY } },
    }),
    new PolicyStatement({ actions: ["events:DescribeRule", "events:ListTargetsByRule"], resources: [managedRule] }),
    new PolicyStatement({
      actions: ["s3:PutBucketNotification", "s3:GetBucketNotification", "s3:ListBucket", "s3:GetBucketLocation"],
      resources: [bucket.bucketArn],
    }),
    new PolicyStatement({
      actions: ["s3:PutObject"],
      resources: [bucket.arnForObjects("malware-protection-resource-validation-object")],
    }),
    new PolicyStatement({
      actions: ["s3:GetObject", "s3:GetObjectVersion"],
      resources: [bucket.arnForObjects(`${PREFIXES.incoming}*`)],
    }),
  ];
}
